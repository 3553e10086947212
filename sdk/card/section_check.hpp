// The shape of a section as a verifier meets it: right types, right bounds, nothing it could trip over later.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/claims.hpp>

#include "card/fields.hpp"
#include "codec/cbor.hpp"

namespace heyi {

/// check_section holds a section against the field table. Keys that this version does not know are let through (fields
/// are appended over the years), code tables are not asked (they differ by region). Fails with `card.bad_claim` or
/// `card.missing_claim`.
Result<void> check_section(Section section, const cbor::Item& value);

/// find_field is a section's field of that name with its value; none when either is absent.
struct FoundField {
  const Field* field;
  cbor::Item value;
};
std::optional<FoundField> find_field(Section section, const cbor::Item& value, std::string_view name) noexcept;

/// section_end is the last day on which a checked section holds; none when it does not say.
std::optional<std::int64_t> section_end(const cbor::Item& value) noexcept;

/// granting_areas are the areas, as six digits, in which a checked section says that something was issued or granted:
/// the issuing area of `ss` and `hc`, and the area of every benefit in `bn`. Other areas, such as the insured one, are
/// only told.
std::vector<std::string> granting_areas(Section section, const cbor::Item& value);

/// area_text writes an area's number as six digits.
std::string area_text(std::int64_t area);

}  // namespace heyi
