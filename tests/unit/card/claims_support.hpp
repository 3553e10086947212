// A claims file with every field, to be changed in one place at a time.
#pragma once

#include <nlohmann/json.hpp>

#include "support/fixtures.hpp"

namespace heyi::test {

/// whole_file is the example: all seven sections, every field.
inline nlohmann::json whole_file() { return nlohmann::json::parse(example_claims_json({}, kNow)); }

/// with sets the value at a JSON pointer; without removes what stands there.
inline nlohmann::json with(const std::string& pointer, const nlohmann::json& value) {
  nlohmann::json file = whole_file();
  file[nlohmann::json::json_pointer(pointer)] = value;
  return file;
}
inline nlohmann::json without(const std::string& pointer) {
  const nlohmann::json::json_pointer at(pointer);
  nlohmann::json file = whole_file();
  file.at(at.parent_pointer()).erase(at.back());
  return file;
}

/// answer reads a file and says `ok`, or the reason with its detail: `claims.missing: ss.card_number`.
inline std::string answer(const std::string& text, const CodeTables& tables = CodeTables::standard()) {
  const Result<Claims> read = Claims::from_json(text, tables);
  return read ? "ok" : reason_of(read) + ": " + detail_of(read);
}
inline std::string answer(const nlohmann::json& file) { return answer(file.dump()); }

}  // namespace heyi::test
