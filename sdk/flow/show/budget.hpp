// Size budgets: how dense a code may be before people stand at a counter holding their phones this way and that.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/claims.hpp>
#include <heyi/result.hpp>
#include <heyi/text.hpp>

#include "card/card_object.hpp"

namespace heyi::flow {

/// Shown is one section as it stands in a code: for choosing a budget, and for saying what to shorten.
struct Shown {
  Section section;
  std::string issuer;
  std::size_t octets = 0;
  std::string largest_field;  ///< By its name in the claims file.
};

/// shown_sections lists what a card shows, largest first.
std::vector<Shown> shown_sections(const card::CardObject& object, std::string_view issuer);

/// Budgets in QR versions at level M, for 64-octet signatures (design: docs/format.md, "Size").
inline constexpr int kStaticOne = 12;
inline constexpr int kStaticSet = 16;
inline constexpr int kOneHalf = 16;
inline constexpr int kMergedPlain = 23;
inline constexpr int kMergedPacked = 21;
inline constexpr int kEverything = 32;

enum class Form { printed_one, printed_set, plain, packed };

/// check_budget holds a token against the budget of its form and sections. `longer_signatures` is how many octets its
/// signatures take beyond 64 each, which do not count. Fails with `present.over_budget`, the detail naming what to
/// shorten.
Result<void> check_budget(ByteView token, Spelling spelling, Form form, std::vector<Shown> shown,
                          std::size_t longer_signatures);

}  // namespace heyi::flow
