// Opening outbox.db: made when absent, checked when there, and nothing of a damaged one is touched.
#pragma once

#include <string>

#include "outbox/database.hpp"

namespace heyi::terminal {

/// open_outbox_file opens `folder`/outbox.db with its present tables, as Outbox::open says.
Result<Database> open_outbox_file(const std::string& folder);

}  // namespace heyi::terminal
