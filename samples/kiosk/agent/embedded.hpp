// The files that the program carries: the page, and the example's rules. samples/kiosk/embed.cmake writes their source.
#pragma once

#include <span>
#include <string_view>

namespace heyi::kiosk {

/// EmbeddedFile is one of them, by the name under which it is served.
struct EmbeddedFile {
  std::string_view name, content;
};

/// embedded_files lists them all.
std::span<const EmbeddedFile> embedded_files() noexcept;

/// embedded_file is the content of one; empty when there is none of that name.
inline std::string_view embedded_file(std::string_view name) noexcept {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name == name) return file.content;
  }
  return {};
}

}  // namespace heyi::kiosk
