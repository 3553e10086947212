// Files for whoever collects them: a name appears when the file behind it is whole and on the disk.
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>

#include "outbox/descriptor.hpp"
#include "outbox/dispatcher.hpp"
#include "outbox/letter_id.hpp"

namespace heyi::terminal {
namespace {

Delivery failed(const char* what, int code) {
  const char* known = code == ENOENT || code == ENOTDIR  ? "there is no folder"
                      : code == EACCES || code == EPERM  ? "no permission"
                      : code == ENOSPC || code == EDQUOT ? "the disk is full"
                                                         : nullptr;
  if (known != nullptr) return {Delivery::Kind::failed, known};
  return {Delivery::Kind::failed, std::string(what) + ": system error " + std::to_string(code)};
}

// false with errno set.
bool write_all(int file, std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t written = ::write(file, octets.data(), octets.size());
    if (written == 0) errno = EIO;
    if (written == 0 || (written < 0 && errno != EINTR)) return false;
    if (written > 0) octets.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool holds(int file, std::string_view octets) {
  struct stat status{};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return false;
  if (status.st_size != static_cast<off_t>(octets.size())) return false;
  std::string held(octets.size() + 1, '\0');
  std::size_t size = 0;
  for (;;) {
    const ssize_t got = ::read(file, held.data() + size, held.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
    if (size == held.size()) return false;
  }
  return std::string_view(held).substr(0, size) == octets;
}

// Some network file systems do not synchronise folders; there is nothing better to be had there.
bool sync_folder(int folder) { return ::fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP; }

class FolderTransport final : public Transport {
 public:
  FolderTransport(std::string folder, std::string extension)
      : folder_(std::move(folder)), extension_(std::move(extension)) {}

  Delivery send(const Letter& letter) override {
    if (!is_letter_id(letter.id)) return {Delivery::Kind::refused, "the id makes no file name"};
    const Descriptor folder(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open()) return failed("open", errno);
    const std::string name = name_of(letter);
    const Descriptor there(::openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (there.is_open()) {
      // Written before the power went, and not told of. Another letter's file is nobody's to replace.
      if (!holds(there.get(), letter.payload)) return {Delivery::Kind::refused, "another file has the letter's name"};
    } else if (errno != ENOENT) {
      return failed("look", errno);
    } else if (const int code = write_file(folder.get(), name, letter.payload); code != 0) {
      return failed("write", code);
    }
    if (!sync_folder(folder.get())) return failed("sync", errno);
    return {Delivery::Kind::delivered, {}};
  }

 private:
  // Ten digits, so that names are in the order of the letters.
  std::string name_of(const Letter& letter) const {
    std::string number = std::to_string(letter.number);
    if (number.size() < 10) number.insert(0, 10 - number.size(), '0');
    return number + '-' + letter.id + '.' + extension_;
  }

  // The answer is an errno, 0 when it is done.
  static int write_file(int folder, const std::string& name, std::string_view octets) {
    const std::string part = '.' + name + ".part";
    ::unlinkat(folder, part.c_str(), 0);
    Descriptor file(::openat(folder, part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.is_open()) return errno;
    int code = write_all(file.get(), octets) && ::fsync(file.get()) == 0 ? 0 : errno;
    // Network file systems tell of a full disk here.
    if (::close(file.release()) != 0 && code == 0) code = errno;
    if (code == 0 && ::renameat(folder, part.c_str(), folder, name.c_str()) != 0) code = errno;
    if (code != 0) ::unlinkat(folder, part.c_str(), 0);
    return code;
  }

  const std::string folder_, extension_;
};

}  // namespace

std::unique_ptr<Transport> folder_transport(std::string folder, std::string extension) {
  return std::make_unique<FolderTransport>(std::move(folder), std::move(extension));
}

}  // namespace heyi::terminal
