// Everything that comes is taken as it is: no assembler stands in between, for its repairs would hide the settings.
#include "scan/selftest.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <ostream>

#include "scan/assembler.hpp"
#include "scan/raw_terminal.hpp"

namespace heyi::terminal {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr char kCtrlC = '\x03', kCtrlD = '\x04';
// Behind a terminator a second one may follow; without one a long pause may be inside the scan.
constexpr milliseconds kBehindTerminator{150}, kBehindText{1500};
// What is shorter is a key that somebody pressed.
constexpr std::size_t kShortest = 6;
constexpr double kRecognised = 0.35;  // Texts that have nothing to do with each other are alike to a quarter.

/// Taken is one scan as it came; it is over when the input is.
struct Taken {
  std::vector<Arrival> arrivals;
  std::size_t size = 0;
  bool is_over = false;
};

Taken take_scan(int descriptor) {
  Taken taken;
  std::array<char, 4096> buffer;
  auto last = Clock::now();
  bool is_terminated = false;
  while (taken.size < Assembler::kMaxBuffered) {
    pollfd one{descriptor, POLLIN, 0};
    const milliseconds patience = is_terminated ? kBehindTerminator : kBehindText;
    const int ready = ::poll(&one, 1, taken.arrivals.empty() ? -1 : static_cast<int>(patience.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) return taken;
    const ssize_t got = ready < 0 ? -1 : ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    const std::string_view octets(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    // Behind a text the octet of Ctrl-C is a suffix.
    const bool ends =
        octets.empty() || octets.front() == kCtrlD || (octets.front() == kCtrlC && taken.arrivals.empty());
    if (ends) {
      taken.is_over = true;
      return taken;
    }
    const auto now = Clock::now();
    const auto gap = taken.arrivals.empty() ? milliseconds{0} : std::chrono::floor<milliseconds>(now - last);
    taken.arrivals.push_back({std::string(octets), gap});
    taken.size += octets.size();
    is_terminated = Assembler::is_terminator(octets.back());
    last = now;
  }
  return taken;
}

std::size_t recognise(const std::vector<TestCode>& codes, std::span<const Arrival> arrivals) {
  std::size_t best = codes.size();
  double likely = kRecognised;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const double like = likeness(codes[i].text, arrivals);
    if (like <= likely) continue;
    likely = like;
    best = i;
  }
  return best;
}

void tell(std::ostream& out, const Finding& finding, Language language) {
  const char* const mark = finding.symptom == Symptom::good ? "  ✓ " : finding.is_harmless ? "  · " : "  ✗ ";
  out << mark << finding.sentence(language) << '\n';
  if (const std::string advice = finding.advice(language); !advice.empty()) {
    out << "    → " << advice << '\n';
  }
}

void ask(std::ostream& out, const std::vector<TestCode>& codes, const std::vector<bool>& is_read, Language language) {
  const bool is_zh = language == Language::zh;
  out << (is_zh ? "请扫描测试页上的码：" : "Scan the codes of the test page:");
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!is_read[i]) out << "  " << i + 1 << ' ' << (is_zh ? codes[i].name_zh : codes[i].name_en);
  }
  out << (is_zh ? "  （Ctrl-D 结束）" : "  (Ctrl-D ends)") << std::endl;
}

}  // namespace

bool run_selftest(int descriptor, std::ostream& out, Language language) {
  const bool is_zh = language == Language::zh;
  const RawTerminal terminal(descriptor, RawTerminal::Signals::off);
  const std::vector<TestCode> codes = selftest_codes();
  std::vector<bool> is_read(codes.size(), false);
  while (is_read != std::vector<bool>(codes.size(), true)) {
    ask(out, codes, is_read, language);
    const Taken taken = take_scan(descriptor);
    if (taken.size >= kShortest) {
      const std::size_t at = recognise(codes, taken.arrivals);
      if (at == codes.size()) {
        tell(out, {Symptom::unknown, false, {}}, language);
      } else {
        const std::vector<Finding> findings = diagnose(codes[at].text, taken.arrivals);
        out << at + 1 << ' ' << (is_zh ? codes[at].name_zh : codes[at].name_en) << '\n';
        for (const Finding& finding : findings) tell(out, finding, language);
        if (findings.front().symptom == Symptom::good) is_read[at] = true;
      }
    }
    if (taken.is_over) break;
  }
  const bool is_all = is_read == std::vector<bool>(codes.size(), true);
  if (is_all)
    out << (is_zh ? "三个码都读取正确，扫码枪可以使用。" : "All three codes were read: the scanner can be used.");
  if (!is_all) out << (is_zh ? "尚未全部读取正确。" : "Not every code was read.");
  out << std::endl;
  return is_all;
}

}  // namespace heyi::terminal
