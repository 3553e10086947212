// The field table itself; docs/format.md and docs/claims.schema.json follow from it. Append only.
#include "card/fields.hpp"

namespace heyi {
namespace {

using enum FieldKind;

constexpr Field kEnd = {0, "valid_until", date, false, 0, 0, {}, true, "有效期至", "valid until", {}};
constexpr Field kEndRequired = {0, "valid_until", date, true, 0, 0, {}, true, "有效期至", "valid until", {}};

constexpr Field kId[] = {
    kEnd,
    {1, "document_type", code, true, 0, 0, "document_types", true, "证件类型", "document type", {}},
    {2, "document_number", document_number, true, 5, 20, {}, true, "证件号码", "document number", {}},
    {3, "name", text, true, 1, 50, {}, true, "姓名", "name", {}},
    {4, "sex", code, false, 0, 0, "sexes", true, "性别", "sex", {}},
    {5, "birth_date", date, false, 0, 0, {}, true, "出生日期", "birth date", {}},
};

constexpr Field kCoverage[] = {
    {0, "type", code, true, 0, 0, "insurance_types", false, "险种", "insurance", {}},
    {1, "state", code, true, 0, 0, "coverage_states", false, "参保状态", "state", {}},
    {2, "since", date, false, 0, 0, {}, false, "参保日期", "since", {}},
};

constexpr Field kSs[] = {
    kEnd,
    {1, "card_number", token, true, 5, 20, {}, true, "社保卡号", "card number", {}},
    {2, "issuing_area", area, true, 0, 0, {}, true, "发卡地", "issuing area", {}},
    {3, "insured_area", area, false, 0, 0, {}, false, "参保地", "insured area", {}},
    {4, "pooling_area", area, false, 0, 0, {}, false, "统筹区", "pooling area", {}},
    {5, "coverages", list, false, 1, 16, {}, false, "参保险种", "coverages", kCoverage},
};

constexpr Field kHc[] = {
    kEnd,
    {1, "index", octets, true, 8, 32, {}, true, "健康卡主索引", "health-card index", {}},
    {2, "issuing_area", area, true, 0, 0, {}, true, "发卡地", "issuing area", {}},
    {3, "organisation", organisation, false, 0, 0, {}, false, "发卡机构", "organisation", {}},
};

constexpr Field kDose[] = {
    {0, "product", text, true, 1, 32, {}, false, "疫苗产品", "product", {}},
    {1, "dose", number, true, 1, 20, {}, false, "剂次", "dose", {}},
    {2, "date", date, true, 0, 0, {}, false, "接种日期", "date", {}},
    {3, "trace_code", digits, false, 1, 32, {}, false, "追溯码", "trace code", {}},
    {4, "lot", text, false, 1, 32, {}, false, "批号", "lot", {}},
    {5, "organisation", organisation, false, 0, 0, {}, false, "接种单位", "site", {}},
};

constexpr Field kVx[] = {
    kEnd,
    {1, "doses", list, true, 1, 30, {}, false, "接种记录", "doses", kDose},
};

constexpr Field kRecord[] = {
    {0, "organisation", organisation, true, 0, 0, {}, false, "机构", "organisation", {}},
    {1, "locator", text, true, 1, 64, {}, false, "病历号", "locator", {}},
    {2, "kind", code, false, 0, 0, "record_kinds", false, "类别", "kind", {}},
    {3, "date", date, false, 0, 0, {}, false, "日期", "date", {}},
};

constexpr Field kMr[] = {
    kEnd,
    {1, "records", list, true, 1, 16, {}, false, "病历", "records", kRecord},
};

constexpr Field kBenefit[] = {
    {0, "category", code, true, 0, 0, "assistance_categories", false, "救助类别", "category", {}},
    {1, "area", area, true, 0, 0, {}, false, "认定地", "area", {}},
    {2, "valid_until", date, false, 0, 0, {}, false, "有效期至", "valid until", {}},
};

constexpr Field kBn[] = {
    kEnd,
    {1, "benefits", list, true, 1, 16, {}, false, "救助与补贴", "benefits", kBenefit},
};

constexpr Field kPx[] = {
    kEndRequired,
    {1, "presenter_name", text, true, 1, 50, {}, true, "代办人姓名", "presenter's name", {}},
    {2, "relation", code, true, 0, 0, "relations", true, "与持卡人关系", "relation", {}},
    {3, "presenter", pseudonym, false, 12, 12, {}, true, "代办人假名", "presenter's pseudonym", {}},
};

}  // namespace

std::span<const Field> section_fields(Section section) noexcept {
  switch (section) {
    case Section::id: return kId;
    case Section::ss: return kSs;
    case Section::hc: return kHc;
    case Section::vx: return kVx;
    case Section::mr: return kMr;
    case Section::bn: return kBn;
    case Section::px: return kPx;
  }
  return {};
}

}  // namespace heyi
