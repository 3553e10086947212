// Files written beside, synchronised and renamed, so that a name never stands for half of what it says.
#include "state/entries_folder.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "codec/hex.hpp"
#include "state/descriptor.hpp"

namespace heyi::state {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSuffix = ".entries";

Error unavailable() { return fail(Reason::state_unavailable, "entries"); }

bool write_all(int file, ByteView octets) noexcept {
  while (!octets.empty()) {
    const ssize_t written = ::write(file, octets.data(), octets.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    octets = octets.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::string EntriesFolder::file_of(const StatusHash& hash) const { return folder_ + "/" + hex_encode(hash) + kSuffix; }

Result<void> EntriesFolder::write(const StatusHash& hash, ByteView entries) const {
  const std::string path = file_of(hash);
  // A file of this name and size may still have been altered; what is read from it is what counts.
  if (const Result<StatusBits> there = map(hash); there && std::ranges::equal(there->octets, entries)) return {};
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) return unavailable();
  std::string name = path + ".XXXXXX";
  const Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
  if (!file.is_open()) return unavailable();
  const bool whole = ::fchmod(file.get(), 0644) == 0 && write_all(file.get(), entries) && ::fsync(file.get()) == 0 &&
                     ::rename(name.c_str(), path.c_str()) == 0;
  if (!whole) {
    ::unlink(name.c_str());
    return unavailable();
  }
  for (const std::string& folder : {folder_, fs::path(folder_).parent_path().string()}) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.is_open()) ::fsync(opened.get());
  }
  return {};
}

Result<StatusBits> EntriesFolder::map(const StatusHash& hash) const {
  const Descriptor file(::open(file_of(hash).c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return errno == ENOENT ? fail(Reason::state_damaged, "entries") : unavailable();
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return unavailable();
  const auto size = static_cast<std::size_t>(info.st_size);
  if (!S_ISREG(info.st_mode) || size == 0) return fail(Reason::state_damaged, "entries");
  void* address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (address == MAP_FAILED) return unavailable();
  const std::shared_ptr<const void> owner(address,
                                          [size](const void* mapped) { ::munmap(const_cast<void*>(mapped), size); });
  return StatusBits{{static_cast<const std::uint8_t*>(address), size}, owner};
}

void EntriesFolder::sweep(const std::vector<StatusHash>& kept) const {
  std::error_code error, ignored;
  // Not a range-for: its steps throw when the disk cannot be read.
  for (fs::directory_iterator entry(folder_, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const bool keep = std::any_of(kept.begin(), kept.end(),
                                  [&](const StatusHash& hash) { return entry->path() == fs::path(file_of(hash)); });
    if (!keep) fs::remove(entry->path(), ignored);
  }
}

}  // namespace heyi::state
