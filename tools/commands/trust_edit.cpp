// heyi trust init and add: make a draft, and let keys speak for issuers in it.
#include <algorithm>
#include <iostream>
#include <optional>

#include <heyi/certificate.hpp>
#include <heyi/trust.hpp>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "trust_draft.hpp"

namespace heyi::cli {
namespace {

struct InitOptions {
  std::string environment = kDefaultEnvironment, out, valid = "90d", at;
  bool force = false;
};

struct AddOptions {
  std::string draft, issuer, key, certificate, roles = "issuer", sections, areas, from, until, at;
  std::vector<std::string> status_uris;
};

// Issuers' cards live for years, so their keys must.
constexpr Seconds kKeyLife{10 * 365 * 86400};

int init(const InitOptions& options) {
  TrustListContent content;
  content.environment = options.environment;
  content.sequence = 0;  // Signing raises it, so that no two lists share a number.
  content.issued_at = time_of_run(options.at);
  content.next_update = content.issued_at + parse_duration(options.valid, "--valid");
  write_file(options.out, as_bytes(trust_draft_text(content, options.out)), Access::everybody, options.force);
  return kExitAccept;
}

std::vector<Role> roles_of(const std::string& list) {
  std::vector<Role> roles;
  for (const std::string& name : split_list(list, "--roles")) {
    constexpr Role kRoles[] = {Role::issuer, Role::status, Role::rules};
    const auto* role =
        std::find_if(std::begin(kRoles), std::end(kRoles), [&](Role one) { return role_name(one) == name; });
    if (role == std::end(kRoles)) throw usage("--roles: issuer, status and rules");
    roles.push_back(*role);
  }
  return roles;
}

template <typename T>
std::vector<T> ascending(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

bool has_role(const TrustEntry& entry, Role role) {
  return std::find(entry.roles.begin(), entry.roles.end(), role) != entry.roles.end();
}

// What a role needs and another does not is asked for, because a list that lacks it only fails later, at the counter.
void check_roles(const TrustEntry& entry) {
  if (has_role(entry, Role::issuer) == entry.sections.empty()) {
    throw usage("--sections: named for the role issuer, and for no other");
  }
  if (has_role(entry, Role::status) == entry.status_uris.empty()) {
    throw usage("--status-uri: given for the role status, and for no other");
  }
}

TrustEntry entry_of(const AddOptions& options, Time now) {
  std::optional<Certificate> certificate;
  if (!options.certificate.empty()) {
    certificate = take(read_certificate(read_file(options.certificate, kMaxSmallFile)), options.certificate);
    if (!certificate->may_sign) {
      throw Failure(Reason::trust_bad_entry, options.certificate + ": its key usage does not include digitalSignature");
    }
  }
  // From the start of the day, because cards are dated by the day.
  const Time from = !options.from.empty() ? take(parse_time(options.from), "--from")
                    : certificate         ? certificate->not_before
                                          : std::chrono::floor<std::chrono::days>(now);
  const Time until = !options.until.empty() ? take(parse_time(options.until), "--until")
                     : certificate          ? certificate->not_after
                                            : from + kKeyLife;
  if (until <= from) throw usage("--until must lie after --from");
  return {options.issuer,
          certificate ? certificate->key : load_public(options.key),
          ascending(roles_of(options.roles)),
          sections_of(options.sections, "--sections"),
          options.areas.empty() ? std::vector<std::string>{} : ascending(split_list(options.areas, "--areas")),
          ascending(options.status_uris),
          from,
          until};
}

int add(const AddOptions& options) {
  if (options.key.empty() == options.certificate.empty()) throw usage("give one of --key and --cert");
  const TrustEntry entry = entry_of(options, time_of_run(options.at));
  check_roles(entry);
  const FolderLock lock(options.draft);
  TrustListContent content = load_trust_draft(options.draft);
  content.entries.push_back(entry);
  write_file(options.draft, as_bytes(trust_draft_text(content, options.draft)));
  std::cout << entry.issuer << "  " << key_label(entry.key) << "  " << format_time(entry.not_before) << " - "
            << format_time(entry.not_after) << '\n';
  return kExitAccept;
}

}  // namespace

void add_trust_edit(Command& trust) {
  auto init_options = std::make_shared<InitOptions>();
  Command init_command = trust.add_command("init", "新建信任列表草稿", "Make the draft of a trust list",
                                           "  heyi trust init --env demo --out trust.json --valid 90d");
  init_command.text("--env", init_options->environment,
                    "Environment, 1 to 32 characters A-Z a-z 0-9 . _ - (default: production)", "NAME");
  init_command.text("--out", init_options->out, "Draft to write, JSON", "DRAFT.json").required();
  init_command.text("--valid", init_options->valid, "Until the next list is due: 90d, 12h (default: 90d)", "LENGTH");
  init_command.flag("--force", init_options->force, "Replace a draft that is there already");
  add_at(init_command, init_options->at);
  init_command.on_run(init_options, init);

  auto options = std::make_shared<AddOptions>();
  Command command = trust.add_command(
      "add", "在草稿中加入密钥", "Let a key speak for an issuer, in a draft",
      "  heyi trust add trust.json --issuer JN-SS --key ss.pub.pem --sections ss,id --areas 370100\n"
      "  heyi trust add trust.json --issuer JN-SS --cert ss.crt --roles issuer,status --sections ss,id "
      "--status-uri jn.example/s/1");
  command.argument("DRAFT", options->draft, "Draft to change", "DRAFT.json").required();
  command.text("--issuer", options->issuer, "Short code of the authority, as in its cards", "CODE").required();
  command.text("--key", options->key, "Its public key, PEM", "PUB.pem");
  command.text("--cert", options->certificate, "Or its X.509 certificate, PEM or DER, whose validity is the default",
               "CERT");
  command.text("--roles", options->roles, "What it may sign: issuer, status, rules (default: issuer)", "ROLES");
  command.text("--sections", options->sections, "Sections it may vouch for: id, ss, hc, vx, mr, bn, px", "SECTIONS");
  command.text("--areas", options->areas,
               "Issuing areas it may vouch for, GB/T 2260: 370100 covers 3701xx (default: all)", "AREAS");
  command.repeated("--status-uri", options->status_uris, "Status list it may sign, 1 to 28 characters", "U");
  command.text("--from", options->from,
               "First instant of its validity, RFC 3339 (default: the certificate's, else today 00:00 UTC)", "T");
  command.text("--until", options->until, "First instant after it (default: the certificate's, else 3650 days later)",
               "T");
  add_at(command, options->at);
  command.on_run(options, add);
}

}  // namespace heyi::cli
