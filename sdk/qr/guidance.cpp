#include <heyi/guidance.hpp>
namespace heyi {
std::string_view guidance_name(Guidance) noexcept { return "show_code"; }
Result<FrameLook> look_at_frame(const GreyView&) { return FrameLook{}; }
}
