// Which kind of file it is, is told by its first octets when read and by its name when written.
#include "code_file.hpp"

#include <algorithm>
#include <iterator>

#include <heyi/file_kind.hpp>
#include <heyi/text.hpp>

#include "failure.hpp"
#include "files.hpp"
#include "terminal.hpp"

namespace heyi::cli {
namespace {

std::string lower_ending(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  std::string ending = dot == std::string::npos ? "" : name.substr(dot);
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return ending;
}

// A mistyped file name should not be taken for a code that is not Heyi's.
bool looks_like_a_file_name(const std::string& argument) {
  if (looks_like_heyi(argument) || is_incumbent(argument)) return false;
  constexpr std::string_view kEndings[] = {".txt", ".card", ".list"};
  const std::string ending = lower_ending(argument);
  return file_kind_by_name(argument) != FileKind::unknown ||
         std::find(std::begin(kEndings), std::end(kEndings), ending) != std::end(kEndings) ||
         argument.starts_with("/") || argument.starts_with("./") || argument.starts_with("../");
}

}  // namespace

std::string CodeInput::text() const {
  std::string text(as_text(content));
  if (from_file && text.ends_with('\n')) {
    text.pop_back();
    if (text.ends_with('\r')) text.pop_back();
  }
  return text;
}

CodeInput load_code(const std::string& argument) {
  CodeInput input;
  const bool stream = argument == "-";
  if (!stream && !is_file(argument)) {
    if (looks_like_a_file_name(argument)) read_file(argument, 0);  // Says why it cannot be read.
    input.content.assign(argument.begin(), argument.end());
    input.name = "text";
    return input;
  }
  input.name = stream ? "standard input" : argument;
  input.from_file = true;
  input.content = read_file(argument, kMaxImageFile);
  const FileKind kind = file_kind(input.content);
  if (kind == FileKind::unknown) return input;
  if (!is_read_kind(kind)) {
    throw Failure(Reason::scan_bad_image, input.name + ": " + std::string(file_kind_name(kind)) +
                                              " is not read; give " + std::string(kReadKinds) + ", or the text");
  }
  input.frame = take(read_image(input.content), input.name);
  input.content.clear();
  return input;
}

std::string code_argument() {
  return "Picture (" + std::string(kReadKinds) +
         "), file with the code's text, the text itself, or `-` for standard input";
}

void check_code_output(const std::string& out) {
  const std::string ending = lower_ending(out);
  if (out != "-" && ending != ".png" && ending != ".svg" && ending != ".txt") {
    throw usage("--out: the name ends in .png, .svg or .txt, or is `-`");
  }
}

void write_code(const std::string& out, const std::string& text, const CodeDrawing& drawing) {
  const std::string ending = lower_ending(out);
  if (ending == ".txt" || (out == "-" && !stdout_is_terminal())) return write_file(out, as_bytes(text + "\n"));
  const QrSymbol symbol = take(encode_qr(text, drawing.level), "");
  const QrRendering rendering{.module_pixels = drawing.module_pixels};
  if (out == "-") return write_file(out, as_bytes(qr_to_terminal(symbol) + "\n"));
  if (ending == ".svg") return write_file(out, as_bytes(qr_to_svg(symbol, rendering)));
  write_file(out, take(qr_to_png(symbol, rendering), out));
}

}  // namespace heyi::cli
