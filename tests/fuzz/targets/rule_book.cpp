// A rule book: what is read answers for every service, its cases run, and the same facts give the same answers.
#include <heyi/eligibility.hpp>
#include <heyi/rules.hpp>

#include "fuzz/support/target.hpp"

using namespace heyi;
using heyi::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  const Result<RuleBook> book = RuleBook::from_json(text);
  if (!book) {
    const Reason reason = book.error().reason;
    require(reason == Reason::rules_invalid || reason == Reason::rules_bad_logic,
            "a rule book is refused for its form");
    return 0;
  }
  static_cast<void>(book->run_cases());
  const Time now = from_unix(1795512600);
  const Result<Facts> nobody = Facts::from_json("{}", {}, "370100", now);
  require(nobody.has_value(), "there are facts of a person who shows nothing");
  const std::vector<ServiceOutcome> outcomes = book->evaluate(*nobody);
  require(!outcomes.empty(), "a rule book answers for a service");
  for (const ServiceOutcome& service : outcomes) {
    require((service.outcome == Eligibility::eligible) == service.because.empty(), "what is not open says why");
    for (const RuleOutcome& rule : service.because)
      require(!rule.told.zh.empty() && !rule.advice.en.empty(), "what keeps a service closed has words");
  }
  require(eligibility_to_json(*book, outcomes) == eligibility_to_json(*book, book->evaluate(*nobody)),
          "the same facts give the same answers");
  return 0;
}
