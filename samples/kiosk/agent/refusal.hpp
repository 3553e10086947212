// What the agent answers when it does not take a request: stable reasons, in both languages.
#pragma once

#include <string>

namespace heyi::kiosk {

/// Refusal is why a request is not answered. The names are stable; docs/integrate-kiosk.md lists them.
enum class Refusal {
  host,         ///< Addressed to another name than this agent's: DNS rebinding.
  origin,       ///< Sent by a page that the agent did not serve.
  token,        ///< Without the token of this start.
  bad_request,  ///< Not a request that the agent understands.
  not_found,    ///< No such address or method.
  too_large,    ///< A body larger than a frame.
  bad_frame,    ///< A body that is no picture, or not of the size it is said to have.
  too_many,     ///< More frames than a camera sends.
  not_ready,    ///< No trust list yet, or the state is lost or damaged.
  failed,       ///< The agent failed; the request may be sent again.
};

/// refusal_name is the stable name, such as `kiosk.origin`.
const char* refusal_name(Refusal refusal) noexcept;

/// refusal_status is the HTTP status that goes with it.
int refusal_status(Refusal refusal) noexcept;

/// refusal_json is `{"error": {"reason": …, "message": {"zh": …, "en": …}}}`.
std::string refusal_json(Refusal refusal);

}  // namespace heyi::kiosk
