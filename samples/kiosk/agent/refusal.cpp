// The table of refusals.
#include "agent/refusal.hpp"

namespace heyi::kiosk {
namespace {

struct Row {
  const char* name;
  int status;
  const char *zh, *en;
};

Row row(Refusal refusal) noexcept {
  switch (refusal) {
    case Refusal::host: return {"kiosk.host", 403, "地址不对", "This agent is addressed as 127.0.0.1 alone"};
    case Refusal::origin: return {"kiosk.origin", 403, "只接受本机页面的请求", "Only the agent's own page may ask"};
    case Refusal::token:
      return {"kiosk.token", 403, "令牌已失效，请重新载入页面", "The token is not of this start: load the page again"};
    case Refusal::bad_request: return {"kiosk.bad_request", 400, "请求有误", "The request cannot be understood"};
    case Refusal::not_found: return {"kiosk.not_found", 404, "没有这个地址", "There is nothing at this address"};
    case Refusal::too_large: return {"kiosk.too_large", 413, "图像太大", "The frame is too large"};
    case Refusal::bad_frame: return {"kiosk.bad_frame", 400, "图像无法读取", "The frame cannot be read"};
    case Refusal::too_many: return {"kiosk.too_many", 429, "请求过于频繁，请稍候", "Too many frames: slow down"};
    case Refusal::not_ready:
      return {"kiosk.not_ready", 503, "本机尚未就绪，请找工作人员", "This machine is not ready: ask the staff"};
    case Refusal::failed: break;
  }
  return {"kiosk.failed", 500, "本机出错，请再试", "The agent failed: try again"};
}

}  // namespace

const char* refusal_name(Refusal refusal) noexcept { return row(refusal).name; }

int refusal_status(Refusal refusal) noexcept { return row(refusal).status; }

std::string refusal_json(Refusal refusal) {
  // The table's words need no escapes, and a JSON library would be all that this file compiles.
  const Row told = row(refusal);
  return std::string(R"({"error":{"reason":")") + told.name + R"(","message":{"zh":")" + told.zh + R"(","en":")" +
         told.en + R"("}}})";
}

}  // namespace heyi::kiosk
