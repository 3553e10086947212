// The pump: reads a descriptor until it ends, and hands over what comes of it.
#pragma once

#include <functional>

#include "scan/assembler.hpp"
#include "scan/worker.hpp"

namespace heyi::terminal {

/// kLookInterval is how often a device that says nothing is looked after.
inline constexpr std::chrono::milliseconds kLookInterval{500};

/// pump returns when it is to stop, when the descriptor has ended or failed, or when `is_gone`, asked every
/// kLookInterval, says so. The descriptor may block or not, and stays open.
void pump(int descriptor, OctetReader& reader, EventQueue& queue, const StopSignal& stop,
          const std::function<bool()>& is_gone);

}  // namespace heyi::terminal
