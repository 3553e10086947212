// The words of the field table, for screens that show a card's fields.
#include <algorithm>

#include "card/fields.hpp"

namespace heyi {

std::optional<FieldWords> field_words(std::string_view path) noexcept {
  std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::optional<Section> section = section_from_name(path.substr(0, dot));
  if (!section) return std::nullopt;
  std::span<const Field> fields = section_fields(*section);
  const Field* field = nullptr;
  while (dot != std::string_view::npos) {
    path.remove_prefix(dot + 1);
    dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& one) { return one.name == name; });
    if (found == fields.end()) return std::nullopt;
    field = &*found;
    fields = field->items;
  }
  return FieldWords{field->zh, field->en, field->table};
}

}  // namespace heyi
