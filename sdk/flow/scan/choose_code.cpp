// Of several codes in one frame, the one to verify.
#include <heyi/qr.hpp>
#include <heyi/text.hpp>

#include <algorithm>

namespace heyi {
namespace {

// keep moves the codes that `wanted` likes to the front and cuts the rest off, each text once.
template <typename Wanted>
std::vector<QrFound> keep(std::vector<QrFound> codes, Wanted wanted) {
  std::vector<QrFound> kept;
  for (QrFound& code : codes) {
    const auto same = [&](const QrFound& other) { return other.text == code.text; };
    if (wanted(code.text) && std::none_of(kept.begin(), kept.end(), same)) kept.push_back(std::move(code));
  }
  return kept;
}

}  // namespace

Result<std::string> read_qr(const GreyView& frame) {
  const Result<std::vector<QrFound>> found = find_qr(frame);
  if (!found) return found.error();
  const std::vector<QrFound> ours = keep(*found, looks_like_heyi);
  if (ours.size() > 1) return fail(Reason::scan_several_codes);
  if (ours.size() == 1) {
    if (!ours.front().plain_mode) return fail(Reason::scan_symbol_mode);
    return ours.front().text;
  }
  const std::vector<QrFound> incumbents = keep(*found, is_incumbent);
  if (!incumbents.empty()) return incumbents.front().text;
  if (found->size() == 1) return found->front().text;
  if (!found->empty()) return fail(Reason::text_unknown_prefix, "several codes, none of them a Heyi code");
  return fail(Reason::scan_unreadable);
}

}  // namespace heyi
