// The code tables that ship with the SDK, as the text of sdk/card/tables/standard.json.
#pragma once

#include <string_view>

namespace heyi {

extern const std::string_view kStandardTables;

}  // namespace heyi
