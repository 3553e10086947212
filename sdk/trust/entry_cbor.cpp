// Entries as maps with integer keys; every key is present, so that an entry has one encoding.
#include "trust/entry_cbor.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "codec/cbor_writer.hpp"
#include "cose/key.hpp"

namespace heyi::trust {
namespace {

using cbor::Item;
using cbor::Kind;

enum Key : std::int64_t { kIssuer = 1, kKid, kKey, kAlg, kRoles, kSections, kAreas, kUris, kNotBefore, kNotAfter };
constexpr std::size_t kKeys = 10;

Error bad(const char* field) { return fail(Reason::trust_bad_entry, field); }

std::uint64_t area_number(const std::string& area) {
  std::uint64_t number = 0;
  std::from_chars(area.data(), area.data() + area.size(), number);
  return number;
}

std::string area_code(std::uint64_t number) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%06llu", static_cast<unsigned long long>(number));
  return buffer;
}

// each calls `take` with every element of an array; false when this is no array or `take` refuses one.
template <typename Take>
bool each(const Item& item, Take take) {
  if (!item.is(Kind::array)) return false;
  for (auto element = item.first(); element; element = element->next()) {
    if (!take(*element)) return false;
  }
  return true;
}

bool take_role(const Item& item, TrustEntry& entry) {
  const Result<std::uint64_t> number = item.as_uint();
  if (!number || *number > static_cast<std::uint64_t>(Role::rules)) return false;
  entry.roles.push_back(static_cast<Role>(*number));
  return true;
}

bool take_section(const Item& item, TrustEntry& entry) {
  const std::optional<Section> section = section_from_name(item.as_text().value_or(std::string_view{}));
  if (section) entry.sections.push_back(*section);
  return section.has_value();
}

bool take_area(const Item& item, TrustEntry& entry) {
  const Result<std::uint64_t> number = item.as_uint();
  if (!number || *number > 999'999) return false;
  entry.areas.push_back(area_code(*number));
  return true;
}

bool take_uri(const Item& item, TrustEntry& entry) {
  const Result<std::string_view> uri = item.as_text();
  if (uri) entry.status_uris.emplace_back(*uri);
  return uri.has_value();
}

std::optional<Time> time_of(const Item& item) {
  const Result<std::uint64_t> seconds = item.as_uint();
  if (!seconds || *seconds > kLatestTime) return std::nullopt;
  return from_unix(static_cast<std::int64_t>(*seconds));
}

}  // namespace

Result<Bytes> write_entry(const TrustEntry& entry) {
  const Result<Bytes> kid = key_id(entry.key);
  if (!kid) return kid.error();
  cbor::Writer out;
  out.map(kKeys).integer(kIssuer).text(entry.issuer).integer(kKid).bytes(*kid);
  out.integer(kKey).raw(cose::encode_key(entry.key));
  out.integer(kAlg).integer(cose::algorithm_number(entry.key.algorithm()));
  out.integer(kRoles).array(entry.roles.size());
  for (const Role role : entry.roles) out.uint(static_cast<std::uint64_t>(role));
  out.integer(kSections).array(entry.sections.size());
  for (const Section section : entry.sections) out.text(section_name(section));
  out.integer(kAreas).array(entry.areas.size());
  for (const std::string& area : entry.areas) out.uint(area_number(area));
  out.integer(kUris).array(entry.status_uris.size());
  for (const std::string& uri : entry.status_uris) out.text(uri);
  out.integer(kNotBefore).integer(to_unix(entry.not_before)).integer(kNotAfter).integer(to_unix(entry.not_after));
  return std::move(out).take();
}

Result<TrustEntry> read_entry(const Item& item) {
  if (!item.is(Kind::map) || item.size() != kKeys) return bad("ten keys, 1 to 10");
  const auto at = [&](Key key) { return item.find(static_cast<std::int64_t>(key)); };
  for (std::int64_t key = kIssuer; key <= kNotAfter; ++key) {
    if (!item.find(key)) return bad("ten keys, 1 to 10");
  }
  const Result<std::string_view> issuer = at(kIssuer)->as_text();
  if (!issuer) return bad("issuer");
  Result<PublicKey> key = cose::decode_key(*at(kKey));
  if (!key) return bad("key");
  const Result<Bytes> kid = key_id(*key);
  if (!kid || !at(kKid)->is(Kind::bytes) || !std::ranges::equal(*at(kKid)->as_bytes(), *kid)) return bad("kid");
  if (!at(kAlg)->is_int(cose::algorithm_number(key->algorithm()))) return bad("alg");
  const std::optional<Time> not_before = time_of(*at(kNotBefore));
  const std::optional<Time> not_after = time_of(*at(kNotAfter));
  if (!not_before || !not_after) return bad("validity");
  TrustEntry entry{std::string(*issuer), *std::move(key), {}, {}, {}, {}, *not_before, *not_after};
  if (!each(*at(kRoles), [&](const Item& role) { return take_role(role, entry); })) return bad("roles");
  if (!each(*at(kSections), [&](const Item& section) { return take_section(section, entry); })) return bad("sections");
  if (!each(*at(kAreas), [&](const Item& area) { return take_area(area, entry); })) return bad("areas");
  if (!each(*at(kUris), [&](const Item& uri) { return take_uri(uri, entry); })) return bad("status_uris");
  return entry;
}

}  // namespace heyi::trust
