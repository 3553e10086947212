// Codes in and out: from an image, a text or a stream, and to a picture, a drawing, a text or a terminal.
#pragma once

#include <optional>
#include <string>

#include <heyi/bytes.hpp>
#include <heyi/image.hpp>
#include <heyi/qr.hpp>

namespace heyi::cli {

/// CodeInput is what was handed in: a frame to be read, or octets (a text, or a binary file).
struct CodeInput {
  std::optional<GreyImage> frame;
  Bytes content;     ///< When there is no frame, the octets as they came.
  std::string name;  ///< For messages: the file's name, or what else it is; never a code's text.

  bool from_file = false;

  /// text is the content as a code's text: from a file or a stream, one trailing line break is cut off.
  std::string text() const;
};

/// load_code reads IMAGE|TEXT|-: a file that begins as a picture is decoded; another file's content is taken, less one
/// trailing line break; what names no file is the text itself. An image that cannot be decoded is a Failure, and so is
/// a picture or document of a kind that is not read, whose name the Failure says, and a missing file, as far as the
/// argument looks like a file's name.
CodeInput load_code(const std::string& argument);

/// code_argument explains that argument in help texts.
std::string code_argument();

/// check_code_output refuses an output name of which the kind of file cannot be told, before any work is done.
void check_code_output(const std::string& out);

/// CodeDrawing says how a code is written.
struct CodeDrawing {
  QrLevel level = QrLevel::medium;
  int module_pixels = 8;
};

/// write_code writes a code as its name ends: .png, .svg, .txt; `-` draws on a terminal and is the text in a pipe.
void write_code(const std::string& out, const std::string& text, const CodeDrawing& drawing);

}  // namespace heyi::cli
