// Stage 9, codes: revoked, suspended, on no list, on another list, or on one that is too old.
#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

const char* const kSource = "Token Status List draft, section 8.3; docs/format.md section 12";

Bytes reference(const Bytes& index, const Bytes& uri) {
  return map_of({{cbor::encode_text("status_list"),
                  map_of({{cbor::encode_text("idx"), index}, {cbor::encode_text("uri"), uri}})}});
}
Bytes reference(std::int64_t index, const std::string& uri) {
  return reference(cbor::encode_int(index), cbor::encode_text(uri));
}

Bytes hc_at(const Bytes& status) {
  return altered_hc([&](Parts& card) { card.payload[label(cose::kClaimStatus)] = status; });
}

void make_entries(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const Bytes& token,
                        const More& more = {}) {
    maker.token(std::string("status/") + name, {expect, number, kSource, note}, token, more);
  };
  make("revoked", "status.revoked", "26.1", "The card's entry is 1, revoked.",
       proven({hc_at(reference(1000, kHealthStatus))}));
  make("revoked_half_not_needed", "status.revoked", "26.1",
       "The social-security half is revoked; a hospital does not need it, and refuses.",
       proven({altered_ss([](Parts& card) { card.payload[label(cose::kClaimStatus)] = reference(1000, kHrssStatus); }),
               half_hc()}));
  const auto printed_at = [](std::int64_t index) {
    return changed(printed_card(kPlain), edkey(Party::platform),
                   [&](Parts& card) { card.payload[label(cose::kClaimStatus)] = reference(index, kStaticStatus); });
  };
  make("revoked_printed", "status.revoked", "26.1", "A printed code whose entry is revoked.", printed_at(1000),
       {{"policy", "identify"}});
  make("revoked_identify", "status.revoked", "26.1", "Nobody is identified by a revoked card.",
       proven({hc_at(reference(1000, kHealthStatus))}, {"any", kNow, {}}), {{"policy", "identify"}});
  make("suspended", "status.suspended", "26.2", "The card's entry is 2, suspended.",
       proven({hc_at(reference(1001, kHealthStatus))}));
  make("suspended_printed", "status.suspended", "26.2", "A printed code whose entry is suspended.", printed_at(1001),
       {{"policy", "identify"}});
  make("suspended_half_not_needed", "ok", "26.2",
       "The social-security half is suspended: its sections are not readable, the other half is.",
       proven({altered_ss([](Parts& card) { card.payload[label(cose::kClaimStatus)] = reference(1001, kHrssStatus); }),
               half_hc()}));
  make("reserved", "status.reserved", "", "The card's entry is 3, which means nothing.",
       proven({hc_at(reference(1002, kHealthStatus))}));
  make("index_at_the_end", "status.index_out_of_range", "26.3", "The index is the number of entries.",
       proven({hc_at(reference(8192, kHealthStatus))}));
  make("index_2_32_minus_1", "status.index_out_of_range", "26.3", "The largest index there is.",
       proven({hc_at(reference(4294967295, kHealthStatus))}));
  make("index_beyond_short_list", "status.index_out_of_range", "26.3", "The list has four entries.",
       proven({half_hc()}), {{"status", "world/jn-hc-1-four-entries.status"}});
  make("index_identify", "status.index_out_of_range", "26.3", "Nobody is identified by a card that is not on its list.",
       proven({hc_at(reference(8192, kHealthStatus))}, {"any", kNow, {}}), {{"policy", "identify"}});
  for (const auto& [name, uri] :
       {std::pair{"another_list", "jn-hc:2"}, std::pair{"list_of_the_other_authority", kHrssStatus}}) {
    make(name, "status.unavailable", "26.4",
         "The card names a list that nobody gave, or that does not speak for its issuer.",
         proven({hc_at(reference(815, uri))}));
  }
  make("list_in_upper_case", "status.unavailable", "25.2", "The list's name in upper case.",
       proven({hc_at(reference(815, "JN-HC:1"))}));
  make("list_with_a_slash", "status.unavailable", "25.2", "The list's name with a slash behind it.",
       proven({hc_at(reference(815, "jn-hc:1/"))}));
}

void make_references(Maker& maker) {
  const auto make = [&](const char* name, const char* note, const Bytes& status) {
    maker.token(std::string("status/reference_") + name, {"card.bad_claim", "", "docs/format.md section 4", note},
                proven({hc_at(status)}));
  };
  const Bytes uri = cbor::encode_text(kHealthStatus);
  make("index_negative", "The index is negative.", reference(cbor::encode_int(-1), uri));
  make("index_2_32", "The index is 2^32.", reference(std::int64_t{1} << 32, kHealthStatus));
  make("index_text", "The index is a text.", reference(cbor::encode_text("815"), uri));
  make("index_float", "The index is a float.", reference(Bytes{0xf9, 0x3e, 0x00}, uri));
  make("uri_empty", "The list's name is empty.", reference(815, ""));
  make("uri_of_29", "The list's name is longer than 28 octets.", reference(815, std::string(29, 'u')));
  make("uri_with_a_space", "The list's name has a space behind it.", reference(815, "jn-hc:1 "));
  make("uri_bytes", "The list's name is a byte string.",
       reference(cbor::encode_int(815), cbor::encode_bytes(as_bytes("jn-hc:1"))));
  make("empty", "The reference is an empty map.", {0xa0});
  make("number", "The reference is a number.", {0x00});
}

void make_ages(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* number, const char* note, const char* status,
                        const More& more = {}) {
    More all = {{"status", status}};
    all.insert(all.end(), more.begin(), more.end());
    maker.token(std::string("status/") + name, {expect, number, "docs/format.md section 13", note}, proven({half_hc()}),
                all);
  };
  make("no_list", "status.unavailable", "", "The terminal has no status list.", "none");
  make("no_list_of_this_issuer", "status.unavailable", "26.4", "The terminal has the other authorities' lists alone.",
       "world/jn-hrss-1.status world/jn-city-1.status");
  make("expired_list", "status.unavailable", "24.7", "The only list has expired.", "world/jn-hc-1-expired.status");
  make("expiring_list", "ok", "", "The list expires in 3 days: accepted, and said in time.",
       "world/jn-hc-1-expiring.status", {{"marks", "status.expiring"}});
  make("stale_list", "status.stale", "", "The list is one second older than 7 days: accepted, the sections are stale.",
       "world/jn-hc-1-stale.status", {{"marks", "status.stale"}});
  maker.token("status/no_list_identify",
              {"ok", "", "docs/format.md section 13", "Who is only identified is, and the verdict is marked."},
              proven({half_hc()}, {"any", kNow, {}}),
              {{"policy", "identify"}, {"status", "none"}, {"marks", "status.unavailable"}});
}

}  // namespace

void make_status(Maker& maker) {
  make_entries(maker);
  make_references(maker);
  make_ages(maker);
}

}  // namespace heyi::test::negative
