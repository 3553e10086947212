// HTML for the demo: plain, one page, no script, readable on paper.
#include "demo/sheet.hpp"

#include <string_view>

namespace heyi::cli {
namespace {

constexpr std::string_view kHead = R"html(<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>合一 Heyi · 两码合一演示</title>
<style>
:root { --ink: #1c2430; --soft: #55606f; --line: #d8dee6; --ok: #0b6b3a; --no: #a31621; --retry: #7a4d00; }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem clamp(1rem, 4vw, 3rem) 3rem; color: var(--ink); background: #f4f6f9;
  font: 16px/1.55 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
h1 { margin: 0 0 .3rem; font-size: 2rem; }
header p { margin: .2rem 0; color: var(--soft); max-width: 62rem; }
main { display: grid; gap: 1.2rem; margin-top: 1.6rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 33rem), 1fr)); }
article { display: grid; grid-template-columns: 14rem 1fr; gap: 1.2rem; padding: 1.1rem; background: #fff;
  border: 1px solid var(--line); border-left: .5rem solid var(--tone); border-radius: .6rem; break-inside: avoid; }
article.accept { --tone: var(--ok); } article.reject { --tone: var(--no); } article.retry_scan { --tone: var(--retry); }
figure { margin: 0; } figure img { width: 100%; image-rendering: pixelated; display: block; }
figcaption { color: var(--soft); font-size: .85rem; margin-top: .4rem; }
h2 { margin: 0; font-size: 1.15rem; } h2 code { color: var(--soft); font-size: .9rem; font-weight: 400; margin-left: .4rem; }
.en { color: var(--soft); font-size: .92rem; margin: 0 0 .6rem; }
.verdict { color: var(--tone); font-size: 1.3rem; font-weight: 700; margin: 0; }
.reason { margin: .15rem 0; } .reason code { color: var(--soft); font-size: .85rem; }
ul { list-style: none; margin: .6rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem; }
li { border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .65rem; font-size: .88rem; }
li.shown { border-color: var(--ok); color: var(--ok); font-weight: 600; }
pre { margin: .5rem 0 0; padding: .5rem .7rem; background: #f4f6f9; border-radius: .4rem; font-size: .78rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
@media (max-width: 34rem) { article { grid-template-columns: 1fr; } figure { max-width: 17rem; } }
@media print { body { background: #fff; padding: 0; } main { display: block; } article { margin: 0 0 .6rem; } }
</style>
</head>
<body>
<header>
<h1>合一 Heyi：两码合一，离线可验</h1>
<p>社会保障卡与健康卡由两家机构各自签发，持卡人的手机把它们并入一个二维码；窗口不联网也能在几毫秒内给出结论和理由。</p>
<p lang="en">Two authorities each sign their own card; the holder's device puts both into one QR code; a counter verifies it without a
network and says why. Every verdict below was read from the picture beside it.</p>
)html";

constexpr std::string_view kFoot = "</main>\n</body>\n</html>\n";

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string_view word(const Verdict& verdict, Language language) noexcept {
  const bool zh = language == Language::zh;
  switch (verdict.decision) {
    case Decision::accept: return zh ? "✓ 通过" : "ACCEPT";
    case Decision::retry_scan: return zh ? "↻ 请重扫" : "SCAN AGAIN";
    case Decision::reject: break;
  }
  return zh ? "✗ 不予受理" : "REJECT";
}

std::string_view state_word(SectionState state) noexcept {
  switch (state) {
    case SectionState::shown: return "已出示 shown";
    case SectionState::withheld: return "未出示 withheld";
    case SectionState::unvouched: return "无权证明 unvouched";
    case SectionState::expired: return "已过期 expired";
    case SectionState::suspended: return "已挂失 suspended";
    case SectionState::stale: break;
  }
  return "数据已旧 stale";
}

std::string sections_of(const Verdict& verdict) {
  std::string list;
  for (const SectionReport& report : verdict.sections) {
    // Nine chips of which six say "withheld" help nobody: what is absent is told for the three common sections alone.
    const bool common = report.section == Section::ss || report.section == Section::id || report.section == Section::hc;
    if (report.state == SectionState::withheld && !common) continue;
    list += "<li class=\"" + std::string(section_state_name(report.state)) + "\">" +
            std::string(section_title(report.section, Language::zh)) + " " + std::string(state_word(report.state)) +
            "</li>";
  }
  return list.empty() ? list : "<ul>" + list + "</ul>\n";
}

std::string article(const Judged& judged) {
  const DemoCode& code = *judged.code;
  const Verdict& verdict = judged.verdict;
  const std::string decision(decision_name(verdict.decision));
  const std::string size =
      std::to_string(code.shown.version) + "-M，" + std::to_string(code.shown.token.size()) + " 字节 octets";
  const std::string time = std::to_string((judged.decode_us + judged.verify_us + 500) / 1000) + " ms";
  return "<article id=\"" + code.name + "\" class=\"" + decision + "\" data-decision=\"" + decision +
         "\" data-reason=\"" + std::string(reason_name(verdict.reason)) + "\">\n<figure><img src=\"" + code.name +
         ".svg\" alt=\"" + escape(code.zh) + "\"><figcaption>" + size + "</figcaption></figure>\n<div>\n<h2>" +
         escape(code.zh) + "<code>" + code.name + "</code></h2>\n<p class=\"en\" lang=\"en\">" + escape(code.en) +
         "</p>\n<p class=\"verdict\">" + std::string(word(verdict, Language::zh)) + " <span lang=\"en\">" +
         std::string(word(verdict, Language::en)) + "</span></p>\n<p class=\"reason\">" +
         escape(verdict.sentence(Language::zh)) + "。" + escape(verdict.next_step(Language::zh)) +
         "。</p>\n<p class=\"reason\" lang=\"en\">" + escape(verdict.sentence(Language::en)) + ". " +
         escape(verdict.next_step(Language::en)) + ". <code>" + std::string(reason_name(verdict.reason)) +
         "</code></p>\n" + sections_of(verdict) + "<pre>" + escape(judged.command) +
         "</pre>\n<p class=\"reason\"><code>" + time +
         "，从图片到结论 picture to verdict</code></p>\n</div>\n</article>\n";
}

}  // namespace

std::string write_sheet(const std::vector<Judged>& judged, Time now) {
  std::string page(kHead);
  page += "<p>数据截至 data as of " + format_time_china(now) + " (UTC+08:00)</p>\n</header>\n<main>\n";
  for (const Judged& one : judged) page += article(one);
  page += kFoot;
  return page;
}

}  // namespace heyi::cli
