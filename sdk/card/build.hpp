// Making cards: claims into a signed CWT or SD-CWT.
#pragma once

#include <string_view>

#include <heyi/card.hpp>

namespace heyi::card {

/// build_dynamic signs an SD-CWT (typ 293) about `subject` for `device_key`, with all its disclosures.
Result<Bytes> build_dynamic(const Claims& claims, std::string_view subject, const PublicKey& device_key,
                            const Signer& issuer, Random& random, const IssueOptions& options);

/// build_static signs a plain CWT (typ 61). Fails with `claims.not_static` where the claims hold more than it may.
Result<Bytes> build_static(const Claims& claims, std::string_view subject, const Signer& issuer, Time now);

/// choose_disclosures is the card with only those disclosures whose section is in `keep`; the signature stays good.
Result<Bytes> choose_disclosures(ByteView card, std::span<const Section> keep);

}  // namespace heyi::card
