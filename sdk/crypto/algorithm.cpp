// Names of the algorithms, and what OpenSSL calls their curves.
#include <array>

#include "crypto/openssl.hpp"

namespace heyi {
namespace {

struct Row {
  Algorithm algorithm;
  std::string_view name;
  CurveInfo curve;
};

constexpr std::array kRows = {
    Row{Algorithm::es256, "es256", {NID_X9_62_prime256v1, "P-256"}},
    Row{Algorithm::es384, "es384", {NID_secp384r1, "P-384"}},
    Row{Algorithm::eddsa, "eddsa", {NID_undef, ""}},
    Row{Algorithm::sm2, "sm2", {NID_sm2, "SM2"}},
};

}  // namespace

std::string_view algorithm_name(Algorithm algorithm) noexcept {
  return kRows[static_cast<std::size_t>(algorithm)].name;
}

Result<Algorithm> algorithm_from_name(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.algorithm;
  }
  return fail(Reason::key_unsupported, "algorithms are es256, es384, eddsa and sm2");
}

CurveInfo curve_of(Algorithm algorithm) noexcept { return kRows[static_cast<std::size_t>(algorithm)].curve; }

}  // namespace heyi
