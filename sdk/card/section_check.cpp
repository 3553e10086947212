// A verifier's look at a section after the signature over it holds.
#include "card/section_check.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/identifiers.hpp"
#include "card/china_time.hpp"
#include "card/utf8.hpp"

namespace heyi {
namespace {

bool in_range(std::int64_t value, std::int64_t low, std::int64_t high) noexcept {
  return value >= low && value <= high;
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_token(char c) noexcept { return is_digit(c) || (c >= 'A' && c <= 'Z'); }

bool is_text_ok(const Field& field, const cbor::Item& value) {
  const Result<std::string_view> text = value.as_text();
  if (!text || has_control(*text)) return false;
  switch (field.kind) {
    case FieldKind::organisation: return text->size() == 18 && std::all_of(text->begin(), text->end(), is_token);
    case FieldKind::pseudonym: return is_pseudonym(*text);
    case FieldKind::token:
      if (!std::all_of(text->begin(), text->end(), is_token)) return false;
      break;
    case FieldKind::digits:
      if (!std::all_of(text->begin(), text->end(), is_digit)) return false;
      break;
    default: break;
  }
  return in_range(count_characters(*text), field.min, field.max);
}

bool is_integer_in(const cbor::Item& value, std::int64_t low, std::int64_t high) {
  const Result<std::int64_t> number = value.as_int();
  return number && in_range(*number, low, high);
}

bool is_value_ok(const Field& field, const cbor::Item& value);

// An item is an array: positions in order, absent optional ones null or cut off, later ones from newer versions.
bool is_item_ok(std::span<const Field> fields, const cbor::Item& item) {
  if (!item.is(cbor::Kind::array)) return false;
  auto value = item.first();
  for (const Field& field : fields) {
    const bool absent = !value || value->is(cbor::Kind::null);
    if (absent ? field.required : !is_value_ok(field, *value)) return false;
    if (value) value = value->next();
  }
  return true;
}

bool is_list_ok(const Field& field, const cbor::Item& value) {
  if (!value.is(cbor::Kind::array) || !in_range(static_cast<std::int64_t>(value.size()), 1, field.max)) return false;
  for (auto item = value.first(); item; item = item->next()) {
    if (!is_item_ok(field.items, *item)) return false;
  }
  return true;
}

bool is_value_ok(const Field& field, const cbor::Item& value) {
  switch (field.kind) {
    case FieldKind::text:
    case FieldKind::token:
    case FieldKind::digits:
    case FieldKind::document_number:
    case FieldKind::pseudonym:
    case FieldKind::organisation: return is_text_ok(field, value);
    case FieldKind::number: return is_integer_in(value, field.min, field.max);
    case FieldKind::code: return is_integer_in(value, 0, 999'999);
    case FieldKind::date: return is_integer_in(value, kMinDay, kMaxDay);
    case FieldKind::area: return is_integer_in(value, 100'000, 999'999);
    case FieldKind::octets: {
      const Result<ByteView> octets = value.as_bytes();
      return octets && in_range(static_cast<std::int64_t>(octets->size()), field.min, field.max);
    }
    case FieldKind::list: return is_list_ok(field, value);
  }
  return false;
}

}  // namespace

Result<void> check_section(Section section, const cbor::Item& value) {
  const std::string name(section_name(section));
  if (!value.is(cbor::Kind::map)) return fail(Reason::card_bad_claim, name);
  for (auto key = value.first(); key; key = key->next()->next()) {
    if (!key->is(cbor::Kind::uint)) return fail(Reason::card_bad_claim, name);
  }
  for (const Field& field : section_fields(section)) {
    const auto found = value.find(field.key);
    if (!found && field.required) return fail(Reason::card_missing_claim, name + "." + std::string(field.name));
    if (found && !is_value_ok(field, *found)) return fail(Reason::card_bad_claim, name + "." + std::string(field.name));
  }
  return {};
}

std::optional<FoundField> find_field(Section section, const cbor::Item& value, std::string_view name) noexcept {
  for (const Field& field : section_fields(section)) {
    if (field.name != name) continue;
    const auto found = value.find(field.key);
    if (!found) return std::nullopt;
    return FoundField{&field, *found};
  }
  return std::nullopt;
}

std::optional<std::int64_t> section_end(const cbor::Item& value) noexcept {
  const auto end = value.find(kValidUntil);
  if (!end) return std::nullopt;
  return end->as_int().value_or(kMinDay);
}

std::string area_text(std::int64_t area) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%06lld", static_cast<long long>(area));
  return buffer;
}

std::vector<std::string> granting_areas(Section section, const cbor::Item& value) {
  std::vector<std::string> areas;
  const auto add = [&](const std::optional<cbor::Item>& area) {
    if (area) areas.push_back(area_text(area->as_int().value_or(0)));
  };
  if (has_issuing_area(section)) add(value.find(kIssuingArea));
  if (section == Section::bn) {
    const auto benefits = value.find(kBenefits);
    for (auto benefit = benefits ? benefits->first() : std::nullopt; benefit; benefit = benefit->next()) {
      add(benefit->at(kBenefitArea));
    }
  }
  return areas;
}

}  // namespace heyi
