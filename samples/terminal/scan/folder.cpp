// Polled, not notified: network mounts and sticks that come and go tell nobody of their changes.
#include "scan/folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <heyi/file_kind.hpp>
#include <heyi/qr.hpp>

#include <filesystem>
#include <utility>

#include "scan/normaliser.hpp"

namespace heyi::terminal {
namespace {

namespace fs = std::filesystem;

PictureFolder::Seen seen_of(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_size), info.st_ino,
          std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec};
}

// Pictures of kinds that are not read are looked at too: whoever put one there is told.
bool is_picture(const std::string& name) { return name.front() != '.' && is_picture_kind(file_kind_by_name(name)); }

/// OpenFile closes its descriptor.
class OpenFile {
 public:
  // Not blocking: what was a file when it was looked at may be a pipe by now.
  explicit OpenFile(const std::string& path) noexcept
      : descriptor_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool looks_like(const PictureFolder::Seen& seen) const {
    struct stat info{};
    return descriptor_ >= 0 && ::fstat(descriptor_, &info) == 0 && S_ISREG(info.st_mode) && seen_of(info) == seen;
  }
  bool read(Bytes& octets) const noexcept {
    std::size_t done = 0;
    while (done < octets.size()) {
      const ssize_t got = ::read(descriptor_, octets.data() + done, octets.size() - done);
      if (got <= 0) return false;
      done += static_cast<std::size_t>(got);
    }
    return true;
  }

 private:
  int descriptor_;
};

// The code in a picture; none when the file changed meanwhile, so that it is looked at again.
std::optional<Result<std::string>> read_picture(const std::string& path, const PictureFolder::Seen& seen) {
  if (seen.size > PictureFolder::kMaxSize) return fail(Reason::scan_too_large);
  const OpenFile file(path);
  if (!file.looks_like(seen)) return std::nullopt;
  Bytes octets(static_cast<std::size_t>(seen.size));
  if (!file.read(octets) || !file.looks_like(seen)) return std::nullopt;
  const Result<GreyImage> image = read_image(octets, PictureFolder::kMaxPixels);
  if (!image) return image.error();
  return read_qr(image->view());
}

}  // namespace

bool PictureFolder::list(std::map<std::string, File>& files) {
  std::error_code error;
  for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    struct stat info{};
    std::string name = entry->path().filename().string();
    if (!is_picture(name) || ::stat(entry->path().c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
    if (files.size() == kMaxFiles) {
      trouble_ = "more than " + std::to_string(kMaxFiles) + " pictures: clear the folder";
      return false;
    }
    files.emplace(std::move(name), File{seen_of(info), false, !is_listed_});
  }
  if (error) trouble_ = "the folder cannot be listed: " + error.message();
  return !error;
}

void PictureFolder::poll() {
  std::map<std::string, File> files;
  // A folder that could not be listed for a moment has not lost its files.
  if (!list(files)) return;
  for (auto& [name, file] : files) {
    const auto before = files_.find(name);
    if (before == files_.end() || before->second.seen != file.seen) continue;
    file = before->second;
    file.is_settled = true;
  }
  files_ = std::move(files);
  is_listed_ = true;
  trouble_.clear();
}

std::optional<Scan> PictureFolder::read_next(Moment now) {
  for (auto& [name, file] : files_) {
    if (!file.is_settled || file.is_done) continue;
    std::optional<Result<std::string>> read = read_picture(folder_ + "/" + name, file.seen);
    // One that cannot be opened stays as it is until it looks different.
    file.is_done = true;
    if (!read) continue;
    const bool is_no_picture = !*read && read->error().reason == Reason::scan_bad_image;
    remark_ = is_no_picture ? "a file that was put here cannot be read: " + read->error().detail : std::string();
    if (!*read) return Scan{*std::move(read), {}, false, folder_, now};
    Normalised normalised = normalise(**read);
    return Scan{std::move(normalised.text), std::move(normalised.repairs), normalised.is_repaired, folder_, now};
  }
  return std::nullopt;
}

}  // namespace heyi::terminal
