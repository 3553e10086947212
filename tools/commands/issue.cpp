// heyi issue: claims in, a signed card out; and the shape of a claims file.
#include <nlohmann/json.hpp>

#include <heyi/card.hpp>
#include <heyi/claims.hpp>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kExamples =
    "  heyi issue --example --sections ss,id > ss.json         a claims file to start from\n"
    "  heyi issue ss.json --key issuer.pem --pseudonym-key city.key --request ss.request --redact id --out ss.card\n"
    "  heyi issue --example --static > print.json\n"
    "  heyi issue print.json --key platform.pem --pseudonym-key city.key --static --out print.card\n"
    "  heyi issue --schema > claims.schema.json";

struct Options {
  std::string claims, key, passphrase_file, pseudonym_key, request, redact, tables, out = "-", sections, at;
  int decoys = 0;
  bool is_static = false, no_budget = false, example = false, schema = false;
};

// What may stand in a printed code: the references and where they were issued, no name, no number of a document.
std::string static_example(const std::string& json) {
  constexpr const char* kKept[] = {"card_number", "index", "issuing_area", "valid_until"};
  auto claims = nlohmann::ordered_json::parse(json);
  for (auto& [name, section] : claims.items()) {
    if (!section_from_name(name)) continue;
    nlohmann::ordered_json kept = nlohmann::ordered_json::object();
    for (const char* field : kKept) {
      if (section.contains(field)) kept[field] = section[field];
    }
    section = std::move(kept);
  }
  return claims.dump(2) + "\n";
}

int print_example(const Options& options) {
  const std::string chosen = !options.sections.empty() ? options.sections : options.is_static ? "ss,hc" : "ss,id";
  const std::vector<Section> sections = sections_of(chosen, "--sections");
  if (options.is_static) {
    for (const Section section : sections) {
      if (section != Section::ss && section != Section::hc) {
        throw Failure(Reason::claims_not_static, "--sections: a printed code holds ss and hc alone");
      }
    }
  }
  std::string json = example_claims_json(sections, time_of_run(options.at));
  if (options.is_static) json = static_example(json);
  write_file(options.out, as_bytes(json));
  return kExitAccept;
}

void check_usage(const Options& options) {
  if (options.claims.empty()) throw usage("CLAIMS.json is needed, or --example, or --schema; see heyi issue --help");
  if (options.key.empty()) throw usage("--key is required");
  if (options.pseudonym_key.empty()) throw usage("--pseudonym-key is required");
  if (options.decoys < 0 || options.decoys > 8) throw usage("--decoys: 0 to 8");
  if (!options.is_static && options.request.empty()) {
    throw usage("--request is needed: a card is issued to a device that has asked for it; only --static does without");
  }
  if (options.is_static && (!options.request.empty() || !options.redact.empty() || options.decoys != 0)) {
    throw usage(
        "--static takes no --request, --redact or --decoys: a printed code names no device and withholds nothing");
  }
  if (!options.sections.empty()) throw usage("--sections goes with --example; a card holds what its claims file holds");
}

int run(const Options& options) {
  if (options.schema) {
    write_file(options.out, as_bytes(claims_schema_json()));
    return kExitAccept;
  }
  if (options.example) return print_example(options);
  check_usage(options);
  const CodeTables tables = options.tables.empty()
                                ? CodeTables::standard()
                                : take(CodeTables::from_json(read_text(options.tables)), options.tables);
  const Claims claims = take(Claims::from_json(read_text(options.claims), tables), options.claims);
  const PseudonymKey pseudonyms =
      take(PseudonymKey::from_hex(read_secret(options.pseudonym_key).text()), options.pseudonym_key);
  const PrivateKey issuer = load_signer(options.key, options.passphrase_file);
  const IssueOptions choices{.now = time_of_run(options.at),
                             .redact = sections_of(options.redact, "--redact"),
                             .decoys = options.decoys,
                             .enforce_budget = !options.no_budget};
  if (options.is_static) {
    write_file(options.out, take(issue_static(claims, issuer, pseudonyms, choices), options.claims),
               Access::owner_only);
    return kExitAccept;
  }
  const HolderRequest request = take(
      HolderRequest::open(read_file(options.request, kMaxSmallFile), claims.issuer(), choices.now), options.request);
  SystemRandom random;
  write_file(options.out, take(issue_card(claims, request, issuer, pseudonyms, random, choices), options.claims),
             Access::owner_only);
  return kExitAccept;
}

}  // namespace

void add_issue(Command& program) {
  auto options = std::make_shared<Options>();
  Command command = program.add_command("issue", "签发卡", "Issue a card from a claims file", kExamples);
  command.argument("CLAIMS", options->claims, "Claims file, JSON; --schema describes it. `-`: standard input",
                   "CLAIMS.json");
  command.text("--key", options->key, "Private key of the issuer, PEM", "KEY.pem");
  add_passphrase(command, options->passphrase_file, "the issuer's key");
  command.text("--pseudonym-key", options->pseudonym_key, "Pseudonym key of the city, hex (heyi keygen --pseudonym)",
               "K");
  command.text("--request", options->request, "The holder's request, at most 24 hours old", "REQUEST");
  command.text("--redact", options->redact,
               "Sections that the holder may withhold, such as id,vx; not px (default: none)", "SECTIONS");
  command.number("--decoys", options->decoys, "Hashes of nothing, 0 to 8, which hide how much is withheld (default: 0)",
                 "N");
  command.flag("--static", options->is_static, "A card for print: card number and health-card index alone, no device");
  command.text("--tables", options->tables, "Code tables of the region, JSON (default: those of the SDK)", "FILE");
  command.flag("--no-budget", options->no_budget, "Issue although the code would be denser than the format allows");
  command.text("--out", options->out, "Card to write, mode 0600 (default: `-`, standard output)", "CARD");
  add_at(command, options->at);
  command.flag("--example", options->example, "Print a complete claims file of an imaginary authority");
  command.text("--sections", options->sections, "Sections of the example (default: ss,id; with --static ss,hc)",
               "SECTIONS");
  command.flag("--schema", options->schema, "Print the JSON Schema of a claims file");
  command.on_run(options, run);
}

}  // namespace heyi::cli
