// Claims: what an authority says about a person, checked before anybody signs it.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/reason.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// Section is a group of claims that is vouched for, withheld and shown as a whole.
enum class Section {
  id,  ///< Identity: document type and number, name, sex, birth date.
  ss,  ///< Social security: card number, the three areas, coverages.
  hc,  ///< Health card: index, issuing area, organisation.
  vx,  ///< Vaccinations with trace codes.
  mr,  ///< Locators of electronic medical records.
  bn,  ///< Benefits and supports.
  px,  ///< Who presents for the holder. Never withheld.
};

inline constexpr std::array kAllSections = {Section::id, Section::ss, Section::hc, Section::vx,
                                            Section::mr, Section::bn, Section::px};

/// section_name is the two-letter claim key: `id`, `ss`, `hc`, `vx`, `mr`, `bn`, `px`.
std::string_view section_name(Section section) noexcept;

/// section_from_name is the inverse of section_name; none for other texts.
std::optional<Section> section_from_name(std::string_view name) noexcept;

/// section_title is what people call the section, such as `社会保障` and `Social security`.
std::string_view section_title(Section section, Language language) noexcept;

/// parse_sections reads a comma-separated list such as `ss,id`. Fails with `claims.unknown_field`.
Result<std::vector<Section>> parse_sections(std::string_view list);

/// FieldWords is what people call a field, and the name of the code table that its numbers come from (empty: none).
struct FieldWords {
  std::string_view zh, en, table;
};

/// field_words finds a field by its path in the claims file: `ss.card_number`, and for the items of a list
/// `ss.coverages.type`. None for other paths.
std::optional<FieldWords> field_words(std::string_view path) noexcept;

/// CodeTables holds the code tables of a region: insurance types, document types, sexes and so on. They are
/// data, because regions differ; docs/format.md describes the file. Copies share one parsed table.
class CodeTables {
 public:
  /// standard is the set of tables that ships with the SDK.
  static CodeTables standard();

  /// from_json reads `{"tables": {NAME: {CODE: {"zh": …, "en": …}}}}`; a table that is not named there stays as
  /// in standard(). Fails with `claims.bad_json` or `claims.bad_table`.
  static Result<CodeTables> from_json(std::string_view json);

  bool has_table(std::string_view table) const noexcept;
  bool has(std::string_view table, std::int64_t code) const noexcept;
  /// name is what people call a code; none when the table does not hold it.
  std::optional<std::string> name(std::string_view table, std::int64_t code, Language language) const;

  struct Impl;
  explicit CodeTables(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

 private:
  std::shared_ptr<const Impl> impl_;
};

/// StatusReference says where a card's status stands: entry `index` of the status list named `uri`.
struct StatusReference {
  std::string uri;          ///< 1 to 28 octets; compared byte for byte.
  std::uint64_t index = 0;  ///< Below 2^32; drawn at random by the issuer so that neighbours tell nothing.
};

/// Person is who a card is about, as the issuer knows them. It goes into the pseudonym, never into the card.
struct Person {
  std::int64_t document_type = 1;
  std::string document_number;
};

/// Claims is the checked content of a card to be issued.
class Claims {
 public:
  /// from_json reads and checks a claims file (docs/claims.schema.json). Citizen numbers, organisation codes, areas,
  /// dates and table codes are checked, check characters included; unknown fields are refused. Error details
  /// name the field (`ss.coverages[0].type`) or line and column, never its value. Fails with a `claims.…` reason.
  /// It does not ask any register whether the person or the organisation exists.
  static Result<Claims> from_json(std::string_view json, const CodeTables& tables);

  /// issuer is the authority's short code, 1 to 32 characters of A-Z a-z 0-9 . _ and -.
  const std::string& issuer() const noexcept { return issuer_; }
  const Person& person() const noexcept { return person_; }
  /// valid_from is the first instant of validity; none means from the day of issue.
  std::optional<Time> valid_from() const noexcept { return valid_from_; }
  /// valid_until is the first instant at which the card is no longer valid.
  Time valid_until() const noexcept { return valid_until_; }
  const std::optional<StatusReference>& status() const noexcept { return status_; }

  /// sections lists the sections present, ascending.
  std::vector<Section> sections() const;
  /// section_cbor is a section's deterministic encoding (docs/format.md); empty when it is not present.
  ByteView section_cbor(Section section) const noexcept;

 private:
  friend class ClaimsReader;
  std::string issuer_;
  Person person_;
  std::optional<Time> valid_from_;
  Time valid_until_{};
  std::optional<StatusReference> status_;
  std::vector<std::pair<Section, Bytes>> sections_;
};

/// claims_schema_json is the JSON Schema (2020-12) of a claims file, made from the same table as the reader.
std::string claims_schema_json();

/// example_claims_json is a complete, valid claims file of an imaginary authority with the sections named (empty: all
/// seven), valid for five years from `today`.
std::string example_claims_json(const std::vector<Section>& sections, Time today);

}  // namespace heyi
