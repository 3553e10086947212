// The table behind reason.hpp, made from the one list.
#include <heyi/reason.hpp>

#include <algorithm>
#include <array>

namespace heyi {
namespace {

struct Row {
  Reason reason;
  std::string_view name;
  Decision decision;
  std::string_view zh, en, next_zh, next_en;
};

constexpr Row kRows[] = {
#define HEYI_REASON(id, code, name, decision, zh, en, next_zh, next_en) \
  {Reason::id, name, Decision::decision, zh, en, next_zh, next_en},
#include <heyi/reasons.def>
#undef HEYI_REASON
};

constexpr auto kReasons = [] {
  std::array<Reason, std::size(kRows)> reasons{};
  for (std::size_t i = 0; i < reasons.size(); ++i) reasons[i] = kRows[i].reason;
  return reasons;
}();

static_assert(std::is_sorted(kReasons.begin(), kReasons.end()), "reasons.def is kept in ascending order");

constexpr std::size_t place_of(Reason reason) noexcept {
  const auto found = std::lower_bound(kReasons.begin(), kReasons.end(), reason);
  return found != kReasons.end() && *found == reason ? static_cast<std::size_t>(found - kReasons.begin())
                                                     : kReasons.size();
}

// A number that is no reason rejects, whatever stands at the end of the list.
constexpr std::size_t kUnknown = place_of(Reason::internal_failure);

const Row& row(Reason reason) noexcept {
  const std::size_t place = place_of(reason);
  return kRows[place < kReasons.size() ? place : kUnknown];
}

}  // namespace

std::string_view decision_name(Decision decision) noexcept {
  switch (decision) {
    case Decision::accept: return "accept";
    case Decision::retry_scan: return "retry_scan";
    case Decision::reject: break;
  }
  return "reject";
}

std::string_view reason_name(Reason reason) noexcept { return row(reason).name; }

std::optional<Reason> reason_from_name(std::string_view name) noexcept {
  for (const Row& candidate : kRows) {
    if (candidate.name == name) return candidate.reason;
  }
  return std::nullopt;
}

Decision reason_decision(Reason reason) noexcept { return row(reason).decision; }

std::string_view reason_sentence(Reason reason, Language language) noexcept {
  return language == Language::zh ? row(reason).zh : row(reason).en;
}

std::string_view reason_next(Reason reason, Language language) noexcept {
  return language == Language::zh ? row(reason).next_zh : row(reason).next_en;
}

const Reason* all_reasons(std::size_t& count) noexcept {
  count = kReasons.size();
  return kReasons.data();
}

}  // namespace heyi
