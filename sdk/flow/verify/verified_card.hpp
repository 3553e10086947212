// VerifiedCardMaker, the one way to a VerifiedCard.
#pragma once

#include <memory>
#include <vector>

#include <heyi/verify.hpp>

#include "card/payload.hpp"

namespace heyi {

struct VerifiedCard::Impl {
  std::string issuer, subject, status_uri;
  Time issued_at, valid_until;
  std::vector<Section> sections;
  std::shared_ptr<const card::Content> content;
  bool identification_only = false;
};

/// VerifiedCardMaker is for the last step of verify alone.
class VerifiedCardMaker {
 public:
  static VerifiedCard make(VerifiedCard::Impl parts) {
    return VerifiedCard(std::make_shared<const VerifiedCard::Impl>(std::move(parts)));
  }
};

}  // namespace heyi
