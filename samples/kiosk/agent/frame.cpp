// Sizes are checked before a pixel is touched.
#include "agent/frame.hpp"

#include <heyi/file_kind.hpp>

#include <charconv>
#include <optional>

namespace heyi::kiosk {
namespace {

constexpr int kMinSide = 16, kMaxSide = 4096;

std::optional<int> side(const std::string& text) noexcept {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < kMinSide || value > kMaxSide)
    return std::nullopt;
  return value;
}

std::string_view media_type(std::string_view content_type) noexcept {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return type;
}

}  // namespace

bool is_frame_type(std::string_view content_type) noexcept {
  const std::string_view type = media_type(content_type);
  return type == "application/octet-stream" || type == "image/jpeg" || type == "image/png";
}

Result<Frame> read_frame(std::string_view content_type, const std::string& width, const std::string& height,
                         ByteView body) {
  Frame frame;
  if (media_type(content_type) == "application/octet-stream") {
    const std::optional<int> columns = side(width), rows = side(height);
    if (!columns || !rows || static_cast<std::size_t>(*columns) * static_cast<std::size_t>(*rows) != body.size()) {
      return fail(Reason::scan_bad_image, "width times height is not the size of the body");
    }
    frame.view = {body.data(), *columns, *rows, *columns};
    return frame;
  }
  // A page sends nothing else, so nothing else is given to the readers of other kinds.
  const FileKind kind = file_kind(body);
  if (kind != FileKind::jpeg && kind != FileKind::png) return fail(Reason::scan_bad_image, "neither JPEG nor PNG");
  Result<GreyImage> image = read_image(body, kMaxFrameSize);
  if (!image) return image.error();
  frame.decoded = *std::move(image);
  frame.view = frame.decoded.view();
  return frame;
}

}  // namespace heyi::kiosk
