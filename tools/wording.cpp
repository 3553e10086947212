// The field words; a field without one is shown by its name in the claims file.
#include "wording.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "terminal.hpp"

namespace heyi::cli {
namespace {

using nlohmann::json;

struct FieldWords {
  std::string_view path, words, table;
};

constexpr FieldWords kFieldWords[] = {
    {"valid_until", "有效期至 valid until", {}},
    {"id.document_type", "证件类型 document type", "document_types"},
    {"id.document_number", "证件号码 document number", {}},
    {"id.name", "姓名 name", {}},
    {"id.sex", "性别 sex", "sexes"},
    {"id.birth_date", "出生日期 birth date", {}},
    {"ss.card_number", "社保卡号 card number", {}},
    {"ss.insured_area", "参保地 insured area", {}},
    {"ss.pooling_area", "统筹区 pooling area", {}},
    {"ss.coverages", "参保险种 coverages", {}},
    {"ss.coverages.type", "险种 insurance", "insurance_types"},
    {"ss.coverages.state", "参保状态 state", "coverage_states"},
    {"ss.coverages.since", "参保日期 since", {}},
    {"hc.index", "健康卡主索引 health-card index", {}},
    {"issuing_area", "发卡地 issuing area", {}},
    {"organisation", "机构 organisation", {}},
    {"vx.doses", "接种记录 doses", {}},
    {"vx.doses.product", "疫苗产品 product", {}},
    {"vx.doses.dose", "剂次 dose", {}},
    {"vx.doses.date", "接种日期 date", {}},
    {"vx.doses.trace_code", "追溯码 trace code", {}},
    {"vx.doses.lot", "批号 lot", {}},
    {"mr.records", "病历 records", {}},
    {"mr.records.locator", "病历号 locator", {}},
    {"mr.records.kind", "类别 kind", "record_kinds"},
    {"mr.records.date", "日期 date", {}},
    {"bn.benefits", "救助与补贴 benefits", {}},
    {"bn.benefits.category", "救助类别 category", "assistance_categories"},
    {"bn.benefits.area", "认定地 area", {}},
    {"px.presenter_name", "代办人姓名 presenter's name", {}},
    {"px.relation", "与持卡人关系 relation", "relations"},
    {"px.presenter", "代办人假名 presenter's pseudonym", {}},
};

// A path of a section's own comes first; the last part alone is for fields that several sections share.
FieldWords words_of(std::string_view path) {
  const std::string_view last = path.substr(path.rfind('.') + 1);
  for (const std::string_view candidate : {path, last}) {
    for (const FieldWords& words : kFieldWords) {
      if (words.path == candidate) return words;
    }
  }
  return {path, last, {}};
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
    lines.push_back(indent + std::string(words.words) + ": " + value_text(words, value, tables));
    return;
  }
  lines.push_back(indent + std::string(words.words) + ":");
  for (std::size_t i = 0; i < value.size(); ++i) {
    std::string line = indent + "  " + std::to_string(i + 1) + ". ";
    bool first = true;
    for (const auto& [name, part] : value[i].items()) {
      const FieldWords part_words = words_of(path + "." + name);
      line += (first ? "" : "; ") + std::string(part_words.words) + ": " + value_text(part_words, part, tables);
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
  // ordered, so that a person reads the fields in the order of the format
  const auto object = nlohmann::ordered_json::parse(text, nullptr, false);
  if (!object.is_object()) return lines;
  for (const auto& [name, value] : object.items()) {
    describe(std::string(section_name(section)) + "." + name, parsed(value.dump()), tables, "", lines);
  }
  return lines;
}

std::vector<std::string> describe_field(Section, std::string_view name, std::string_view text, const CodeTables& tables) {
  std::vector<std::string> lines;
  describe(std::string(name), parsed(text), tables, "", lines);
  return lines;
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
    return std::to_string(count) + " " + unit.zh + " / " + std::to_string(count) + " " + unit.en + (count == 1 ? "" : "s");
  }
  return {};
}

}  // namespace heyi::cli
