// What a trust list lets a signer say of a card: whose it is, from when to when, which sections, which areas.
#pragma once

#include <string>
#include <vector>

#include <heyi/trust.hpp>

#include "card/payload.hpp"

namespace heyi {

/// check_signer holds a trust entry against the card it signed. Fails with `trust.wrong_role`, `trust.wrong_issuer`,
/// `trust.signer_not_yet_valid` or `trust.signer_expired`.
Result<void> check_signer(const TrustEntry& entry, const card::Envelope& envelope, Time now);

/// may_vouch says whether the entry covers a section, and every area in which the section says that something was
/// granted.
bool may_vouch(const TrustEntry& entry, Section section, const std::vector<std::string>& areas) noexcept;

/// covers_area says whether the code `area` lies in `wide`: trailing pairs of zeros stand for everything below.
bool covers_area(std::string_view wide, std::string_view area) noexcept;

}  // namespace heyi
