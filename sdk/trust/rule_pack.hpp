// What stands behind a RulePack.
#pragma once

#include <heyi/rule_pack.hpp>

#include "crypto/hash.hpp"

namespace heyi {

struct RulePack::Impl {
  RulePackHeader header;
  Bytes rules;
  std::uint64_t trust_epoch = 0;
  Digest digest{};  ///< trust::identity of the pack.
};

}  // namespace heyi
