// GB 18030 out of UTF-8, exactly or not at all.
#pragma once

#include <string>
#include <string_view>

#include <heyi/result.hpp>

namespace heyi::terminal {

/// to_charset converts UTF-8 with the C library's iconv, and converts what came out back again: only a text that comes
/// back the same octet by octet is answered. Fails with `claims.out_of_range` when there is a character that `charset`
/// cannot write, and with `internal.failure` when the machine does not know `charset`: Debian 12 has GB18030 in
/// libc6, later ones in libc-gconv-modules-extra.
///
/// The second octet of a character may equal `|`, `^`, `~` or `\`: whoever reads the text must convert it before
/// looking for them. CR, VT and FS, which end segments and frames, never occur inside a character.
Result<std::string> to_charset(std::string_view utf8, const char* charset);

}  // namespace heyi::terminal
