// The picture folder: what is put there is read as a scan. One poll at a time, so that it can be tested without
// waiting.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scan/event.hpp"

namespace heyi::terminal {

/// PictureFolder looks at a folder for files whose names end as pictures or pages do (file_kind_by_name), in any case,
/// hidden ones left out. What read_image does not read is given out as `scan.bad_image` with the name of its kind.
/// It never changes the folder. What is there when it is first listed is old and left alone, until it changes.
class PictureFolder {
 public:
  /// kMaxFiles is how many pictures are looked at: with more, none is, and trouble() says so. kMaxSize is octets of a
  /// file, kMaxPixels width times height of a picture; more is given out as `scan.too_large`.
  static constexpr std::size_t kMaxFiles = 1000;
  static constexpr std::uint64_t kMaxSize = 32 * 1024 * 1024;
  static constexpr std::int64_t kMaxPixels = 16'000'000;

  explicit PictureFolder(std::string folder) : folder_(std::move(folder)) {}

  /// poll lists the folder. A picture is due when two polls saw it alike: one that is still being copied is not read.
  void poll();
  /// read_next reads one picture that is due, in the order of their names; none when none is.
  std::optional<Scan> read_next(Moment now);
  /// trouble says in words why the folder cannot be used; empty when it can.
  const std::string& trouble() const noexcept { return trouble_; }
  /// remark says what was wrong with the file that was looked at last, when it was no picture that is read, such as its
  /// kind; empty when all is well. It never names the file, which may be called after a person.
  const std::string& remark() const noexcept { return remark_; }

  /// Seen is how a file looks from outside.
  struct Seen {
    std::uint64_t size = 0, inode = 0;
    std::int64_t written = 0;
    friend bool operator==(const Seen&, const Seen&) = default;
  };

 private:
  struct File {
    Seen seen;
    bool is_settled = false;  ///< Two polls saw it alike.
    bool is_done = false;
  };

  bool list(std::map<std::string, File>& files);

  const std::string folder_;
  std::map<std::string, File> files_;
  bool is_listed_ = false;
  std::string trouble_, remark_;
};

}  // namespace heyi::terminal
