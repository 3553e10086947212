/* The C function as a hospital's program uses it: c_function ROOT_PUB.pem STATE. */
#include <stdio.h>
#include <string.h>

#include "entry/heyi_terminal.h"

static int failures = 0;

static void check(int holds, const char* what) {
  printf("%s %s\n", holds ? "ok" : "not ok", what);
  if (!holds) ++failures;
}

int main(int count, char** words) {
  char settings[1024], answer[65536], small[16];
  size_t length = 0, again = 0;
  heyi_terminal* desk = NULL;
  const char* const state = "{\"op\":\"state\"}";
  if (count != 3) return 2;

  check(heyi_terminal_open(NULL, &desk, answer, sizeof answer) == HEYI_TERMINAL_BAD_CALL, "settings must be given");
  check(heyi_terminal_open("{}", &desk, answer, sizeof answer) == HEYI_TERMINAL_FAILED && desk == NULL &&
            strstr(answer, "--root") != NULL,
        "what is missing is told");
  check(heyi_terminal_open("{}", &desk, small, sizeof small) == HEYI_TERMINAL_FAILED && strlen(small) == 15,
        "and cut off where there is no room");
  check(heyi_terminal_open("{}", &desk, NULL, 0) == HEYI_TERMINAL_FAILED, "or not told at all");

  snprintf(settings, sizeof settings,
           "{\"root\":[\"%s\"],\"state\":\"%s\",\"organisation\":\"O1\",\"terminal\":\"T-01\",\"operator\":\"N1\"}",
           words[1], words[2]);
  check(heyi_terminal_open(settings, &desk, answer, sizeof answer) == HEYI_TERMINAL_OK && answer[0] == '\0',
        "a desk opens");
  if (desk == NULL) return puts(answer), 1;

  check(heyi_terminal_call(desk, NULL, answer, sizeof answer, NULL) == HEYI_TERMINAL_BAD_CALL, "no answer waits");
  check(heyi_terminal_call(desk, state, NULL, 0, &length) == HEYI_TERMINAL_TOO_SMALL && length > 0,
        "the length is told");
  check(heyi_terminal_call(desk, NULL, answer, length, &again) == HEYI_TERMINAL_TOO_SMALL && again == length &&
            answer[0] == '\0',
        "one octet too few is too small");
  check(heyi_terminal_call(desk, NULL, answer, length + 1, &again) == HEYI_TERMINAL_OK && strlen(answer) == length &&
            answer[0] == '{' && answer[length - 1] == '}',
        "and the answer waits");
  check(heyi_terminal_call(desk, NULL, answer, sizeof answer, NULL) == HEYI_TERMINAL_BAD_CALL, "once");
  check(heyi_terminal_call(desk, "{\"op\":\"judge\",\"text\":\"HY1:ABC\"}", answer, sizeof answer, &length) ==
                HEYI_TERMINAL_OK &&
            strstr(answer, "\"trust.missing\"") != NULL,
        "without lists nothing is accepted");
  check(heyi_terminal_call(desk, "no json", answer, sizeof answer, NULL) == HEYI_TERMINAL_OK &&
            strstr(answer, "\"claims.bad_json\"") != NULL,
        "what is no request is told");
  check(heyi_terminal_call(NULL, state, answer, sizeof answer, NULL) == HEYI_TERMINAL_BAD_CALL, "a desk must be given");
  check(heyi_terminal_call(desk, state, NULL, 5, NULL) == HEYI_TERMINAL_BAD_CALL, "and a buffer");
  heyi_terminal_close(desk);
  heyi_terminal_close(NULL);
  desk = NULL;
  check(heyi_terminal_open(settings, &desk, answer, sizeof answer) == HEYI_TERMINAL_OK, "it opens again");
  heyi_terminal_close(desk);
  printf("%s\n", failures == 0 ? "all ok" : "some failed");
  return failures != 0;
}
