// Reasons: the one list of everything a verdict or an error can say, with stable names and numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace heyi {

/// Decision is what a verifier does with a code. Programs branch on it alone.
enum class Decision {
  accept,      ///< What the verdict shows may be relied on, as far as its policy goes.
  reject,      ///< The code must not be relied on.
  retry_scan,  ///< The scan went wrong, not the code: scan again.
};

/// decision_name is `accept`, `reject` or `retry_scan`.
std::string_view decision_name(Decision decision) noexcept;

/// Reason explains a verdict or an error. The numbers are stage*100+n, are never reused, and are the same
/// in C; docs/reasons.md lists them all. Reasons are only ever added.
enum class Reason : std::uint16_t {
#define HEYI_REASON(id, code, name, decision, zh, en, next_zh, next_en) id = code,
#include <heyi/reasons.def>
#undef HEYI_REASON
};

/// Language of a sentence for people.
enum class Language { zh, en };

/// reason_code is the stable number, stage*100+n.
constexpr int reason_code(Reason reason) noexcept { return static_cast<int>(reason); }

/// reason_name is the stable name, such as `time.expired`.
std::string_view reason_name(Reason reason) noexcept;

/// reason_from_name is the inverse of reason_name.
std::optional<Reason> reason_from_name(std::string_view name) noexcept;

/// reason_decision is the decision that goes with a reason unless a policy says otherwise: an `accept` for the
/// ok reasons, `retry_scan` where the scan is at fault, `reject` for the rest.
Decision reason_decision(Reason reason) noexcept;

/// reason_sentence says it to people; it never holds a claim's value.
std::string_view reason_sentence(Reason reason, Language language) noexcept;

/// reason_next says what to do next, in one sentence.
std::string_view reason_next(Reason reason, Language language) noexcept;

/// all_reasons lists every reason in ascending order of its number; `count` receives how many there are.
const Reason* all_reasons(std::size_t& count) noexcept;

}  // namespace heyi
