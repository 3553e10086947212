// The draft of a trust list on the disk: JSON that an operator may also edit by hand.
#pragma once

#include <string>

#include <heyi/trust.hpp>

namespace heyi::cli {

/// load_trust_draft reads and checks a draft.
TrustListContent load_trust_draft(const std::string& file);

/// trust_draft_text writes a draft's text and checks that it reads back, so that no draft is stored that the next
/// command would refuse.
std::string trust_draft_text(const TrustListContent& content, const std::string& file);

/// kMaxTrustDraft bounds a draft in octets.
inline constexpr std::size_t kMaxTrustDraft = TrustList::kMaxSize;

}  // namespace heyi::cli
