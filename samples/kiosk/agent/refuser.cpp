// Status, reason, words, and when to come again.
#include "agent/refuser.hpp"

#include "station/log.hpp"

namespace heyi::kiosk {

RequestHead head_of(const httplib::Request& request) {
  // Two of them would leave open which one counts.
  const auto one = [&](const char* name) {
    return request.get_header_value_count(name) > 1 ? std::string("?") : request.get_header_value(name);
  };
  return {one("Host"), one("Origin"), one("Sec-Fetch-Site"), one("X-Heyi-Token")};
}

void Refuser::operator()(httplib::Response& response, Refusal refusal) {
  response.status = refusal_status(refusal);
  if (refusal == Refusal::too_many || refusal == Refusal::not_ready) response.set_header("Retry-After", "1");
  response.set_content(refusal_json(refusal), kJsonType);
  if (refusal != Refusal::not_found && may_log())
    station::log_line(std::string("request refused: ") + refusal_name(refusal));
}

}  // namespace heyi::kiosk
