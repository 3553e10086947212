// Every signed object has its own typ: none stands in another's place, whoever signed it.
#include <map>

#include "flow/forge.hpp"
#include "support/catch.hpp"

namespace heyi::test {
namespace {

Bytes health_status_list(Party signer) {
  return *sign_status_list(status_content(kHealth, kHealthStatus), key(signer));
}

}  // namespace

TEST_CASE("none of the six kinds of signed object stands in another's place", "[flow][typ]") {
  const World world;
  const TrustList trust = world.trust_list();
  const PrivateKey root = key(Party::root);
  const Signer* const roots[] = {&root};
  const std::map<std::string, Bytes> objects = {{"card", hc_card()},
                                                {"presentation", full_code().plain},
                                                {"static", printed_card()},
                                                {"request", *make_request(key(Party::holder), kHealth, kNow)},
                                                {"trust", *sign_trust_list(world.trust, roots)},
                                                {"status", health_status_list(Party::status)}};
  const std::map<std::string, std::function<bool(const Bytes&)>> readers = {
      {"card",
       [](const Bytes& o) {
         const auto read = read_card(o);
         return read && !read->is_static;
       }},
      {"presentation", [&](const Bytes& o) { return says(judged(o)) == "accept ok"; }},
      {"static", [&](const Bytes& o) { return says(judged(o, world, Policy::identify())) == "accept ok.identified"; }},
      {"request", [](const Bytes& o) { return HolderRequest::open(o, kHealth, kNow).has_value(); }},
      {"trust", [](const Bytes& o) { return TrustList::open(o, root_pins()).has_value(); }},
      {"status", [&](const Bytes& o) { return StatusList::open(o, trust, kNow).has_value(); }}};
  for (const auto& [object_name, object] : objects) {
    for (const auto& [reader_name, reads] : readers) {
      INFO(object_name << " read as " << reader_name);
      CHECK(reads(object) == (object_name == reader_name));
    }
  }
}

TEST_CASE("a typ swapped and signed again by the same key stays what its payload is", "[flow][typ]") {
  // A key with two roles must not let one object be read as another: typ decides first, the payload's shape next.
  World world;
  world.trust.entries[1].roles = {Role::issuer, Role::status};
  world.trust.entries[1].status_uris = {kHealthStatus};
  const Bytes typ = cbor::encode_int(cose::kLabelTyp);
  const Bytes as_status = changed(printed_card(), key(Party::health), [&](Parts& parts) {
    parts.headers[typ] = cbor::encode_text("application/statuslist+cwt");
    parts.headers[cbor::encode_int(cose::kLabelKid)] = cbor::encode_bytes(*key_id(key(Party::health).public_key()));
  });
  CHECK(why(StatusList::open(as_status, world.trust_list(), kNow)) == "status.list_invalid");
  const Bytes as_card = changed(health_status_list(Party::health), key(Party::health),
                                [&](Parts& parts) { parts.headers[typ] = cbor::encode_int(293); });
  CHECK(says(judged(proof_over({as_card}), world)) == "reject card.bad_claim");
}

}  // namespace heyi::test
