// Numbers with rules of their own: identity documents, organisations, areas.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace heyi {

/// Document types whose numbers have a known shape; other types of the code table are only bounded in length.
inline constexpr std::int64_t kDocumentCitizen = 1;          // 居民身份证, GB 11643
inline constexpr std::int64_t kDocumentHongKongMacao = 2;    // 港澳居民居住证, 81… and 82…
inline constexpr std::int64_t kDocumentTaiwan = 3;           // 台湾居民居住证, 83…
inline constexpr std::int64_t kDocumentForeignResident = 4;  // 外国人永久居留身份证
inline constexpr std::int64_t kDocumentPassport = 5;         // 护照

/// is_document_number checks shape, area, birth date and check character (MOD 11-2) where the type has them.
bool is_document_number(std::int64_t document_type, std::string_view number) noexcept;

/// BirthAndSex is what an 18-character number says of its holder: days since 1970-01-01, and 1 male or 2 female.
struct BirthAndSex {
  std::int64_t birth_date;
  std::int64_t sex;
};

/// birth_and_sex reads it from a valid number of types 1 to 3; none for the others, whose digits say something else.
std::optional<BirthAndSex> birth_and_sex(std::int64_t document_type, std::string_view number) noexcept;

/// is_organisation checks a unified social credit code: GB 32100, 18 characters without I O S V Z, MOD 31.
bool is_organisation(std::string_view code) noexcept;

/// is_area checks a GB/T 2260 code: six digits that begin with a province's two.
bool is_area(std::string_view code) noexcept;

}  // namespace heyi
