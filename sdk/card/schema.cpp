// The JSON Schema of a claims file, made from the same field table as the reader so that the two cannot drift apart.
#include <nlohmann/json.hpp>
#include <string>

#include <heyi/claims.hpp>

#include "base/identifiers.hpp"
#include "card/fields.hpp"

namespace heyi {
namespace {

using nlohmann::ordered_json;

constexpr const char* kDate = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr const char* kMoment =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$";
// No control character anywhere, no space at either end.
constexpr const char* kText =
    "^[^ \\u0000-\\u001f\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^ \\u0000-\\u001f\\u007f-\\u009f])?$";
constexpr const char* kDocumentNumber = "^[0-9A-Z]{5,20}$";

std::string title(std::string_view zh, std::string_view en) { return std::string(zh).append(" / ").append(en); }

std::string repeated(std::string_view unit, std::int64_t min, std::int64_t max) {
  return "^" + std::string(unit) + "{" + std::to_string(min) + "," + std::to_string(max) + "}$";
}

ordered_json text_of(std::string_view pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

ordered_json integer_of(std::int64_t min, std::int64_t max) {
  return {{"type", "integer"}, {"minimum", min}, {"maximum", max}};
}

ordered_json object_of(std::span<const Field> fields);

// What one kind of field asks of its value; titles are added by the caller.
ordered_json value_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::text: {
      ordered_json schema = {{"type", "string"}, {"minLength", field.min}, {"maxLength", field.max}};
      schema["pattern"] = kText;
      return schema;
    }
    case FieldKind::token: return text_of(repeated("[0-9A-Z]", field.min, field.max));
    case FieldKind::digits: return text_of(repeated("[0-9]", field.min, field.max));
    case FieldKind::number: return integer_of(field.min, field.max);
    case FieldKind::code: {
      ordered_json schema = integer_of(0, 999'999);
      schema["description"] = "A code of the table " + std::string(field.table) + ".";
      return schema;
    }
    case FieldKind::date: {
      ordered_json schema = text_of(kDate);
      schema["format"] = "date";
      return schema;
    }
    case FieldKind::area: {
      ordered_json schema = text_of("^[1-8][0-9]{5}$");
      schema["description"] = "GB/T 2260.";
      return schema;
    }
    case FieldKind::pseudonym: return text_of("^[A-Za-z0-9_-]{12}$");
    case FieldKind::organisation: {
      ordered_json schema = text_of("^[0-9A-HJ-NPQRTUWXY]{18}$");
      schema["description"] = "Unified social credit code, GB 32100, with its check character.";
      return schema;
    }
    case FieldKind::document_number: {
      ordered_json schema = text_of(kDocumentNumber);
      schema["description"] = "Of the shape that document_type has, with its check character.";
      return schema;
    }
    case FieldKind::octets: {
      ordered_json schema = text_of(repeated("([0-9A-Fa-f]{2})", field.min, field.max));
      schema["description"] = "Octets in hexadecimal.";
      return schema;
    }
    case FieldKind::list: {
      ordered_json schema = {{"type", "array"}, {"minItems", 1}, {"maxItems", field.max}};
      schema["items"] = object_of(field.items);
      return schema;
    }
  }
  return false;
}

ordered_json object_of(std::span<const Field> fields) {
  ordered_json properties = ordered_json::object();
  ordered_json required = ordered_json::array();
  for (const Field& field : fields) {
    const std::string name(field.name);
    properties[name]["title"] = title(field.zh, field.en);
    properties[name].update(value_of(field));
    if (field.required) required.push_back(name);
  }
  ordered_json schema = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

ordered_json moment(const char* name, const char* description) {
  ordered_json schema;
  schema["title"] = name;
  schema.update(text_of(kMoment));
  schema["description"] = description;
  return schema;
}

ordered_json person() {
  ordered_json schema = {{"title", title("持卡人", "holder")}, {"type", "object"}};
  schema["description"] = "Goes into the pseudonym, never into the card.";
  schema["properties"]["document_type"] = integer_of(0, 255);
  schema["properties"]["document_type"]["description"] = "A code of the table document_types.";
  schema["properties"]["document_number"] = text_of(kDocumentNumber);
  schema["required"] = {"document_type", "document_number"};
  schema["additionalProperties"] = false;
  return schema;
}

ordered_json status() {
  ordered_json schema = {{"title", title("状态", "status reference")}, {"type", "object"}};
  schema["properties"]["uri"] = text_of(repeated("[!-~]", 1, kMaxUriSize));
  schema["properties"]["uri"]["description"] = "The status list's name.";
  schema["properties"]["index"] = integer_of(0, static_cast<std::int64_t>(kMaxStatusIndex));
  schema["properties"]["index"]["description"] = "The card's entry, drawn at random.";
  schema["required"] = {"uri", "index"};
  schema["additionalProperties"] = false;
  return schema;
}

}  // namespace

std::string claims_schema_json() {
  ordered_json schema;
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = title("领卡信息", "claims file");
  schema["description"] =
      "What an authority says about a person, for one card. Check characters and code tables are "
      "checked beside this schema when the card is issued.";
  schema["type"] = "object";
  ordered_json& properties = schema["properties"];
  properties["$schema"]["type"] = "string";
  properties["issuer"]["title"] = title("签发机构", "issuer");
  properties["issuer"].update(text_of("^[A-Za-z0-9._-]{1,32}$"));
  properties["person"] = person();
  properties["valid_from"] =
      moment("有效期自 / valid from", "A date stands for its first instant in China; or RFC 3339.");
  properties["valid_until"] = moment("有效期至 / valid until",
                                     "A date is the last day in China; an RFC 3339 time is the "
                                     "first instant at which the card no longer holds.");
  properties["status"] = status();
  for (const Section section : kAllSections) {
    const std::string name(section_name(section));
    properties[name]["title"] = title(section_title(section, Language::zh), section_title(section, Language::en));
    properties[name].update(object_of(section_fields(section)));
    ordered_json present;
    present["required"].push_back(name);
    schema["anyOf"].push_back(std::move(present));
  }
  schema["required"] = {"issuer", "person", "valid_until"};
  schema["additionalProperties"] = false;
  return schema.dump(2) + "\n";
}

}  // namespace heyi
