// A FHIR transaction as a server reads it, as far as a desk's visits need.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace heyi::terminal::receiver {

/// FhirIn is what the receiver needs of a bundle.
struct FhirIn {
  std::string id;            ///< Bundle.identifier.value.
  std::string name, number;  ///< Of the Patient: the name's text, and the first identifier.
  std::size_t entries = 0;
  std::string trouble;  ///< Why it is no transaction that can be taken; empty when it is.
};

/// read_fhir reads JSON strictly: a transaction Bundle whose entries all have a resource and a request.
FhirIn read_fhir(const std::string& body);

/// transaction_response is the Bundle that answers a transaction; `again` says that its resources were there already.
std::string transaction_response(const FhirIn& bundle, bool again);

/// outcome is an OperationOutcome, for what was not taken.
std::string outcome(std::string_view code, std::string_view words);

}  // namespace heyi::terminal::receiver
