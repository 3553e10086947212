// Bodies that are frames, and those that are not.
#include "agent/frame.hpp"

#include "support/catch.hpp"
#include "support/fixtures.hpp"

namespace heyi::kiosk {
namespace {

std::string told(const char* type, const std::string& width, const std::string& height, const Bytes& body) {
  const Result<Frame> frame = read_frame(type, width, height, body);
  return frame ? std::to_string(frame->view.width) + "x" + std::to_string(frame->view.height)
               : std::string(reason_name(frame.error().reason));
}

constexpr const char* kGrey = "application/octet-stream";

}  // namespace

TEST_CASE("a grey frame is taken as it is when its sizes fit", "[kiosk][frame]") {
  CHECK(told(kGrey, "40", "30", Bytes(1200)) == "40x30");
  CHECK(told("application/octet-stream; charset=x", "40", "30", Bytes(1200)) == "40x30");
  struct Row {
    std::string width, height;
    std::size_t size;
  };
  for (const Row& row :
       {Row{"40", "30", 1199}, Row{"40", "30", 1201}, Row{"40", "30", 0}, Row{"", "", 1200}, Row{"-40", "-30", 1200},
        Row{"+40", "30", 1200}, Row{"40.0", "30", 1200}, Row{"0", "0", 0}, Row{"1", "1200", 1200},
        Row{"4097", "16", 65552}, Row{"99999999999999999999", "30", 1200}, Row{"4294967336", "30", 1200},
        Row{"40 ", "30", 1200}, Row{" 40", "30", 1200}, Row{"0x28", "30", 1200}}) {
    INFO('"' << row.width << "\" \"" << row.height << '"');
    CHECK(told(kGrey, row.width, row.height, Bytes(row.size)) == "scan.bad_image");
  }
}

TEST_CASE("a picture is decoded, and refused by its declared size before it is", "[kiosk][frame]") {
  const GreyImage small{Bytes(1200, 200), 40, 30};
  CHECK(told("image/png", "", "", *write_png(small.view())) == "40x30");
  CHECK(told("image/jpeg", "7", "x", *write_png(small.view())) == "40x30");
  const GreyImage large{Bytes(4'400'000, 200), 2200, 2000};
  CHECK(told("image/png", "", "", *write_png(large.view())) == "scan.too_large");
  CHECK(told("image/png", "", "", Bytes{}) == "scan.bad_image");
  const std::string other = "P5 40 30 255 " + std::string(1200, '0');  // read_image would read it.
  CHECK(told("image/png", "", "", Bytes(other.begin(), other.end())) == "scan.bad_image");
  CHECK(told("image/jpeg", "", "", Bytes(1000, 0x55)) == "scan.bad_image");
}

TEST_CASE("other content types are not taken for frames", "[kiosk][frame]") {
  for (const char* type : {"application/octet-stream", "image/jpeg", "image/png", "image/png ; q=1"})
    CHECK(is_frame_type(type));
  for (const char* type : {"", "text/plain", "image/gif", "image/svg+xml", "multipart/form-data; boundary=x",
                           "application/x-www-form-urlencoded", "application/octet-streams"}) {
    CHECK_FALSE(is_frame_type(type));
  }
}

}  // namespace heyi::kiosk
