// GIF files: plain, interlaced, transparent, and those whose numbers lie.
#include <gif_lib.h>

#include <optional>

#include <heyi/image.hpp>

#include "unit/codec/allocation_watch.hpp"
#include "unit/codec/exact.hpp"
#include "unit/qr/canvas.hpp"
#include "unit/qr/flipped_bits.hpp"
#include "unit/qr/peak_memory.hpp"

namespace {

using heyi::Bytes;
using heyi::ByteView;
using heyi::GreyImage;
using heyi::test::Exact;
using heyi::test::outcome;

/// Frame is a picture of numbers, and where it lies.
struct Frame {
  GreyImage numbers;
  int left = 0, top = 0;
  bool interlaced = false;
  std::optional<int> transparent = {};
};

constexpr GifColorType kColours[4] = {{0, 0, 0}, {255, 255, 255}, {255, 0, 0}, {0, 255, 0}};

// made writes frames on a screen with giflib itself.
Bytes made(int width, int height, const std::vector<Frame>& frames, bool has_palette = true) {
  Bytes file;
  const OutputFunc write = [](GifFileType* to, const GifByteType* data, int size) {
    static_cast<Bytes*>(to->UserData)->insert(static_cast<Bytes*>(to->UserData)->end(), data, data + size);
    return size;
  };
  GifFileType* gif = EGifOpen(&file, write, nullptr);
  REQUIRE(gif != nullptr);
  EGifSetGifVersion(gif, true);
  ColorMapObject* palette = GifMakeMapObject(4, kColours);
  REQUIRE(EGifPutScreenDesc(gif, width, height, 2, 1, has_palette ? palette : nullptr) == GIF_OK);
  for (const Frame& frame : frames) {
    if (frame.transparent) {
      GifByteType block[4];
      const GraphicsControlBlock control{0, false, 0, *frame.transparent};
      EGifGCBToExtension(&control, block);
      REQUIRE(EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, 4, block) == GIF_OK);
    }
    REQUIRE(EGifPutImageDesc(gif, frame.left, frame.top, frame.numbers.width, frame.numbers.height, frame.interlaced,
                             nullptr) == GIF_OK);
    Bytes numbers = frame.numbers.pixels;
    const auto put = [&](int first, int step) {
      for (int y = first; y < frame.numbers.height; y += step) {
        EGifPutLine(gif, numbers.data() + static_cast<std::ptrdiff_t>(y) * frame.numbers.width, frame.numbers.width);
      }
    };
    if (frame.interlaced) {
      put(0, 8), put(4, 8), put(2, 4), put(1, 2);
    } else {
      put(0, 1);
    }
  }
  GifFreeMapObject(palette);
  REQUIRE(EGifCloseFile(gif, nullptr) == GIF_OK);
  return file;
}

heyi::Result<GreyImage> read(const Bytes& file) { return heyi::read_image(Exact(file).view()); }

// numbered is a frame in which white is 1 and everything else 0.
GreyImage numbered(GreyImage frame) {
  for (std::uint8_t& pixel : frame.pixels) pixel = pixel == 255 ? 1 : 0;
  return frame;
}

const GreyImage& code() {
  static const GreyImage image = heyi::test::image_of("HY1:BB8", 2);
  return image;
}

Bytes code_file(bool interlaced = false) {
  return made(code().width, code().height, {{numbered(code()), 0, 0, interlaced}});
}

// with_screen is the file with another size of its screen (GIF89a, 18).
Bytes with_screen(Bytes file, unsigned width, unsigned height) {
  file[6] = static_cast<std::uint8_t>(width);
  file[7] = static_cast<std::uint8_t>(width >> 8);
  file[8] = static_cast<std::uint8_t>(height);
  file[9] = static_cast<std::uint8_t>(height >> 8);
  return file;
}

// with_frame is a file of code_file with another size of its frame (20), behind 13 octets, 4 colours and a comma.
Bytes with_frame(Bytes file, unsigned width, unsigned height) {
  constexpr std::size_t kFrame = 13 + 4 * 3;
  REQUIRE(file[kFrame] == ',');
  file[kFrame + 5] = static_cast<std::uint8_t>(width);
  file[kFrame + 6] = static_cast<std::uint8_t>(width >> 8);
  file[kFrame + 7] = static_cast<std::uint8_t>(height);
  file[kFrame + 8] = static_cast<std::uint8_t>(height >> 8);
  return file;
}

}  // namespace

TEST_CASE("a GIF comes back as it was, plain and interlaced", "[image][gif]") {
  for (const bool interlaced : {false, true}) {
    const auto image = read(code_file(interlaced));
    REQUIRE(outcome(image) == "ok");
    CHECK(image->width == code().width);
    CHECK(image->height == code().height);
    CHECK(image->pixels == code().pixels);
  }
}

TEST_CASE("a GIF's colours become luma, and the transparent one white", "[image][gif]") {
  const GreyImage numbers{{0, 1, 2, 3}, 4, 1};
  CHECK(read(made(4, 1, {{numbers}}))->pixels == Bytes{0, 255, 77, 149});
  CHECK(read(made(4, 1, {{.numbers = numbers, .transparent = 2}}))->pixels == Bytes{0, 255, 255, 149});
}

TEST_CASE("of several frames the first is read, on the white of its screen", "[image][gif]") {
  const GreyImage black = heyi::test::blank(2, 1, 0);
  const auto image = read(made(4, 3, {{black, 1, 1}, {heyi::test::blank(4, 3, 0)}}));
  REQUIRE(outcome(image) == "ok");
  CHECK(image->pixels == Bytes{255, 255, 255, 255, 255, 0, 0, 255, 255, 255, 255, 255});
}

TEST_CASE("a frame that leaves its screen makes it larger", "[image][gif]") {
  const auto image = read(made(2, 2, {{heyi::test::blank(3, 1, 0), 1, 2}}));
  REQUIRE(outcome(image) == "ok");
  CHECK(image->width == 4);
  CHECK(image->height == 3);
  CHECK(image->pixels == Bytes{255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0});
}

TEST_CASE("a GIF without a palette, or without a frame, is refused", "[image][gif]") {
  CHECK(outcome(read(made(20, 20, {}))) == "scan.bad_image");
  Bytes file = code_file();
  // The flag of the palette, and the palette, taken out.
  file[10] = static_cast<std::uint8_t>(file[10] & 0x7f);
  file.erase(file.begin() + 13, file.begin() + 13 + 4 * 3);
  CHECK(outcome(read(file)) == "scan.bad_image");
}

TEST_CASE("a number without a colour is white", "[image][gif]") {
  Bytes file = made(4, 1, {{GreyImage{{0, 1, 2, 3}, 4, 1}}});
  // Two colours are left of four; the picture still has four numbers.
  file[10] = static_cast<std::uint8_t>((file[10] & 0xf8) | 0);
  file.erase(file.begin() + 13 + 2 * 3, file.begin() + 13 + 4 * 3);
  const auto image = read(file);
  REQUIRE(outcome(image) == "ok");
  CHECK(image->pixels == Bytes{0, 255, 255, 255});
}

TEST_CASE("every truncation of a GIF before the end of its pixels is refused", "[image][gif]") {
  for (const bool interlaced : {false, true}) {
    const Bytes whole = code_file(interlaced);
    // At the end stand the last block's own end, a zero, and the file's; the pixels need neither.
    for (std::size_t size = 0; size < whole.size(); ++size) {
      INFO(size);
      const auto image = heyi::read_image(Exact(ByteView(whole).first(size)).view());
      if (size + 8 < whole.size()) {
        CHECK(outcome(image) == "scan.bad_image");
      } else if (image) {
        CHECK(image->pixels == code().pixels);
      }
    }
  }
}

TEST_CASE("no flipped bit makes the GIF reader misbehave", "[image][gif]") {
  heyi::test::check_flipped_bits(made(21, 21, {{.numbers = numbered(heyi::test::blank(21, 21)), .transparent = 3}}));
  heyi::test::check_flipped_bits(code_file());
}

TEST_CASE("declared GIF sizes are held against the limits and the octets before anything is reserved", "[image][gif]") {
  const Bytes whole = made(1, 1, {{heyi::test::blank(1, 1, 0)}});
  struct Row {
    Bytes file;
    std::string_view outcome;
  };
  for (const Row& row :
       {Row{with_screen(whole, 65535, 65535), "scan.too_large"}, Row{with_screen(whole, 7000, 7000), "scan.bad_image"},
        Row{with_frame(whole, 65535, 65535), "scan.too_large"}, Row{with_frame(whole, 7000, 7000), "scan.bad_image"},
        Row{with_frame(whole, 0, 1), "scan.bad_image"}, Row{with_frame(whole, 1, 0), "scan.bad_image"},
        Row{with_frame(whole, 2, 1), "scan.bad_image"}}) {
    const heyi::test::AllocationWatch watch;
    const heyi::test::PeakMemory peak;
    CHECK(outcome(read(row.file)) == row.outcome);
    CHECK(watch.largest() < 1'000'000);
    CHECK(peak.grown_mib() < 4);
  }
  CHECK(outcome(read(with_screen(whole, 0, 0))) == "ok");  // The frame is larger.
  CHECK(outcome(heyi::read_image(code_file(), 100)) == "scan.too_large");
}

TEST_CASE("a blank GIF, which takes the fewest octets of all, is read", "[image][gif]") {
  const GreyImage blank = heyi::test::blank(1280, 720);
  const auto image = read(made(1280, 720, {{numbered(blank)}}));
  REQUIRE(outcome(image) == "ok");
  CHECK(image->pixels == blank.pixels);
}

TEST_CASE("a GIF with many remarks before its frame is read", "[image][gif]") {
  const Bytes whole = code_file();
  Bytes file(whole.begin(), whole.begin() + 25);
  for (int i = 0; i < 10'000; ++i) file.insert(file.end(), {'!', 0xfe, 2, 'h', 'i', 0});
  file.insert(file.end(), whole.begin() + 25, whole.end());
  CHECK(outcome(read(file)) == "ok");
}
