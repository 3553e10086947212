// The table of faults.
#include "receiver/fault.hpp"

#include <array>
#include <charconv>

namespace heyi::terminal::receiver {
namespace {

struct Row {
  std::string_view name;
  Behaviour behaviour;
  bool is_taken;
};

constexpr std::array<Row, 13> kRows = {{{"accept", Behaviour::accept, true},
                                        {"refuse", Behaviour::refuse, false},
                                        {"error", Behaviour::error, false},
                                        {"bad_request", Behaviour::bad_request, false},
                                        {"busy", Behaviour::busy, false},
                                        {"delay", Behaviour::delay, true},
                                        {"drop", Behaviour::drop, true},
                                        {"drop_before", Behaviour::drop_before, false},
                                        {"garbage", Behaviour::garbage, true},
                                        {"wrong_id", Behaviour::wrong_id, true},
                                        {"half", Behaviour::half, true},
                                        {"endless", Behaviour::endless, true},
                                        {"slow", Behaviour::slow, true}}};

constexpr std::array kNonsense = {Behaviour::garbage, Behaviour::wrong_id, Behaviour::half, Behaviour::endless,
                                  Behaviour::error};

const Row& row_of(Behaviour behaviour) noexcept {
  for (const Row& row : kRows) {
    if (row.behaviour == behaviour) return row;
  }
  return kRows.front();
}

// None of an empty text; false when it is no number.
bool read_number(std::string_view text, std::optional<std::uint64_t>& number) {
  if (text.empty()) return false;
  std::uint64_t read = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  number = read;
  return true;
}

}  // namespace

bool is_taken(Behaviour behaviour) noexcept { return row_of(behaviour).is_taken; }
std::string_view name_of(Behaviour behaviour) noexcept { return row_of(behaviour).name; }

std::optional<Faults> Faults::parse(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view kind = text.substr(0, colon);
  std::optional<std::uint64_t> number;
  if (colon != std::string_view::npos && !read_number(text.substr(colon + 1), number)) return std::nullopt;
  Faults faults;
  if (kind == "nonsense") {
    faults.mode_ = Mode::nonsense;
  } else if (kind == "random") {
    faults.mode_ = Mode::random;
    faults.random_.seed(number.value_or(1));
    return faults;
  } else {
    const Row* found = nullptr;
    for (const Row& row : kRows) {
      if (row.name == kind) found = &row;
    }
    if (found == nullptr) return std::nullopt;
    faults.behaviour_ = found->behaviour;
  }
  constexpr std::uint64_t kLongestDelay = 3600 * 1000;
  if (faults.behaviour_ == Behaviour::delay) {
    if (!number || *number > kLongestDelay) return std::nullopt;
    faults.delay_ = std::chrono::milliseconds(*number);
    return faults;
  }
  faults.left_ = number;
  if (faults.behaviour_ == Behaviour::busy && !number) faults.left_ = 1;
  return faults;
}

Faults::Decision Faults::next() {
  if (left_) {
    if (*left_ == 0) return {};
    --*left_;
  }
  if (mode_ == Mode::nonsense) return {kNonsense[count_++ % kNonsense.size()], {}};
  if (mode_ == Mode::one) return {behaviour_, delay_};
  // Every second message is taken as it should be, so that all get through in the end; refusals would park them.
  constexpr std::array kTransient = {Behaviour::busy,    Behaviour::delay,    Behaviour::drop, Behaviour::drop_before,
                                     Behaviour::garbage, Behaviour::wrong_id, Behaviour::half, Behaviour::endless};
  const std::uint64_t drawn = random_();
  if (drawn % 2 == 0) return {};
  return {kTransient[drawn / 2 % kTransient.size()], std::chrono::milliseconds(drawn / 16 % 500)};
}

}  // namespace heyi::terminal::receiver
