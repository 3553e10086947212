// Polled, not notified: network mounts and sticks that come and go tell nobody of their changes.
#include "station/updates.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "station/log.hpp"

namespace heyi::station {
namespace {

namespace fs = std::filesystem;

UpdateFolder::Seen seen_of(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_size), info.st_ino,
          std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec};
}

/// OpenFile closes its descriptor.
class OpenFile {
 public:
  // Not blocking: what was a file when it was looked at may be a pipe by now.
  explicit OpenFile(const std::string& path)
      : fd_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool looks_like(const UpdateFolder::Seen& seen) const {
    struct stat info{};
    return fd_ >= 0 && ::fstat(fd_, &info) == 0 && S_ISREG(info.st_mode) && seen_of(info) == seen;
  }
  bool read(Bytes& octets) const {
    std::size_t done = 0;
    while (done < octets.size()) {
      const ssize_t got = ::read(fd_, octets.data() + done, octets.size() - done);
      if (got <= 0) return false;
      done += static_cast<std::size_t>(got);
    }
    return true;
  }

 private:
  int fd_;
};

Result<Bytes> read_bundle_file(const std::string& path, const UpdateFolder::Seen& seen) {
  if (seen.size > kMaxBundleSize) return fail(Reason::bundle_invalid, "larger than any bundle");
  const OpenFile file(path);
  Bytes octets(static_cast<std::size_t>(seen.size));
  if (!file.looks_like(seen) || !file.read(octets) || !file.looks_like(seen)) {
    return fail(Reason::state_unavailable, "the file could not be read, or is changing");
  }
  return octets;
}

// No bundle, and it will be none tomorrow. Whatever else was wrong may be right by then: the clock, a list before it.
bool is_final(Reason reason) { return reason == Reason::bundle_invalid || reason_name(reason).starts_with("cbor."); }

}  // namespace

bool UpdateFolder::look(std::map<std::string, File>& files, bool& has_more) const {
  std::error_code error;
  for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    struct stat info{};
    const fs::path& path = entry->path();
    if (path.extension() != ".bundle" || ::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
    if (files.size() >= kMaxFiles) {
      has_more = true;
      break;
    }
    std::string name = path.filename().string();
    File file;
    file.seen = seen_of(info);
    file.outcome.file = name;
    file.outcome.is_waiting = true;
    const auto before = files_.find(name);
    if (before != files_.end() && before->second.seen == file.seen) {
      file = before->second;
      file.is_settled = true;
    }
    files.emplace(std::move(name), std::move(file));
  }
  return !error || error == std::errc::no_such_file_or_directory;
}

void UpdateFolder::poll(Time clock, Clock::time_point now) {
  std::map<std::string, File> files;
  bool has_more = false;
  // A folder that could not be listed for a moment has not lost its files.
  if (!look(files, has_more)) return;
  {
    const std::lock_guard lock(mutex_);
    files_ = std::move(files);
    has_more_ = has_more;
  }
  const auto due = [&](const auto& entry) {
    const File& file = entry.second;
    return file.is_settled && !file.is_final && (now >= file.retry || file.tried_at_change != changes_);
  };
  // Those that wait longest first, so that no number of bad files keeps a good one waiting for ever.
  auto next = files_.end();
  for (auto it = files_.begin(); it != files_.end(); ++it) {
    if (due(*it) && (next == files_.end() || it->second.retry < next->second.retry)) next = it;
  }
  if (next == files_.end()) return;
  // The health is asked for meanwhile, and a large bundle takes long. Nobody but this thread changes the files.
  File file = next->second;
  take(next->first, file, clock, now);
  const std::lock_guard lock(mutex_);
  next->second = std::move(file);
}

void UpdateFolder::take(const std::string& name, File& file, Time clock, Clock::time_point now) {
  const Result<Bytes> bundle = read_bundle_file(folder_ + "/" + name, file.seen);
  const Result<std::vector<UpdateItem>> items =
      bundle ? keeper_.apply(*bundle, clock) : Result<std::vector<UpdateItem>>(bundle.error());
  std::string trouble = items ? std::string() : words_of(items.error());
  const bool is_news = file.outcome.is_waiting || trouble != file.outcome.trouble;
  file.outcome = {name, std::move(trouble), clock, 0, false};
  file.retry = now + kRetry;
  file.is_final = items ? true : is_final(items.error().reason);
  if (items) {
    for (const UpdateItem& item : *items) file.outcome.applied += item.action == UpdateAction::applied ? 1 : 0;
    if (file.outcome.applied > 0) ++changes_;
    log_line("update " + name + ": " + std::to_string(file.outcome.applied) + " of " + std::to_string(items->size()) +
             " members were new");
  } else if (is_news) {
    log_line("update " + name + " refused: " + file.outcome.trouble);
  }
  file.tried_at_change = changes_;
}

std::vector<UpdateFolder::Outcome> UpdateFolder::outcomes() const {
  const std::lock_guard lock(mutex_);
  std::vector<Outcome> outcomes;
  for (const auto& [name, file] : files_) outcomes.push_back(file.outcome);
  if (has_more_) outcomes.push_back({"…", "more files than are looked at", {}, 0, true});
  return outcomes;
}

}  // namespace heyi::station
