// From octets to a request, and from an answer to octets. Beast reads; only the file behind this header includes it.
#pragma once

#include <cstdint>
#include <memory>

#include "station/http/connection.hpp"
#include "station/http/message.hpp"

namespace heyi::station {

/// Arrival is what became of a head or of a body.
enum class Arrival {
  whole,
  cut_off,   ///< The peer ended, was too slow, or the server stops.
  wrong,     ///< No HTTP/1.0 or 1.1, or it could be understood in two ways.
  too_long,  ///< Beyond the bound.
};

/// RequestReader reads one request, the head first. What follows the request is never read as another.
class RequestReader {
 public:
  /// kMaxHead bounds a head, in octets.
  static constexpr std::size_t kMaxHead = 32 * 1024;

  explicit RequestReader(Connection& connection);
  ~RequestReader();

  /// read_head fills all of `request` but the body; of a head that is wrong, what was read before it went wrong.
  Arrival read_head(Request& request, Moment until);
  /// declared is the body's length as the head says it; 0 when there is none, or it comes in chunks.
  std::uint64_t declared() const noexcept;
  /// wants_to_be_asked says that the peer sends the body once it is told to go on (`Expect: 100-continue`).
  bool wants_to_be_asked() const noexcept;
  /// read_body reads a body of at most `most` octets.
  Arrival read_body(std::string& body, std::size_t most, Moment until);
  /// is_done says that the whole request was read.
  bool is_done() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// written is an answer as it is sent. `common` are headers that every answer has; a HEAD request gets no body.
std::string written(const Response& response, const Headers& common, bool has_body);

}  // namespace heyi::station
