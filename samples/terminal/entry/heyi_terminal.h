/* The registration desk as a library: a C function with JSON in and JSON out, for hospital systems that load it.
 *
 * heyi_terminal_call is the whole of it. A handle may be used from several threads. docs/integrate-terminal.md has the
 * requests and answers. Texts are UTF-8, and end with a NUL, which no length counts. */
#ifndef HEYI_TERMINAL_H
#define HEYI_TERMINAL_H

#include <stddef.h>

#if defined(__GNUC__)
#define HEYI_TERMINAL_API __attribute__((visibility("default")))
#else
#define HEYI_TERMINAL_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* HEYI_TERMINAL_OK: the answer is there, be it an error told in JSON; branch on what it says.
 * HEYI_TERMINAL_TOO_SMALL: the buffer does not hold the answer, whose length is told; the answer waits, and a call with
 * a request of NULL gets it. Nothing is judged or handed over twice. HEYI_TERMINAL_BAD_CALL: a pointer that must not be
 * NULL is, or no answer waits. HEYI_TERMINAL_FAILED: the desk could not be opened; the buffer says why. */
enum { HEYI_TERMINAL_OK = 0, HEYI_TERMINAL_TOO_SMALL = 1, HEYI_TERMINAL_BAD_CALL = 2, HEYI_TERMINAL_FAILED = 3 };

/* heyi_terminal is an open desk, with its outbox at work. */
typedef struct heyi_terminal heyi_terminal;

/* heyi_terminal_open opens a desk. `settings` is a JSON object with the names of heyi-terminal's options:
 * {"root":["/etc/heyi/root.pub.pem"],"state":"/var/lib/heyi-terminal","organisation":"…","terminal":"A-03",
 *  "operator":"N0042","mllp":"his.hospital:2575"}. There is no default for organisation, terminal and operator.
 * On HEYI_TERMINAL_FAILED, `why` (which may be NULL) holds what is wrong, cut off at `why_size` octets. */
HEYI_TERMINAL_API int heyi_terminal_open(const char* settings, heyi_terminal** terminal, char* why, size_t why_size);

/* heyi_terminal_call answers one request: {"op":"judge","text":"HY1:…"}, {"op":"confirm","visit_id":"…"},
 * {"op":"state"}, {"op":"resend"}. `answer` has room for `answer_size` octets, the NUL among them; `answer_length`
 * (which may be NULL) is told the answer's length without it, also when it does not fit. */
HEYI_TERMINAL_API int heyi_terminal_call(heyi_terminal* terminal, const char* request, char* answer, size_t answer_size,
                                         size_t* answer_length);

/* heyi_terminal_close ends a desk; what waits in its outbox is sent when it is opened again. NULL is taken. */
HEYI_TERMINAL_API void heyi_terminal_close(heyi_terminal* terminal);

#ifdef __cplusplus
}
#endif

#endif
