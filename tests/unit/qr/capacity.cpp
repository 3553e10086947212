// The version table against the encoder: libqrencode chooses the smallest version by itself, and both must agree.
#include <heyi/qr.hpp>

#include <qrencode.h>

#include <memory>
#include <string>

#include "unit/qr/canvas.hpp"

namespace {

using heyi::qr_version_for;
using heyi::QrLevel;

constexpr QrLevel kLevels[] = {QrLevel::low, QrLevel::medium, QrLevel::quartile, QrLevel::high};
constexpr QRecLevel kTheirs[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};

// their_version is what libqrencode makes of one segment when it may choose; 0 when it refuses.
int their_version(const std::string& text, bool numeric, QrLevel level) {
  const std::unique_ptr<QRinput, void (*)(QRinput*)> input(QRinput_new2(0, kTheirs[static_cast<int>(level)]),
                                                           QRinput_free);
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  if (QRinput_append(input.get(), numeric ? QR_MODE_NUM : QR_MODE_AN, static_cast<int>(text.size()), data) != 0)
    return 0;
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeInput(input.get()), QRcode_free);
  return code ? code->version : 0;
}

// largest is the number of characters that `version` still holds, by the table under test.
std::size_t largest(bool numeric, QrLevel level, int version) {
  std::size_t low = 1;
  std::size_t high = 7090;
  while (low + 1 < high) {
    const std::size_t middle = (low + high) / 2;
    const int needed = qr_version_for(std::string(middle, numeric ? '1' : 'A'), level);
    (needed != 0 && needed <= version ? low : high) = middle;
  }
  return low;
}

}  // namespace

TEST_CASE("qr_version_for agrees with the encoder on both sides of every version's limit", "[qr]") {
  for (const QrLevel level : kLevels) {
    for (const bool numeric : {false, true}) {
      for (int version = 1; version <= 40; ++version) {
        const std::size_t size = largest(numeric, level, version);
        INFO("version " << version << ", level " << static_cast<int>(level)
                        << (numeric ? ", numeric " : ", alphanumeric ") << size);
        CHECK(their_version(std::string(size, numeric ? '1' : 'A'), numeric, level) == version);
        CHECK(their_version(std::string(size + 1, numeric ? '1' : 'A'), numeric, level) ==
              (version == 40 ? 0 : version + 1));
      }
    }
  }
}

TEST_CASE("qr_version_for agrees with the encoder for every length of a small code", "[qr]") {
  for (const bool numeric : {false, true}) {
    for (std::size_t size = 1; size <= 180; ++size) {
      const std::string text(size, numeric ? '4' : 'X');
      CHECK(qr_version_for(text, QrLevel::medium) == their_version(text, numeric, QrLevel::medium));
    }
  }
}

TEST_CASE("the symbol that is made has the version that was foretold", "[qr]") {
  for (std::size_t size = 4; size < 1800; size += 61) {
    for (const QrLevel level : kLevels) {
      const std::string text = heyi::test::upper_case_text(size);
      CHECK(heyi::test::symbol_of(text, level).version == qr_version_for(text, level));
    }
  }
}

TEST_CASE("the budgets of the design are these many characters at level M", "[qr]") {
  // ISO/IEC 18004 table 7: 12-M 419, 16-M 656, 21-M 1035, 23-M 1248 alphanumeric characters.
  CHECK(largest(false, QrLevel::medium, 12) == 419);
  CHECK(largest(false, QrLevel::medium, 16) == 656);
  CHECK(largest(false, QrLevel::medium, 21) == 1035);
  CHECK(largest(false, QrLevel::medium, 23) == 1248);
}

TEST_CASE("a text that no version holds needs version 0", "[qr]") {
  CHECK(qr_version_for(std::string(7090, '1'), QrLevel::low) == 0);
  CHECK(qr_version_for(std::string(4297, 'A'), QrLevel::low) == 0);
}
