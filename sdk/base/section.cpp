// Names of the sections, which both cards and trust lists speak of.
#include <heyi/claims.hpp>

namespace heyi {
namespace {

struct Row {
  Section section;
  std::string_view name, zh, en;
};

constexpr Row kRows[] = {
    {Section::id, "id", "身份信息", "Identity"},
    {Section::ss, "ss", "社会保障", "Social security"},
    {Section::hc, "hc", "健康卡", "Health card"},
    {Section::vx, "vx", "预防接种", "Vaccinations"},
    {Section::mr, "mr", "电子病历索引", "Medical records"},
    {Section::bn, "bn", "救助与补贴", "Benefits"},
    {Section::px, "px", "代办人", "Presenter"},
};

const Row& row(Section section) noexcept { return kRows[static_cast<std::size_t>(section)]; }

}  // namespace

std::string_view section_name(Section section) noexcept { return row(section).name; }

std::optional<Section> section_from_name(std::string_view name) noexcept {
  for (const Row& candidate : kRows) {
    if (candidate.name == name) return candidate.section;
  }
  return std::nullopt;
}

std::string_view section_title(Section section, Language language) noexcept {
  return language == Language::zh ? row(section).zh : row(section).en;
}

Result<std::vector<Section>> parse_sections(std::string_view list) {
  std::vector<Section> sections;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    const std::string_view name = list.substr(0, comma);
    const std::optional<Section> section = section_from_name(name);
    if (!section) return fail(Reason::claims_unknown_field, "sections are id, ss, hc, vx, mr, bn and px");
    sections.push_back(*section);
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
    if (list.empty()) return fail(Reason::claims_unknown_field, "the list of sections ends with a comma");
  }
  return sections;
}

}  // namespace heyi
