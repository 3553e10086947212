// Whether a scan is over is never decided by a pause alone.
#include "scan/assembler.hpp"

#include <algorithm>

#include "scan/normaliser.hpp"
#include "scan/pieces.hpp"

namespace heyi::terminal {
namespace {

constexpr std::string_view kTerminators = "\r\n\t\x02\x03";

// A full buffer of which less can be taken out holds no code that could still become whole; and every overflow, whose
// trials cost time, makes room for so many octets.
constexpr std::size_t kLeastRoom = 1024;

}  // namespace

bool Assembler::is_terminator(char c) noexcept { return kTerminators.find(c) != std::string_view::npos; }

void Assembler::take(std::string_view octets, Moment at, std::vector<Event>& out) {
  if (octets.empty()) return;
  tick(at, out);
  last_ = at;
  is_tried_ = false;
  while (!octets.empty()) {
    const std::size_t found = octets.find_first_of(kTerminators);
    std::string_view run = octets.substr(0, found);
    octets.remove_prefix(run.size());
    while (!run.empty() && !is_discarding_) {
      if (buffer_.size() == kMaxBuffered) {
        overflow(out);
        continue;
      }
      const std::size_t fits = std::min(run.size(), kMaxBuffered - buffer_.size());
      buffer_.append(run.substr(0, fits));
      run.remove_prefix(fits);
    }
    if (found == std::string_view::npos) break;
    octets.remove_prefix(1);
    end(out);
  }
}

void Assembler::tick(Moment now, std::vector<Event>& out) {
  if (is_idle() || now - last_ < kSilence) return;
  if (!is_tried_) give_out_whole_ones(out);
  is_tried_ = true;
  if (is_discarding_ || now - last_ >= kGiveUp) end(out);
}

std::optional<Moment> Assembler::due() const {
  if (is_idle()) return std::nullopt;
  return last_ + (is_tried_ ? kGiveUp : kSilence);
}

void Assembler::end(std::vector<Event>& out) {
  give_out_whole_ones(out);
  if (!buffer_.empty()) give_out(buffer_, out);
  buffer_.clear();
  is_discarding_ = false;
}

void Assembler::was_away(Moment until) {
  if (!is_idle()) last_ = std::max(last_, until);
}

void Assembler::give_out(std::string_view piece, std::vector<Event>& out) const {
  Normalised normalised = normalise(piece);
  if (normalised.text.empty()) return;
  out.emplace_back(
      Scan{std::move(normalised.text), std::move(normalised.repairs), normalised.is_repaired, source_, last_});
}

void Assembler::give_out_whole_ones(std::vector<Event>& out) {
  const Pieces pieces = split(buffer_);
  for (const std::string_view scan : pieces.scans) give_out(scan, out);
  buffer_.erase(0, buffer_.size() - pieces.rest.size());
}

void Assembler::overflow(std::vector<Event>& out) {
  give_out_whole_ones(out);
  if (buffer_.size() + kLeastRoom <= kMaxBuffered) return;
  give_out(buffer_, out);
  buffer_.clear();
  is_discarding_ = true;
}

}  // namespace heyi::terminal
