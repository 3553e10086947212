// Drafts of trust lists.
#include "trust_draft.hpp"

#include "failure.hpp"
#include "files.hpp"

namespace heyi::cli {

TrustListContent load_trust_draft(const std::string& file) {
  return take(trust_draft_from_json(read_text(file, kMaxTrustDraft)), file);
}

std::string trust_draft_text(const TrustListContent& content, const std::string& file) {
  std::string text = take(trust_draft_to_json(content), file);
  take(trust_draft_from_json(text), file);
  return text;
}

}  // namespace heyi::cli
