// The field table: every field of every section in one place, for reading, writing, the schema and display.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <heyi/claims.hpp>

namespace heyi {

enum class FieldKind : std::uint8_t {
  text,             ///< UTF-8, min to max characters.
  token,            ///< Upper-case letters and digits, min to max.
  digits,           ///< Decimal digits as text, min to max.
  number,           ///< Integer, min to max.
  code,             ///< Integer, in the code table named.
  date,             ///< Days since 1970-01-01; in JSON YYYY-MM-DD.
  area,             ///< GB/T 2260 as an integer; in JSON six digits.
  pseudonym,        ///< 12 base64url characters.
  organisation,     ///< Unified social credit code, GB 32100.
  document_number,  ///< Number of an identity document; its shape depends on document_type.
  octets,           ///< Byte string, min to max octets; in JSON upper-case hex.
  list,             ///< 1 to max items of the fields in `items`.
};

/// Field describes one field. In a section (a map) `key` is its integer key; in a list's item (an array) it is its
/// position.
struct Field {
  std::int64_t key;
  std::string_view name;
  FieldKind kind;
  bool required;
  std::int64_t min, max;
  std::string_view table;
  bool identifying;  ///< May stand in a printed code, and is readable under the identify policy.
  std::string_view zh, en;
  std::span<const Field> items;
};

/// section_fields lists a section's fields by ascending key. Fields are only ever appended.
std::span<const Field> section_fields(Section section) noexcept;

/// kValidUntil is the key of a section's own end of validity, the last day on which it holds.
inline constexpr std::int64_t kValidUntil = 0;

/// kIssuingArea is the key of the issuing area in `ss` and `hc`, which a trust list may restrict.
inline constexpr std::int64_t kIssuingArea = 2;

/// kBenefits is the key of the list in `bn`, kBenefitArea the position of the granting area in its items.
inline constexpr std::int64_t kBenefits = 1;
inline constexpr std::size_t kBenefitArea = 1;

/// has_issuing_area says whether a section has one.
inline bool has_issuing_area(Section section) noexcept { return section == Section::ss || section == Section::hc; }

}  // namespace heyi
