// What stands behind a StatusList.
#pragma once

#include <vector>

#include <heyi/status.hpp>

namespace heyi {

struct StatusList::Impl {
  StatusListContent content;
  std::vector<TrustEntry> signers;  ///< Every entry of the key that signed; each may speak for another issuer.
  std::uint64_t trust_epoch = 0;    ///< Epoch of the trust list it was opened under.
  std::size_t compressed_size = 0;
};

}  // namespace heyi
