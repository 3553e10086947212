// Reading JSON so that a mistake is told by line and column.
#pragma once

#include <string_view>

#include <heyi/result.hpp>
#include <nlohmann/json_fwd.hpp>

namespace heyi {

/// parse_json reads one JSON text of at most 1 MiB and `levels` levels, duplicate names refused.
/// Fails with `claims.bad_json`, the detail naming line and column of what is malformed, or saying which
/// rule is broken.
Result<nlohmann::json> parse_json(std::string_view text, int levels = 32);

}  // namespace heyi
