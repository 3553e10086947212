// nlohmann::json behind a Result: no exception, bounded depth, no name twice.
#include "codec/json_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace heyi {
namespace {

constexpr std::size_t kMaxSize = 1024 * 1024;

std::string line_and_column(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - line_start + 1);
}

}  // namespace

Result<nlohmann::json> parse_json(std::string_view text, int levels) {
  using nlohmann::json;
  if (text.size() > kMaxSize) return fail(Reason::claims_bad_json, "larger than 1 MiB");
  std::vector<std::set<std::string>> names;
  std::string refusal;
  // The callback sees each event as it is parsed, which is the one place where a repeated name is still visible.
  const json::parser_callback_t watch = [&](int depth, json::parse_event_t event, json& parsed) {
    if (depth > levels && refusal.empty()) refusal = "nested too deeply";
    if (event == json::parse_event_t::object_start) names.emplace_back();
    if (event == json::parse_event_t::object_end) names.pop_back();
    if (event == json::parse_event_t::key && !names.back().insert(parsed.get<std::string>()).second &&
        refusal.empty()) {
      refusal = "a name occurs twice in one object";
    }
    return true;
  };
  try {
    json parsed = json::parse(text, watch);
    if (!refusal.empty()) return fail(Reason::claims_bad_json, refusal);
    return parsed;
  } catch (const json::parse_error& error) {
    return fail(Reason::claims_bad_json, line_and_column(text, error.byte == 0 ? 0 : error.byte - 1));
  } catch (const json::out_of_range&) {
    return fail(Reason::claims_bad_json, "a number is larger than any that can be read");
  } catch (const std::exception&) {
    return fail(Reason::claims_bad_json);
  }
}

}  // namespace heyi
