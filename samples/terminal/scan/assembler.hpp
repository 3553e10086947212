// The assembler: octets as they come, with their times, into scans. Pure: time is handed in.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/event.hpp"

namespace heyi::terminal {

/// OctetReader makes events of what a device sends.
class OctetReader {
 public:
  virtual ~OctetReader() = default;
  /// take takes octets that came at `at`. Times never go backwards.
  virtual void take(std::string_view octets, Moment at, std::vector<Event>& out) = 0;
  /// tick says that nothing came until `now`; it is due at due(), if ever.
  virtual void tick(Moment now, std::vector<Event>& out) = 0;
  virtual std::optional<Moment> due() const = 0;
  /// end says that nothing will come any more: what is there is given out.
  virtual void end(std::vector<Event>& out) = 0;
  /// was_away says that nobody listened until `until`: that time was no silence.
  virtual void was_away(Moment until) = 0;
};

/// Assembler is for scanners that send characters. CR, LF, TAB, STX and ETX end a scan. Without one, kSilence after the
/// last octet a scan is given out if it is whole (pieces.hpp); else it waits on, for pauses happen inside a scan, and
/// kGiveUp after the last octet it is given out as it is, so that somebody scans again. Scans that ran into each other
/// are split. What is longer than kMaxBuffered is given out once, cut there, and then discarded up to a terminator or a
/// silence.
class Assembler final : public OctetReader {
 public:
  static constexpr std::size_t kMaxBuffered = 8192;
  static constexpr std::chrono::milliseconds kSilence{300}, kGiveUp{3000};

  explicit Assembler(std::string source) : source_(std::move(source)) {}

  void take(std::string_view octets, Moment at, std::vector<Event>& out) override;
  void tick(Moment now, std::vector<Event>& out) override;
  std::optional<Moment> due() const override;
  void end(std::vector<Event>& out) override;
  void was_away(Moment until) override;

  /// is_idle says that no scan has begun.
  bool is_idle() const noexcept { return buffer_.empty() && !is_discarding_; }
  /// last is when the last octet came.
  Moment last() const noexcept { return last_; }
  /// is_terminator says whether an octet ends a scan.
  static bool is_terminator(char c) noexcept;

 private:
  void give_out(std::string_view piece, std::vector<Event>& out) const;
  void give_out_whole_ones(std::vector<Event>& out);
  void overflow(std::vector<Event>& out);

  const std::string source_;
  std::string buffer_;
  Moment last_{};
  bool is_tried_ = false;  // Since the last octet.
  bool is_discarding_ = false;
};

}  // namespace heyi::terminal
