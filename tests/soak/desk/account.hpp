// The account at the end: what was shown, what the audit log says, and what the receivers have.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "soak/desk/receivers.hpp"

namespace heyi::test {

/// Audited is what the terminal's own log says.
struct Audited {
  std::vector<std::string> accepted;  ///< Visits, in the order in which their first line stands there.
  std::size_t repeats = 0;            ///< Further lines of visits.
  std::size_t verdicts = 0, checkpoints = 0;
};

/// read_audit checks the log of a state folder, which must be without a finding: a visit has one line, and another
/// one for each time that its code was shown again, which says `ok.repeat`.
Audited read_audit(const std::string& folder);

/// Handed is what one destination came to.
struct Handed {
  std::size_t receptions = 0, taken = 0, again = 0, refused = 0;
  std::map<std::string, std::size_t> answers;  ///< By what heyi-receiver calls them.
};

/// check_handed compares a receiver's log with the audit log: every visit was taken, none that is unknown; again only
/// with the same octets; first receptions in order, but for visits that the receiver refused, which come when they
/// are sent again.
Handed check_handed(const std::string& via, const std::vector<Reception>& receptions, const Audited& audited);

/// Shown is a visit that the desk was told to go on with.
struct Shown {
  std::string id;
  bool is_repeat = false;
};

/// check_shown: whatever the desk was shown as accepted is in the audit log, in that order. A repeat has no place in
/// it: the visit may be one that was accepted when a kill came before it was shown.
void check_shown(const std::vector<Shown>& shown, const Audited& audited);

}  // namespace heyi::test
