// Polled, not notified: network mounts and sticks that come and go tell nobody of their changes.
#include "agent/updates.hpp"

#include <sys/stat.h>

#include <fstream>
#include <system_error>

#include "agent/log.hpp"

namespace heyi::kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 1000;

Result<Bytes> read_bundle_file(const fs::path& path, std::uint64_t size) {
  if (size > kMaxBundleSize) return fail(Reason::bundle_invalid, "larger than any bundle");
  std::ifstream file(path, std::ios::binary);
  Bytes octets(static_cast<std::size_t>(size));
  file.read(reinterpret_cast<char*>(octets.data()), static_cast<std::streamsize>(octets.size()));
  if (!file || file.peek() != std::ifstream::traits_type::eof()) {
    return fail(Reason::bundle_invalid, "the file could not be read, or is changing");
  }
  return octets;
}

}  // namespace

void UpdateFolder::poll(Time clock) {
  std::map<std::string, File> now;
  std::error_code error;
  for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& path = entry->path();
    struct stat info {};
    if (path.extension() != ".bundle" || ::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
    if (now.size() >= kMaxFiles) break;
    const Seen seen{static_cast<std::uint64_t>(info.st_size), info.st_ino,
                    std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec};
    const auto before = files_.find(path.filename().string());
    File file{seen, false, {}};
    if (before != files_.end() && before->second.seen == seen) {
      file = before->second;
      if (!file.is_done) take(path, file, clock);
    }
    now.emplace(path.filename().string(), std::move(file));
  }
  const std::lock_guard lock(mutex_);
  files_ = std::move(now);
}

void UpdateFolder::take(const fs::path& path, File& file, Time clock) {
  file.is_done = true;
  file.outcome = {path.filename().string(), "", clock, 0};
  const Result<Bytes> bundle = read_bundle_file(path, file.seen.size);
  const Result<std::vector<UpdateItem>> items =
      bundle ? keeper_.apply(*bundle, clock) : Result<std::vector<UpdateItem>>(bundle.error());
  if (!items) {
    file.outcome.trouble = words_of(items.error());
    // A state that is busy is not the bundle's fault: the next poll tries again.
    file.is_done = items.error().reason != Reason::state_unavailable;
    log_line("update " + file.outcome.file + " refused: " + file.outcome.trouble);
    return;
  }
  for (const UpdateItem& item : *items) file.outcome.applied += item.action == UpdateAction::applied ? 1 : 0;
  log_line("update " + file.outcome.file + ": " + std::to_string(file.outcome.applied) + " of " +
           std::to_string(items->size()) + " members were new");
}

std::vector<UpdateFolder::Outcome> UpdateFolder::outcomes() const {
  const std::lock_guard lock(mutex_);
  std::vector<Outcome> outcomes;
  for (const auto& [name, file] : files_) {
    if (file.is_done || !file.outcome.trouble.empty()) outcomes.push_back(file.outcome);
  }
  return outcomes;
}

}  // namespace heyi::kiosk
