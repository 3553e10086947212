// From a file's first octets to the reader of its kind.
#include <heyi/file_kind.hpp>

#include <string>

#include "qr/image_file.hpp"

namespace heyi {

Result<GreyImage> read_image(ByteView file, std::int64_t max_pixels) {
  const FileKind kind = file_kind(file);
  switch (kind) {
    case FileKind::png: return read_png(file, max_pixels);
    case FileKind::jpeg: return read_jpeg(file, max_pixels);
    case FileKind::webp: return read_webp(file, max_pixels);
    case FileKind::gif: return read_gif(file, max_pixels);
    case FileKind::bmp: return read_bmp(file, max_pixels);
    case FileKind::pnm: return read_pnm(file, max_pixels);
    case FileKind::unknown: return fail(Reason::scan_bad_image, "no " + std::string(kReadKinds));
    default: break;
  }
  return fail(Reason::scan_bad_image,
              std::string(file_kind_name(kind)) + " is not read; give " + std::string(kReadKinds));
}

}  // namespace heyi
