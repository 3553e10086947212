// How the name of a system is written in each of the two forms.
#pragma once

#include <string>

namespace heyi::terminal {

/// UniversalId is a system's name as HL7 writes it: components 2 and 3 of the data type HD.
struct UniversalId {
  std::string id, type;  ///< The type of table 0301: `ISO` for an OID, `UUID`, or `URI`.
};

/// universal_id is the name for HL7.
UniversalId universal_id(const std::string& system);

/// uri_of is the name for FHIR: `urn:oid:…` of an OID, a URI as it is.
std::string uri_of(const std::string& system);

}  // namespace heyi::terminal
