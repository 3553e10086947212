// What judgements stand on, as a bundle brought it.
#pragma once

#include <vector>

#include <heyi/eligibility.hpp>
#include <heyi/verify.hpp>

namespace heyi::station {

/// DatedBook is a rule book, and the end of the pack that it came in.
struct DatedBook {
  RuleBook book;
  Time expires_at;
};

/// Lists are what one judgement stands on. They are replaced as a whole, so that no judgement sees two versions.
struct Lists {
  Verifier verifier;
  Verifier identifier;  ///< The same lists, asked for no more than whose number a code names.
  std::vector<DatedBook> books;
};

}  // namespace heyi::station
