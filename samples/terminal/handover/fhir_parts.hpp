// The resources of the FHIR bundle.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "handover/message.hpp"

namespace heyi::terminal {

using nlohmann::ordered_json;

/// Entry is a resource of the bundle and the identifier by which a server finds it again.
struct Entry {
  ordered_json resource;
  std::string system, value;
  bool is_kept = false;  ///< What the server has under the identifier stays as it is.
};

/// identifier_json is an Identifier of a system and a value.
ordered_json identifier_json(const std::string& system, const std::string& value);

/// coding_json is a Coding; without words it has no display.
ordered_json coding_json(const std::string& system, const std::string& code, std::string_view words);

/// coded_json is a CodeableConcept of one of Heyi's tables.
ordered_json coded_json(const std::string& system, const Coded& value);

/// patient is the holder; what only HL7 has a field for is left out.
Entry patient(const Visit& visit, const Systems& systems);

/// encounter is the visit itself. `subject` refers to the patient.
Entry encounter(const Visit& visit, const Systems& systems, const std::string& subject);

/// coverages are the insurances, immunizations the doses.
std::vector<Entry> coverages(const Visit& visit, const Systems& systems, const std::string& subject);
std::vector<Entry> immunizations(const Visit& visit, const Systems& systems, const std::string& subject);

/// percent_encoded leaves letters, digits and `-._~` as they are.
std::string percent_encoded(std::string_view text);

}  // namespace heyi::terminal
