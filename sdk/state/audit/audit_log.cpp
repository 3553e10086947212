// One write a line under a lock on the file; the chain is taken up from the file itself, so that no other memory of it
// can be lost.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "state/audit/record.hpp"
#include "state/descriptor.hpp"

namespace heyi {
namespace {

using audit::Line;
using audit::Link;
using audit::Record;

constexpr std::size_t kTail = 1024 * 1024;

Error unavailable(const char* what) { return fail(Reason::state_unavailable, std::string("audit log: ") + what); }

/// Lock holds the file against other processes; threads are kept apart by a mutex.
class Lock {
 public:
  explicit Lock(int file) noexcept : file_(file) {
    while ((is_held_ = ::flock(file_, LOCK_EX) == 0) == false && errno == EINTR) {
    }
  }
  ~Lock() {
    if (is_held_) ::flock(file_, LOCK_UN);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  bool is_held() const noexcept { return is_held_; }

 private:
  int file_;
  bool is_held_ = false;
};

Result<std::string> read_tail(int file, std::uint64_t size) {
  std::string tail(static_cast<std::size_t>(std::min<std::uint64_t>(size, kTail)), '\0');
  std::size_t done = 0;
  while (done < tail.size()) {
    const ssize_t got =
        ::pread(file, tail.data() + done, tail.size() - done, static_cast<off_t>(size - tail.size() + done));
    if (got <= 0) return unavailable("cannot be read");
    done += static_cast<std::size_t>(got);
  }
  return tail;
}

// A new file's name survives the power going before anybody is told that something stands in it.
Result<void> keep_name(const std::string& file) {
  const std::string folder = std::filesystem::path(file).parent_path().string();
  const state::Descriptor opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || ::fsync(opened.get()) != 0) return unavailable("its folder cannot be written");
  return {};
}

// The last line of a text whose every line ends with LF.
std::string_view last_line(std::string_view text) {
  text.remove_suffix(1);
  const std::size_t before = text.rfind('\n');
  return before == std::string_view::npos ? text : text.substr(before + 1);
}

}  // namespace

struct AuditLog::Impl {
  Settings settings;
  state::Descriptor file;
  mutable std::mutex mutex;
  std::uint64_t size = 0;  // As this process left it.
  Link last;
  std::uint64_t uncovered = 0;  // Lines that no checkpoint covers, as far as this process knows.
  std::optional<Time> uncovered_since;

  Impl(Settings given, int descriptor) : settings(std::move(given)), file(descriptor) {}

  // Takes up the chain where the file ends. Under the lock. Lines of a file that has lost its name would be read by
  // nobody.
  Result<void> catch_up() {
    struct stat info{}, named{};
    if (::fstat(file.get(), &info) != 0) return unavailable("cannot be read");
    if (::stat(settings.file.c_str(), &named) != 0 || named.st_dev != info.st_dev || named.st_ino != info.st_ino) {
      return fail(Reason::state_lost, "audit log: removed while in use");
    }
    if (static_cast<std::uint64_t>(info.st_size) == size && size > 0) return {};
    Result<std::string> tail = read_tail(file.get(), static_cast<std::uint64_t>(info.st_size));
    if (!tail) return tail.error();
    size = static_cast<std::uint64_t>(info.st_size);
    const std::size_t end = tail->rfind('\n');
    const std::size_t torn = end == std::string::npos ? tail->size() : tail->size() - end - 1;
    if (torn > AuditReader::kMaxLine) return fail(Reason::audit_malformed, "the end is no line of a log");
    if (torn > 0) {
      size -= torn;
      if (::ftruncate(file.get(), static_cast<off_t>(size)) != 0) return unavailable("cannot be written");
      tail->resize(tail->size() - torn);
    }
    if (size == 0) {
      last = {};
      uncovered = 0;
      return {};
    }
    const std::string_view line = last_line(*tail);
    const Result<Record> record = audit::read_line(line);
    if (!record) return record.error();
    const Result<Link> link = audit::link_of(line, record->number);
    if (!link) return link.error();
    last = *link;
    uncovered = record->is_checkpoint ? 0 : std::max<std::uint64_t>(uncovered, 1);
    return {};
  }

  // One write, so that a kill leaves a line or the beginning of one.
  Result<void> write(const Line& line) {
    const std::string text = line.text + '\n';
    const ssize_t written = ::pwrite(file.get(), text.data(), text.size(), static_cast<off_t>(size));
    if (written != static_cast<ssize_t>(text.size()) || ::fdatasync(file.get()) != 0) {
      // What stands there of it goes, or with the next line; nobody is told that it is logged.
      [[maybe_unused]] const int cut = ::ftruncate(file.get(), static_cast<off_t>(size));
      size = 0;
      return unavailable("cannot be written");
    }
    size += text.size();
    last = line.link;
    return {};
  }

  Result<void> sign(Time now) {
    const Result<Line> line = audit::checkpoint_line(settings.terminal, now, *settings.signer, last);
    if (!line) return line.error();
    if (const Result<void> done = write(*line); !done) return done.error();
    uncovered = 0;
    uncovered_since.reset();
    return {};
  }
};

AuditLog::AuditLog(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
AuditLog::~AuditLog() = default;

Result<std::unique_ptr<AuditLog>> AuditLog::open(Settings settings, Time now) {
  if (!audit::is_code(settings.terminal, 1) || settings.signer == nullptr || settings.lines_a_checkpoint == 0) {
    return fail(Reason::claims_out_of_range, "terminal, signer, lines_a_checkpoint");
  }
  const int descriptor = ::open(settings.file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
  if (descriptor < 0) return unavailable("cannot be opened");
  auto impl = std::make_unique<Impl>(std::move(settings), descriptor);
  struct stat info{};
  if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) return unavailable("is no file");
  const Lock lock(descriptor);
  if (!lock.is_held()) return unavailable("cannot be locked");
  if (const Result<void> ready = impl->catch_up(); !ready) return ready.error();
  if (impl->size == 0) {
    if (const Result<void> kept = keep_name(impl->settings.file); !kept) return kept.error();
  }
  if (impl->size == 0 || impl->uncovered > 0) {
    if (const Result<void> done = impl->sign(now); !done) return done.error();
  }
  return std::unique_ptr<AuditLog>(new AuditLog(std::move(impl)));
}

Result<std::uint64_t> AuditLog::append(const AuditEntry& entry) {
  Impl& impl = *impl_;
  const std::lock_guard threads(impl.mutex);
  const Lock lock(impl.file.get());
  if (!lock.is_held()) return unavailable("cannot be locked");
  if (const Result<void> ready = impl.catch_up(); !ready) return ready.error();
  const Result<Line> line = audit::verdict_line(entry, impl.settings.terminal, impl.last);
  if (!line) return line.error();
  if (const Result<void> done = impl.write(*line); !done) return done.error();
  if (!impl.uncovered_since) impl.uncovered_since = entry.at;
  // The entry stands, whatever becomes of the checkpoint: the next one covers it too.
  if (++impl.uncovered >= impl.settings.lines_a_checkpoint) {
    [[maybe_unused]] const Result<void> covered = impl.sign(entry.at);
  }
  return line->link.number;
}

Result<void> AuditLog::checkpoint(Time now) {
  Impl& impl = *impl_;
  const std::lock_guard threads(impl.mutex);
  const Lock lock(impl.file.get());
  if (!lock.is_held()) return unavailable("cannot be locked");
  if (const Result<void> ready = impl.catch_up(); !ready) return ready.error();
  return impl.uncovered > 0 ? impl.sign(now) : Result<void>{};
}

bool AuditLog::is_checkpoint_due(Time now) const {
  const std::lock_guard threads(impl_->mutex);
  // A clock that was set back makes one due as well: the time since is not known then.
  return impl_->uncovered_since &&
         (now >= *impl_->uncovered_since + impl_->settings.checkpoint_after || now < *impl_->uncovered_since);
}

Result<bool> AuditLog::tells_of(std::string_view visit) const {
  const std::lock_guard threads(impl_->mutex);
  struct stat info{};
  if (::fstat(impl_->file.get(), &info) != 0) return unavailable("cannot be read");
  const Result<std::string> tail = read_tail(impl_->file.get(), static_cast<std::uint64_t>(info.st_size));
  if (!tail) return tail.error();
  return tail->find("\"visit\":\"" + std::string(visit) + '"') != std::string::npos;
}

}  // namespace heyi
