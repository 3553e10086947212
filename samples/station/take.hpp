// Results whose failure ends the program: at its start, where nobody waits for an answer.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "station/log.hpp"

namespace heyi::station {

/// take is the value of a Result; a failure is thrown as std::runtime_error, with `what` it was about.
template <typename T>
T take(Result<T> result, const std::string& what) {
  if (!result) throw std::runtime_error(what + ": " + words_of(result.error()));
  return *std::move(result);
}

inline void take(const Result<void>& result, const std::string& what) {
  if (!result) throw std::runtime_error(what + ": " + words_of(result.error()));
}

}  // namespace heyi::station
