// Check characters and shapes of GB 11643, GB 32100 and GB/T 2260.
#include "card/numbers.hpp"

#include <algorithm>
#include <string>

#include <heyi/time.hpp>

namespace heyi {
namespace {

bool all_digits(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The first two digits of GB/T 2260: mainland provinces, Taiwan 71, Hong Kong 81, Macao 82.
bool is_province(std::string_view two) noexcept {
  constexpr std::string_view kProvinces[] = {"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34",
                                             "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52",
                                             "53", "54", "61", "62", "63", "64", "65", "71", "81", "82"};
  return std::find(std::begin(kProvinces), std::end(kProvinces), two) != std::end(kProvinces);
}

// ISO 7064 MOD 11-2 over 17 digits and a check character.
bool check_mod_11_2(std::string_view number) noexcept {
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum = (sum + (number[i] - '0')) * 2 % 11;
  const int check = (12 - sum) % 11;
  return number[17] == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

Result<std::int64_t> birth_date_in(std::string_view number) {
  std::string date(number.substr(6, 4));
  date.append("-").append(number.substr(10, 2)).append("-").append(number.substr(12, 2));
  return parse_date(date);
}

bool is_18_characters(std::string_view number) noexcept {
  return number.size() == 18 && all_digits(number.substr(0, 17)) && check_mod_11_2(number);
}

bool is_upper_alnum(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

bool is_document_number(std::int64_t document_type, std::string_view number) noexcept {
  const std::string_view two = number.substr(0, 2);
  switch (document_type) {
    case kDocumentCitizen: return is_18_characters(number) && is_province(two) && birth_date_in(number).has_value();
    case kDocumentHongKongMacao:
      return is_18_characters(number) && (two == "81" || two == "82") && birth_date_in(number).has_value();
    case kDocumentTaiwan: return is_18_characters(number) && two == "83" && birth_date_in(number).has_value();
    case kDocumentForeignResident:
      // The present form is 18 characters beginning with 9; the older one three letters and twelve digits.
      if (number.size() == 15) return is_upper_alnum(number.substr(0, 3)) && all_digits(number.substr(3));
      return is_18_characters(number) && number[0] == '9';
    default: return number.size() >= 5 && number.size() <= 20 && is_upper_alnum(number);
  }
}

std::optional<BirthAndSex> birth_and_sex(std::int64_t document_type, std::string_view number) noexcept {
  if (document_type < kDocumentCitizen || document_type > kDocumentTaiwan) return std::nullopt;
  if (!is_document_number(document_type, number)) return std::nullopt;
  return BirthAndSex{*birth_date_in(number), (number[16] - '0') % 2 == 1 ? 1 : 2};
}

bool is_organisation(std::string_view code) noexcept {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (code.size() != 18) return false;
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (std::size_t i = 0; i < 17; ++i) {
    const std::size_t value = kAlphabet.find(code[i]);
    if (value == std::string_view::npos) return false;
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return code[17] == kAlphabet[(31 - sum % 31) % 31];
}

bool is_area(std::string_view code) noexcept {
  return code.size() == 6 && all_digits(code) && is_province(code.substr(0, 2));
}

}  // namespace heyi
