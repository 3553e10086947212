// One row a list: where it stands, and what it says, as a digest.
#include "state/sequences.hpp"

#include <algorithm>

#include "trust/rule_pack.hpp"
#include "trust/status_list.hpp"
#include "trust/trust_list.hpp"

namespace heyi::state {

Place place_of(const TrustList& list) {
  const TrustListContent& content = list.content();
  return {"trust\n" + content.environment, content.epoch, content.sequence, content.issued_at, list.impl().digest};
}

Place place_of(const StatusList& list) {
  const StatusHeader& header = list.header();
  const std::string name = "status\n" + header.environment + "\n" + header.issuer + "\n" + header.uri;
  return {name, list.impl().trust_epoch, header.sequence, header.issued_at, list.impl().digest};
}

Place place_of(const RulePack& pack) {
  const RulePackHeader& header = pack.header();
  const std::string name = "rules\n" + header.environment + "\n" + header.issuer + "\n" + header.name;
  return {name, pack.impl().trust_epoch, header.sequence, header.issued_at, pack.impl().digest};
}

namespace {

// The columns are list, epoch, sequence, issued_at and digest.
Result<Place> read_row(const Statement& row) {
  Place place{std::string(row.text(0)),
              static_cast<std::uint64_t>(row.integer(1)),
              static_cast<std::uint64_t>(row.integer(2)),
              from_unix(row.integer(3)),
              {}};
  const ByteView digest = row.octets(4);
  if (digest.size() != place.digest.size()) return fail(Reason::state_damaged, "sequence");
  std::copy(digest.begin(), digest.end(), place.digest.begin());
  return place;
}

}  // namespace

Result<std::optional<Place>> find_place(const Database& database, const std::string& list) {
  Result<Statement> query =
      database.prepare("SELECT list, epoch, sequence, issued_at, digest FROM sequence WHERE list = ?1");
  if (!query) return query.error();
  const Result<bool> row = query->bind(1, list).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Place>{};
  Result<Place> place = read_row(*query);
  if (!place) return place.error();
  return std::optional(*std::move(place));
}

Result<Places> all_places(const Database& database) {
  Result<Statement> query = database.prepare("SELECT list, epoch, sequence, issued_at, digest FROM sequence");
  if (!query) return query.error();
  Places places;
  while (true) {
    const Result<bool> row = query->step();
    if (!row) return row.error();
    if (!*row) return places;
    Result<Place> place = read_row(*query);
    if (!place) return place.error();
    places.emplace(place->list, *place);
  }
}

bool is_outdated(const Places& seen, const Place& place) {
  const auto last = seen.find(place.list);
  return last != seen.end() && !place.follows(last->second);
}

Result<bool> was_seen(const Database& database, const Place& place, Reason rolled_back) {
  const Result<std::optional<Place>> seen = find_place(database, place.list);
  if (!seen) return seen.error();
  if (*seen && !place.follows(**seen)) return fail(rolled_back);
  return *seen && place.is(**seen);
}

Result<void> record_place(const Database& database, const Place& place) {
  Result<Statement> write = database.prepare("INSERT OR REPLACE INTO sequence VALUES(?1, ?2, ?3, ?4, ?5)");
  if (!write) return write.error();
  write->bind(1, place.list).bind(2, static_cast<std::int64_t>(place.epoch));
  write->bind(3, static_cast<std::int64_t>(place.sequence)).bind(4, to_unix(place.issued_at));
  return write->bind(5, ByteView(place.digest)).run();
}

Result<void> admit_place(const Database& database, const Place& place, Reason rolled_back) {
  const Result<bool> seen = was_seen(database, place, rolled_back);
  if (!seen) return seen.error();
  return record_place(database, place);
}

Result<std::optional<Time>> newest_issued(const Database& database) {
  Result<Statement> query = database.prepare("SELECT max(issued_at), count(*) FROM sequence");
  if (!query) return query.error();
  const Result<bool> row = query->step();
  if (!row) return row.error();
  if (!*row) return fail(Reason::state_damaged, "sequence");
  return query->integer(1) == 0 ? std::nullopt : std::optional(from_unix(query->integer(0)));
}

}  // namespace heyi::state
