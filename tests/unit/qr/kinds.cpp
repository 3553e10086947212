// What files are, by their first octets and by their names; and that no text of a code is taken for one.
#include <heyi/file_kind.hpp>
#include <heyi/image.hpp>
#include <heyi/text.hpp>

#include <random>
#include <set>

#include "unit/codec/exact.hpp"
#include "unit/qr/canvas.hpp"

namespace heyi {
namespace {

using namespace std::string_literals;

struct Row {
  FileKind kind;
  std::string head;
};

const Row kHeads[] = {
    {FileKind::png, "\x89PNG\r\n\x1a\n"},
    {FileKind::jpeg, "\xff\xd8\xff\xe0"},
    {FileKind::webp, "RIFF\x10\0\0\0WEBPVP8 "s},
    {FileKind::gif, "GIF87a"},
    {FileKind::gif, "GIF89a"},
    {FileKind::bmp, "BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"s},
    {FileKind::bmp, "BMxxxx\0\0\0\0\x1a\0\0\0\x0c\0\0\0"s},
    {FileKind::pnm, "P1\n1"},
    {FileKind::pnm, "P6 # by hand"},
    {FileKind::pnm, "P5\r\n640 480"},
    {FileKind::tiff, "II*\0\x08\0\0\0"s},
    {FileKind::tiff, "MM\0*\0\0\0\x08"s},
    {FileKind::tiff, "II+\0\x08\0\0\0"s},
    {FileKind::heic,
     "\0\0\0\x18"
     "ftypheic"s},
    {FileKind::heic,
     "\0\0\0\x1c"
     "ftypmif1"s},
    {FileKind::avif,
     "\0\0\0\x1c"
     "ftypavif"s},
    {FileKind::mp4,
     "\0\0\0\x20"
     "ftypisom"s},
    {FileKind::mp4,
     "\0\0\0\x14"
     "ftypqt  "s},
    {FileKind::jpeg_2000, "\0\0\0\x0cjP  \r\n\x87\n"s},
    {FileKind::jpeg_2000, "\xff\x4f\xff\x51"},
    {FileKind::jpeg_xl, "\0\0\0\x0cJXL \r\n\x87\n"s},
    {FileKind::jpeg_xl, "\xff\x0a\x01"},
    {FileKind::ico, "\0\0\1\0\1\0"s},
    {FileKind::psd, "8BPS\0\1"s},
    {FileKind::dicom, std::string(128, '\0') + "DICM"},
    {FileKind::svg, "<svg xmlns='http://www.w3.org/2000/svg'/>"},
    {FileKind::svg, "<?xml version='1.0'?>\n<!-- made by -->\n<svg>"},
    {FileKind::pdf, "%PDF-1.7\n"},
    {FileKind::postscript, "%!PS-Adobe-3.0"},
    {FileKind::html, "<!DOCTYPE html><title>log in</title>"},
    {FileKind::html, "\xef\xbb\xbf\r\n  <HTML>"},
    {FileKind::html, "<head>"},
    {FileKind::xml, "<?xml version='1.0'?><invoice/>"},
    {FileKind::zip, "PK\3\4"},
    {FileKind::office, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
    {FileKind::rtf, "{\\rtf1"},
    {FileKind::gzip, "\x1f\x8b\x08"},
    {FileKind::seven_zip, "7z\xbc\xaf\x27\x1c"},
    {FileKind::rar, "Rar!\x1a\7"},
    {FileKind::webm, "\x1a\x45\xdf\xa3"},
    {FileKind::avi, "RIFF\x10\0\0\0AVI LIST"s},
};

FileKind kind_of(const std::string& head) { return file_kind(test::Exact(head).view()); }

std::string utf_16(const std::string& text, bool big_endian, bool with_mark) {
  std::string octets;
  const auto put = [&](char high, char low) { octets += big_endian ? std::string{high, low} : std::string{low, high}; };
  if (with_mark) put('\xfe', '\xff');
  for (const char c : text) put('\0', c);
  return octets;
}

}  // namespace

TEST_CASE("a file's kind is told by its first octets, and by no fewer", "[image][kinds]") {
  for (const Row& row : kHeads) {
    INFO(file_kind_name(row.kind));
    CHECK(kind_of(row.head) == row.kind);
    CHECK(kind_of(row.head + std::string(2000, 'x')) == row.kind);
    for (std::size_t size = 0; size < row.head.size(); ++size) {
      const FileKind cut = kind_of(row.head.substr(0, size));
      const bool is_more_general = row.kind == FileKind::svg && (cut == FileKind::xml || cut == FileKind::html);
      CHECK((cut == FileKind::unknown || cut == row.kind || is_more_general));
    }
  }
}

TEST_CASE("every kind has a head in this table, and a name of its own", "[image][kinds]") {
  std::set<FileKind> shown;
  std::set<std::string_view> names;
  for (const Row& row : kHeads) shown.insert(row.kind);
  for (std::uint8_t i = 0; i < static_cast<std::uint8_t>(FileKind::unknown); ++i) {
    CHECK(shown.count(static_cast<FileKind>(i)) == 1);
    const std::string_view name = file_kind_name(static_cast<FileKind>(i));
    CHECK_FALSE(name.empty());
    names.insert(name);
  }
  CHECK(names.size() == static_cast<std::size_t>(FileKind::unknown));
  CHECK(file_kind_name(FileKind::unknown).empty());
  CHECK(file_kind_name(FileKind::bmp) == "BMP");
  CHECK(file_kind_name(FileKind::pdf) == "PDF");
  CHECK(file_kind_name(FileKind::avi) == "AVI");
}

TEST_CASE("read_image names the kind of what it does not read", "[image][kinds]") {
  for (const Row& row : kHeads) {
    const auto image = read_image(test::Exact(row.head).view());
    INFO(file_kind_name(row.kind));
    REQUIRE(test::outcome(image) == "scan.bad_image");
    const std::string sentence =
        std::string(file_kind_name(row.kind)) + " is not read; give " + std::string(kReadKinds);
    CHECK((image.error().detail == sentence) == !is_read_kind(row.kind));
  }
  CHECK(read_image(test::Exact("a text").view()).error().detail == "no " + std::string(kReadKinds));
}

TEST_CASE("names tell kinds by their endings, in whatever case", "[image][kinds]") {
  CHECK(file_kind_by_name("a.webp") == FileKind::webp);
  CHECK(file_kind_by_name("A.B.JPeG") == FileKind::jpeg);
  CHECK(file_kind_by_name("scan.PDF") == FileKind::pdf);
  CHECK(file_kind_by_name("scan.tif") == FileKind::tiff);
  CHECK(file_kind_by_name(".gif") == FileKind::gif);
  for (const std::string_view name : {"", "png", "a.png.part", "a.txt", "a.", ".", "a.pngx", "a.card", "HY1:BB8"}) {
    CHECK(file_kind_by_name(name) == FileKind::unknown);
  }
  CHECK(is_picture_kind(FileKind::pdf));
  CHECK(is_picture_kind(FileKind::png));
  CHECK_FALSE(is_picture_kind(FileKind::zip));
  CHECK_FALSE(is_picture_kind(FileKind::html));
  CHECK_FALSE(is_picture_kind(FileKind::unknown));
}

TEST_CASE("no text of a code is of any kind, in whatever case and encoding", "[image][kinds]") {
  std::vector<std::string> texts = {"424" + std::string(25, '7'),
                                    "opc" + std::string(25, '0'),
                                    "OPC" + std::string(25, '0'),
                                    "opcftyp0"s,
                                    "hy1:ftypheic"s,
                                    "HY1:"s + std::string(120, '0') + "0000DICM"};
  std::mt19937 random(5);
  for (int i = 0; i < 2000; ++i) {
    Bytes token(1 + random() % 200);
    for (auto& octet : token) octet = static_cast<std::uint8_t>(random());
    texts.push_back(encode_text(token));
    texts.push_back(encode_text(token, Spelling::digits));
    std::string hex;
    for (int digit = 0; digit < 64; ++digit) hex += "0123456789ABCDEF"[random() % 16];
    texts.push_back(hex + ":1");
    texts.push_back("HY1:" + test::upper_case_text(4 + random() % 200, i).substr(4));
  }
  for (std::string& text : texts) {
    std::string lower = text;
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    for (const std::string& spelt : {text, lower}) {
      for (const std::string& file : {spelt, spelt + "\r\n", "\xef\xbb\xbf" + spelt, " \n" + spelt, "\x02" + spelt,
                                      "]Q1" + spelt, utf_16(spelt, true, true), utf_16(spelt, false, true),
                                      utf_16(spelt, true, false), utf_16(spelt, false, false)}) {
        if (file_kind(as_bytes(file)) != FileKind::unknown) FAIL_CHECK(file);
      }
    }
  }
}

TEST_CASE("texts that begin as pictures do are texts", "[image][kinds]") {
  for (const std::string& text : {"BM"s,
                                  "BMW 320"s,
                                  "BM is a name of eighteen letters"s,
                                  "P5"s,
                                  "P5 is a car"s,
                                  "P7 1 1"s,
                                  "P0 1 1"s,
                                  "P51 1 255"s,
                                  "GIF8"s,
                                  "GIF88a"s,
                                  "RIFF"s,
                                  "RIFFxxxxWAVE"s,
                                  "<3"s,
                                  "<"s,
                                  "8BPS"s,
                                  "%PD"s,
                                  "PK"s,
                                  "II*"s,
                                  "xxxxftypheic"s,
                                  "{\"json\": 1}"s}) {
    INFO(text);
    CHECK(kind_of(text) == FileKind::unknown);
  }
}

}  // namespace heyi
