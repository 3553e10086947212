// What a signed list may cost before its signatures are checked: little, however large it is.
#include <chrono>

#include "cose/sign.hpp"
#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

// A list whose unprotected header has `labels` labels of its sender's choice.
Bytes with_labels(std::uint64_t tag, std::size_t labels) {
  cbor::Writer headers;
  headers.map(2040);
  for (std::size_t i = 0; i < 2040; ++i) headers.uint(i).uint(0);
  cbor::Writer list;
  list.tag(tag).array(4).bytes(headers.view()).map(labels);
  for (std::size_t i = 0; i < labels; ++i) list.uint(70'000 + i).uint(0);
  list.bytes(Bytes{0});
  if (tag == cose::kTagSign) {
    list.array(1).array(3).bytes(headers.view()).map(0).bytes(Bytes(64));
  } else {
    list.bytes(Bytes(64));
  }
  return std::move(list).take();
}

}  // namespace

TEST_CASE("a list with more items outside its byte strings than any has is refused at once", "[trust]") {
  const TrustList trust = World().trust_list();
  const auto start = std::chrono::steady_clock::now();
  CHECK(why(TrustList::open(with_labels(cose::kTagSign, 500'000), root_pins())) == "cbor.too_large");
  CHECK(why(StatusList::open(with_labels(cose::kTagSign1, 500'000), trust, kNow)) == "cbor.too_large");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
}

TEST_CASE("a few labels too many are still told for what they are", "[trust]") {
  CHECK(why(TrustList::open(with_labels(cose::kTagSign, 100), root_pins())) == "cose.wrong_typ");
}

TEST_CASE("a payload cut off within a whole signed list is malformed, not cut off", "[trust]") {
  const PrivateKey root = key(Party::root);
  const Signer* const roots[] = {&root};
  const Bytes list = *cose::make_sign(roots, cose::kTypTrustList, Bytes{0xa2, 0x01});
  CHECK(why(TrustList::open(list, root_pins())) == "cose.malformed");

  const PrivateKey signer = key(Party::status);
  cbor::MapWriter headers;
  headers.put_bytes(cose::kLabelKid, *key_id(signer.public_key()));
  const Bytes status =
      *cose::make_sign1(signer, cose::kTypStatusList, std::move(headers), cose::kEmptyMap, Bytes{0xa2, 0x01});
  CHECK(why(StatusList::open(status, World().trust_list(), kNow)) == "cose.malformed");
}

}  // namespace heyi::test
