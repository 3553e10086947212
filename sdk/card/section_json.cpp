// JSON in, with every check an issuer owes; JSON out, for hospital systems and screens.
#include "card/section_json.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/identifiers.hpp"
#include "card/china_time.hpp"
#include "card/numbers.hpp"
#include "card/section_check.hpp"
#include "card/utf8.hpp"
#include "codec/cbor_writer.hpp"
#include "codec/hex.hpp"

namespace heyi {
namespace {

using nlohmann::json;

Error wrong_type(const std::string& path) { return fail(Reason::claims_wrong_type, path); }

Result<std::string> text_of(const json& value, const std::string& path) {
  if (!value.is_string()) return wrong_type(path);
  return value.get<std::string>();
}

Result<std::int64_t> integer_of(const json& value, const std::string& path) {
  if (!value.is_number_integer()) return wrong_type(path);
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > 1'000'000'000'000U) {
    return fail(Reason::claims_out_of_range, path);
  }
  return value.get<std::int64_t>();
}

// text_field checks a text of characters; token and digits allow fewer of them.
Result<Bytes> text_field(const Field& field, const json& value, const std::string& path) {
  const Result<std::string> text = text_of(value, path);
  if (!text) return text.error();
  if (has_control(*text)) return fail(Reason::claims_out_of_range, path);
  const std::int64_t length = count_characters(*text);
  if (length > field.max) return fail(Reason::claims_too_long, path);
  if (length < field.min) return fail(Reason::claims_out_of_range, path);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_token = [&](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); };
  const bool allowed = field.kind == FieldKind::digits      ? std::all_of(text->begin(), text->end(), is_digit)
                       : field.kind == FieldKind::token     ? std::all_of(text->begin(), text->end(), is_token)
                       : field.kind == FieldKind::pseudonym ? is_pseudonym(*text)
                                                            : text->front() != ' ' && text->back() != ' ';
  if (!allowed) return fail(Reason::claims_out_of_range, path);
  return cbor::encode_text(*text);
}

Result<Bytes> integer_field(const Field& field, const json& value, const CodeTables& tables, const std::string& path) {
  const Result<std::int64_t> number = integer_of(value, path);
  if (!number) return number.error();
  if (field.kind == FieldKind::code) {
    if (!tables.has(field.table, *number)) return fail(Reason::claims_unknown_code, path);
  } else if (*number < field.min || *number > field.max) {
    return fail(Reason::claims_out_of_range, path);
  }
  return cbor::encode_int(*number);
}

Result<Bytes> date_field(const json& value, const std::string& path) {
  const Result<std::string> text = text_of(value, path);
  if (!text) return text.error();
  const Result<std::int64_t> day = parse_date(*text);
  if (!day) return fail(Reason::claims_bad_date, path);
  if (*day < kMinDay || *day > kMaxDay) return fail(Reason::claims_out_of_range, path);
  return cbor::encode_int(*day);
}

Result<Bytes> area_field(const json& value, const std::string& path) {
  const Result<std::string> text = text_of(value, path);
  if (!text) return text.error();
  if (!is_area(*text)) return fail(Reason::claims_bad_area, path);
  std::int64_t number = 0;
  std::from_chars(text->data(), text->data() + text->size(), number);
  return cbor::encode_int(number);
}

Result<Bytes> organisation_field(const json& value, const std::string& path) {
  const Result<std::string> text = text_of(value, path);
  if (!text) return text.error();
  if (!is_organisation(*text)) return fail(Reason::claims_bad_organisation, path);
  return cbor::encode_text(*text);
}

Result<Bytes> octets_field(const Field& field, const json& value, const std::string& path) {
  const Result<std::string> text = text_of(value, path);
  if (!text) return text.error();
  const std::optional<Bytes> octets = hex_decode(*text);
  if (!octets) return fail(Reason::claims_out_of_range, path);
  const auto size = static_cast<std::int64_t>(octets->size());
  if (size > field.max) return fail(Reason::claims_too_long, path);
  if (size < field.min) return fail(Reason::claims_out_of_range, path);
  return cbor::encode_bytes(*octets);
}

Result<void> refuse_unknown(std::span<const Field> fields, const json& object, const std::string& path) {
  for (const auto& [name, unused] : object.items()) {
    const bool known =
        std::any_of(fields.begin(), fields.end(), [&name = name](const Field& field) { return field.name == name; });
    // The name is what somebody typed, and may be personal data in a slip; the path alone is told.
    if (!known) return fail(Reason::claims_unknown_field, path);
  }
  return {};
}

Result<Bytes> field_from_json(const Field& field, const json& value, const CodeTables& tables, const std::string& path);

// item_from_json writes one list item: an array by position, absent ones null, trailing absent ones cut off.
Result<Bytes> item_from_json(std::span<const Field> fields, const json& value, const CodeTables& tables,
                             const std::string& path) {
  if (!value.is_object()) return wrong_type(path);
  if (const Result<void> known = refuse_unknown(fields, value, path); !known) return known.error();
  std::vector<Bytes> positions;
  std::size_t used = 0;
  for (const Field& field : fields) {
    const std::string at = path + "." + std::string(field.name);
    const auto found = value.find(field.name);
    if (found == value.end()) {
      if (field.required) return fail(Reason::claims_missing, at);
      positions.push_back(std::move(cbor::Writer{}.null()).take());
      continue;
    }
    Result<Bytes> encoded = field_from_json(field, *found, tables, at);
    if (!encoded) return encoded.error();
    positions.push_back(*std::move(encoded));
    used = positions.size();
  }
  cbor::Writer writer;
  writer.array(used);
  for (std::size_t i = 0; i < used; ++i) writer.raw(positions[i]);
  return std::move(writer).take();
}

Result<Bytes> list_field(const Field& field, const json& value, const CodeTables& tables, const std::string& path) {
  if (!value.is_array()) return wrong_type(path);
  if (value.empty()) return fail(Reason::claims_out_of_range, path);
  if (value.size() > static_cast<std::size_t>(field.max)) return fail(Reason::claims_too_long, path);
  cbor::Writer writer;
  writer.array(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const Result<Bytes> item = item_from_json(field.items, value[i], tables, path + "[" + std::to_string(i) + "]");
    if (!item) return item.error();
    writer.raw(*item);
  }
  return std::move(writer).take();
}

Result<Bytes> field_from_json(const Field& field, const json& value, const CodeTables& tables,
                              const std::string& path) {
  switch (field.kind) {
    case FieldKind::text:
    case FieldKind::token:
    case FieldKind::digits:
    case FieldKind::document_number:
    case FieldKind::pseudonym: return text_field(field, value, path);
    case FieldKind::number:
    case FieldKind::code: return integer_field(field, value, tables, path);
    case FieldKind::date: return date_field(value, path);
    case FieldKind::area: return area_field(value, path);
    case FieldKind::organisation: return organisation_field(value, path);
    case FieldKind::octets: return octets_field(field, value, path);
    case FieldKind::list: return list_field(field, value, tables, path);
  }
  return fail(Reason::internal_failure);
}

// An identity's number must be valid for its type, and agree with the birth date and sex beside it.
Result<void> check_identity(const json& section) {
  const std::int64_t type = section.at("document_type").get<std::int64_t>();
  const std::string number = section.at("document_number").get<std::string>();
  if (!is_document_number(type, number)) return fail(Reason::claims_bad_document_number, "id.document_number");
  const std::optional<BirthAndSex> says = birth_and_sex(type, number);
  if (!says) return {};
  if (section.contains("birth_date") &&
      parse_date(section.at("birth_date").get<std::string>()).value_or(0) != says->birth_date) {
    return fail(Reason::claims_inconsistent, "id.birth_date does not agree with id.document_number");
  }
  const std::int64_t sex = section.value("sex", std::int64_t{0});
  if ((sex == 1 || sex == 2) && sex != says->sex) {
    return fail(Reason::claims_inconsistent, "id.sex does not agree with id.document_number");
  }
  return {};
}

}  // namespace

Result<Bytes> section_from_json(Section section, const json& value, const CodeTables& tables) {
  const std::string path(section_name(section));
  const std::span<const Field> fields = section_fields(section);
  if (!value.is_object()) return wrong_type(path);
  if (const Result<void> known = refuse_unknown(fields, value, path); !known) return known.error();
  cbor::MapWriter map;
  for (const Field& field : fields) {
    const std::string at = path + "." + std::string(field.name);
    const auto found = value.find(field.name);
    if (found == value.end()) {
      if (field.required) return fail(Reason::claims_missing, at);
      continue;
    }
    const Result<Bytes> encoded = field_from_json(field, *found, tables, at);
    if (!encoded) return encoded.error();
    map.put(field.key, *encoded);
  }
  if (section == Section::id) {
    if (const Result<void> agrees = check_identity(value); !agrees) return agrees.error();
  }
  return std::move(map).finish();
}

nlohmann::ordered_json field_to_json(const Field& field, const cbor::Item& value) {
  switch (field.kind) {
    case FieldKind::number:
    case FieldKind::code: return value.as_int().value_or(0);
    case FieldKind::date: return format_date(value.as_int().value_or(0));
    case FieldKind::area: return area_text(value.as_int().value_or(0));
    case FieldKind::octets: return hex_encode_upper(value.as_bytes().value_or(ByteView{}));
    case FieldKind::list: break;
    default: return std::string(value.as_text().value_or(std::string_view{}));
  }
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (auto item = value.first(); item; item = item->next()) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    auto position = item->first();
    for (const Field& part : field.items) {
      if (!position) break;
      if (!position->is(cbor::Kind::null)) object[std::string(part.name)] = field_to_json(part, *position);
      position = position->next();
    }
    list.push_back(std::move(object));
  }
  return list;
}

nlohmann::ordered_json section_to_json(Section section, const cbor::Item& value) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const Field& field : section_fields(section)) {
    if (const auto found = value.find(field.key)) object[std::string(field.name)] = field_to_json(field, *found);
  }
  return object;
}

}  // namespace heyi
