// Sections between JSON, which people and systems write, and CBOR, which is signed.
#pragma once

#include <string>

#include <heyi/claims.hpp>
#include <nlohmann/json_fwd.hpp>

#include "card/fields.hpp"
#include "codec/cbor.hpp"

namespace heyi {

/// section_from_json checks a section and encodes it. Fails with a `claims.…` reason whose detail is the field's path.
Result<Bytes> section_from_json(Section section, const nlohmann::json& value, const CodeTables& tables);

/// section_to_json writes a section that check_section accepted; fields that this version does not know are left out.
nlohmann::ordered_json section_to_json(Section section, const cbor::Item& value);

/// field_to_json writes one value of a checked section.
nlohmann::ordered_json field_to_json(const Field& field, const cbor::Item& value);

}  // namespace heyi
