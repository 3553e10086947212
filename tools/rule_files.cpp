// A file that begins with a brace is a rule book; anything else is a signed pack.
#include "rule_files.hpp"

#include "failure.hpp"
#include "files.hpp"
#include "terminal.hpp"
#include "wording.hpp"

namespace heyi::cli {
namespace {

struct Look {
  const char *sign, *words;
  Colour colour;
};

// Sign, words and colour say the same, so that none is needed.
Look look_of(Eligibility outcome) {
  switch (outcome) {
    case Eligibility::eligible: return {"✓", "可以办理 eligible", Colour::green};
    case Eligibility::not_eligible: return {"✗", "不能办理 not eligible", Colour::red};
    case Eligibility::unknown: break;
  }
  return {"?", "无法判断 unknown", Colour::yellow};
}

std::string words_of(const Words& words) { return both(printable(words.zh), printable(words.en)); }

}  // namespace

RuleBook load_rule_book(const std::string& file, const TrustList* trust, Time now) {
  const Bytes octets = read_file(file, RulePack::kMaxSize);
  if (!octets.empty() && octets.front() == '{') return take(RuleBook::from_json(as_text(octets)), file);
  if (trust == nullptr) throw usage("a signed rule pack needs --root and --trust");
  const RulePack pack = take(RulePack::open(octets, *trust, now), file);
  return take(RuleBook::from_json(as_text(pack.rules())), file);
}

void add_book_options(Command& command, BookOptions& options) {
  command.argument("BOOK", options.book, "Rule book, JSON, or a signed rule pack", "FILE").required();
  add_root_options(command, options.roots, false);
  command.text("--trust", options.trust, "Signed trust list, for a signed rule pack", "LIST");
}

RuleBook load_rule_book(const BookOptions& options, Time now) {
  if (options.trust.empty() != options.roots.files.empty()) throw usage("--root and --trust go together");
  if (options.trust.empty()) return load_rule_book(options.book, nullptr, now);
  const TrustList trust = load_trust(options.trust, load_pins(options.roots));
  return load_rule_book(options.book, &trust, now);
}

void report_services(std::ostream& out, const RuleBook& book, const std::vector<ServiceOutcome>& outcomes) {
  out << words_of(book.title()) << '\n';
  if (!book.notice().zh.empty()) out << coloured("! " + words_of(book.notice()), Colour::yellow) << '\n';
  for (const ServiceOutcome& service : outcomes) {
    const Look look = look_of(service.outcome);
    out << coloured(std::string(look.sign) + " " + pad(look.words, 24), look.colour) << words_of(service.title) << '\n';
    for (const RuleOutcome& rule : service.because) {
      out << "    " << words_of(rule.told) << '\n' << "      → " << words_of(rule.advice) << '\n';
    }
  }
}

}  // namespace heyi::cli
