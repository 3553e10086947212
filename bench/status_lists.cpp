// The lists are made as a publisher makes them and taken as a terminal takes them: signed, bundled, applied, mapped.
#include "status_lists.hpp"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>
#include <heyi/bundle.hpp>
#include <heyi/state.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

#include "failure.hpp"

namespace heyi::bench {
namespace {

using cli::take;

constexpr const char* kUri = "bench:1";
constexpr Time kIssued = from_unix(1795512600);

/// Draft is a line of the draft's own table (draft-ietf-oauth-status-list-17, appendix B): one bit a card.
struct Draft {
  std::uint64_t cards;
  const char* at_one_in_thousand;
  const char* at_one_in_hundred;
};
constexpr Draft kDraft[] = {
    {1'000'000, "2.2 KB", "13.7 KB"}, {10'000'000, "21.1 KB", "135.4 KB"}, {100'000'000, "213.0 KB", "1.3 MB"}};

// Keys of nobody: the scalars are one octet repeated, as in the tests.
PrivateKey key(std::uint8_t octet) { return take(PrivateKey::from_scalar(Algorithm::es256, Bytes(32, octet)), "key"); }
RootPins pins() { return {{key(0x11).public_key()}, 1, "bench"}; }

Bytes trust_list() {
  TrustListContent content;
  content.environment = "bench";
  content.issued_at = kIssued;
  content.next_update = kIssued + std::chrono::days{30};
  content.entries.push_back(
      {"BENCH", key(0x51).public_key(), {Role::status}, {}, {}, {kUri}, kIssued, content.next_update});
  const PrivateKey root = key(0x11);
  const Signer* roots[] = {&root};
  return take(sign_trust_list(content, roots), "trust list");
}

// One in `one_in` cards is in trouble, at random places: a third suspended, the others revoked.
StatusListContent made(std::uint64_t cards, std::uint64_t one_in) {
  StatusListContent content;
  content.environment = "bench";
  content.issuer = "BENCH";
  content.uri = kUri;
  content.issued_at = kIssued;
  content.expires_at = kIssued + std::chrono::days{30};
  content.packed.assign(static_cast<std::size_t>(cards / 4), 0);
  std::mt19937_64 dice(cards + one_in);
  for (std::uint64_t i = 0; i < cards / one_in; ++i) {
    content.set(dice() % cards, i % 3 == 0 ? CardStatus::suspended : CardStatus::revoked);
  }
  return content;
}

// The same trouble at one bit a card, as in the draft's table.
std::size_t one_bit_size(const StatusListContent& content) {
  Bytes bits(static_cast<std::size_t>((content.size() + 7) / 8), 0);
  for (std::uint64_t i = 0; i < content.size(); ++i) {
    if (content.get(i) != CardStatus::valid)
      bits[static_cast<std::size_t>(i / 8)] |= static_cast<std::uint8_t>(1U << (i % 8));
  }
  uLongf size = compressBound(static_cast<uLong>(bits.size()));
  Bytes out(size);
  if (compress2(out.data(), &size, bits.data(), static_cast<uLong>(bits.size()), Z_BEST_COMPRESSION) != Z_OK) return 0;
  return size;
}

std::string readable(std::size_t octets) {
  char text[32];
  const double size = static_cast<double>(octets);
  if (octets < 1024 * 1024) {
    std::snprintf(text, sizeof text, "%.1f KB", size / 1024);
  } else {
    std::snprintf(text, sizeof text, "%.1f MB", size / 1024 / 1024);
  }
  return text;
}

// A day's trouble: one card in ten thousand of those that are in trouble, at least one, and its delta.
std::size_t delta_size(const Bytes& list, StatusListContent content, const TrustList& trust) {
  const StatusList before = take(StatusList::open(list, trust, kIssued), "list");
  std::mt19937_64 dice(7);
  ++content.sequence;
  const std::uint64_t changes = std::max<std::uint64_t>(1, content.size() / 1'000'000);
  for (std::uint64_t i = 0; i < changes; ++i) content.set(dice() % content.size(), CardStatus::revoked);
  const StatusList after =
      take(StatusList::open(take(sign_status_list(content, key(0x51)), "list"), trust, kIssued), "list");
  return take(sign_status_delta(before, after, key(0x51)), "delta").size();
}

void put_into_state(const std::string& folder, const Bytes& list) {
  const Bytes trust = trust_list();
  const BundleMember members[] = {{BundleKind::trust, trust}, {BundleKind::status, list}};
  const auto store = take(StateStore::open(folder), folder);
  take(store->apply(take(make_bundle(members), "bundle"), pins(), kIssued), "bundle");
}

int ask_in_own_process(const std::string& self, const std::string& folder) {
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child < 0) return 1;
  if (child == 0) {
    ::execl(self.c_str(), self.c_str(), "--ask-status", folder.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  int status = 0;
  if (::waitpid(child, &status, 0) != child) return 1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

// A number of /proc/self/status, in KiB.
long memory_of(const char* name) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(name)) return std::stol(line.substr(line.find(':') + 1));
  }
  return -1;
}

double nanoseconds_each(const StatusList& list, const std::vector<std::uint64_t>& indices, std::uint64_t& sum) {
  const auto start = std::chrono::steady_clock::now();
  for (const std::uint64_t index : indices) sum += static_cast<std::uint64_t>(list.get(index));
  const auto time = std::chrono::steady_clock::now() - start;
  return static_cast<double>(std::chrono::duration_cast<std::chrono::nanoseconds>(time).count()) /
         static_cast<double>(indices.size());
}

}  // namespace

int ask_status_list(const std::string& folder) {
  const auto store = take(StateStore::open(folder), folder);
  const auto start = std::chrono::steady_clock::now();
  const Knowledge knowledge = take(store->load(pins(), kIssued), folder);
  const auto loading = std::chrono::steady_clock::now() - start;
  if (knowledge.status.size() != 1) return 1;
  const StatusList& list = knowledge.status.front();
  std::mt19937_64 dice(1);
  std::vector<std::uint64_t> indices(1'000'000);
  for (std::uint64_t& index : indices) index = dice() % list.size();
  std::uint64_t sum = 0;
  std::vector<double> rounds;
  for (int round = 0; round < 9; ++round) rounds.push_back(nanoseconds_each(list, indices, sum));
  std::sort(rounds.begin(), rounds.end());
  std::printf("\nasked: %llu cards, mapped %s, opened and authenticated in %lld ms\n",
              static_cast<unsigned long long>(list.size()), readable(list.packed().size()).c_str(),
              static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(loading).count()));
  std::printf(
      "one random card: median of 9 rounds %.1f ns, fastest %.1f ns (1,000,000 cards a round, warm; sum %llu)\n",
      rounds[4], rounds[0], static_cast<unsigned long long>(sum));
  const long anonymous = memory_of("RssAnon"), file = memory_of("RssFile");
  const long map = static_cast<long>(list.packed().size() / 1024);
  std::printf(
      "resident memory: %ld KiB anonymous + %ld KiB of files, of which the map is at most %ld: %.1f MiB besides the "
      "map\n",
      anonymous, file, map, static_cast<double>(anonymous + std::max(0L, file - map)) / 1024);
  return 0;
}

int measure_status_lists(const std::string& self, bool quick) {
  const TrustList trust = take(TrustList::open(trust_list(), pins()), "trust list");
  std::string folder = (std::filesystem::temp_directory_path() / "heyi-bench-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 1;
  std::printf("%12s %9s %12s %12s %12s %12s %14s %12s\n", "cards", "trouble", "expanded", "2 bits zlib", "signed file",
              "1 bit zlib", "draft (1 bit)", "day's delta");
  for (const Draft& draft : kDraft) {
    if (quick && draft.cards > 1'000'000) continue;
    for (const std::uint64_t one_in : {std::uint64_t{1000}, std::uint64_t{100}}) {
      const StatusListContent content = made(draft.cards, one_in);
      const Bytes list = take(sign_status_list(content, key(0x51)), "list");
      const StatusList opened = take(StatusList::open(list, trust, kIssued), "list");
      std::printf("%12llu %8.1f%% %12s %12s %12s %12s %14s %12s\n", static_cast<unsigned long long>(draft.cards),
                  100.0 / static_cast<double>(one_in), readable(opened.packed().size()).c_str(),
                  readable(opened.compressed_size()).c_str(), readable(list.size()).c_str(),
                  readable(one_bit_size(content)).c_str(),
                  one_in == 1000 ? draft.at_one_in_thousand : draft.at_one_in_hundred,
                  readable(delta_size(list, content, trust)).c_str());
      std::fflush(stdout);
      const bool largest = one_in == 100 && (quick || draft.cards == 100'000'000);
      if (largest) put_into_state(folder, list);
    }
  }
  const int status = ask_in_own_process(self, folder);
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return status;
}

}  // namespace heyi::bench
