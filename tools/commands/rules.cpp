// heyi rules make, sign and eval: from a first draft of a rule book to a signed pack, and what it says of a person.
#include <heyi/eligibility.hpp>
#include <heyi/rules.hpp>

#include <iostream>
#include <map>

#include "command.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "rule_files.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kFirstDraft = R"({
  "heyi-rules": 1,
  "title": {"zh": "本市便民服务", "en": "Services of this city"},
  "notice": {"zh": "草稿，尚未审核", "en": "A draft that nobody has reviewed"},
  "services": [
    {
      "id": "elderly-free-vaccination",
      "title": {"zh": "老年人免费接种", "en": "Free vaccination for the elderly"},
      "rules": [
        {
          "id": "sixty-five",
          "reads": ["id.age"],
          "logic": {">=": [{"var": "id.age"}, 65]},
          "failed": {"zh": "未满 65 周岁", "en": "Younger than 65"},
          "advice": {"zh": "请咨询接种门诊", "en": "Ask the vaccination clinic"}
        }
      ]
    }
  ],
  "cases": [
    {
      "name": "sixty-five today",
      "at": "2026-11-24T09:30:00+08:00",
      "area": "370100",
      "sections": {"id": {"birth_date": "1961-11-24"}},
      "expect": {"elderly-free-vaccination": "eligible"}
    },
    {
      "name": "sixty-five tomorrow",
      "at": "2026-11-24T09:30:00+08:00",
      "area": "370100",
      "sections": {"id": {"birth_date": "1961-11-25"}},
      "expect": {"elderly-free-vaccination": "not_eligible"}
    }
  ]
}
)";

struct MakeOptions {
  std::string out;
  bool force = false;
};

struct SignOptions {
  std::string book, issuer, name = "city", environment = kDefaultEnvironment, key, passphrase_file, out, at;
  std::string valid = "30d";
  std::uint64_t sequence = 0;
};

struct EvalOptions : BookOptions {
  std::string sections, area, at;
  std::vector<std::string> states;
  bool json = false;
};

int make(const MakeOptions& options) {
  write_file(options.out, as_bytes(kFirstDraft), Access::everybody, options.force);
  return kExitAccept;
}

int sign(const SignOptions& options) {
  const std::string text = read_text(options.book);
  const RuleBook book = take(RuleBook::from_json(text), options.book);
  for (const CaseOutcome& one : book.run_cases().cases) {
    if (!one.differs.empty()) {
      throw Failure("规则包自带用例未通过", "A case of the rule book does not come out as it says",
                    one.name + ": " + one.differs);
    }
  }
  RulePackHeader header;
  header.environment = options.environment;
  header.issuer = options.issuer;
  header.name = options.name;
  header.sequence = options.sequence;
  header.issued_at = time_of_run(options.at);
  header.expires_at = header.issued_at + parse_duration(options.valid, "--valid");
  const PrivateKey key = load_signer(options.key, options.passphrase_file);
  write_file(options.out, take(sign_rule_pack(header, as_bytes(text), key), options.book));
  if (options.out != "-") {
    std::cout << header.issuer << ' ' << header.name << "  #" << header.sequence << "  "
              << format_time(header.issued_at) << " - " << format_time(header.expires_at) << '\n';
  }
  return kExitAccept;
}

std::map<Section, std::string> states_of(const std::vector<std::string>& options) {
  std::map<Section, std::string> states;
  for (const std::string& option : options) {
    const std::size_t equal = option.find('=');
    const auto section = section_from_name(option.substr(0, equal));
    if (!section || equal == std::string::npos) throw usage("--state-of: SECTION=STATE, such as ss=stale");
    states.emplace(*section, option.substr(equal + 1));
  }
  return states;
}

int eval(const EvalOptions& options) {
  const Time now = time_of_run(options.at);
  const RuleBook book = load_rule_book(options, now);
  const Facts facts = take(Facts::from_json(read_text(options.sections), states_of(options.states), options.area, now),
                           options.sections);
  const std::vector<ServiceOutcome> outcomes = book.evaluate(facts);
  if (options.json) {
    std::cout << eligibility_to_json(book, outcomes) << '\n';
  } else {
    report_services(std::cout, book, outcomes);
  }
  return kExitAccept;
}

void add_make(Command& rules) {
  auto options = std::make_shared<MakeOptions>();
  Command command =
      rules.add_command("make", "新建规则草稿", "Write a small rule book to begin with", "  heyi rules make city.json");
  command.argument("BOOK", options->out, "Rule book to write", "FILE").required();
  command.flag("--force", options->force, "Replace a file that is there");
  command.on_run(options, make);
}

void add_sign(Command& rules) {
  auto options = std::make_shared<SignOptions>();
  Command command =
      rules.add_command("sign", "签发规则包", "Run a rule book's cases and sign it; a case that differs keeps it back",
                        "  heyi rules sign city.json --key rules.pem --issuer JN-HRSS --sequence 7 --out city.rules");
  command.argument("BOOK", options->book, "Rule book, JSON", "FILE").required();
  command.text("--key", options->key, "Private key whose entry in the trust list has the role rules", "KEY").required();
  add_passphrase(command, options->passphrase_file, "the key");
  command.text("--issuer", options->issuer, "Short code of the publisher", "CODE").required();
  command.text("--name", options->name, "Name of the pack, 1 to 28 characters (default: city)", "NAME");
  command.number("--sequence", options->sequence, "Its number, above that of the pack before", "N").required();
  command.text("--valid", options->valid, "How long it holds, such as 30d (default: 30d)", "TIME");
  command.text("--env", options->environment, "Environment (default: production)", "NAME");
  command.text("--out", options->out, "Signed rule pack to write; `-`: standard output", "PACK").required();
  add_at(command, options->at);
  command.on_run(options, sign);
}

void add_eval(Command& rules) {
  auto options = std::make_shared<EvalOptions>();
  Command command =
      rules.add_command("eval", "试算某人可办的服务", "Say which services are open to a person described in a file",
                        "  heyi rules eval city.json --sections person.json --area 370100\n"
                        "  heyi rules eval city.rules --root root.pub.pem --trust trust.list --sections person.json "
                        "--area 370100 --json");
  add_book_options(command, *options);
  command
      .text("--sections", options->sections,
            "Sections as in a claims file, {\"ss\": {…}, \"id\": {…}}; `-`: standard input", "FILE")
      .required();
  command.text("--area", options->area, "Where the service is asked for, GB/T 2260", "AREA").required();
  command.repeated("--state-of", options->states,
                   "A section that is not to be read, and why: withheld, unvouched, expired, suspended or stale",
                   "SECTION=STATE");
  add_at(command, options->at);
  command.flag("--json", options->json, "Print one JSON object instead");
  command.on_run(options, eval);
}

}  // namespace

void add_rules(Command& program) {
  Command rules = program.add_command("rules", "待遇规则包", "Rule packs: which services are open to a person",
                                      "  heyi rules make city.json\n"
                                      "  heyi rules test city.json\n"
                                      "  heyi rules eval city.json --sections person.json --area 370100\n"
                                      "  heyi rules sign city.json --key rules.pem --issuer JN-HRSS --sequence 1 --out "
                                      "city.rules\n"
                                      "\n"
                                      "docs/rules.md describes the file.");
  rules.require_subcommand();
  add_make(rules);
  add_rules_test(rules);
  add_eval(rules);
  add_sign(rules);
}

}  // namespace heyi::cli
