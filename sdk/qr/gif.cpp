// GIF in through giflib, record by record and row by row: the first frame, on the white of its screen.
#include <gif_lib.h>

#include <array>
#include <cstring>
#include <memory>
#include <optional>

#include "qr/image_file.hpp"

namespace heyi {
namespace {

int read_octets(GifFileType* gif, GifByteType* out, int size) {
  auto* rest = static_cast<ByteView*>(gif->UserData);
  const std::size_t count = std::min(rest->size(), static_cast<std::size_t>(std::max(size, 0)));
  if (count > 0) std::memcpy(out, rest->data(), count);
  *rest = rest->subspan(count);
  return static_cast<int>(count);
}

struct Close {
  void operator()(GifFileType* gif) const noexcept { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, Close>;

// What a frame's extension says of transparency; an extension is a list of blocks.
bool read_extension(GifFileType* gif, int& transparent) {
  int code = 0;
  GifByteType* block = nullptr;
  if (DGifGetExtension(gif, &code, &block) == GIF_ERROR) return false;
  while (block != nullptr) {
    GraphicsControlBlock control{};
    if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
      transparent = control.TransparentColor;
    }
    if (DGifGetExtensionNext(gif, &block) == GIF_ERROR) return false;
  }
  return true;
}

// Goes to the first frame; what stands before it is read over.
bool find_frame(GifFileType* gif, int& transparent) {
  for (;;) {
    GifRecordType record = UNDEFINED_RECORD_TYPE;
    if (DGifGetRecordType(gif, &record) == GIF_ERROR) return false;
    if (record == IMAGE_DESC_RECORD_TYPE) return DGifGetImageDesc(gif) == GIF_OK;
    if (record != EXTENSION_RECORD_TYPE || !read_extension(gif, transparent)) return false;
  }
}

using Shades = std::array<std::uint8_t, 256>;

// The grey of every number; the transparent one, and those without a colour, are white.
std::optional<Shades> shades_of(const GifFileType& gif, int transparent) {
  const ColorMapObject* map = gif.Image.ColorMap != nullptr ? gif.Image.ColorMap : gif.SColorMap;
  if (map == nullptr || map->Colors == nullptr) return std::nullopt;
  Shades shades;
  shades.fill(255);
  for (int i = 0; i < std::min(map->ColorCount, 256); ++i) {
    const GifColorType& colour = map->Colors[i];
    if (i != transparent) shades[static_cast<std::size_t>(i)] = luma(colour.Red, colour.Green, colour.Blue);
  }
  return shades;
}

// A code of twelve bits stands for 4096 pixels at most, so a screen that promises more than that is no picture of a
// code.
bool may_hold(ByteView file, std::uint64_t width, std::uint64_t height) noexcept {
  return width * height <= std::uint64_t{file.size()} * 8 / 12 * 4096;
}

bool read_rows(GifFileType* gif, const Shades& shades, GreyImage& image) {
  struct Pass {
    int first, step;
  };
  constexpr Pass kInterlaced[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
  constexpr Pass kPlain[] = {{0, 1}};
  const GifImageDesc& frame = gif->Image;
  Bytes row(static_cast<std::size_t>(frame.Width));
  const auto passes = frame.Interlace ? std::span<const Pass>(kInterlaced) : std::span<const Pass>(kPlain);
  for (const Pass& pass : passes) {
    for (int y = pass.first; y < frame.Height; y += pass.step) {
      if (DGifGetLine(gif, row.data(), frame.Width) == GIF_ERROR) return false;
      const auto begin = static_cast<std::size_t>(frame.Top + y) * static_cast<std::size_t>(image.width) +
                         static_cast<std::size_t>(frame.Left);
      for (std::size_t x = 0; x < row.size(); ++x) image.pixels[begin + x] = shades[row[x]];
    }
  }
  return true;
}

}  // namespace

Result<GreyImage> read_gif(ByteView file, std::int64_t max_pixels) {
  ByteView rest = file;
  int transparent = NO_TRANSPARENT_COLOR;
  const Gif gif(DGifOpen(&rest, read_octets, nullptr));
  if (gif == nullptr || !find_frame(gif.get(), transparent)) return fail(Reason::scan_bad_image, "gif");
  const GifImageDesc& frame = gif->Image;
  if (frame.Width <= 0 || frame.Height <= 0) return fail(Reason::scan_bad_image, "gif");
  // A first frame that is larger than its screen makes the screen larger, as in browsers.
  const int width = std::max(gif->SWidth, frame.Left + frame.Width);
  const int height = std::max(gif->SHeight, frame.Top + frame.Height);
  if (!is_allowed_size(static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height), max_pixels)) {
    return fail(Reason::scan_too_large, "gif");
  }
  const std::optional<Shades> shades = shades_of(*gif, transparent);
  if (!shades || !may_hold(file, static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height))) {
    return fail(Reason::scan_bad_image, "gif");
  }
  GreyImage image{{}, width, height};
  image.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255);
  if (!read_rows(gif.get(), *shades, image)) return fail(Reason::scan_bad_image, "gif");
  return image;
}

}  // namespace heyi
