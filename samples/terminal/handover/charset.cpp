// iconv may replace a character silently, or differ between versions of the standard: so the way back is tried too.
#include "handover/charset.hpp"

#include <iconv.h>

#include <optional>

namespace heyi::terminal {
namespace {

/// Converter is one direction, closed when it goes.
class Converter {
 public:
  Converter(const char* to, const char* from) noexcept : handle_(::iconv_open(to, from)) {}
  ~Converter() {
    if (is_open()) ::iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool is_open() const noexcept { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // None when a character has no exact counterpart.
  std::optional<std::string> convert(std::string_view text) {
    constexpr std::size_t kLongestPerOctet = 4;
    std::string out(text.size() * kLongestPerOctet, '\0');
    auto* from = const_cast<char*>(text.data());
    char* to = out.data();
    std::size_t from_left = text.size(), to_left = out.size();
    if (::iconv(handle_, &from, &from_left, &to, &to_left) != 0 || from_left != 0) return std::nullopt;
    out.resize(out.size() - to_left);
    return out;
  }

 private:
  iconv_t handle_;
};

}  // namespace

Result<std::string> to_charset(std::string_view utf8, const char* charset) {
  Converter there(charset, "UTF-8"), back("UTF-8", charset);
  if (!there.is_open() || !back.is_open()) {
    return fail(Reason::internal_failure, std::string("this machine has no converter for ") + charset +
                                              ": install libc-gconv-modules-extra, or libc6 whole");
  }
  const std::optional<std::string> written = there.convert(utf8);
  if (!written || back.convert(*written) != utf8) {
    return fail(Reason::claims_out_of_range, std::string("a character that cannot be written in ") + charset);
  }
  return *written;
}

}  // namespace heyi::terminal
