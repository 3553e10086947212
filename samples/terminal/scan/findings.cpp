// The words of the findings: what a technician sees, and what to look for in the scanner's manual.
#include "scan/diagnosis.hpp"

namespace heyi::terminal {
namespace {

/// Wording is one symptom in both languages.
struct Wording {
  Symptom symptom;
  const char *zh, *en, *advice_zh, *advice_en;
};

constexpr Wording kWordings[] = {
    {Symptom::good, "读取正确", "Read correctly", "", ""},
    {Symptom::caps_lock, "大小写颠倒：Caps Lock 已打开（终端会自动纠正）",
     "Letters are flipped: Caps Lock is on (the terminal mends it)",
     "请关闭键盘的 Caps Lock，并把扫码枪的“大小写转换”设为不转换",
     "Switch Caps Lock off, and set the scanner's case conversion to none"},
    {Symptom::french_layout, "电脑按法语键盘（AZERTY）理解扫码枪",
     "The computer takes the scanner for a French keyboard (AZERTY)",
     "请把电脑键盘布局改为英语（美国），或把扫码枪的“国家键盘”设为与电脑一致；最可靠的是改用 USB 虚拟串口（--serial）",
     "Set the computer's keyboard layout to US English, or the scanner's country keyboard to the computer's; safest is "
     "USB virtual COM (--serial)"},
    {Symptom::german_layout, "电脑按德语键盘（QWERTZ）理解扫码枪",
     "The computer takes the scanner for a German keyboard (QWERTZ)",
     "请把电脑键盘布局改为英语（美国），或把扫码枪的“国家键盘”设为与电脑一致；纯数字码仍可用，最可靠的是改用 USB "
     "虚拟串口（--serial）",
     "Set the computer's keyboard layout to US English, or the scanner's country keyboard to the computer's; codes in "
     "the digits spelling work meanwhile; safest is USB virtual COM (--serial)"},
    {Symptom::full_width, "收到全角字符：中文输入法已打开（终端会自动纠正）",
     "Full-width characters: a Chinese input method is on (the terminal mends it)", "请切换到英文输入法，或关闭输入法",
     "Switch the input method to English, or off"},
    {Symptom::aim_prefix, "前面带有 AIM 码制标识（终端会去掉）",
     "An AIM code identifier stands in front (the terminal takes it off)", "可在扫码枪中关闭“AIM ID / Code ID”",
     "You may switch AIM ID / Code ID off"},
    {Symptom::no_suffix, "后面没有结束符：每次扫描会多等 0.3 秒", "Nothing ends the scan: each one takes 0.3 s longer",
     "请把扫码枪的后缀设为回车（CR / Enter）", "Set the scanner's suffix to CR (Enter)"},
    {Symptom::suffix, "结束符", "Ends with", "", ""},
    {Symptom::spaces_trimmed, "首尾空格被去掉（合一码首尾没有空格，不影响）",
     "Spaces at the ends are taken off (Heyi codes have none there)", "", ""},
    {Symptom::spaces_lost, "中间的空格丢失", "Spaces inside are lost",
     "请关闭扫码枪的“去除空格”“数据编辑”功能；在此之前请使用纯数字码",
     "Switch the scanner's data editing (strip spaces) off; use the digits spelling until then"},
    {Symptom::symbols_lost, "有字符收不到", "Characters that never arrive",
     "请检查扫码枪的“国家键盘”和字符过滤设置；在此之前请使用纯数字码，或改用 USB 虚拟串口（--serial）",
     "Check the scanner's country keyboard and character filters; use the digits spelling until then, or USB virtual "
     "COM "
     "(--serial)"},
    {Symptom::symbols_changed, "有字符变成了别的字符", "Characters that arrive as others",
     "请把电脑键盘布局改为英语（美国），并把扫码枪的“国家键盘”设为美国；在此之前请使用纯数字码，或改用 USB "
     "虚拟串口（--serial）",
     "Set the computer's keyboard layout and the scanner's country keyboard to US; use the digits spelling until then, "
     "or "
     "USB virtual COM (--serial)"},
    {Symptom::octets_lost, "有个别字符丢失：发送太快，或串口速率不符",
     "Single characters are lost: sent too fast, or at another speed",
     "请加大扫码枪的“字符间延时”（如 5 毫秒）；串口请核对波特率",
     "Raise the scanner's inter-character delay (say 5 ms); at a serial port check the speed"},
    {Symptom::cut_end, "末尾缺失", "The end is missing", "请取消扫码枪的“最大长度”限制；并检查是否有程序截断输入",
     "Take off the scanner's length limit, and see whether a program cuts the input"},
    {Symptom::cut_begin, "开头缺失", "The beginning is missing",
     "请重新扫描；如反复出现，请加大“字符间延时”，并关闭其他读取此设备的程序",
     "Scan again; if it stays, raise the inter-character delay and close other programs that read the device"},
    {Symptom::pauses, "扫描中有停顿", "There are pauses inside the scan", "可减小扫码枪的“字符间延时”",
     "You may lower the inter-character delay"},
    {Symptom::unknown, "收到的内容与测试码不符", "What arrived is not what the code says",
     "请确认扫的是测试页上的码，并恢复扫码枪出厂设置后重试",
     "See that a code of the test page was scanned; set the scanner to its factory settings and try again"},
};

const Wording& wording(Symptom symptom) noexcept {
  for (const Wording& one : kWordings) {
    if (one.symptom == symptom) return one;
  }
  return kWordings[0];
}

}  // namespace

std::string Finding::sentence(Language language) const {
  const Wording& words = wording(symptom);
  std::string text = language == Language::zh ? words.zh : words.en;
  if (!detail.empty()) text += (language == Language::zh ? "：" : ": ") + detail;
  return text;
}

std::string Finding::advice(Language language) const {
  const Wording& words = wording(symptom);
  return language == Language::zh ? words.advice_zh : words.advice_en;
}

}  // namespace heyi::terminal
