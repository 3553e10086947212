// A frame as the page posts it: luma as it is, or a JPEG or PNG file.
#pragma once

#include <string>
#include <string_view>

#include <heyi/image.hpp>
#include <heyi/result.hpp>

namespace heyi::kiosk {

/// kMaxFrameSize bounds a body: a grey frame of 2560×1600 pixels.
inline constexpr std::size_t kMaxFrameSize = 4 * 1024 * 1024;

/// Frame is a grey picture that borrows the body it came in, or owns what was decoded from it.
struct Frame {
  GreyImage decoded;
  GreyView view;
};

/// is_frame_type tells whether the agent takes bodies of this content type.
bool is_frame_type(std::string_view content_type) noexcept;

/// read_frame takes `application/octet-stream` with the width and height that the address names, whose product must be
/// the body's size, or `image/jpeg` and `image/png`, of at most kMaxFrameSize pixels. The other kinds that read_image
/// reads are refused: no page of ours sends them. The body must outlive the frame.
/// Fails with `scan.bad_image` or `scan.too_large`.
Result<Frame> read_frame(std::string_view content_type, const std::string& width, const std::string& height,
                         ByteView body);

}  // namespace heyi::kiosk
