// What the terminals of the vectors hold: the root's public key, trust lists and status lists, all in order by
// themselves.
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

Bytes signed_trust(const TrustListContent& content) {
  const PrivateKey root = edkey(Party::root);
  const Signer* const roots[] = {&root};
  return *sign_trust_list(content, roots);
}

// Every party with a key of every algorithm, so that any code of the tree finds its signer.
TrustListContent everybody() {
  TrustListContent content = trust_content(Algorithm::eddsa);
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::sm2}) {
    for (TrustEntry& entry : trust_content(algorithm).entries) content.entries.push_back(std::move(entry));
  }
  content.entries.push_back(rules_entry(edkey(Party::rules).public_key()));
  return content;
}

void make_trust_variants(Maker& maker) {
  const TrustListContent usual = trust_content(Algorithm::eddsa);
  const auto variant = [&](const char* name, const std::function<void(TrustListContent&)>& change) {
    TrustListContent content = usual;
    change(content);
    maker.file(std::string("world/trust-") + name + ".list", signed_trust(content));
  };
  variant("expired", [](TrustListContent& list) {
    list.issued_at = kToday - std::chrono::days{40};
    list.next_update = kNow;
  });
  variant("expiring", [](TrustListContent& list) { list.next_update = kNow + std::chrono::days{14}; });
  variant("from-future", [](TrustListContent& list) { list.issued_at = kNow + std::chrono::days{2}; });
  variant("sequence-7", [](TrustListContent& list) { list.sequence = 7; });
  variant("epoch-2", [](TrustListContent& list) { list.epoch = 2; });
  // entries[1] is the health authority's.
  variant("health-ended-last-year",
          [](TrustListContent& list) { list.entries[1].not_after = kToday - std::chrono::days{330}; });
  variant("health-ended-today", [](TrustListContent& list) { list.entries[1].not_after = kNow; });
  variant("health-from-tomorrow",
          [](TrustListContent& list) { list.entries[1].not_before = kToday + std::chrono::days{1}; });
  variant("health-from-today", [](TrustListContent& list) { list.entries[1].not_before = kToday; });
  variant("health-without-hc", [](TrustListContent& list) { list.entries[1].sections = {Section::vx, Section::mr}; });
  variant("health-of-another-city", [](TrustListContent& list) { list.entries[1].areas = {"110000"}; });
  variant("hrss-without-px", [](TrustListContent& list) { list.entries[0].sections = {Section::id, Section::ss}; });
  variant("status-ended", [](TrustListContent& list) {
    for (std::size_t i = 3; i < list.entries.size(); ++i) list.entries[i].not_after = kNow;
  });
  variant("status-from-tomorrow", [](TrustListContent& list) {
    for (std::size_t i = 3; i < list.entries.size(); ++i) list.entries[i].not_before = kToday + std::chrono::days{1};
  });
  // One kid, four entries: only the last lets the key issue for this authority.
  variant("one-kid-four-entries", [](TrustListContent& list) {
    const TrustEntry right = list.entries[1];
    TrustEntry other = right;
    other.issuer = "JN-OLD";
    TrustEntry publisher = right;
    publisher.roles = {Role::status};
    publisher.sections.clear();
    publisher.status_uris = {"jn-old:1"};
    TrustEntry ended = right;
    ended.not_after = kToday - std::chrono::days{1};
    list.entries[1] = other;
    list.entries.insert(list.entries.end(), {publisher, ended, right});
  });
}

void make_world_status(Maker& maker) {
  const PrivateKey signer = edkey(Party::status);
  const auto list = [&](const char* issuer, const char* uri) {
    StatusListContent content = status_content(issuer, uri);
    content.set(1000, CardStatus::revoked);
    content.set(1001, CardStatus::suspended);
    content.set(1002, CardStatus::reserved);
    return content;
  };
  const auto write = [&](const std::string& name, const StatusListContent& content) {
    maker.file("world/" + name + ".status", *sign_status_list(content, signer));
  };
  write("jn-hrss-1", list(kHrss, kHrssStatus));
  write("jn-hc-1", list(kHealth, kHealthStatus));
  write("jn-city-1", list(kPlatform, kStaticStatus));
  StatusListContent stale = list(kHealth, kHealthStatus);
  stale.issued_at = kNow - std::chrono::days{7} - Seconds{1};
  write("jn-hc-1-stale", stale);
  StatusListContent expired = list(kHealth, kHealthStatus);
  expired.issued_at = kToday - std::chrono::days{14};
  expired.expires_at = kNow;
  write("jn-hc-1-expired", expired);
  StatusListContent expiring = list(kHealth, kHealthStatus);
  expiring.expires_at = kNow + std::chrono::days{3};
  write("jn-hc-1-expiring", expiring);
  StatusListContent newer = list(kHealth, kHealthStatus);
  newer.sequence = 7;
  write("jn-hc-1-sequence-7", newer);
  StatusListContent longer = status_content(kHealth, kHealthStatus, 4);
  write("jn-hc-1-four-entries", longer);
}

}  // namespace

void make_world(Maker& maker) {
  for (const auto& [name, party] :
       {std::pair{"world/root.pub.pem", Party::root}, std::pair{"world/root-2.pub.pem", Party::second_root}}) {
    maker.file(name, as_bytes("Heyi-Environment: test\n" + *edkey(party).public_key().to_pem()));
  }
  maker.file("world/trust.list", signed_trust(everybody()));
  make_trust_variants(maker);
  make_world_status(maker);
}

}  // namespace heyi::test::negative
