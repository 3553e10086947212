// The scanner test: a page of codes to scan, and a conversation that says what is set wrong.
#pragma once

#include <heyi/result.hpp>

#include <iosfwd>
#include <string>
#include <vector>

#include "scan/diagnosis.hpp"

namespace heyi::terminal {

/// TestCode is one code of the page. None can be a Heyi code.
struct TestCode {
  const char *name_zh, *name_en;
  std::string text;
};

/// selftest_codes are three: every character that a Heyi code may have, with spaces where scanners lose them; every
/// digit; and one as dense as the largest merged code, 101 modules wide.
std::vector<TestCode> selftest_codes();

/// selftest_page is one HTML file with the codes in it, in Chinese and English, to be printed or shown on a phone.
/// Fails as encode_qr does.
Result<std::string> selftest_page();

/// run_selftest reads scans from a descriptor, a terminal or an open port, and says after each one what was found,
/// until every code was read correctly, Ctrl-D or the end of the input. true when every code was.
bool run_selftest(int descriptor, std::ostream& out, Language language);

}  // namespace heyi::terminal
