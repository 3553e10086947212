// The page of test codes. It needs no network, and one sheet of paper.
#include <heyi/qr.hpp>

#include <cstdint>

#include "scan/selftest.hpp"

namespace heyi::terminal {
namespace {

constexpr std::string_view kCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

// The capacity of version 21 at level M, whose side is 101 modules.
constexpr std::size_t kLongSize = 1035;

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>扫码枪测试 · Scanner test</title>
<style>
  @page { size: A4; margin: 12mm; }
  body { margin: 0 auto; max-width: 186mm; padding: 6mm; background: #fff; color: #111;
    font: 13pt/1.4 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
  h1 { margin: 0; font-size: 26pt; line-height: 1.2; }
  p { margin: 1mm 0; }
  .en { color: #444; font-size: .82em; }
  .before { margin: 3mm 0; padding: 1mm 5mm; border-left: 2mm solid #111; }
  kbd { padding: 0 1.5mm; border: .3mm solid #777; border-radius: 1mm; font: .9em monospace; white-space: nowrap; }
  ol { margin: 0; padding: 0; list-style: none; }
  li { display: grid; grid-template-columns: 14mm 1fr 56mm; gap: 4mm; align-items: center; padding: 2mm 0;
    border-top: .3mm solid #999; break-inside: avoid; }
  .number { font-size: 34pt; font-weight: 700; }
  .name { font-size: 18pt; font-weight: 700; }
  li svg { display: block; justify-self: center; width: 38mm; height: 38mm; }
  li:last-child svg { width: 56mm; height: 56mm; }
  @media print { body { padding: 0; } }
  @media (max-width: 150mm) {
    li { grid-template-columns: 12mm 1fr; }
    li svg, li:last-child svg { grid-column: 1 / 3; width: 66mm; height: 66mm; }
  }
</style>
<h1>扫码枪测试</h1>
<p class="en">Scanner test: is this scanner set up for Heyi codes?</p>
<div class="before">
  <p>先在终端上运行 <kbd>heyi-terminal --selftest</kbd>，再按 1、2、3 的顺序扫描下面三个码。一次只扫一个，用手盖住其他两个。</p>
  <p class="en">First run <kbd>heyi-terminal --selftest</kbd> on the terminal, then scan the three codes below, 1, 2, 3. One at a time: cover the other two with your hand.</p>
</div>
<ol>
)";

constexpr std::string_view kFoot = R"(</ol>
<div class="before">
  <p><b>屏幕显示 ✓</b>：这个码通过，扫下一个。<b>显示 ✗</b>：按屏幕上 → 后面的提示改设置，再扫同一个码。三个都 ✓ 就完成了。</p>
  <p class="en"><b>✓ on the screen</b>: this one passed, scan the next. <b>✗</b>: change the setting named behind →, then scan the same code again. Three times ✓ and you are done.</p>
  <p>屏幕没有反应？检查扫码枪的连线和指示灯；第 3 个码扫不出时，靠近一些、调亮屏幕，或打印本页再试。</p>
  <p class="en">Nothing happens? Check the scanner's cable and light. If code 3 cannot be read, move closer, raise the screen's brightness, or print this page.</p>
</div>
</html>
)";

/// Step is what the page says beside a code.
struct Step {
  const char *zh, *en;
};

constexpr Step kSteps[] = {
    {"检查键盘布局、大小写、输入法和空格", "Finds wrong keyboard layouts, Caps Lock, input methods, lost spaces"},
    {"检查纯数字码能否使用", "Finds out whether codes in the digits spelling work"},
    {"最密的码：检查对焦、长度限制和停顿", "As dense as codes get: focus, length limits, pauses"},
};

std::string long_text() {
  std::string text = "SELFTEST3 ";
  std::uint32_t state = 1;
  while (text.size() < kLongSize) {
    state = state * 1664525 + 1013904223;
    text.push_back(kCharacters[(state >> 16) % kCharacters.size()]);
  }
  text.back() = '.';  // Not a space, which some scanners trim.
  return text;
}

}  // namespace

std::vector<TestCode> selftest_codes() {
  return {{"全部字符", "All characters", " SELFTEST1 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ  $%*+ -./:0 "},
          {"全部数字", "All digits", "9700012345678909876543210246813579"},
          {"长码", "Long code", long_text()}};
}

Result<std::string> selftest_page() {
  std::string page(kHead);
  std::size_t number = 0;
  for (const TestCode& code : selftest_codes()) {
    const Result<QrSymbol> symbol = encode_qr(code.text);
    if (!symbol) return symbol.error();
    const Step& step = kSteps[number++];
    page += "<li><div class=\"number\">" + std::to_string(number) + "</div><div><p class=\"name\">" + code.name_zh +
            " <span class=\"en\">" + code.name_en + "</span></p><p>" + step.zh + "</p><p class=\"en\">" + step.en +
            "</p></div>" + qr_to_svg(*symbol) + "</li>\n";
  }
  return page + std::string(kFoot);
}

}  // namespace heyi::terminal
