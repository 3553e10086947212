// The key presses of a scanner with the US layout, as the kernel reports them.
#pragma once

#include <linux/input.h>

#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace heyi::terminal {

/// key_event is one `struct input_event`.
inline std::string key_event(int type, int code, int value) {
  input_event event{};
  event.type = static_cast<__u16>(type);
  event.code = static_cast<__u16>(code);
  event.value = value;
  std::string octets(sizeof event, '\0');
  std::memcpy(octets.data(), &event, sizeof event);
  return octets;
}

/// key_of is written key by key, so that it is not the decoder's own table; negative with Shift.
inline int key_of(char c) {
  switch (c) {
    case '\r': return KEY_ENTER;
    case '\t': return KEY_TAB;
    case ' ': return KEY_SPACE;
    case '!': return -KEY_1;
    case '@': return -KEY_2;
    case '#': return -KEY_3;
    case '$': return -KEY_4;
    case '%': return -KEY_5;
    case '^': return -KEY_6;
    case '&': return -KEY_7;
    case '*': return -KEY_8;
    case '(': return -KEY_9;
    case ')': return -KEY_0;
    case '-': return KEY_MINUS;
    case '_': return -KEY_MINUS;
    case '=': return KEY_EQUAL;
    case '+': return -KEY_EQUAL;
    case '[': return KEY_LEFTBRACE;
    case '{': return -KEY_LEFTBRACE;
    case ']': return KEY_RIGHTBRACE;
    case '}': return -KEY_RIGHTBRACE;
    case ';': return KEY_SEMICOLON;
    case ':': return -KEY_SEMICOLON;
    case '\'': return KEY_APOSTROPHE;
    case '"': return -KEY_APOSTROPHE;
    case '`': return KEY_GRAVE;
    case '~': return -KEY_GRAVE;
    case '\\': return KEY_BACKSLASH;
    case '|': return -KEY_BACKSLASH;
    case ',': return KEY_COMMA;
    case '<': return -KEY_COMMA;
    case '.': return KEY_DOT;
    case '>': return -KEY_DOT;
    case '/': return KEY_SLASH;
    case '?': return -KEY_SLASH;
    case '0': return KEY_0;
    default: break;
  }
  if (c >= '1' && c <= '9') return KEY_1 + (c - '1');
  constexpr int kLetters[] = {KEY_A, KEY_B, KEY_C, KEY_D, KEY_E, KEY_F, KEY_G, KEY_H, KEY_I,
                              KEY_J, KEY_K, KEY_L, KEY_M, KEY_N, KEY_O, KEY_P, KEY_Q, KEY_R,
                              KEY_S, KEY_T, KEY_U, KEY_V, KEY_W, KEY_X, KEY_Y, KEY_Z};
  if (c >= 'a' && c <= 'z') return kLetters[c - 'a'];
  if (c >= 'A' && c <= 'Z') return -kLetters[c - 'A'];
  throw std::invalid_argument("no key");
}

/// key_presses types a text.
inline std::string key_presses(std::string_view text) {
  std::string octets;
  for (const char c : text) {
    const int key = key_of(c);
    const int code = key < 0 ? -key : key;
    if (key < 0) octets += key_event(EV_KEY, KEY_LEFTSHIFT, 1);
    octets += key_event(EV_KEY, code, 1) + key_event(EV_SYN, SYN_REPORT, 0) + key_event(EV_KEY, code, 0);
    if (key < 0) octets += key_event(EV_KEY, KEY_LEFTSHIFT, 0);
  }
  return octets;
}

}  // namespace heyi::terminal
