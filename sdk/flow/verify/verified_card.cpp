// Reading what verify let through; under an identification policy only what identifies.
#include "flow/verify/verified_card.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "card/section_check.hpp"
#include "card/section_json.hpp"

namespace heyi {
namespace {

std::optional<FoundField> readable(const VerifiedCard::Impl& card, Section section, std::string_view name) {
  const bool shown = std::find(card.sections.begin(), card.sections.end(), section) != card.sections.end();
  const auto value = shown ? card.content->section(section) : std::nullopt;
  if (!value) return std::nullopt;
  const std::optional<FoundField> found = find_field(section, *value, name);
  if (found && card.identification_only && !found->field->identifying) return std::nullopt;
  return found;
}

}  // namespace

const std::string& VerifiedCard::issuer() const noexcept { return impl_->issuer; }
const std::string& VerifiedCard::subject() const noexcept { return impl_->subject; }
Time VerifiedCard::issued_at() const noexcept { return impl_->issued_at; }
Time VerifiedCard::valid_until() const noexcept { return impl_->valid_until; }
const std::string& VerifiedCard::status_uri() const noexcept { return impl_->status_uri; }
const std::vector<Section>& VerifiedCard::sections() const noexcept { return impl_->sections; }

std::optional<std::string> VerifiedCard::text(Section section, std::string_view field) const {
  const std::optional<FoundField> found = readable(*impl_, section, field);
  if (!found || found->field->kind == FieldKind::list) return std::nullopt;
  const nlohmann::ordered_json value = field_to_json(*found->field, found->value);
  if (value.is_string()) return value.get<std::string>();
  return value.dump();
}

std::optional<std::int64_t> VerifiedCard::number(Section section, std::string_view field) const {
  const std::optional<FoundField> found = readable(*impl_, section, field);
  if (!found) return std::nullopt;
  const Result<std::int64_t> number = found->value.as_int();
  if (!number) return std::nullopt;
  return *number;
}

std::string VerifiedCard::section_json(Section section) const {
  const bool shown = std::find(impl_->sections.begin(), impl_->sections.end(), section) != impl_->sections.end();
  const auto value = shown ? impl_->content->section(section) : std::nullopt;
  if (!value) return "null";
  nlohmann::ordered_json object = section_to_json(section, *value);
  if (impl_->identification_only) {
    for (const Field& field : section_fields(section)) {
      if (!field.identifying) object.erase(std::string(field.name));
    }
  }
  return object.dump();
}

}  // namespace heyi
