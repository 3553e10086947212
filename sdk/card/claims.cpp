// A claims file: who issues what about whom, checked before anybody signs it.
#include <heyi/claims.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/identifiers.hpp"
#include "card/china_time.hpp"
#include "card/numbers.hpp"
#include "card/section_json.hpp"
#include "codec/json_text.hpp"

namespace heyi {

using nlohmann::json;

namespace {

// A moment is a date-time, or a date, which stands for the start or the end of that day in China.
Result<Time> moment(const json& value, const std::string& path, Time (*of_day)(std::int64_t)) {
  if (!value.is_string()) return fail(Reason::claims_wrong_type, path);
  const std::string text = value.get<std::string>();
  const bool is_day = text.size() == 10;
  const Result<Time> time = is_day ? parse_date(text).transform(of_day) : parse_time(text);
  if (!time) return fail(Reason::claims_bad_date, path);
  // A card whose times a verifier would refuse must not be made.
  if (to_unix(*time) <= 0 || to_unix(*time) > kLastSecond) return fail(Reason::claims_out_of_range, path);
  return *time;
}

Result<Person> read_person(const json& object, const CodeTables& tables) {
  if (!object.is_object()) return fail(Reason::claims_wrong_type, "person");
  const auto type = object.find("document_type");
  const auto number = object.find("document_number");
  if (type == object.end()) return fail(Reason::claims_missing, "person.document_type");
  if (number == object.end()) return fail(Reason::claims_missing, "person.document_number");
  if (object.size() != 2) return fail(Reason::claims_unknown_field, "person");
  if (!type->is_number_integer()) return fail(Reason::claims_wrong_type, "person.document_type");
  if (!type->is_number_unsigned() || type->get<std::uint64_t>() > 255) {
    return fail(Reason::claims_out_of_range, "person.document_type");
  }
  if (!tables.has("document_types", type->get<std::int64_t>())) {
    return fail(Reason::claims_unknown_code, "person.document_type");
  }
  if (!number->is_string()) return fail(Reason::claims_wrong_type, "person.document_number");
  Person person{type->get<std::int64_t>(), number->get<std::string>()};
  if (!is_document_number(person.document_type, person.document_number)) {
    return fail(Reason::claims_bad_document_number, "person.document_number");
  }
  return person;
}

Result<StatusReference> read_status(const json& object) {
  if (!object.is_object()) return fail(Reason::claims_wrong_type, "status");
  const auto uri = object.find("uri");
  const auto index = object.find("index");
  if (uri == object.end()) return fail(Reason::claims_missing, "status.uri");
  if (index == object.end()) return fail(Reason::claims_missing, "status.index");
  if (object.size() != 2) return fail(Reason::claims_unknown_field, "status");
  if (!uri->is_string()) return fail(Reason::claims_wrong_type, "status.uri");
  if (!index->is_number_integer()) return fail(Reason::claims_wrong_type, "status.index");
  if (!index->is_number_unsigned()) return fail(Reason::claims_out_of_range, "status.index");
  StatusReference reference{uri->get<std::string>(), index->get<std::uint64_t>()};
  if (reference.uri.size() > kMaxUriSize) return fail(Reason::claims_too_long, "status.uri");
  if (!is_status_uri(reference.uri)) return fail(Reason::claims_out_of_range, "status.uri");
  if (reference.index > kMaxStatusIndex) return fail(Reason::claims_out_of_range, "status.index");
  return reference;
}

bool is_top_level_name(const std::string& name) {
  constexpr std::string_view kNames[] = {"$schema", "issuer", "person", "valid_from", "valid_until", "status"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames) ||
         section_from_name(name).has_value();
}

}  // namespace

/// ClaimsReader fills a Claims, which nothing else may do.
class ClaimsReader {
 public:
  static Result<Claims> read(const json& object, const CodeTables& tables) {
    Claims claims;
    if (!object.is_object()) return fail(Reason::claims_wrong_type, "the file is no object");
    for (const auto& [name, unused] : object.items()) {
      if (!is_top_level_name(name)) return fail(Reason::claims_unknown_field, "top level");
    }
    for (const char* required : {"issuer", "person", "valid_until"}) {
      if (!object.contains(required)) return fail(Reason::claims_missing, required);
    }
    if (!object["issuer"].is_string()) return fail(Reason::claims_wrong_type, "issuer");
    claims.issuer_ = object["issuer"].get<std::string>();
    if (!is_issuer_code(claims.issuer_)) return fail(Reason::claims_out_of_range, "issuer");
    Result<Person> person = read_person(object["person"], tables);
    if (!person) return person.error();
    claims.person_ = *std::move(person);
    if (const Result<void> times = read_validity(object, claims); !times) return times.error();
    if (object.contains("status")) {
      Result<StatusReference> status = read_status(object["status"]);
      if (!status) return status.error();
      claims.status_ = *std::move(status);
    }
    for (const Section section : kAllSections) {
      const std::string name(section_name(section));
      if (!object.contains(name)) continue;
      Result<Bytes> encoded = section_from_json(section, object[name], tables);
      if (!encoded) return encoded.error();
      claims.sections_.emplace_back(section, *std::move(encoded));
    }
    if (claims.sections_.empty())
      return fail(Reason::claims_missing, "at least one section: id, ss, hc, vx, mr, bn or px");
    return same_person(object, std::move(claims));
  }

 private:
  static Result<void> read_validity(const json& object, Claims& claims) {
    const Result<Time> until = moment(object["valid_until"], "valid_until", end_of_day);
    if (!until) return until.error();
    claims.valid_until_ = *until;
    if (object.contains("valid_from")) {
      const Result<Time> from = moment(object["valid_from"], "valid_from", start_of_day);
      if (!from) return from.error();
      claims.valid_from_ = *from;
    }
    const Time from = claims.valid_from_.value_or(from_unix(0));
    if (claims.valid_until_ <= from) {
      return fail(Reason::claims_inconsistent, "valid_until is not after valid_from");
    }
    return {};
  }

  // The identity shown must be the one that the pseudonym stands for.
  static Result<Claims> same_person(const json& object, Claims claims) {
    if (!object.contains("id")) return claims;
    const json& id = object["id"];
    if (id["document_type"] != claims.person_.document_type ||
        id["document_number"] != claims.person_.document_number) {
      return fail(Reason::claims_inconsistent, "id and person name different documents");
    }
    return claims;
  }
};

Result<Claims> Claims::from_json(std::string_view text, const CodeTables& tables) {
  const Result<json> parsed = parse_json(text);
  if (!parsed) return parsed.error();
  return ClaimsReader::read(*parsed, tables);
}

std::vector<Section> Claims::sections() const {
  std::vector<Section> present;
  for (const auto& [section, unused] : sections_) present.push_back(section);
  return present;
}

ByteView Claims::section_cbor(Section section) const noexcept {
  for (const auto& [candidate, encoded] : sections_) {
    if (candidate == section) return encoded;
  }
  return {};
}

}  // namespace heyi
