// Plain POSIX, because fsync, modes and rename are what this is about.
#include "files.hpp"

#include <fcntl.h>
#include <string.h>  // NOLINT: explicit_bzero is declared here alone
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "failure.hpp"

namespace heyi::cli {
namespace {

constexpr const char* kStream = "-";

[[noreturn]] void fail_read(const std::string& path, const char* why) {
  throw Failure("无法读取文件", "The file cannot be read", path + ": " + why);
}

[[noreturn]] void fail_write(const std::string& path, const char* why) {
  throw Failure("无法写入文件", "The file cannot be written", path + ": " + why);
}

/// Descriptor closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int value) noexcept : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const noexcept { return value_; }

 private:
  int value_;
};

/// Temporary removes a temporary file that did not become the real one.
class Temporary {
 public:
  explicit Temporary(std::string path) : path_(std::move(path)) {}
  ~Temporary() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  void keep() noexcept { path_.clear(); }

 private:
  std::string path_;
};

bool write_all(int descriptor, ByteView content) noexcept {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

std::string folder_of(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  return parent.empty() ? "." : parent.string();
}

mode_t mode_of(Access access) noexcept {
  if (access == Access::owner_only) return 0600;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return static_cast<mode_t>(0666 & ~mask);
}

// The file that a symbolic link stands for is the one to replace, not the link.
std::string target_of(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_symlink(path, ignored)) return path;
  const auto target = std::filesystem::weakly_canonical(path, ignored);
  return ignored ? path : target.string();
}

void write_stream(int descriptor, const std::string& path, ByteView content) {
  if (!write_all(descriptor, content)) fail_write(path, std::strerror(errno));
}

}  // namespace

namespace {

int open_for_reading(const std::string& path) {
  const int descriptor = path == kStream ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail_read(path, std::strerror(errno));
  return descriptor;
}

// read_some reads up to `size` octets; 0 at the end.
std::size_t read_some(const Descriptor& file, const std::string& path, void* buffer, std::size_t size) {
  for (;;) {
    const ssize_t got = ::read(file.get(), buffer, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) fail_read(path, std::strerror(errno));
  }
}

[[noreturn]] void fail_too_long(const std::string& path, std::size_t limit) {
  fail_read(path, ("more than " + std::to_string(limit) + " octets").c_str());
}

}  // namespace

Bytes read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(open_for_reading(path));
  Bytes content;
  std::uint8_t buffer[65536];
  while (const std::size_t got = read_some(file, path, buffer, sizeof buffer)) {
    content.insert(content.end(), buffer, buffer + got);
    if (content.size() > limit) fail_too_long(path, limit);
  }
  return content;
}

void Secret::wipe() noexcept {
  ::explicit_bzero(text_.data(), text_.capacity());
  text_.clear();
}

Secret read_secret(const std::string& path, std::size_t limit) {
  const Descriptor file(open_for_reading(path));
  std::string buffer(limit + 1, '\0');
  std::size_t size = 0;
  while (size < buffer.size()) {
    const std::size_t got = read_some(file, path, buffer.data() + size, buffer.size() - size);
    if (got == 0) break;
    size += got;
  }
  if (size > limit) fail_too_long(path, limit);
  buffer.resize(size);
  return Secret(std::move(buffer));
}

std::string read_text(const std::string& path, std::size_t limit) {
  const Bytes content = read_file(path, limit);
  return std::string(as_text(content));
}

bool is_file(const std::string& path) noexcept {
  struct stat info{};
  return ::stat(path.c_str(), &info) == 0 && !S_ISDIR(info.st_mode);
}

void write_file(const std::string& given, ByteView content, Access access, bool replace) {
  if (given == kStream) return write_stream(STDOUT_FILENO, "standard output", content);
  const std::string path = target_of(given);
  struct stat info{};
  const bool exists = ::stat(path.c_str(), &info) == 0;
  if (exists && !S_ISREG(info.st_mode)) {  // A device or a pipe: there is nothing to rename over.
    const Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (device.get() < 0) fail_write(given, std::strerror(errno));
    return write_stream(device.get(), given, content);
  }
  std::string name = path + ".XXXXXX";
  const Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
  if (file.get() < 0) fail_write(given, std::strerror(errno));
  Temporary temporary(name);
  if (::fchmod(file.get(), mode_of(access)) != 0 || !write_all(file.get(), content) || ::fsync(file.get()) != 0) {
    fail_write(given, std::strerror(errno));
  }
  if (replace) {
    if (::rename(name.c_str(), path.c_str()) != 0) fail_write(given, std::strerror(errno));
    temporary.keep();
  } else if (::link(name.c_str(), path.c_str()) != 0) {
    fail_write(given, errno == EEXIST ? "it is there already; --force replaces it" : std::strerror(errno));
  }
  const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0) ::fsync(folder.get());
}

FolderLock::FolderLock(const std::string& file)
    : descriptor_(::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail_read(folder_of(file), std::strerror(errno));
  while (::flock(descriptor_, LOCK_EX) != 0) {
    if (errno != EINTR) fail_read(folder_of(file), std::strerror(errno));
  }
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace heyi::cli
