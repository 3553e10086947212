// Kinds of files that people hand in where a picture of a code is wanted: what read_image reads, and what it does not,
// so that a person is told "this is a HEIC file" and not that a code is wrong.
#pragma once

#include <cstdint>
#include <string_view>

#include <heyi/bytes.hpp>

namespace heyi {

/// FileKind is what a file is, by its first octets or by its name. The first six are what read_image reads.
enum class FileKind : std::uint8_t {
  png,
  jpeg,
  webp,
  gif,
  bmp,
  pnm,  ///< PBM, PGM and PPM, plain and raw.
  tiff,
  heic,  ///< HEIC and HEIF, as phones write them.
  avif,
  jpeg_2000,
  jpeg_xl,
  ico,
  psd,
  dicom,
  svg,
  pdf,
  postscript,
  html,
  xml,
  zip,     ///< And what is one inside: DOCX, XLSX, OFD, EPUB.
  office,  ///< DOC, XLS, PPT and WPS of before 2007.
  rtf,
  gzip,
  seven_zip,
  rar,
  mp4,  ///< And QuickTime.
  webm,
  avi,
  unknown,  ///< None of these: a text, a card, a list, or anything else.
};

/// kReadKinds names the kinds that read_image reads, for messages.
inline constexpr std::string_view kReadKinds = "PNG, JPEG, WebP, GIF, BMP, PBM, PGM or PPM";

/// file_kind tells the kind of a file from its first octets, of which 1,024 are enough. It is no promise that the file
/// is sound. No text of a code, Heyi's or an incumbent's, in whatever case or encoding, is of any kind but `unknown`.
FileKind file_kind(ByteView file) noexcept;

/// file_kind_by_name tells the kind from a name's ending, in whatever case: `unknown` for one without a known ending.
FileKind file_kind_by_name(std::string_view name) noexcept;

/// file_kind_name is the kind's name for messages, such as "HEIC"; empty for `unknown`.
std::string_view file_kind_name(FileKind kind) noexcept;

/// is_read_kind says whether read_image reads files of this kind.
constexpr bool is_read_kind(FileKind kind) noexcept { return kind <= FileKind::pnm; }

/// is_picture_kind says whether it is a picture or a page, read or not: what a camera, a phone or a document scanner
/// may have put a code into.
constexpr bool is_picture_kind(FileKind kind) noexcept { return kind <= FileKind::postscript; }

}  // namespace heyi
