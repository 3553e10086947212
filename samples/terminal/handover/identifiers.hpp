// The numbers by which a visit names its person, once for both forms.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "handover/message.hpp"

namespace heyi::terminal {

/// Identifier is one number of a person.
struct Identifier {
  std::string value, system;
  std::string_view type, type_words;       ///< Code of HL7 table 0203, and its words there.
  std::string_view use;                    ///< FHIR: official or secondary.
  std::string authority;                   ///< HL7: namespace id of the assigning authority.
  std::optional<Coded> document_type;      ///< Of identity documents.
  std::string issuer, organisation, area;  ///< Who issued it, the organisation that did, and where; may be empty.
  std::string valid_until;                 ///< A date; may be empty.
};

/// identifiers lists document, health card, social-security card and pseudonym, as far as the code shows them.
std::vector<Identifier> identifiers(const Visit& visit, const Systems& systems);

}  // namespace heyi::terminal
