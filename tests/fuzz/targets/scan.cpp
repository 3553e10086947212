// What scanners send, with its times: chunks, each an octet for the time since the one before, and what came. A chunk
// of that one octet alone, from 0x80 on, is a whole code.
#include <heyi/text.hpp>

#include <array>
#include <string>

#include "fuzz/support/chunks.hpp"
#include "fuzz/support/heap_watch.hpp"
#include "fuzz/support/target.hpp"
#include "fuzz/support/tokens.hpp"
#include "scan/keyboard.hpp"
#include "scan/normaliser.hpp"
#include "scan/pieces.hpp"

using namespace heyi;
using namespace heyi::terminal;
using heyi::fuzz::require;

namespace {

using std::chrono::milliseconds;

constexpr std::array<int, 12> kGaps = {0, 1, 20, 60, 99, 100, 299, 300, 2999, 3000, 9000, 50};
constexpr std::size_t kLargestBlock = 1024 * 1024;

const std::vector<std::string>& codes() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> all;
    for (const fuzz::Made& made : fuzz::made_codes()) {
      all.push_back(encode_text(made.token));
      all.push_back(encode_text(made.token, Spelling::digits));
    }
    return all;
  }();
  return texts;
}

struct Coming {
  Moment at;
  std::string octets;
};

std::vector<Coming> coming_of(ByteView input) {
  std::vector<Coming> all;
  Moment now{std::chrono::hours{1}};
  for (const Bytes& chunk : fuzz::split_chunks(input, 64)) {
    if (chunk.empty()) continue;
    now += milliseconds(kGaps[chunk[0] % kGaps.size()]);
    const bool is_code = chunk.size() == 1 && chunk[0] >= 0x80;
    all.push_back({now, is_code ? codes()[chunk[0] % codes().size()] : std::string(chunk.begin() + 1, chunk.end())});
  }
  return all;
}

// What came, as far as it may not depend on how it was read.
std::string told(const std::vector<Event>& events) {
  std::string all;
  for (const Event& event : events) {
    if (const Scan* scan = std::get_if<Scan>(&event)) {
      require(scan->read.has_value() && !scan->read->empty(), "an assembler gives texts, and no empty ones");
      require(scan->read->size() <= Assembler::kMaxBuffered, "no scan is longer than the buffer");
      all += "scan " + *scan->read + "\n";
    } else if (const TypedKey* key = std::get_if<TypedKey>(&event)) {
      require(!key->key.empty(), "a key has a name");
      all += "key " + key->key + "\n";
    } else {
      require(false, "an assembler tells scans and keys alone");
    }
  }
  return all;
}

// Every octet by itself, and asked again and again in between.
template <typename Reader>
void feed_in_octets(Reader& reader, const std::vector<Coming>& all, std::vector<Event>& events) {
  for (const Coming& coming : all) {
    for (auto due = reader.due(); due && *due <= coming.at; due = reader.due()) {
      reader.tick(*due - milliseconds(1), events);
      reader.tick(*due, events);
      require(!reader.due() || *reader.due() > *due, "what was due is done");
    }
    for (const char octet : coming.octets) reader.take({&octet, 1}, coming.at, events);
  }
}

template <typename Reader>
void check(const std::vector<Coming>& all) {
  Reader reader("scanner");
  std::vector<Event> events;
  for (const Coming& coming : all) reader.take(coming.octets, coming.at, events);
  Reader other("scanner");
  std::vector<Event> same;
  feed_in_octets(other, all, same);
  const Moment last = all.empty() ? Moment{} : all.back().at;
  reader.tick(last, events);
  other.tick(last, same);
  require(told(events) == told(same), "what is read does not depend on how it is read");

  // Whatever came before: a code behind a silence, or behind a terminator, arrives as it is.
  const Moment later = last + milliseconds(10'000);
  const std::string& code = codes()[all.size() % codes().size()];
  events.clear();
  reader.take(code + "\r", later, events);
  const Scan* scan = events.empty() ? nullptr : std::get_if<Scan>(&events.back());
  require(scan != nullptr && scan->read.value_or("") == code && scan->repairs.empty(), "a code arrives as it is");
}

void check_behind_terminator(const std::vector<Coming>& all) {
  Assembler reader("scanner");
  std::vector<Event> events;
  for (const Coming& coming : all) reader.take(coming.octets, coming.at, events);
  const Moment last = all.empty() ? Moment{} : all.back().at;
  reader.take("\n", last, events);
  require(reader.is_idle() && !reader.due(), "a terminator ends whatever was");
  events.clear();
  const std::string& code = codes()[all.size() % codes().size()];
  reader.take(code, last, events);
  reader.tick(last + Assembler::kSilence, events);
  require(told(events) == "scan " + code + "\n", "a whole code needs no suffix");
}

void check_normaliser(const std::string& raw) {
  const Normalised normalised = normalise(raw);
  require(normalised.text.size() <= raw.size(), "a text only becomes shorter");
  if (decode_text(raw)) {
    require(normalised.text == raw && normalised.repairs.empty(), "what the verifier takes is left as it is");
  }
  bool is_changed = false;
  for (const Repair repair : normalised.repairs) {
    is_changed = is_changed || repair == Repair::full_width || repair == Repair::case_flipped;
  }
  require(is_changed == normalised.is_repaired, "a changed character is told");
  const Pieces pieces = split(raw);
  std::size_t size = pieces.rest.size();
  for (const std::string_view piece : pieces.scans) size += piece.size();
  require(size <= raw.size() && pieces.scans.size() <= 2 * kMaxTrials, "pieces are parts of the text");
  if (is_whole(raw)) require(pieces.scans.size() == 1 && pieces.rest.empty(), "what is whole is not cut");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<Coming> all = coming_of({data, size});
  codes();
  const fuzz::HeapWatch heap;
  check<Assembler>(all);
  check<KeyboardAssembler>(all);
  check_behind_terminator(all);
  for (const Coming& coming : all) check_normaliser(coming.octets);
  require(heap.largest() <= kLargestBlock, "no scan takes more memory than a few times the buffer");
  return 0;
}
