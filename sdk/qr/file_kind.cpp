// The one table of kinds of files: their first octets, names and endings.
#include <heyi/file_kind.hpp>

#include <algorithm>
#include <array>

namespace heyi {
namespace {

using namespace std::string_view_literals;

constexpr auto kKinds = static_cast<std::size_t>(FileKind::unknown);

/// Magic is octets that stand at a place of every file of a kind, and of no text of a code.
struct Magic {
  FileKind kind;
  std::size_t at;
  std::string_view octets;
};

constexpr Magic kMagics[] = {
    {FileKind::png, 0, "\x89PNG"sv},
    {FileKind::jpeg, 0, "\xFF\xD8\xFF"sv},
    {FileKind::gif, 0, "GIF87a"sv},
    {FileKind::gif, 0, "GIF89a"sv},
    {FileKind::tiff, 0, "II*\0"sv},
    {FileKind::tiff, 0, "MM\0*"sv},
    {FileKind::tiff, 0, "II+\0\x08\0"sv},  // BigTIFF
    {FileKind::tiff, 0, "MM\0+\0\x08"sv},
    {FileKind::jpeg_2000, 0, "\0\0\0\x0CjP  \r\n\x87\n"sv},
    {FileKind::jpeg_2000, 0, "\xFF\x4F\xFF\x51"sv},
    {FileKind::jpeg_xl, 0, "\0\0\0\x0CJXL \r\n\x87\n"sv},
    {FileKind::jpeg_xl, 0, "\xFF\x0A"sv},
    {FileKind::ico, 0, "\0\0\1\0"sv},
    {FileKind::psd, 0, "8BPS\0"sv},
    {FileKind::dicom, 124, "\0\0\0\0DICM"sv},
    {FileKind::pdf, 0, "%PDF-"sv},
    {FileKind::postscript, 0, "%!PS"sv},
    {FileKind::zip, 0, "PK\3\4"sv},
    {FileKind::zip, 0, "PK\5\6"sv},  // an empty one
    {FileKind::office, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv},
    {FileKind::rtf, 0, "{\\rtf"sv},
    {FileKind::gzip, 0, "\x1F\x8B\x08"sv},
    {FileKind::seven_zip, 0, "7z\xBC\xAF\x27\x1C"sv},
    {FileKind::rar, 0, "Rar!\x1A\7"sv},
    {FileKind::webm, 0, "\x1A\x45\xDF\xA3"sv},
};

constexpr std::array<std::string_view, kKinds> kNames = {
    "PNG",     "JPEG", "WebP", "GIF",   "BMP", "PNM", "TIFF",       "HEIC", "AVIF", "JPEG 2000",
    "JPEG XL", "ICO",  "PSD",  "DICOM", "SVG", "PDF", "PostScript", "HTML", "XML",  "ZIP",
    "Office",  "RTF",  "gzip", "7z",    "RAR", "MP4", "WebM",       "AVI"};

struct Ending {
  std::string_view ending;
  FileKind kind;
};

constexpr Ending kEndings[] = {
    {".png", FileKind::png},       {".jpg", FileKind::jpeg},       {".jpeg", FileKind::jpeg},
    {".jpe", FileKind::jpeg},      {".jfif", FileKind::jpeg},      {".webp", FileKind::webp},
    {".gif", FileKind::gif},       {".bmp", FileKind::bmp},        {".dib", FileKind::bmp},
    {".pbm", FileKind::pnm},       {".pgm", FileKind::pnm},        {".ppm", FileKind::pnm},
    {".pnm", FileKind::pnm},       {".tif", FileKind::tiff},       {".tiff", FileKind::tiff},
    {".heic", FileKind::heic},     {".heif", FileKind::heic},      {".hif", FileKind::heic},
    {".avif", FileKind::avif},     {".jp2", FileKind::jpeg_2000},  {".j2k", FileKind::jpeg_2000},
    {".jxl", FileKind::jpeg_xl},   {".ico", FileKind::ico},        {".psd", FileKind::psd},
    {".dcm", FileKind::dicom},     {".svg", FileKind::svg},        {".pdf", FileKind::pdf},
    {".ps", FileKind::postscript}, {".eps", FileKind::postscript}, {".html", FileKind::html},
    {".htm", FileKind::html},      {".xml", FileKind::xml},        {".zip", FileKind::zip},
    {".docx", FileKind::zip},      {".xlsx", FileKind::zip},       {".pptx", FileKind::zip},
    {".ofd", FileKind::zip},       {".doc", FileKind::office},     {".xls", FileKind::office},
    {".ppt", FileKind::office},    {".wps", FileKind::office},     {".rtf", FileKind::rtf},
    {".gz", FileKind::gzip},       {".7z", FileKind::seven_zip},   {".rar", FileKind::rar},
    {".mp4", FileKind::mp4},       {".mov", FileKind::mp4},        {".webm", FileKind::webm},
    {".avi", FileKind::avi},
};

constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool stands_at(std::string_view text, std::size_t at, std::string_view octets) noexcept {
  return text.size() >= at && text.substr(at).starts_with(octets);
}

bool stands_at_in_any_case(std::string_view text, std::size_t at, std::string_view lower_case) noexcept {
  return text.size() >= at + lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char wanted, char there) { return wanted == lower(there); });
}

bool contains_in_any_case(std::string_view text, std::string_view lower_case) noexcept {
  return std::search(text.begin(), text.end(), lower_case.begin(), lower_case.end(),
                     [](char there, char wanted) { return lower(there) == wanted; }) != text.end();
}

// Two letters are too few to tell a picture from a text: the size of the second header, in octets, is looked at too.
bool is_bmp(std::string_view head) noexcept {
  if (!head.starts_with("BM") || head.size() < 18) return false;
  const auto header = static_cast<unsigned char>(head[14]);
  return head.substr(15, 3) == "\0\0\0"sv && header >= 12 && header <= 124;
}

bool is_pnm(std::string_view head) noexcept {
  if (head.size() < 3 || head[0] != 'P' || head[1] < '1' || head[1] > '6') return false;
  if (!is_space(head[2]) && head[2] != '#') return false;
  const auto* next = std::find_if_not(head.begin() + 2, head.end(), is_space);
  return next != head.end() && (*next == '#' || (*next >= '0' && *next <= '9'));
}

// ISO base media files say what they hold in a brand.
FileKind kind_of_brand(std::string_view brand) noexcept {
  for (const std::string_view avif : {"avif", "avis"}) {
    if (brand == avif) return FileKind::avif;
  }
  for (const std::string_view heic : {"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"}) {
    if (brand == heic) return FileKind::heic;
  }
  return FileKind::mp4;
}

FileKind kind_of_riff(std::string_view form) noexcept {
  if (form == "WEBP") return FileKind::webp;
  return form == "AVI " ? FileKind::avi : FileKind::unknown;
}

// Markup, behind a mark of the encoding and white space; `<` is in no code.
FileKind kind_of_markup(std::string_view head) noexcept {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty() && is_space(head.front())) head.remove_prefix(1);
  if (head.size() < 2 || head.front() != '<') return FileKind::unknown;
  if (contains_in_any_case(head, "<svg")) return FileKind::svg;
  if (contains_in_any_case(head, "<html") || contains_in_any_case(head, "<!doctype html")) return FileKind::html;
  if (stands_at_in_any_case(head, 0, "<?xml")) return FileKind::xml;
  for (const std::string_view tag : {"<!--", "<head", "<body", "<script", "<meta", "<title", "<div", "<p>", "<img"}) {
    if (stands_at_in_any_case(head, 0, tag)) return FileKind::html;
  }
  return FileKind::unknown;
}

}  // namespace

FileKind file_kind(ByteView file) noexcept {
  const std::string_view head = as_text(file.first(std::min<std::size_t>(file.size(), 1024)));
  for (const Magic& magic : kMagics) {
    if (stands_at(head, magic.at, magic.octets)) return magic.kind;
  }
  if (is_bmp(head)) return FileKind::bmp;
  if (is_pnm(head)) return FileKind::pnm;
  if (head.size() >= 12 && head.starts_with("\0\0"sv) && stands_at(head, 4, "ftyp"))
    return kind_of_brand(head.substr(8, 4));
  if (head.size() >= 12 && head.starts_with("RIFF")) return kind_of_riff(head.substr(8, 4));
  return kind_of_markup(head);
}

FileKind file_kind_by_name(std::string_view name) noexcept {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return FileKind::unknown;
  const std::string_view ending = name.substr(dot);
  for (const Ending& known : kEndings) {
    if (ending.size() == known.ending.size() && stands_at_in_any_case(ending, 0, known.ending)) return known.kind;
  }
  return FileKind::unknown;
}

std::string_view file_kind_name(FileKind kind) noexcept {
  const auto index = static_cast<std::size_t>(kind);
  return index < kNames.size() ? kNames[index] : std::string_view{};
}

}  // namespace heyi
