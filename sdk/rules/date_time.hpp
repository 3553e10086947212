// Date-times of CertLogic: the texts it reads, and calendar arithmetic as its specification has it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/value.hpp"

namespace heyi::rules {

enum class TimeUnit { year, month, day, hour };

/// time_unit reads `year`, `month`, `day` or `hour`.
std::optional<TimeUnit> time_unit(std::string_view name) noexcept;

/// read_moment reads `2026`, `2026-11`, `2026-11-24`, and date-times with or without fraction and offset; without an
/// offset they are UTC. A year or month alone is its last day. Decimals beyond the third are dropped. None for other
/// texts and for days that do not exist.
std::optional<Moment> read_moment(std::string_view text) noexcept;

/// read_date_of_birth reads the first three of these forms alone.
std::optional<Moment> read_date_of_birth(std::string_view text) noexcept;

/// plus_time moves a date-time. A day that the month reached does not have runs over into the next: 29 February and one
/// year is 1 March. None outside the years 0 to 9999.
std::optional<Moment> plus_time(Moment moment, std::int64_t amount, TimeUnit unit) noexcept;

/// format_moment writes `2026-11-24T09:30:00.000Z`.
std::string format_moment(Moment moment);

}  // namespace heyi::rules
