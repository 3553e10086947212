// One buffer, which never holds more than one message and what came with its end.
#include "receiver/mllp.hpp"

namespace heyi::terminal::receiver {
namespace {

constexpr char kBegin = '\x0b', kEnd = '\x1c', kReturn = '\r';

}  // namespace

void MllpReader::feed(std::string_view octets) {
  if (is_broken_) return;
  if (waiting_.empty()) {
    const std::size_t begin = octets.find(kBegin);
    if (begin == std::string_view::npos) return;
    octets.remove_prefix(begin);
  }
  waiting_ += octets;
}

std::optional<std::string> MllpReader::next() {
  if (is_broken_ || waiting_.empty()) return std::nullopt;
  for (std::size_t at = looked_at_ == 0 ? 1 : looked_at_; at < waiting_.size(); ++at) {
    const bool is_last = at + 1 == waiting_.size();
    if (waiting_[at] == kBegin || at > kLongest || (waiting_[at] == kEnd && !is_last && waiting_[at + 1] != kReturn)) {
      is_broken_ = true;
      waiting_ = {};
      return std::nullopt;
    }
    looked_at_ = at;
    if (waiting_[at] != kEnd) continue;
    if (is_last) return std::nullopt;
    std::string message = waiting_.substr(1, at - 1);
    std::string rest = waiting_.substr(at + 2);
    waiting_.clear();
    looked_at_ = 0;
    feed(rest);
    return message;
  }
  return std::nullopt;
}

std::string mllp_frame(std::string_view message) {
  std::string framed(1, kBegin);
  framed += message;
  framed += kEnd;
  framed += kReturn;
  return framed;
}

}  // namespace heyi::terminal::receiver
