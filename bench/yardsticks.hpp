// What the libraries underneath take for the same work alone: the yardstick of every number.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <heyi/heyi.hpp>

namespace heyi::bench {

/// EvpVerify is OpenSSL's EVP verifying one signature with a parsed key.
class EvpVerify {
 public:
  explicit EvpVerify(Algorithm algorithm);
  /// once verifies; false when OpenSSL would not.
  bool once() const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

/// EvpSign is EVP signing one message of a card's length with a parsed key.
class EvpSign {
 public:
  explicit EvpSign(Algorithm algorithm);
  bool once() const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

/// qrencode_alone encodes `text` in one alphanumeric segment of the version given.
bool qrencode_alone(const std::string& text, int version);

/// zxing_alone reads the one QR code of a frame.
bool zxing_alone(const GreyView& frame);

/// ZxingEffort is how hard ZXing tries: its fast mode, with all that is optional left out, or all that it has.
enum class ZxingEffort { fast, harder };

/// zxing_texts reads the one QR code of a frame; empty when ZXing finds none.
std::vector<std::string> zxing_texts(const GreyView& frame, ZxingEffort effort);

}  // namespace heyi::bench
