// Only what the screen shows leaves the agent: no claim goes to the page as it is.
#include "agent/answer.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "agent/mask.hpp"

namespace heyi::kiosk {
namespace {

using nlohmann::ordered_json;

// What the verdict rests on may have changed since. Lists that end soon are the operator's business: the health says
// so.
bool is_stale(const Verdict& verdict) {
  constexpr std::array kMarks = {Reason::status_stale, Reason::status_unavailable, Reason::trust_expired};
  const auto is_old = [&](Reason mark) { return std::find(kMarks.begin(), kMarks.end(), mark) != kMarks.end(); };
  return std::any_of(verdict.marks.begin(), verdict.marks.end(), is_old) ||
         std::any_of(verdict.sections.begin(), verdict.sections.end(),
                     [](const SectionReport& report) { return report.state == SectionState::stale; });
}

std::optional<Time> oldest_list(const AsOf& as_of) {
  std::optional<Time> oldest;
  const auto look = [&](const ListAge& list) { oldest = oldest ? std::min(*oldest, list.issued_at) : list.issued_at; };
  if (as_of.trust) look(*as_of.trust);
  for (const ListAge& list : as_of.status) look(list);
  return oldest;
}

std::optional<std::string> text_of(const Verdict& verdict, Section section, std::string_view field) {
  for (const VerifiedCard& card : verdict.cards) {
    if (std::optional<std::string> text = card.text(section, field)) return text;
  }
  return std::nullopt;
}

ordered_json person_json(const Verdict& verdict) {
  ordered_json person = ordered_json::object();
  if (const auto name = text_of(verdict, Section::id, "name")) person["name"] = mask_name(*name);
  const auto card = text_of(verdict, Section::ss, "card_number");
  if (card && !mask_number(*card).empty()) person["card"] = mask_number(*card);
  return person;
}

}  // namespace

std::string answer_json(const Judgement& judgement, std::int64_t total_us) {
  ordered_json answer = {{"found", judgement.found}};
  ordered_json timing = {{"decode", judgement.spent.decode}};
  if (!judgement.found) {
    answer["guidance"] = guidance_name(judgement.guidance);
  } else {
    const Verdict& verdict = judgement.verdict;
    answer["verdict"] = ordered_json::parse(verdict_to_json(verdict), nullptr, false);
    answer["verdict"].erase("timing_us");  // The answer has its own.
    answer["stale"] = is_stale(verdict);
    if (const auto oldest = oldest_list(verdict.as_of)) answer["data_as_of"] = format_time(*oldest);
    if (ordered_json person = person_json(verdict); !person.empty()) answer["person"] = std::move(person);
    answer["books"] = ordered_json::array();
    for (const Judgement::Answer& one : judgement.answers) {
      answer["books"].push_back(ordered_json::parse(eligibility_to_json(one.book, one.services), nullptr, false));
    }
    timing["verify"] = judgement.spent.verify;
    timing["rules"] = judgement.spent.rules;
  }
  timing["total"] = total_us;
  answer["timing_us"] = std::move(timing);
  return answer.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string settings_json(const PageSettings& settings) {
  ordered_json list = ordered_json::array();
  for (const Example& example : settings.examples) {
    list.push_back({{"id", example.id}, {"title", {{"zh", example.title.zh}, {"en", example.title.en}}}});
  }
  return ordered_json{{"area", settings.area},
                      {"simulate", settings.is_simulated},
                      {"idle_seconds", settings.idle_seconds},
                      {"ready", settings.is_ready},
                      {"examples", std::move(list)}}
      .dump();
}

}  // namespace heyi::kiosk
