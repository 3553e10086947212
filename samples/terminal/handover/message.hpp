// The two forms in which a visit leaves the terminal. Pure: text out, no file, no network.
#pragma once

#include <string>
#include <string_view>

#include <heyi/result.hpp>

#include "desk/visit.hpp"

namespace heyi::terminal {

/// Charset is how an HL7 message is written, named in MSH-18.
enum class Charset { utf8, gb18030 };

/// Hl7Settings are what the hospital's interface engine expects in MSH.
struct Hl7Settings {
  Charset charset = Charset::utf8;
  std::string receiving_application = "HIS", receiving_facility;  ///< MSH-5, MSH-6; the latter may be empty.
  bool is_production = true;                                      ///< MSH-11: P, or T for tests.
};

/// Systems are the names under which identifiers go out: an OID each, used in HL7 as the assigning authority's
/// universal id and in FHIR as `urn:oid:…`; or a URI, used as it is.
struct Systems {
  std::string citizen_number, other_document, health_card_index, social_security_card, organisation, trace_code, person;
  /// Numbers that the terminal makes: of a visit, of a person's insurance, of a person's vaccination.
  std::string visit, coverage, dose;
  /// Code tables: of the SDK or the region, GB/T 2260 areas, what issuers call vaccines, and marks of a verdict.
  std::string document_types, insurance_types, relations, areas, vaccines, marks;
  /// standard is what stands in docs/integrate-terminal.md.
  static Systems standard();
};

/// systems_from_json reads a JSON object whose keys are named as the members of Systems; what it does not name stays as
/// in standard. Fails with `claims.bad_json`, `claims.unknown_field`, `claims.wrong_type`, `claims.out_of_range`
/// (neither OID nor URI) or `claims.inconsistent` (one name for two things, under which one would be taken for the
/// other).
Result<Systems> systems_from_json(std::string_view json);

/// hl7_message writes HL7 v2.5 ADT^A04 with MSH-10 = the visit's id, segments ended by CR, in the charset asked for.
/// The same visit gives the same octets. Fails with `claims.bad_date`, with `claims.missing`, with
/// `claims.out_of_range` when a character cannot be written, or with `internal.failure` when the machine has no
/// converter for the charset; the detail names the field.
Result<std::string> hl7_message(const Visit& visit, const Hl7Settings& settings, const Systems& systems);

/// fhir_bundle writes an R4 transaction Bundle (Patient, Encounter, Coverage, Immunization), JSON in UTF-8, in which
/// every entry is a conditional update by identifier, so that taking it twice changes nothing. A Patient of whom the
/// code shows no identity is a conditional create: it must not wipe a name that is there. Fails as hl7_message does.
Result<std::string> fhir_bundle(const Visit& visit, const Systems& systems);

}  // namespace heyi::terminal
