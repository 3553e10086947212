// A visit: what of an accepted code goes to the hospital's system. Made by the desk alone, from what verify vouched
// for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <heyi/rules.hpp>
#include <heyi/time.hpp>

namespace heyi::terminal {

/// Site is who and where: configured, with no default, because a wrong one sends visits to the wrong place.
struct Site {
  std::string organisation;   ///< Unified social credit code, GB 32100, 18 characters.
  std::string terminal;       ///< The hospital's code for this terminal: 1 to 20 of [0-9A-Za-z_-].
  std::string operator_code;  ///< Who sits at the desk: 1 to 20 of [0-9A-Za-z_-].
};

/// Coded is a number of a code table, and what people call it; the words are empty when the table does not have it.
struct Coded {
  std::int64_t code = 0;
  Words name;
};

/// Identity is the section `id`.
struct Identity {
  Coded document_type;
  std::string document_number, name;
  std::optional<Coded> sex;
  std::string birth_date;  ///< `1949-12-31`; empty when the card does not say.
};

/// Coverage is one insurance of the section `ss`.
struct Coverage {
  Coded type, state;  ///< State 1 is insured now; see the code tables.
  std::string since;  ///< A date; may be empty.
};

/// SocialSecurity is the section `ss`. Areas are GB/T 2260 codes; the latter two may be empty.
struct SocialSecurity {
  std::string issuer, card_number, issuing_area, insured_area, pooling_area, valid_until;
  std::vector<Coverage> coverages;
};

/// HealthCard is the section `hc`.
struct HealthCard {
  std::string issuer, index, issuing_area, organisation;  ///< `organisation` may be empty.
};

/// Dose is one vaccination of the section `vx`; trace code, lot and organisation may be empty.
struct Dose {
  std::string product, date, trace_code, lot, organisation;
  std::int64_t number = 0;
};

/// Presenter is the section `px`: who holds out the code for its holder.
struct Presenter {
  std::string name;
  Coded relation;
  std::string valid_until;  ///< A date, its last day.
  std::string pseudonym;    ///< May be empty.
};

/// Visit is one accepted code. It is personal data: it is kept until it is handed over, and shown until the next scan.
struct Visit {
  std::string id;  ///< 20 of [0-9A-Z], the same each time the same code is taken: the message's control id.
  Time at;         ///< Of the verdict.
  Site site;
  std::string person;  ///< The pseudonym, 12 base64url characters.
  std::optional<Identity> identity;
  std::optional<SocialSecurity> social_security;
  std::optional<HealthCard> health_card;
  std::vector<Dose> doses;
  std::optional<Presenter> presenter;
  bool is_stale = false;  ///< The status list was older than the policy's limit.
};

/// Printed is what a printed code names: numbers that are genuine, and nobody's proof.
struct Printed {
  std::string health_card_index, social_security_card;  ///< Either may be empty.
};

}  // namespace heyi::terminal
