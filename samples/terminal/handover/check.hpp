// What neither form can carry is refused before either is written.
#pragma once

#include <heyi/result.hpp>

#include "desk/visit.hpp"

namespace heyi::terminal {

/// check_visit says whether a visit can be written: its id and site are there, dates are dates, and texts are UTF-8
/// without control characters, which segments and frames are made of. Fails with `claims.missing`, `claims.bad_date` or
/// `claims.out_of_range`; the detail names the field, never its value.
Result<void> check_visit(const Visit& visit);

/// is_plain says whether a text is UTF-8 without control characters.
bool is_plain(std::string_view text) noexcept;

}  // namespace heyi::terminal
