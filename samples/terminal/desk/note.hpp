// What the audit log must say of a visit, as the outbox keeps it until the log says it.
#pragma once

#include <string>
#include <string_view>

#include <heyi/audit.hpp>
#include <heyi/verify.hpp>

namespace heyi::terminal {

/// audit_entry_of is a verdict as the log keeps it, without `who`, `visit` and `by`.
AuditEntry audit_entry_of(const Verdict& verdict);

/// note_of writes an entry; entry_of reads it back. Fails with `claims.bad_json`.
std::string note_of(const AuditEntry& entry);
Result<AuditEntry> entry_of(std::string_view note);

}  // namespace heyi::terminal
