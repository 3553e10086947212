// Deltas and mapped entries: from one list that is known to one that is signed, or not at all.
#include <algorithm>

#include "codec/zlib.hpp"
#include "flow/forge.hpp"
#include "support/catch.hpp"
#include "trust/status_changes.hpp"
#include "trust/status_list.hpp"

namespace heyi::test {
namespace {

const TrustList& trust_list() {
  static const TrustList list = World().trust_list();
  return list;
}

StatusListContent numbered(std::uint64_t sequence, std::size_t entries = 8192) {
  StatusListContent content = status_content(kHealth, kHealthStatus, entries);
  content.sequence = sequence;
  content.issued_at += Seconds{static_cast<std::int64_t>(sequence)};
  return content;
}

StatusList list_of(const StatusListContent& content) {
  return *StatusList::open(*sign_status_list(content, key(Party::status)), trust_list(), kNow);
}

StatusListContent with(StatusListContent content, std::initializer_list<std::pair<int, CardStatus>> changes) {
  for (const auto& [index, status] : changes) content.set(static_cast<std::uint64_t>(index), status);
  return content;
}

Bytes delta_of(const StatusListContent& from, const StatusListContent& to, Party party = Party::status) {
  return *sign_status_delta(list_of(from), list_of(to), key(party));
}

std::string applied(const StatusListContent& from, const Bytes& delta) {
  return why(list_of(from).apply(delta, trust_list(), kNow));
}

// changed_delta is a delta from 1 to 2 whose payload was changed and signed again.
Bytes changed_delta(const std::function<void(Pairs&)>& change) {
  const Bytes delta = delta_of(numbered(1), with(numbered(2), {{5, CardStatus::revoked}}));
  return changed(delta, key(Party::status), [&](Parts& parts) { change(parts.payload); });
}

Bytes with_changes(const Bytes& changes) {
  return changed_delta(
      [&](Pairs& payload) { payload[cbor::encode_text("delta")] = cbor::encode_bytes(*deflate_zlib(changes)); });
}

}  // namespace

TEST_CASE("a delta leads to the very list that was published", "[status][delta]") {
  const StatusListContent before = with(numbered(3), {{1, CardStatus::suspended}, {2, CardStatus::revoked}});
  // A suspension is lifted, one card is revoked, the last entry suspended, and the list grows.
  StatusListContent after = numbered(4, 8200);
  after = with(after, {{2, CardStatus::revoked}, {4711, CardStatus::revoked}, {8199, CardStatus::suspended}});
  const StatusList whole = list_of(after);
  const StatusList result = *list_of(before).apply(delta_of(before, after), trust_list(), kNow);
  CHECK(std::ranges::equal(result.packed(), after.packed));
  CHECK(result.get(1) == CardStatus::valid);
  CHECK(result.get(8199) == CardStatus::suspended);
  CHECK(result.size() == 8200);
  CHECK(result.hash() == whole.hash());
  CHECK(result.header().sequence == 4);
  CHECK(result.header().expires_at == after.expires_at);
  CHECK(result.impl().digest == whole.impl().digest);
  CHECK(result.may_speak_for(kHealth, kNow));
}

TEST_CASE("a delta without a change moves sequence and dates", "[status][delta]") {
  CHECK(applied(numbered(1), delta_of(numbered(1), numbered(2))) == "ok");
}

TEST_CASE("a delta is far smaller than its list", "[status][delta]") {
  StatusListContent before = numbered(1, 1'000'000);
  for (std::uint64_t i = 0; i < before.size(); i += 97) before.set(i, CardStatus::revoked);
  StatusListContent after = before;
  after.sequence = 2;
  for (std::uint64_t i = 13; i < after.size(); i += 10007) after.set(i, CardStatus::suspended);
  CHECK(delta_of(before, after).size() < 1000);
}

TEST_CASE("a delta starts from the entries it names, and from no others", "[status][delta]") {
  const StatusListContent target = with(numbered(3), {{9, CardStatus::revoked}});
  const Bytes delta = delta_of(numbered(1), target);
  CHECK(applied(with(numbered(1), {{1, CardStatus::revoked}}), delta) == "status.delta_parent");
  CHECK(applied(numbered(2), delta) == "ok");  // The same entries under a later number.
  CHECK(applied(numbered(3), delta) == "status.delta_parent");
  CHECK(applied(target, delta) == "status.delta_parent");
  StatusListContent other = numbered(1);
  other.uri = kHrssStatus;
  other.issuer = kHrss;
  CHECK(applied(other, delta) == "status.delta_parent");
}

TEST_CASE("a delta is signed by a key that may publish the list", "[status][delta]") {
  const StatusListContent after = with(numbered(2), {{5, CardStatus::revoked}});
  CHECK(applied(numbered(1), delta_of(numbered(1), after, Party::stranger)) == "trust.unknown_key");
  CHECK(applied(numbered(1), delta_of(numbered(1), after, Party::health)) == "trust.wrong_role");
}

TEST_CASE("a list is no delta, and a delta is no list", "[status][delta]") {
  const Bytes delta = delta_of(numbered(1), numbered(2));
  CHECK(why(StatusList::open(delta, trust_list(), kNow)) == "cose.wrong_typ");
  CHECK(applied(numbered(1), *sign_status_list(numbered(2), key(Party::status))) == "cose.wrong_typ");
}

TEST_CASE("a delta that does not give what it promises is refused", "[status][delta]") {
  CHECK(applied(numbered(1), with_changes({5 * 4 + 1})) == "ok");
  CHECK(applied(numbered(1), with_changes({5 * 4 + 2})) == "status.delta_mismatch");
  CHECK(applied(numbered(1), with_changes({})) == "status.delta_mismatch");
}

TEST_CASE("changes that are malformed are refused", "[status][delta]") {
  CHECK(applied(numbered(1), with_changes({5 * 4})) == "status.list_invalid");             // It was valid before.
  CHECK(applied(numbered(1), with_changes({0x95, 0x00})) == "status.list_invalid");        // Not the shortest form.
  CHECK(applied(numbered(1), with_changes({0x95})) == "status.list_invalid");              // Cut off.
  CHECK(applied(numbered(1), with_changes({0x81, 0x80, 0x02})) == "status.list_invalid");  // Entry 8192.
  CHECK(applied(numbered(1), with_changes({0xff, 0xff, 0xff, 0xff, 0x0f})) == "status.list_invalid");
  CHECK(applied(numbered(1), with_changes({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})) == "status.list_invalid");
  CHECK(applied(numbered(1), changed_delta([](Pairs& payload) {
                  payload[cbor::encode_text("delta")] = cbor::encode_bytes(Bytes(9, 0));
                })) == "status.list_invalid");
}

TEST_CASE("a delta that lacks a claim, has one more or declares an impossible size is refused", "[status][delta]") {
  for (const char* name : {"parent", "hash", "size", "delta", "env", "seq"}) {
    INFO(name);
    CHECK(applied(numbered(1), changed_delta([&](Pairs& payload) { payload.erase(cbor::encode_text(name)); })) ==
          "status.list_invalid");
  }
  CHECK(applied(numbered(1), changed_delta([](Pairs& payload) { payload[cbor::encode_int(65534)] = {0x18, 0x3c}; })) ==
        "status.list_invalid");
  const auto sized = [](std::int64_t size) {
    return applied(numbered(1),
                   changed_delta([&](Pairs& payload) { payload[cbor::encode_text("size")] = cbor::encode_int(size); }));
  };
  CHECK(sized(0) == "status.list_invalid");
  CHECK(sized((std::int64_t{1} << 25) + 1) == "status.list_invalid");
  CHECK(sized(std::int64_t{1} << 40) == "status.list_invalid");
  CHECK(sized(2047) == "status.delta_parent");
  CHECK(sized(2049) == "status.delta_mismatch");
}

TEST_CASE("no delta is signed from one list to another's, backwards, or to a shorter one", "[status][delta]") {
  StatusListContent other = numbered(2);
  other.uri = kHrssStatus;
  other.issuer = kHrss;
  const auto signing = [](const StatusListContent& from, const StatusListContent& to) {
    return why(sign_status_delta(list_of(from), list_of(to), key(Party::status)));
  };
  CHECK(signing(numbered(1), other) == "status.delta_parent");
  CHECK(signing(numbered(2), numbered(2)) == "status.delta_parent");
  CHECK(signing(numbered(2), numbered(1)) == "status.delta_parent");
  CHECK(signing(numbered(1), numbered(2, 8188)) == "status.delta_parent");
}

TEST_CASE("every single-bit flip of a delta is refused", "[status][delta]") {
  const StatusList parent = list_of(numbered(1, 64));
  const Bytes delta = delta_of(numbered(1, 64), with(numbered(2, 64), {{5, CardStatus::revoked}}));
  for (std::size_t bit = 0; bit < delta.size() * 8; ++bit) {
    Bytes other = delta;
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
    if (parent.apply(other, trust_list(), kNow)) FAIL(bit);
  }
  SUCCEED();
}

TEST_CASE("entries kept elsewhere are those that a list or a delta signed, or are refused", "[status][mapped]") {
  const StatusListContent before = numbered(1);
  const StatusListContent after = with(numbered(2), {{5, CardStatus::revoked}});
  const Bytes list = *sign_status_list(after, key(Party::status));
  const Bytes delta = delta_of(before, after);
  for (const Bytes& statement : {list, delta}) {
    const auto opened = StatusList::open_mapped(statement, trust_list(), kNow, trust::own(after.packed));
    REQUIRE(opened);
    CHECK(opened->get(5) == CardStatus::revoked);
    CHECK(opened->get(8192) == CardStatus::reserved);
    CHECK(opened->header().sequence == 2);
    CHECK(opened->impl().digest == list_of(after).impl().digest);
    for (const Bytes& wrong :
         {before.packed, Bytes{}, Bytes(2049, 0), Bytes(after.packed.begin(), after.packed.end() - 1)}) {
      CHECK(why(StatusList::open_mapped(statement, trust_list(), kNow, trust::own(wrong))) == "status.list_invalid");
    }
  }
}

TEST_CASE("mapped entries of a stranger's list are not even hashed", "[status][mapped]") {
  const Bytes list = *sign_status_list(numbered(1), key(Party::stranger));
  CHECK(why(StatusList::open_mapped(list, trust_list(), kNow, trust::own(numbered(1).packed))) == "trust.unknown_key");
}

TEST_CASE("changes written and applied give the same entries, whatever they are", "[status][delta]") {
  CountingRandom random(7);
  for (int round = 0; round < 200; ++round) {
    Bytes sizes(2);
    REQUIRE(random.fill(sizes));
    Bytes from(sizes[0] % 40, 0), to(from.size() + sizes[1] % 8, 0);
    REQUIRE(random.fill(from));
    REQUIRE(random.fill(to));
    if (round % 2 == 0) std::copy(from.begin(), from.end(), to.begin());
    Bytes result = from;
    result.resize(to.size(), 0);
    REQUIRE(trust::apply_changes(trust::write_changes(from, to), result));
    CHECK(result == to);
  }
}

}  // namespace heyi::test
