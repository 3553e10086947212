// The lines of an audit log: what is in one, how it is written, and how it is read back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <heyi/audit.hpp>

#include "crypto/hash.hpp"

namespace heyi::audit {

/// Link is where a chain stands: the last line's number and hash; number 0 and a hash of zeros before the first.
struct Link {
  std::uint64_t number = 0;
  Digest hash{};
};

/// Line is a line without its LF, and the link that it makes.
struct Line {
  std::string text;
  Link link;
};

/// verdict_line writes an entry after `last`. Fails with `claims.out_of_range`.
Result<Line> verdict_line(const AuditEntry& entry, std::string_view terminal, const Link& last);

/// checkpoint_line signs `last` and all that it stands on. Fails with `key.sign_failed`.
Result<Line> checkpoint_line(std::string_view terminal, Time at, const Signer& signer, const Link& last);

/// Record is a line that was read: its place in the chain, and a checkpoint's signature.
struct Record {
  std::uint64_t number = 0;
  Digest before{};  ///< The hash of the line before.
  bool is_checkpoint = false;
  std::string terminal, visit;
  Time at;
  Bytes signature;  ///< The COSE_Sign1 of a checkpoint.
};

/// read_line reads one line. Fails with `audit.malformed`.
Result<Record> read_line(std::string_view text);

/// link_of is the link that a line makes.
Result<Link> link_of(std::string_view text, std::uint64_t number);

/// check_signature says whether a checkpoint was signed by `key` for exactly this line. Fails with
/// `audit.signature_invalid`.
Result<void> check_signature(const Record& record, const PublicKey& key);

/// is_code says whether a text is `[0-9A-Za-z_-]{least,40}`.
bool is_code(std::string_view text, std::size_t least);

}  // namespace heyi::audit
