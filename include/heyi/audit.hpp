// The audit log: what a terminal decided, in a file that shows when somebody changed it. It holds no personal data.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <heyi/bytes.hpp>
#include <heyi/keys.hpp>
#include <heyi/random.hpp>
#include <heyi/reason.hpp>
#include <heyi/result.hpp>
#include <heyi/time.hpp>

namespace heyi {

/// AuditKey is a secret of one terminal or hospital, under which a pseudonym becomes a hash: the log then tells that
/// the same person came again, and nobody without the key can tell who. It is wiped when destroyed.
class AuditKey {
 public:
  /// from_hex reads 32 to 128 hex digits (16 to 64 octets), white space around them ignored. Fails with `key.bad_pem`.
  static Result<AuditKey> from_hex(std::string_view hex);
  /// generate draws 32 octets. Fails with `key.random_failed`.
  static Result<AuditKey> generate(Random& random);
  std::string to_hex() const;

  /// hash_of is the first 16 hex digits of HMAC-SHA-256(key, pseudonym).
  Result<std::string> hash_of(std::string_view pseudonym) const;

  AuditKey(AuditKey&&) noexcept = default;
  AuditKey& operator=(AuditKey&&) noexcept;
  AuditKey(const AuditKey&) = delete;
  AuditKey& operator=(const AuditKey&) = delete;
  ~AuditKey();

 private:
  explicit AuditKey(Bytes key) noexcept : key_(std::move(key)) {}
  Bytes key_;
};

/// AuditEntry is one verdict as the log keeps it. None of its texts may be a claim's value.
struct AuditEntry {
  /// ListVersion is a list that the verdict stood on.
  struct ListVersion {
    std::string name;  ///< The trust list's environment, or a status list's URI.
    std::uint64_t sequence = 0;
  };

  Time at;
  Decision decision = Decision::reject;
  Reason reason = Reason::internal_failure;
  std::vector<Reason> marks;
  std::optional<ListVersion> trust;
  std::vector<ListVersion> status;
  std::string who;    ///< AuditKey::hash_of; empty where no person was settled.
  std::string visit;  ///< What was handed over, `[0-9A-Za-z_-]{0,40}`; empty when nothing was.
  std::string by;     ///< Who sat at the desk, `[0-9A-Za-z_-]{0,40}`.
};

/// AuditLog appends to one file: a line an entry, each naming the hash of the line before it, and now and then a
/// checkpoint that signs all that went before. docs/format.md §16 has the form. Several processes may append to one
/// file; within one process it may be used from several threads.
class AuditLog {
 public:
  struct Settings {
    std::string file;
    std::string terminal;                   ///< `[0-9A-Za-z_-]{1,40}`, told in every line.
    std::shared_ptr<const Signer> signer;   ///< For the checkpoints.
    std::uint64_t lines_a_checkpoint = 64;  ///< At least 1.
    Seconds checkpoint_after{600};          ///< So long after the first line that no checkpoint covers yet.
  };

  /// open opens or makes the file (mode 0600), and appends a checkpoint when the last line is none. The end of a line
  /// that a power cut left half-written is taken away: nobody was told that it stands. Fails with `audit.malformed`
  /// when the last whole line is none of a log, `state.unavailable` when the file cannot be written, `key.sign_failed`.
  static Result<std::unique_ptr<AuditLog>> open(Settings settings, Time now);
  ~AuditLog();

  /// append writes an entry; on return it survives the power going. Answers with the line's number. Fails with
  /// `claims.out_of_range` for a text that is not of its form, `state.unavailable`, `state.lost` when the file was
  /// removed or replaced while in use, and as open does when another process has changed the file.
  Result<std::uint64_t> append(const AuditEntry& entry);

  /// checkpoint signs what no checkpoint covers yet: before the program ends, and from time to time.
  Result<void> checkpoint(Time now);
  /// is_checkpoint_due says whether `checkpoint_after` has passed.
  bool is_checkpoint_due(Time now) const;

  /// tells_of says whether one of the last lines (1 MiB of them) is about a visit: a program that was killed between
  /// handing over and logging asks this.
  Result<bool> tells_of(std::string_view visit) const;

 private:
  struct Impl;
  explicit AuditLog(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

/// AuditAnchor is a line that somebody noted elsewhere, so that a log that was cut off, or written anew, shows.
struct AuditAnchor {
  std::uint64_t number = 0;
  std::string hash;  ///< 64 hex digits, as AuditReport tells them.
};

/// AuditFinding is one thing that is wrong with a log.
struct AuditFinding {
  Reason reason = Reason::internal_failure;  ///< One of the `audit` reasons.
  std::uint64_t line = 0;                    ///< Counted in the file, from 1.
  std::string detail;                        ///< English; no personal data.
};

/// AuditReport is what reading a whole log came to.
struct AuditReport {
  std::uint64_t lines = 0, verdicts = 0, checkpoints = 0;
  AuditAnchor last;                     ///< The last line: note it elsewhere.
  std::optional<Time> last_checkpoint;  ///< When the last good checkpoint was signed.
  std::uint64_t after_checkpoint = 0;  ///< Lines after it: chained, but whoever has the file could have rewritten them.
  std::vector<AuditFinding> findings;  ///< The first hundred.
  std::uint64_t count_of_findings = 0;  ///< All of them.
};

/// AuditReader checks a log line by line, without reading a file: `line` for each, in order, then `finish`.
class AuditReader {
 public:
  /// `keys` are the terminal's checkpoint keys, past ones too.
  explicit AuditReader(std::vector<PublicKey> keys, std::vector<AuditAnchor> anchors = {});
  ~AuditReader();
  AuditReader(const AuditReader&) = delete;
  AuditReader& operator=(const AuditReader&) = delete;

  /// kMaxLine is the longest line of a log, in octets without its LF.
  static constexpr std::size_t kMaxLine = 16 * 1024;

  /// line takes one line, without its LF. Finds `audit.malformed`, `audit.altered`, `audit.removed`, `audit.reordered`
  /// and `audit.signature_invalid`, and goes on.
  void line(std::string_view text);
  /// finish tells what came of it. `is_torn` says that the file's last line had no LF.
  AuditReport finish(bool is_torn);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi
