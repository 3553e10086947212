// WebP files, lossy and lossless, as chats and browsers write them.
#include <webp/encode.h>

#include <cstdlib>

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

enum class Coding { lossy, lossless };

// made writes a frame with libwebp itself; `alpha` is the opacity of every pixel.
Bytes made(const GreyImage& frame, Coding coding, int alpha = 255) {
  Bytes colours;
  for (const std::uint8_t grey : frame.pixels) {
    colours.insert(colours.end(), {grey, grey, grey, static_cast<std::uint8_t>(alpha)});
  }
  std::uint8_t* data = nullptr;
  const std::size_t size =
      coding == Coding::lossy
          ? WebPEncodeRGBA(colours.data(), frame.width, frame.height, frame.width * 4, 90, &data)
          : WebPEncodeLosslessRGBA(colours.data(), frame.width, frame.height, frame.width * 4, &data);
  Bytes file(data, data + size);
  WebPFree(data);
  REQUIRE(size > 0);
  return file;
}

heyi::Result<GreyImage> read(const Bytes& file) { return heyi::read_image(Exact(file).view()); }

const GreyImage& code() {
  static const GreyImage image = heyi::test::image_of("HY1:BB8", 3);
  return image;
}

void append_number(Bytes& out, std::uint32_t value, int octets) {
  for (int i = 0; i < octets; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

// container is a RIFF file of one chunk.
Bytes container(std::string_view name, const Bytes& content) {
  Bytes file = {'R', 'I', 'F', 'F'};
  append_number(file, static_cast<std::uint32_t>(12 + content.size()), 4);
  for (const char c : std::string("WEBP") + std::string(name)) file.push_back(static_cast<std::uint8_t>(c));
  append_number(file, static_cast<std::uint32_t>(content.size()), 4);
  file.insert(file.end(), content.begin(), content.end());
  return file;
}

// lossless_of promises a size in a lossless file of few octets (RFC 9649, 3.4).
Bytes lossless_of(std::uint32_t width, std::uint32_t height) {
  Bytes content = {0x2f};
  append_number(content, (width - 1) | (height - 1) << 14, 4);
  content.insert(content.end(), 15, 0);
  return container("VP8L", content);
}

// extended is a file with a header of its own, in which a canvas and flags stand (RFC 9649, 2.7).
Bytes extended(std::uint8_t flags, std::uint32_t width, std::uint32_t height) {
  Bytes content = {flags, 0, 0, 0};
  append_number(content, width - 1, 3);
  append_number(content, height - 1, 3);
  Bytes file = container("VP8X", content);
  const Bytes inner = lossless_of(width, height);
  file.insert(file.end(), inner.begin() + 12, inner.end());
  const auto size = static_cast<std::uint32_t>(file.size() - 8);
  for (int i = 0; i < 4; ++i) file[static_cast<std::size_t>(4 + i)] = static_cast<std::uint8_t>(size >> (8 * i));
  return file;
}

}  // namespace

TEST_CASE("lossy and lossless WebPs show their code", "[image][webp]") {
  for (const Coding coding : {Coding::lossy, Coding::lossless}) {
    const auto image = read(made(code(), coding));
    REQUIRE(outcome(image) == "ok");
    CHECK(image->width == code().width);
    CHECK(image->height == code().height);
    const auto found = heyi::find_qr(image->view());
    REQUIRE(found.has_value());
    REQUIRE(found->size() == 1);
    CHECK(found->front().text == "HY1:BB8");
  }
}

TEST_CASE("a WebP's greys keep their values, black and white exactly", "[image][webp]") {
  GreyImage ramp = heyi::test::blank(256, 3);
  for (std::size_t i = 0; i < ramp.pixels.size(); ++i) ramp.pixels[i] = static_cast<std::uint8_t>(i);
  const auto image = read(made(ramp, Coding::lossless));
  REQUIRE(outcome(image) == "ok");
  CHECK(image->pixels[0] == 0);
  CHECK(image->pixels[255] == 255);
  for (std::size_t i = 0; i < ramp.pixels.size(); ++i) {
    if (std::abs(image->pixels[i] - ramp.pixels[i]) > 1) FAIL_CHECK(i);
  }
}

TEST_CASE("what is transparent in a WebP is white", "[image][webp]") {
  for (const Coding coding : {Coding::lossy, Coding::lossless}) {
    const GreyImage black = heyi::test::blank(17, 5, 0);
    CHECK(read(made(black, coding, 0))->pixels == Bytes(17 * 5, 255));
    CHECK(read(made(black, coding, 51))->pixels == Bytes(17 * 5, 204));
  }
}

TEST_CASE("every truncation of a WebP is refused", "[image][webp]") {
  for (const Coding coding : {Coding::lossy, Coding::lossless}) {
    for (const int alpha : {255, 128}) {
      const Bytes whole = made(code(), coding, alpha);
      for (std::size_t size = 0; size + 1 < whole.size(); ++size) {  // The last octet may only fill up.
        INFO(size);
        CHECK(outcome(heyi::read_image(Exact(ByteView(whole).first(size)).view())) == "scan.bad_image");
      }
    }
  }
}

TEST_CASE("no flipped bit makes the WebP reader misbehave", "[image][webp]") {
  for (const Coding coding : {Coding::lossy, Coding::lossless}) {
    heyi::test::check_flipped_bits(made(heyi::test::image_of("HY1:BB8", 1), coding));
  }
}

TEST_CASE("declared WebP sizes are held against the limits and the octets before anything is reserved",
          "[image][webp]") {
  struct Row {
    Bytes file;
    std::string_view outcome;
  };
  for (const Row& row :
       {Row{lossless_of(16384, 16384), "scan.too_large"}, Row{lossless_of(7000, 7000), "scan.bad_image"},
        Row{lossless_of(16000, 3124), "scan.too_large"}, Row{lossless_of(16000, 3090), "scan.bad_image"},
        Row{extended(0, 7000, 7000), "scan.bad_image"}, Row{extended(0, 16384, 16384), "scan.too_large"},
        Row{extended(0, 1 << 20, 16), "scan.bad_image"}}) {
    const heyi::test::AllocationWatch watch;
    const heyi::test::PeakMemory peak;
    CHECK(outcome(read(row.file)) == row.outcome);
    CHECK(watch.largest() < 100'000);
    CHECK(peak.grown_mib() < 4);
  }
  CHECK(outcome(heyi::read_image(made(code(), Coding::lossy), 100)) == "scan.too_large");
}

TEST_CASE("a blank WebP of a screen's size is read", "[image][webp]") {
  const GreyImage blank = heyi::test::blank(1280, 720);
  CHECK(outcome(read(made(blank, Coding::lossy))) == "ok");
  CHECK(outcome(read(made(blank, Coding::lossless))) == "ok");
}

TEST_CASE("a WebP that moves is refused by name", "[image][webp]") {
  const auto image = read(extended(0x02, 20, 20));
  REQUIRE(outcome(image) == "scan.bad_image");
  CHECK(image.error().detail == "webp: a moving picture is not read");
}
