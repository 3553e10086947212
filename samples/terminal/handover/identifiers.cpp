// Which type of table 0203 each number is: a receiver merges persons by it, so that none may claim too much.
#include "handover/identifiers.hpp"

namespace heyi::terminal {
namespace {

constexpr std::int64_t kCitizenCard = 1, kForeignResidentCard = 4, kPassport = 5;

Identifier document(const Identity& identity, const Systems& systems) {
  Identifier one;
  one.value = identity.document_number;
  one.use = "official";
  one.document_type = identity.document_type;
  const std::int64_t type = identity.document_type.code;
  one.system = type == kCitizenCard ? systems.citizen_number : systems.other_document;
  // A passport's number may equal a permit's: the authority's name keeps them apart under one system.
  one.authority = type == kCitizenCard ? "GB11643" : "DOC" + std::to_string(type);
  if (type == kCitizenCard) {
    one.type = "NI", one.type_words = "National unique individual identifier";
  } else if (type == kForeignResidentCard) {
    one.type = "PRC", one.type_words = "Permanent Resident Card Number";
  } else if (type == kPassport) {
    one.type = "PPN", one.type_words = "Passport number";
  } else {
    // Residence permits of Hong Kong, Macao and Taiwan residents, and what regional tables add: table 0203 has no type
    // for them.
    one.type = "U", one.type_words = "Unspecified identifier";
  }
  return one;
}

}  // namespace

std::vector<Identifier> identifiers(const Visit& visit, const Systems& systems) {
  std::vector<Identifier> all;
  if (visit.identity) all.push_back(document(*visit.identity, systems));
  if (const auto& card = visit.health_card) {
    all.push_back({card->index,
                   systems.health_card_index,
                   "HC",
                   "Health Card Number",
                   "secondary",
                   "EHC",
                   {},
                   card->issuer,
                   card->organisation,
                   card->issuing_area,
                   {}});
  }
  if (const auto& card = visit.social_security) {
    // SN, not SS: SS is the number of a person in social insurance, which here is the citizen number; this one is the
    // card's, which changes with the card, and by which insurers know the person.
    all.push_back({card->card_number,
                   systems.social_security_card,
                   "SN",
                   "Subscriber Number",
                   "secondary",
                   "SSC",
                   {},
                   card->issuer,
                   {},
                   card->issuing_area,
                   card->valid_until});
  }
  // ANON: it names a person without telling who, and nobody computes the document's number from it. It is the one
  // number that every code has.
  all.push_back(
      {visit.person, systems.person, "ANON", "Anonymous identifier", "secondary", "HEYI", {}, {}, {}, {}, {}});
  return all;
}

}  // namespace heyi::terminal
