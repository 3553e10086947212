// Code tables: data per region, the standard ones beneath whatever a region replaces.
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include <heyi/claims.hpp>

#include "card/standard_tables.hpp"
#include "codec/json_text.hpp"

namespace heyi {

struct CodeTables::Impl {
  struct Names {
    std::string zh, en;
  };
  std::map<std::string, std::map<std::int64_t, Names>, std::less<>> tables;
};

namespace {

using Tables = decltype(CodeTables::Impl::tables);
using Codes = Tables::mapped_type;

Error bad_table(const std::string& where) { return fail(Reason::claims_bad_table, where); }

Result<Codes> read_codes(const std::string& table, const nlohmann::json& entries) {
  if (!entries.is_object()) return bad_table(table);
  Codes codes;
  for (const auto& [code, names] : entries.items()) {
    std::int64_t number = -1;
    const auto parsed = std::from_chars(code.data(), code.data() + code.size(), number);
    const bool is_number = parsed.ec == std::errc{} && parsed.ptr == code.data() + code.size();
    // One spelling a code, so that no entry replaces another unseen.
    if (!is_number || number < 0 || number > 999'999 || code != std::to_string(number))
      return bad_table(table + "." + code);
    const bool has_names = names.is_object() && names.contains("zh") && names.contains("en") &&
                           names["zh"].is_string() && names["en"].is_string();
    if (!has_names) return bad_table(table + "." + code);
    codes[number] = {names["zh"].get<std::string>(), names["en"].get<std::string>()};
  }
  return codes;
}

Result<void> read_tables(std::string_view json, Tables& into) {
  const Result<nlohmann::json> parsed = parse_json(json);
  if (!parsed) return parsed.error();
  if (!parsed->is_object() || !parsed->contains("tables") || !(*parsed)["tables"].is_object())
    return bad_table("tables");
  for (const auto& [name, entries] : (*parsed)["tables"].items()) {
    Result<Codes> codes = read_codes(name, entries);
    if (!codes) return codes.error();
    into[name] = *std::move(codes);
  }
  return {};
}

}  // namespace

CodeTables CodeTables::standard() {
  auto impl = std::make_shared<Impl>();
  // The file is part of the SDK and a test reads it; were it broken, every code would be refused, none let through.
  if (!read_tables(kStandardTables, impl->tables)) impl->tables.clear();
  return CodeTables(std::move(impl));
}

Result<CodeTables> CodeTables::from_json(std::string_view json) {
  auto impl = std::make_shared<Impl>(*standard().impl_);
  const std::size_t known = impl->tables.size();
  if (const Result<void> read = read_tables(json, impl->tables); !read) return read.error();
  // No field would ever ask a table of another name: it is a slip of the pen.
  if (impl->tables.size() != known) return bad_table("a table that no field uses");
  return CodeTables(std::move(impl));
}

bool CodeTables::has_table(std::string_view table) const noexcept {
  return impl_->tables.find(table) != impl_->tables.end();
}

bool CodeTables::has(std::string_view table, std::int64_t code) const noexcept {
  const auto found = impl_->tables.find(table);
  return found != impl_->tables.end() && found->second.find(code) != found->second.end();
}

std::optional<std::string> CodeTables::name(std::string_view table, std::int64_t code, Language language) const {
  const auto found = impl_->tables.find(table);
  if (found == impl_->tables.end()) return std::nullopt;
  const auto names = found->second.find(code);
  if (names == found->second.end()) return std::nullopt;
  return language == Language::zh ? names->second.zh : names->second.en;
}

}  // namespace heyi
