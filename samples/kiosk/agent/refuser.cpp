// Status, reason, words, and when to come again.
#include "agent/refuser.hpp"

#include "station/log.hpp"

namespace heyi::kiosk {

RequestHead head_of(const station::Request& request) {
  // Two of them would leave open which one counts.
  const auto one = [&](const char* name) {
    return request.count(name) > 1 ? std::string("?") : std::string(request.header(name));
  };
  return {one("Host"), one("Origin"), one("Sec-Fetch-Site"), one("X-Heyi-Token")};
}

station::Response Refuser::operator()(Refusal refusal) {
  station::Response response{refusal_status(refusal), kJsonType, refusal_json(refusal), {}};
  if (refusal == Refusal::too_many || refusal == Refusal::not_ready) response.headers = {{"Retry-After", "1"}};
  if (refusal != Refusal::not_found && may_log())
    station::log_line(std::string("request refused: ") + refusal_name(refusal));
  return response;
}

}  // namespace heyi::kiosk
