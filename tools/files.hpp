// Files in and out: bounded reading, and writing that leaves either the whole file or none.
#pragma once

#include <string>
#include <utility>

#include <heyi/bytes.hpp>

namespace heyi::cli {

/// Bounds of what is read, in octets.
inline constexpr std::size_t kMaxSmallFile = 1024 * 1024;
inline constexpr std::size_t kMaxImageFile = 64 * 1024 * 1024;

/// read_file reads `path`, or standard input for `-`. More than `limit` octets is a Failure.
Bytes read_file(const std::string& path, std::size_t limit);

/// read_text is read_file as text.
std::string read_text(const std::string& path, std::size_t limit = kMaxSmallFile);

/// Secret is a text that is wiped when it goes.
class Secret {
 public:
  explicit Secret(std::string text) noexcept : text_(std::move(text)) {}
  Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { wipe(); }

  const std::string& text() const noexcept { return text_; }

 private:
  void wipe() noexcept;
  std::string text_;
};

/// read_secret is read_text into one buffer that is never moved while it grows, and wiped when it goes.
Secret read_secret(const std::string& path, std::size_t limit = 64 * 1024);

/// is_file says whether `path` names something that is there and no folder.
bool is_file(const std::string& path) noexcept;

/// Access is who may read a file that is written.
enum class Access {
  everybody,   ///< As the umask says.
  owner_only,  ///< Mode 0600: private keys, and cards, which hold personal data.
};

/// write_file puts a whole file in place: a temporary file beside it, fsync, then rename. `-` is standard output.
/// `replace` false makes an existing file a Failure, without a moment in which another process could lose its own.
void write_file(const std::string& path, ByteView content, Access access = Access::everybody, bool replace = true);

/// FolderLock keeps other `heyi` processes from changing a file between this one's reading and writing it.
class FolderLock {
 public:
  explicit FolderLock(const std::string& file);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace heyi::cli
