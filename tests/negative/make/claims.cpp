// Stage 12: claims files, code tables and drafts that an authority is handed, each with one thing to mend.
#include <cstdio>
#include <cstdlib>

#include "negative/make/maker.hpp"

namespace heyi::test::negative {
namespace {

// replaced exchanges a piece of text that must be there.
std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    std::fprintf(stderr, "not in the claims: %s\n", from.c_str());
    std::exit(1);
  }
  return text.replace(at, from.size(), to);
}

void make_fields(Maker& maker) {
  const std::string social = hrss_rich_claims();
  const std::string health = health_rich_claims();
  const auto make = [&](const char* name, const char* expect, const char* note, const std::string& json) {
    maker.vector(std::string("claims/") + name, "claims", {expect, "", "docs/claims.schema.json", note}, json);
  };
  make("in_order_social", "ok", "A claims file; nothing is wrong with it.", social);
  make("in_order_health", "ok", "A claims file; nothing is wrong with it.", health);
  make("not_json", "claims.bad_json", "A comma is missing.", replaced(social, "\"JN-HRSS\",", "\"JN-HRSS\""));
  make("twice", "claims.bad_json", "issuer stands twice.",
       replaced(social, "\"issuer\": \"JN-HRSS\",", "\"issuer\": \"JN-HRSS\", \"issuer\": \"JN-HC\","));
  make("empty", "claims.bad_json", "Nothing at all.", "");
  make("nested_too_deep", "claims.bad_json", "2000 nested arrays.", std::string(2000, '['));
  make("trailing", "claims.bad_json", "Something behind the object.", social + " {}");
  make("issuer_missing", "claims.missing", "There is no issuer.", replaced(social, "\"issuer\": \"JN-HRSS\",", ""));
  make("person_missing", "claims.missing", "There is no person.",
       replaced(health, "\"person\": {\"document_type\": 1, \"document_number\": \"11010519491231002X\"},", ""));
  make("card_number_missing", "claims.missing", "A section lacks a field.",
       replaced(social, "\"card_number\": \"A12345678\", ", ""));
  make(
      "no_section", "claims.missing", "There is no section.",
      R"({"issuer": "JN-HC", "person": {"document_type": 1, "document_number": "11010519491231002X"}, "valid_until": "2031-11-23"})");
  make("unknown_field", "claims.unknown_field", "A field's name is misspelt.",
       replaced(social, "\"insured_area\"", "\"insurd_area\""));
  make("unknown_section", "claims.unknown_field", "A section that does not exist.",
       replaced(social, "\"px\"", "\"pz\""));
  make("number_as_text", "claims.wrong_type", "A number is written as a text.",
       replaced(social, "\"type\": 310", "\"type\": \"310\""));
  make("float", "claims.wrong_type", "A number is a float.", replaced(social, "\"type\": 310", "\"type\": 310.0"));
  make("null", "claims.wrong_type", "A text is null.", replaced(social, "\"A12345678\"", "null"));
  make("array_for_object", "claims.wrong_type", "The file is an array.", "[]");
  make("dose_21", "claims.out_of_range", "A dose beyond the twentieth.",
       replaced(health, "\"dose\": 1", "\"dose\": 21"));
  make("name_with_line_end", "claims.out_of_range", "A name holds a line end.", replaced(social, "欧阳·", "欧阳\\n"));
  make("name_with_direction_mark", "claims.out_of_range", "A name holds a mark that turns the direction of writing.",
       replaced(social, "欧阳·", "欧阳\\u202e"));
  make("name_with_a_space_behind", "claims.out_of_range", "A name ends with a space.",
       replaced(social, "阿依古丽", "阿依古丽 "));
  make("status_index_2_32", "claims.out_of_range", "The status index is 2^32.",
       replaced(social, "\"index\": 4711", "\"index\": 4294967296"));
  make("card_number_lower_case", "claims.out_of_range", "A card number in lower case.",
       replaced(social, "A12345678", "a12345678"));
  make("citizen_number_check_character", "claims.bad_document_number", "The citizen number's check character is wrong.",
       replaced(replaced(social, "11010519491231002X", "110105194912310021"), "11010519491231002X",
                "110105194912310021"));
  make(
      "citizen_number_of_17", "claims.bad_document_number", "The citizen number is a digit short.",
      replaced(replaced(social, "11010519491231002X", "11010519491231002"), "11010519491231002X", "11010519491231002"));
  make("citizen_number_lower_case_x", "claims.bad_document_number", "The check character in lower case.",
       replaced(replaced(social, "11010519491231002X", "11010519491231002x"), "11010519491231002X",
                "11010519491231002x"));
  make("organisation_check_character", "claims.bad_organisation",
       "The unified social credit code's check character is wrong.",
       replaced(health, "12370100MB1234567U", "12370100MB1234567T"));
  make("organisation_of_17", "claims.bad_organisation", "The unified social credit code is a character short.",
       replaced(health, "12370100MB1234567U", "12370100MB1234567"));
  make("area_of_5", "claims.bad_area", "The area has five digits.",
       replaced(social, "\"issuing_area\": \"370100\"", "\"issuing_area\": \"37010\""));
  make("area_of_no_province", "claims.bad_area", "No province begins with 47.",
       replaced(social, "\"issuing_area\": \"370100\"", "\"issuing_area\": \"470100\""));
  make("insurance_type_unknown", "claims.unknown_code", "The insurance type is not in its table.",
       replaced(social, "\"type\": 310", "\"type\": 311"));
  make("document_type_unknown", "claims.unknown_code", "The person's document type is not in its table.",
       replaced(health, "\"document_type\": 1", "\"document_type\": 98"));
  make("name_of_51", "claims.too_long", "A name of 51 characters.",
       replaced(social, "欧阳·阿依古丽", std::string(51, 'n')));
  make("trace_code_of_33", "claims.too_long", "A trace code of 33 digits.",
       replaced(health, "81234567890123456789", std::string(33, '8')));
  make("uri_of_29", "claims.too_long", "The status list's name is longer than 28 octets.",
       replaced(social, "jn-hrss:1", std::string(29, 'u')));
  make("persons_differ", "claims.inconsistent", "The person and the identity section name different numbers.",
       replaced(social, "11010519491231002X", kOtherPerson));
  make("birth_date_differs", "claims.inconsistent", "The birth date is not the citizen number's.",
       replaced(social, "\"birth_date\": \"1949-12-31\"", "\"birth_date\": \"1949-12-30\""));
  make("date_that_does_not_exist", "claims.bad_date", "29 February of a year that has none.",
       replaced(social, "\"2027-06-30\"", "\"2027-02-29\""));
  make("date_with_slashes", "claims.bad_date", "A date written with slashes.",
       replaced(social, "\"2027-06-30\"", "\"2027/06/30\""));
}

void make_tables(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* note, const char* json) {
    maker.vector(std::string("claims/tables_") + name, "tables",
                 {expect, "", "docs/format.md section 4, code tables", note}, json);
  };
  make("of_another_shape", "claims.bad_table", "tables is an array.", R"({"tables": []})");
  make("without_chinese", "claims.bad_table", "A code lacks its Chinese name.",
       R"({"tables": {"sexes": {"1": {"en": "male"}}}})");
  make("code_with_a_zero", "claims.bad_table", "A code is written with a leading zero.",
       R"({"tables": {"sexes": {"01": {"zh": "男", "en": "male"}}}})");
  make("unknown_table", "claims.bad_table", "No field uses the table.",
       R"({"tables": {"insurance_typs": {"1": {"zh": "甲", "en": "a"}}}})");
  make("not_json", "claims.bad_json", "The file is no JSON.", "{");
}

void make_issues(Maker& maker) {
  const auto make = [&](const char* name, const char* expect, const char* note, const std::string& json,
                        const More& more) {
    More all = {{"holder", "eddsa 61"}};
    if (name != std::string_view("beyond_the_budget")) all.emplace_back("signer", "eddsa 31");
    all.insert(all.end(), more.begin(), more.end());
    maker.vector(std::string("claims/issue_") + name, "issue", {expect, "", "docs/format.md section 4", note}, json,
                 all);
  };
  make("in_order", "ok", "A card with a withholdable section; nothing is wrong with it.", hrss_claims(),
       {{"redact", "id"}});
  make("px_withheld", "claims.not_redactable", "Who presents cannot be made withholdable.", hrss_rich_claims(),
       {{"redact", "px"}});
  make("absent_section_withheld", "claims.missing", "A section that is not there cannot be made withholdable.",
       hrss_claims(), {{"redact", "vx"}});
  make("nine_decoys", "claims.out_of_range", "More than 8 decoys.", hrss_claims(), {{"decoys", "9"}});
  make("ended_already", "claims.inconsistent", "The card would have ended before its first day.",
       replaced(health_claims(), "2031-11-23", "2026-11-23"), {});
  make("printed_with_identity", "claims.not_static", "A printed code with a name.", hrss_claims(),
       {{"form", "static"}});
  make("printed_with_coverages", "claims.not_static", "A printed code with more than references.",
       replaced(static_claims(), "\"card_number\": \"A12345678\",",
                "\"card_number\": \"A12345678\", \"insured_area\": \"370102\","),
       {{"form", "static"}});
  make("printed_without_status", "claims.missing", "A printed code that nobody could revoke.",
       replaced(static_claims(), "\"status\": {\"uri\": \"jn-city:1\", \"index\": 42},", ""), {{"form", "static"}});
  std::string doses;
  for (int i = 0; i < 30; ++i)
    doses +=
        std::string(i == 0 ? "" : ", ") +
        R"({"product": "A VERY LONG NAME OF A VACCINE 01", "dose": 1, "date": "2026-01-15", "trace_code": "81234567890123456789012345678901", "lot": "A VERY LONG NAME OF A LOT NO. 01"})";
  const std::string health = health_rich_claims();
  const std::size_t begin = health.find("[{\"product\"");
  make("beyond_the_budget", "present.over_budget", "Thirty vaccinations with long names make too dense a code.",
       health.substr(0, begin) + "[" + doses + health.substr(health.find("]}", begin)), {{"signer", "eddsa 41"}});
}

void make_drafts(Maker& maker) {
  maker.vector("claims/draft_not_json", "draft",
               {"claims.bad_json", "", "docs/format.md section 11", "The draft of a trust list is no JSON."},
               "{\"environment\"");
  maker.vector("claims/draft_without_entries", "draft",
               {"trust.bad_entry", "", "docs/format.md section 11", "The draft of a trust list lacks its members."},
               R"({"environment": "test"})");
}

}  // namespace

void make_claims(Maker& maker) {
  make_fields(maker);
  make_tables(maker);
  make_issues(maker);
  make_drafts(maker);
}

}  // namespace heyi::test::negative
