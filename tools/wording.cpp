// Titles come from the claims schema; a field without one is shown by its path.
#include "wording.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "terminal.hpp"

namespace heyi::cli {
namespace {

// Ordered, so that a person reads the fields in the order of the format.
using json = nlohmann::ordered_json;

/// FieldWords is what people call a field, and the table that names its codes.
struct FieldWords {
  std::string title, table;
};

// The claims schema is made from the SDK's own field table, titles included, so the words come from there.
const json& schema_sections() {
  static const json sections = json::parse(claims_schema_json(), nullptr, false).value("properties", json::object());
  return sections;
}

std::string title_of(const json& schema) {
  std::string title = schema.value("title", "");
  const std::size_t slash = title.find(" / ");
  if (slash != std::string::npos) title.replace(slash, 3, " ");
  return title;
}

// words_of follows a path such as `ss.coverages.type` through the schema.
FieldWords words_of(std::string_view path) {
  const json* here = nullptr;
  const json* children = &schema_sections();
  std::string_view rest = path;
  std::string_view last;
  while (!rest.empty() && children != nullptr) {
    const std::size_t dot = rest.find('.');
    last = rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
    const auto found = children->find(last);
    if (found == children->end()) return {std::string(path), {}};
    here = &*found;
    const json& holder = here->contains("items") ? (*here)["items"] : *here;
    children = holder.contains("properties") ? &holder["properties"] : nullptr;
  }
  if (here == nullptr || !rest.empty()) return {std::string(path), {}};
  constexpr std::string_view kTable = "A code of the table ";
  std::string description = here->value("description", "");
  if (!description.starts_with(kTable)) return {title_of(*here), {}};
  description.erase(0, kTable.size());
  return {title_of(*here), description.substr(0, description.find('.'))};
}

std::string value_text(const FieldWords& words, const json& value, const CodeTables& tables) {
  if (value.is_string()) return printable(value.get<std::string>());
  std::string text = printable(value.dump(-1, ' ', false, json::error_handler_t::replace));
  if (words.table.empty() || !value.is_number_integer()) return text;
  for (const Language language : {Language::zh, Language::en}) {
    const std::optional<std::string> name = tables.name(words.table, value.get<std::int64_t>(), language);
    if (name) text += " " + printable(*name);
  }
  return text;
}

void describe(const std::string& path, const json& value, const CodeTables& tables, const std::string& indent,
              std::vector<std::string>& lines) {
  const FieldWords words = words_of(path);
  if (!value.is_array()) {
    lines.push_back(indent + words.title + ": " + value_text(words, value, tables));
    return;
  }
  lines.push_back(indent + words.title + ":");
  for (std::size_t i = 0; i < value.size(); ++i) {
    std::string line = indent + "  " + std::to_string(i + 1) + ". ";
    bool first = true;
    for (const auto& [name, part] : value[i].items()) {
      const FieldWords part_words = words_of(path + "." + name);
      line += (first ? "" : "; ") + part_words.title + ": " + value_text(part_words, part, tables);
      first = false;
    }
    lines.push_back(line);
  }
}

json parsed(std::string_view text) { return json::parse(text, nullptr, false); }

}  // namespace

std::string both(std::string_view zh, std::string_view en) { return std::string(zh) + " / " + std::string(en); }

std::string section_words(Section section) {
  return std::string(section_name(section)) + " " + std::string(section_title(section, Language::zh)) + " " +
         std::string(section_title(section, Language::en));
}

std::vector<std::string> describe_section(Section section, std::string_view text, const CodeTables& tables) {
  std::vector<std::string> lines;
  const auto object = parsed(text);
  if (!object.is_object()) return lines;
  for (const auto& [name, value] : object.items()) {
    describe(std::string(section_name(section)) + "." + name, value, tables, "", lines);
  }
  return lines;
}

std::vector<std::string> describe_field(std::string_view path, std::string_view text, const CodeTables& tables) {
  std::vector<std::string> lines;
  describe(std::string(path), parsed(text), tables, "", lines);
  return lines;
}

std::string expiry_words(Time end, Time now, Seconds warning) {
  if (end <= now) return both("已过期", "expired");
  return end - now <= warning ? both("即将过期", "expires soon") : "";
}

std::string roughly(std::int64_t seconds) {
  struct Unit {
    std::int64_t size;
    const char *zh, *en;
  };
  constexpr Unit kUnits[] = {{86400, "天", "day"}, {3600, "小时", "hour"}, {60, "分钟", "minute"}, {1, "秒", "second"}};
  const std::int64_t length = seconds < 0 ? -seconds : seconds;
  for (const Unit& unit : kUnits) {
    const std::int64_t count = length / unit.size;
    if (count == 0 && unit.size != 1) continue;
    return std::to_string(count) + " " + unit.zh + " / " + std::to_string(count) + " " + unit.en +
           (count == 1 ? "" : "s");
  }
  return {};
}

}  // namespace heyi::cli
