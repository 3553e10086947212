// Names are shown in full, because the clerk compares them with a document; of numbers both ends, which suffice for
// that, so that nobody reads them over a shoulder.
#include "screen/content.hpp"

#include <algorithm>

#include "screen/words.hpp"

namespace heyi::terminal {
namespace {

// Rows, collected in one language.
class Rows {
 public:
  explicit Rows(Language language) : language_(language) {}

  std::string text(std::string_view zh, std::string_view en) const { return said(language_, zh, en); }
  // The words of a code, or its number when no table has it.
  std::string words(const Coded& coded) const {
    const std::string& name = coded.name.in(language_);
    return name.empty() ? std::to_string(coded.code) : name;
  }
  void add(std::string_view zh, std::string_view en, std::string value, int rank, Style style = Style::plain) {
    if (!value.empty()) rows_.push_back({text(zh, en), std::move(value), style, rank});
  }
  std::vector<Row> take() { return std::move(rows_); }
  Language language() const noexcept { return language_; }

 private:
  Language language_;
  std::vector<Row> rows_;
};

void append(std::string& text, std::string_view part, std::string_view between = "  ") {
  if (part.empty()) return;
  if (!text.empty()) text += between;
  text += part;
}

void add_identity(Rows& rows, const Identity& identity) {
  rows.add("姓名", "Name", identity.name, 0, Style::bold);
  std::string born = identity.birth_date;
  if (identity.sex) append(born, rows.words(*identity.sex));
  rows.add("出生", "Born", born, 1);
  std::string document = rows.words(identity.document_type);
  append(document, masked_number(identity.document_number));
  rows.add("证件", "Document", document, 1);
}

void add_presenter(Rows& rows, const Presenter& presenter, bool is_confirmed) {
  std::string who = presenter.name;
  who += rows.text("（", " (") + rows.words(presenter.relation) + rows.text("）", ")");
  rows.add("代办人", "Presenter", who, 0, is_confirmed ? Style::bold : Style::warn);
  rows.add("代办至", "Until", presenter.valid_until, 2);
}

void add_social_security(Rows& rows, const SocialSecurity& card) {
  std::string number = masked_number(card.card_number);
  append(number, card.valid_until.empty() ? std::string() : rows.text("有效至 ", "until ") + card.valid_until);
  rows.add("社保卡", "Card", number, 3);
  std::string areas = card.insured_area;
  append(areas, card.pooling_area.empty() ? std::string() : rows.text("统筹区 ", "pooling area ") + card.pooling_area);
  for (const Coverage& coverage : card.coverages) {
    // State 1 is insured now; anything else is for the clerk to see.
    const bool is_insured = coverage.state.code == 1;
    rows.add("参保", "Insured", rows.words(coverage.type) + "  " + rows.words(coverage.state), is_insured ? 4 : 1,
             is_insured ? Style::plain : Style::warn);
  }
  rows.add("参保地", "Area", areas, 6);
}

void add_doses(Rows& rows, const std::vector<Dose>& doses) {
  for (const Dose& dose : doses) {
    std::string text = dose.product;
    append(text, rows.text("第 ", "dose ") + std::to_string(dose.number) + rows.text(" 剂", ""));
    append(text, dose.date);
    rows.add("接种", "Vaccine", text, 7);
  }
}

void add_visit(Rows& rows, const ResultView& result) {
  const Visit& visit = *result.visit;
  if (visit.presenter) add_presenter(rows, *visit.presenter, result.is_confirmed);
  if (visit.identity) {
    add_identity(rows, *visit.identity);
  } else {
    rows.add("姓名", "Name", rows.text("未出示", "not shown"), 0, Style::dim);
  }
  if (visit.social_security) add_social_security(rows, *visit.social_security);
  if (visit.health_card) rows.add("健康卡", "Health", masked_number(visit.health_card->index), 3);
  add_doses(rows, visit.doses);
}

void add_printed(Rows& rows, const Printed& printed) {
  if (!printed.social_security_card.empty()) rows.add("社保卡", "Card", masked_number(printed.social_security_card), 0);
  if (!printed.health_card_index.empty()) rows.add("健康卡", "Health", masked_number(printed.health_card_index), 0);
  rows.add("可以", "You may", rows.text("查找登记，打印排队号", "look up the registration, print a queue slip"), 0,
           Style::good);
  rows.add("不可以", "Never", rows.text("收费、查病历、交付任何物品", "take payment, open records, hand anything over"),
           0, Style::bad);
}

void add_as_of(Rows& rows, const AsOf& as_of) {
  std::string text;
  const auto tell = [&](std::string_view what, const ListAge& list) {
    append(text, std::string(what) + ago_words(list.age, rows.language()), rows.text("，", ", "));
  };
  if (as_of.trust) tell(rows.text("信任列表 ", "trust "), *as_of.trust);
  // The oldest speaks for all.
  const auto oldest = std::max_element(as_of.status.begin(), as_of.status.end(),
                                       [](const ListAge& a, const ListAge& b) { return a.age < b.age; });
  if (oldest != as_of.status.end()) tell(rows.text("状态列表 ", "status "), *oldest);
  rows.add("依据", "Lists of", text, 2, Style::dim);
}

}  // namespace

std::vector<Row> result_rows(const ResultView& result, Language language) {
  Rows rows(language);
  if (result.visit) add_visit(rows, result);
  if (result.outcome == Outcome::identify) add_printed(rows, result.printed.value_or(Printed{}));
  add_as_of(rows, result.as_of);
  rows.add("代码", "Code",
           std::string(reason_name(result.reason)) + " (" + std::to_string(reason_code(result.reason)) + ")", 8,
           Style::dim);
  return rows.take();
}

std::vector<Row> section_rows(const ResultView& result, Language language) {
  std::vector<Row> rows;
  for (const SectionReport& report : result.sections) {
    rows.push_back({std::string(section_title(report.section, language)),
                    std::string(state_word(report.state, language)), state_style(report.state),
                    report.state == SectionState::withheld ? 1 : 0});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.rank < b.rank; });
  return rows;
}

std::vector<std::string> mark_lines(const ResultView& result, Language language) {
  const bool is_good =
      result.outcome == Outcome::accepted || result.outcome == Outcome::repeated || result.outcome == Outcome::confirm;
  std::vector<std::string> lines;
  for (const Reason mark : result.marks) {
    if (mark == result.reason || mark == Reason::ok || mark == Reason::ok_identified || mark == Reason::ok_repeat)
      continue;
    // Their sentences begin with "verified", which must not stand under anything but a tick.
    const bool says_verified =
        mark == Reason::trust_expiring || mark == Reason::status_stale || mark == Reason::status_expiring;
    lines.push_back(says_verified && !is_good ? std::string(reason_next(mark, language))
                                              : warning_words(reason_name(mark), language));
  }
  return lines;
}

}  // namespace heyi::terminal
