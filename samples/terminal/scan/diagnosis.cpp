// From the outside in: what stands around the text, then its width, its layout, and at last what is missing in it.
#include "scan/diagnosis.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "scan/layouts.hpp"
#include "scan/normaliser.hpp"

namespace heyi::terminal {
namespace {

constexpr std::string_view kSuffixes = "\r\n\t\x03";
constexpr std::chrono::milliseconds kLongPause{100};
constexpr double kAlike = 0.9;
constexpr std::size_t kMostCompared = 8192;
constexpr std::size_t kMarkerSize = 9;  // `SELFTEST1`: no two test codes begin alike.
constexpr Layout kLayouts[] = {Layout::us, Layout::us_caps, Layout::french, Layout::german};

std::string joined(std::span<const Arrival> arrivals) {
  std::string all;
  for (const Arrival& arrival : arrivals) all += arrival.octets;
  all.resize(std::min(all.size(), kMostCompared));
  return all;
}

// The share of the longer text that both have in the same order.
double alike(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<std::size_t> row(b.size() + 1);
  for (const char c : a) {
    std::size_t diagonal = 0;
    for (std::size_t i = 1; i <= b.size(); ++i) {
      const std::size_t above = row[i];
      row[i] = c == b[i - 1] ? diagonal + 1 : std::max(above, row[i - 1]);
      diagonal = above;
    }
  }
  return static_cast<double>(row.back()) / static_cast<double>(std::max(a.size(), b.size()));
}

std::string folded(std::string_view text) {
  std::string narrow;
  while (!text.empty()) {
    const Character character = first_character(text);
    narrow.push_back(character.narrow);
    text.remove_prefix(character.octets.size());
  }
  return narrow;
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return std::string(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
}

std::string without(std::string_view text, const std::set<char>& characters) {
  std::string rest;
  std::copy_if(text.begin(), text.end(), std::back_inserter(rest), [&](char c) { return !characters.contains(c); });
  return rest;
}

std::string suffix_name(std::string_view suffix) {
  std::string name;
  for (const char c : suffix) name += c == '\r' ? "CR " : c == '\n' ? "LF " : c == '\t' ? "TAB " : "ETX ";
  name.resize(std::min(name.size(), std::size_t{20}));
  if (!name.empty()) name.pop_back();
  return name;
}

/// Case is one code that arrived, as far as it has been looked at.
struct Case {
  std::string_view expected;
  std::string text;
  std::vector<Finding> findings;

  void note(Symptom symptom, bool is_harmless, std::string detail = {}) {
    findings.push_back({symptom, is_harmless, std::move(detail)});
  }
};

void look_around(Case& one, std::span<const Arrival> arrivals) {
  std::chrono::milliseconds longest{0};
  for (std::size_t i = 1; i < arrivals.size(); ++i) longest = std::max(longest, arrivals[i].gap);
  if (longest >= kLongPause) one.note(Symptom::pauses, true, std::to_string(longest.count()) + " ms");
  const std::size_t end = one.text.find_last_not_of(kSuffixes) + 1;
  const std::string suffix = suffix_name(std::string_view(one.text).substr(end));
  one.note(suffix.empty() ? Symptom::no_suffix : Symptom::suffix, true, suffix);
  one.text.resize(end);
  one.text.erase(0, std::min(one.text.find_first_not_of('\x02'), one.text.size()));
  if (one.text.starts_with("\xef\xbb\xbf")) one.text.erase(0, 3);
  if (std::string narrow = folded(one.text); narrow.size() != one.text.size()) {
    one.text = std::move(narrow);
    one.note(Symptom::full_width, true);
  }
  for (const Layout layout : kLayouts) {
    for (char modifier = '0'; modifier <= '9'; ++modifier) {
      const std::string prefix = as_typed(layout, std::string("]Q") + modifier);
      if (!one.text.starts_with(prefix)) continue;
      one.text.erase(0, prefix.size());
      one.note(Symptom::aim_prefix, true);
      return;
    }
  }
}

bool look_for_layout(Case& one) {
  double best = alike(one.expected, one.text);
  Layout found = Layout::us;
  for (const Layout layout : kLayouts) {
    const double likely = alike(as_typed(layout, one.expected), one.text);
    if (likely <= best || likely < kAlike) continue;
    best = likely;
    found = layout;
  }
  if (found == Layout::us) return false;
  one.note(found == Layout::us_caps  ? Symptom::caps_lock
           : found == Layout::french ? Symptom::french_layout
                                     : Symptom::german_layout,
           found == Layout::us_caps);
  if (found != Layout::us_caps) return true;
  std::transform(one.text.begin(), one.text.end(), one.text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return false;
}

// Characters that the code has and that never arrived; none unless they explain everything.
std::optional<std::string> lost_symbols(std::string_view expected, std::string_view text) {
  const std::set<char> arrived(text.begin(), text.end());
  std::set<char> lost;
  for (const char c : expected) {
    if (!arrived.contains(c)) lost.insert(c);
  }
  if (lost.empty() || without(expected, lost) != text) return std::nullopt;
  std::string words;
  for (const char c : lost) words += words.empty() ? std::string{c} : std::string(" ") + c;
  return words;
}

// Characters that always arrive as another one; none unless they explain everything.
std::optional<std::string> changed_symbols(std::string_view expected, std::string_view text) {
  if (expected.size() != text.size()) return std::nullopt;
  std::map<char, char> changes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (changes.emplace(expected[i], text[i]).first->second != text[i]) return std::nullopt;
  }
  std::string words;
  for (const auto& [from, to] : changes) {
    // What is no printable character is not printed.
    if (from != to) words += (words.empty() ? "" : " ") + std::string{from} + "→" + (to > ' ' && to <= '~' ? to : '?');
  }
  return words;
}

void look_inside(Case& one) {
  const std::string_view expected = one.expected;
  const std::string& text = one.text;
  const std::string counted = std::to_string(text.size()) + "/" + std::to_string(expected.size());
  if (text == expected) return;
  if (text.empty()) return one.note(Symptom::unknown, false, counted);
  if (trimmed(text) == trimmed(expected)) return one.note(Symptom::spaces_trimmed, true);
  if (without(text, {' '}) == without(expected, {' '})) return one.note(Symptom::spaces_lost, false);
  if (expected.starts_with(text)) return one.note(Symptom::cut_end, false, counted);
  if (expected.ends_with(text)) return one.note(Symptom::cut_begin, false, counted);
  if (const auto lost = lost_symbols(trimmed(expected), trimmed(text))) {
    return one.note(Symptom::symbols_lost, false, *lost);
  }
  if (const auto changes = changed_symbols(expected, text)) return one.note(Symptom::symbols_changed, false, *changes);
  const bool are_lost = text.size() < expected.size() && alike(expected, text) >= kAlike / 2;
  one.note(are_lost ? Symptom::octets_lost : Symptom::unknown, false, counted);
}

}  // namespace

std::vector<Finding> diagnose(std::string_view expected, std::span<const Arrival> arrivals) {
  Case one{expected, joined(arrivals), {}};
  look_around(one, arrivals);
  if (!look_for_layout(one)) look_inside(one);
  const bool is_good =
      std::all_of(one.findings.begin(), one.findings.end(), [](const Finding& finding) { return finding.is_harmless; });
  if (is_good) one.findings.insert(one.findings.begin(), {Symptom::good, true, {}});
  return one.findings;
}

double likeness(std::string_view expected, std::span<const Arrival> arrivals) {
  const std::string text = folded(joined(arrivals));
  const std::string marker = trimmed(expected).substr(0, kMarkerSize);
  double best = 0;
  for (const Layout layout : kLayouts) {
    if (text.find(as_typed(layout, marker)) != std::string::npos) return 1;
    best = std::max(best, alike(as_typed(layout, expected), text));
  }
  return best;
}

}  // namespace heyi::terminal
