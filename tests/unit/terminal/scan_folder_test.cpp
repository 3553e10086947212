// Pictures that are put into a folder.
#include "scan/folder.hpp"

#include <heyi/qr.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "scan/scanners.hpp"
#include "support/fresh_folder.hpp"
#include "unit/terminal/scan_setting.hpp"

namespace heyi::terminal {
namespace {

using Texts = std::vector<std::string>;

struct Pictures {
  test::FreshFolder place;
  PictureFolder folder{place.path()};
  std::vector<Event> events;

  std::string path(const std::string& name) const { return place.path() + "/" + name; }
  void put(const std::string& name, ByteView octets) const {
    std::ofstream file(path(name), std::ios::binary);
    file.write(reinterpret_cast<const char*>(octets.data()), static_cast<std::streamsize>(octets.size()));
  }
  void poll() {
    folder.poll();
    while (auto scan = folder.read_next({})) events.emplace_back(*std::move(scan));
  }
  Texts texts() const { return texts_of(events); }
};

Bytes picture_of(const std::string& text) { return *qr_to_png(*encode_qr(text), {.module_pixels = 3}); }

}  // namespace

TEST_CASE("a picture is read once it no longer changes, and only once", "[terminal][folder]") {
  Pictures pictures;
  pictures.poll();
  const Bytes picture = picture_of(a_code());
  pictures.put("a.PNG", ByteView(picture).first(picture.size() / 2));
  pictures.poll();
  pictures.put("a.PNG", picture);
  pictures.poll();
  CHECK(pictures.texts().empty());
  for (int i = 0; i < 3; ++i) pictures.poll();
  CHECK(pictures.texts() == Texts{a_code()});
  CHECK(std::get<Scan>(pictures.events[0]).source == pictures.place.path());
  pictures.put("a.PNG", picture_of(another_code()));
  for (int i = 0; i < 3; ++i) pictures.poll();
  CHECK(pictures.texts() == Texts{a_code(), another_code()});
}

TEST_CASE("what was there before is left alone until it changes", "[terminal][folder]") {
  Pictures pictures;
  pictures.put("old.png", picture_of(a_code()));
  for (int i = 0; i < 3; ++i) pictures.poll();
  CHECK(pictures.texts().empty());
  pictures.put("old.png", picture_of(another_code()));
  for (int i = 0; i < 3; ++i) pictures.poll();
  CHECK(pictures.texts() == Texts{another_code()});
}

TEST_CASE("what is no picture, or too large, is told as a scan that failed", "[terminal][folder]") {
  Pictures pictures;
  pictures.poll();
  pictures.put("a.jpg", as_bytes("no picture"));
  pictures.put("b.pgm", as_bytes("P5\n4 4\n255\n0123456789abcdef"));
  pictures.put("c.png", {});
  std::filesystem::resize_file(pictures.path("c.png"), PictureFolder::kMaxSize + 1);
  pictures.put("d.pgm", as_bytes("P5\n16000 16000\n255\n"));
  for (int i = 0; i < 3; ++i) pictures.poll();
  CHECK(pictures.texts() == Texts{"scan.bad_image", "scan.unreadable", "scan.too_large", "scan.too_large"});
}

TEST_CASE("a picture or page of a kind that is not read is told by its name", "[terminal][folder]") {
  Pictures pictures;
  pictures.poll();
  pictures.put("a.heic", as_bytes(std::string("\0\0\0\x18"
                                              "ftypheic\0\0\0\0",
                                              16)));
  pictures.put("b.PDF", as_bytes("%PDF-1.7\n"));
  pictures.put("c.png", as_bytes("<!DOCTYPE html><title>log in</title>"));
  for (int i = 0; i < 3; ++i) pictures.poll();
  REQUIRE(pictures.events.size() == 3);
  const std::string_view kinds[] = {"HEIC", "PDF", "HTML"};
  for (std::size_t i = 0; i < 3; ++i) {
    const Result<std::string>& read = std::get<Scan>(pictures.events[i]).read;
    REQUIRE_FALSE(read);
    CHECK(read.error().reason == Reason::scan_bad_image);
    CHECK(read.error().detail.starts_with(std::string(kinds[i]) + " is not read"));
  }
  CHECK(pictures.folder.remark().starts_with("a file that was put here cannot be read: HTML is not read"));
  pictures.put("d.png", picture_of(a_code()));
  for (int i = 0; i < 3; ++i) pictures.poll();
  CHECK(pictures.folder.remark().empty());
}

TEST_CASE("a picture is read whatever its name says it is", "[terminal][folder]") {
  Pictures pictures;
  pictures.poll();
  pictures.put("a.webp", picture_of(a_code()));
  pictures.put("b.bmp", picture_of(another_code()));
  for (int i = 0; i < 3; ++i) pictures.poll();
  CHECK(pictures.texts() == Texts{a_code(), another_code()});
}

TEST_CASE("other files, hidden ones, folders and pipes are left alone", "[terminal][folder]") {
  Pictures pictures;
  pictures.poll();
  const Bytes picture = picture_of(a_code());
  pictures.put("a.txt", picture);
  pictures.put("a.zip", picture);
  pictures.put("png", picture);
  pictures.put(".a.png", picture);
  pictures.put("a.png.part", picture);
  std::filesystem::create_directory(pictures.path("b.png"));
  REQUIRE(::mkfifo(pictures.path("c.png").c_str(), 0600) == 0);
  for (int i = 0; i < 3; ++i) pictures.poll();
  CHECK(pictures.texts().empty());
}

TEST_CASE("a folder that is not there, or holds too much, is in trouble", "[terminal][folder]") {
  Pictures pictures;
  PictureFolder absent(pictures.path("later"));
  absent.poll();
  CHECK(absent.trouble().starts_with("the folder cannot be listed"));
  std::filesystem::create_directory(pictures.path("later"));
  pictures.put("later/old.png", picture_of(a_code()));
  for (int i = 0; i < 3; ++i) absent.poll();
  CHECK(absent.trouble().empty());
  CHECK_FALSE(absent.read_next({}));
  for (std::size_t i = 0; i <= PictureFolder::kMaxFiles; ++i) pictures.put(std::to_string(i) + ".png", {});
  for (int i = 0; i < 3; ++i) pictures.poll();
  CHECK(pictures.folder.trouble() == "more than 1000 pictures: clear the folder");
  CHECK(pictures.texts().empty());
}

TEST_CASE("a folder is watched", "[terminal][folder]") {
  const test::FreshFolder place;
  EventQueue queue;
  std::vector<Event> events;
  const auto scanner = open_folder(place.path(), queue);
  std::ofstream(place.path() + "/a.pdf") << "%PDF-1.7\n";
  const Bytes picture = picture_of(another_code());
  std::ofstream(place.path() + "/b.png", std::ios::binary)
      .write(reinterpret_cast<const char*>(picture.data()), static_cast<std::streamsize>(picture.size()));
  CHECK(wait_for_texts(queue, events, 2) == Texts{"scan.bad_image", another_code()});
  const auto tells_the_kind = [](const Event& event) {
    const auto* state = std::get_if<ScannerState>(&event);
    return state != nullptr && state->is_there && state->trouble.find("PDF is not read") != std::string::npos;
  };
  CHECK(std::any_of(events.begin(), events.end(), tells_the_kind));
}

}  // namespace heyi::terminal
