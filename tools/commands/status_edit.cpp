// heyi status set and publish: change entries in the working file, and sign a list from it.
#include <iostream>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "status_draft.hpp"
#include "terminal.hpp"

namespace heyi::cli {
namespace {

struct SetOptions {
  std::string draft, environment, issuer, uri, indices, to;
  std::uint64_t entries = 0;
};

struct PublishOptions {
  std::string draft, key, passphrase_file, out, valid = "30d", at;
};

StatusDraft new_draft(const SetOptions& options) {
  if (options.issuer.empty() || options.uri.empty() || options.entries == 0) {
    throw usage(options.draft + " is not there; to make it, give --issuer, --uri and --entries");
  }
  if (options.entries > StatusListContent::kMaxEntries) {
    throw usage("--entries: 1 to " + std::to_string(StatusListContent::kMaxEntries));
  }
  StatusDraft draft;
  draft.content.environment = options.environment.empty() ? kDefaultEnvironment : options.environment;
  draft.content.issuer = options.issuer;
  draft.content.uri = options.uri;
  draft.content.sequence = 0;
  draft.content.packed.assign(static_cast<std::size_t>((options.entries + 3) / 4), 0);
  return draft;
}

// What would make no list must not make a working file either; the SDK's rules are asked by signing one entry.
void check_names(const StatusDraft& draft, const std::string& file) {
  StatusListContent probe = draft.content;
  probe.sequence = 1;
  probe.issued_at = from_unix(1);
  probe.expires_at = from_unix(2);
  probe.packed.assign(1, 0);
  const PrivateKey key = take(PrivateKey::generate(Algorithm::eddsa), "");
  take(sign_status_list(probe, key), file);
}

StatusDraft existing_draft(const SetOptions& options) {
  StatusDraft draft = load_status_draft(options.draft);
  const StatusListContent& content = draft.content;
  const bool differs = (!options.environment.empty() && options.environment != content.environment) ||
                       (!options.issuer.empty() && options.issuer != content.issuer) ||
                       (!options.uri.empty() && options.uri != content.uri) ||
                       (options.entries != 0 && (options.entries + 3) / 4 != content.packed.size());
  if (differs) throw usage(options.draft + " is there already, with another --env, --issuer, --uri or --entries");
  return draft;
}

CardStatus status_of(const std::string& name) {
  for (const CardStatus status : {CardStatus::valid, CardStatus::revoked, CardStatus::suspended}) {
    if (card_status_name(status) == name) return status;
  }
  throw usage("--to: valid, revoked or suspended");
}

void set_entries(StatusListContent& content, const std::vector<Range>& ranges, CardStatus status) {
  for (const auto& [first, last] : ranges) {
    Progress progress("状态 status", last - first + 1);
    for (std::uint64_t index = first; index <= last; ++index) {
      content.set(index, status);
      if (index % 65536 == 0) progress.at(index - first);
    }
  }
}

int set(const SetOptions& options) {
  if (options.indices.empty() != options.to.empty()) throw usage("--index and --to go together");
  const FolderLock lock(options.draft);
  const bool there = is_file(options.draft);
  StatusDraft draft = there ? existing_draft(options) : new_draft(options);
  if (!there) check_names(draft, options.draft);
  if (there && options.indices.empty()) throw usage("nothing to do: give --index and --to");
  if (!options.indices.empty()) {
    const CardStatus status = status_of(options.to);
    set_entries(draft.content, parse_ranges(options.indices, draft.content.size(), "--index"), status);
  }
  store_status_draft(draft, options.draft);
  return kExitAccept;
}

int publish(const PublishOptions& options) {
  const PrivateKey signer = load_signer(options.key, options.passphrase_file);
  const FolderLock lock(options.draft);
  StatusDraft draft = load_status_draft(options.draft);
  ++draft.content.sequence;
  draft.content.issued_at = time_of_run(options.at);
  draft.content.expires_at = draft.content.issued_at + parse_duration(options.valid, "--valid");
  const Bytes list = take(sign_status_list(draft.content, signer), options.draft);
  // The draft first: a process that dies in between leaves out a number, and never signs two lists under one.
  store_status_draft(draft, options.draft);
  write_file(options.out, list);
  if (options.out != "-") {
    std::cout << draft.content.uri << "  #" << draft.content.sequence << "  " << format_time(draft.content.issued_at)
              << " - " << format_time(draft.content.expires_at) << "  " << list.size() << " octets\n";
  }
  return kExitAccept;
}

}  // namespace

void add_status_edit(Command& status) {
  auto options = std::make_shared<SetOptions>();
  Command command = status.add_command(
      "set", "修改卡状态（挂失、注销、恢复）", "Set entries in the working file, which is made when it is not there",
      "  heyi status set ss.status --issuer JN-SS --uri jn.example/s/1 --entries 65536\n"
      "  heyi status set ss.status --index 5,7-9 --to revoked");
  command.argument("DRAFT", options->draft, "Working file", "DRAFT").required();
  command.text("--index", options->indices, "Entries, counted from 0: 5,7-9", "INDICES");
  command.text("--to", options->to, "What they become: valid, revoked or suspended", "STATUS");
  command.text("--env", options->environment, "To make it: environment (default: production)", "NAME");
  command.text("--issuer", options->issuer, "To make it: short code of whoever publishes the list", "CODE");
  command.text("--uri", options->uri, "To make it: the list's name as in the cards, 1 to 28 characters", "U");
  command.number("--entries", options->entries,
                 "To make it: number of entries, rounded up to a multiple of 4, at most 134217728", "N");
  command.on_run(options, set);

  auto publish_options = std::make_shared<PublishOptions>();
  Command publish_command =
      status.add_command("publish", "签发状态列表", "Sign a list from the working file, with the next sequence",
                         "  heyi status publish ss.status --key status.pem --out status.list --valid 30d");
  publish_command.argument("DRAFT", publish_options->draft, "Working file", "DRAFT").required();
  publish_command
      .text("--key", publish_options->key, "Private key with the role status for this list, PEM", "STATUS.pem")
      .required();
  add_passphrase(publish_command, publish_options->passphrase_file, "the key");
  publish_command.text("--out", publish_options->out, "Signed list to write; `-`: standard output", "LIST").required();
  publish_command.text("--valid", publish_options->valid, "How long the list is valid: 30d, 12h (default: 30d)",
                       "LENGTH");
  add_at(publish_command, publish_options->at);
  publish_command.on_run(publish_options, publish);
}

}  // namespace heyi::cli
