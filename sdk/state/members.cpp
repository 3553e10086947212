// Members in the database: whatever comes out is verified again before it counts.
#include "state/members.hpp"

#include <algorithm>

namespace heyi::state {

Result<std::vector<StoredMember>> load_members(const Database& database, BundleKind kind) {
  Result<Statement> query =
      database.prepare("SELECT name, version, octets, entries FROM member WHERE kind = ?1 ORDER BY name, version");
  if (!query) return query.error();
  query->bind(1, bundle_kind_name(kind));
  std::vector<StoredMember> members;
  while (true) {
    const Result<bool> row = query->step();
    if (!row) return row.error();
    if (!*row) return members;
    StoredMember member{kind, std::string(query->text(0)), query->integer(1), {}, {}};
    const ByteView octets = query->octets(2);
    member.octets.assign(octets.begin(), octets.end());
    const ByteView entries = query->octets(3);
    if (entries.size() != (kind == BundleKind::status ? member.entries.size() : 0))
      return fail(Reason::state_damaged, "member");
    std::copy(entries.begin(), entries.end(), member.entries.begin());
    members.push_back(std::move(member));
  }
}

Result<void> store_member(const Database& database, const StoredMember& member) {
  Result<Statement> write = database.prepare("INSERT OR REPLACE INTO member VALUES(?1, ?2, ?3, ?4, ?5)");
  if (!write) return write.error();
  write->bind(1, bundle_kind_name(member.kind)).bind(2, member.name).bind(3, member.version);
  write->bind(4, ByteView(member.octets));
  write->bind(5, member.kind == BundleKind::status ? ByteView(member.entries) : ByteView{});
  return write->run();
}

Result<void> drop_member(const Database& database, const StoredMember& member) {
  Result<Statement> drop = database.prepare("DELETE FROM member WHERE kind = ?1 AND name = ?2 AND version = ?3");
  if (!drop) return drop.error();
  return drop->bind(1, bundle_kind_name(member.kind)).bind(2, member.name).bind(3, member.version).run();
}

}  // namespace heyi::state
