// What the screen shows of a person: enough to know oneself, little for whoever looks over the shoulder.
#pragma once

#include <string>
#include <string_view>

namespace heyi::kiosk {

/// mask_name leaves the first and the last character of a name and one star between: 王*英, 李*, 阿*提. UTF-8.
std::string mask_name(std::string_view name);

/// mask_number leaves the last four characters of a number, or none of one shorter than eight.
std::string mask_number(std::string_view number);

}  // namespace heyi::kiosk
