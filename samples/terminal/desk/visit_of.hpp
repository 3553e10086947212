// From what verify vouched for to what is handed over.
#pragma once

#include <string>

#include <heyi/claims.hpp>
#include <heyi/replay.hpp>
#include <heyi/verify.hpp>

#include "desk/visit.hpp"

namespace heyi::terminal {

/// visit_id names a code: the first 100 bits of its replay key, five bits a character of 0-9 A-V. The same code has the
/// same name at every terminal, however often it is scanned.
std::string visit_id(const ReplayKey& key);

/// visit_of collects the readable sections of an accepted verdict. `tables` gives the codes their words.
Visit visit_of(const Verdict& verdict, std::string id, const Site& site, const CodeTables& tables);

/// printed_of is what an accepted printed code names.
Printed printed_of(const Verdict& verdict);

}  // namespace heyi::terminal
