// Whether a server at 127.0.0.1 answers, asked over the network as its peers would.
#pragma once

#include <chrono>
#include <string_view>

namespace heyi::station {

/// is_answering asks for a path and is true when the beginning of an answer came in time, whatever it says.
bool is_answering(int port, std::string_view path, std::chrono::milliseconds time) noexcept;

}  // namespace heyi::station
