// MLLP as the receiving side sees it: frames out of octets. Written apart from the terminal's, which it is to test.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace heyi::terminal::receiver {

/// MllpReader cuts messages out of what a client sends: VT, the message, FS, CR. What stands between frames is skipped.
class MllpReader {
 public:
  /// kLongest is the longest message; a longer one breaks the connection.
  static constexpr std::size_t kLongest = 1 << 20;

  void feed(std::string_view octets);
  /// next is the first whole message that waits, without its frame.
  std::optional<std::string> next();
  /// is_broken says that a message does not end, or that a frame begins within another: nothing more is read.
  bool is_broken() const noexcept { return is_broken_; }

 private:
  std::string waiting_;
  std::size_t looked_at_ = 0;  // Of waiting_, for the end of the frame that begins it.
  bool is_broken_ = false;
};

/// mllp_frame puts a message between VT and FS CR.
std::string mllp_frame(std::string_view message);

}  // namespace heyi::terminal::receiver
