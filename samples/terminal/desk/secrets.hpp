// The two secrets of a terminal's audit log: made at its first start, kept in its state folder.
#pragma once

#include <memory>
#include <string>

#include <heyi/audit.hpp>
#include <heyi/keys.hpp>
#include <heyi/random.hpp>

namespace heyi::terminal {

/// Secrets sign the log's checkpoints, and hash its pseudonyms.
struct Secrets {
  std::shared_ptr<const PrivateKey> signer;
  AuditKey key;
};

/// load_secrets reads `audit.pem` and `audit.key` from a folder, or makes both, and `audit.pub.pem` for the auditor.
/// Fails with `state.lost` when there is a log but a secret of it is gone: a new one would make the log look forged;
/// with `key.…` for files that are no keys, `state.unavailable` when they cannot be read or written.
Result<Secrets> load_secrets(const std::string& folder, Random& random);

}  // namespace heyi::terminal
