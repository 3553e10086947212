# The layer rules of docs/architecture.md as a table, and the judgement over "file<TAB>line<TAB>include" records.
BEGIN {
  FS = "\t"
  # A layer may include itself and what stands here.
  may["base"] = ""
  may["codec"] = may["crypto"] = may["qr"] = "base"
  may["cose"] = "base codec crypto"
  may["card"] = may["trust"] = "base codec crypto cose"
  may["policy"] = may["rules"] = may["state"] = may["registry"] = "base codec crypto cose card trust"
  may["flow"] = "base codec crypto cose card trust policy rules state registry qr"
  may["capi"] = "base codec crypto cose card trust policy rules state registry qr flow"

  # The layer that stands behind a public header. Those that only name things lie at the base.
  split("bytes base reason base result base time base claims base replay base random base text codec keys crypto image qr qr qr " \
        "guidance qr file_kind qr card card certificate crypto trust trust roots trust status trust bundle trust rule_pack trust policy policy rules rules certlogic rules eligibility flow state state registry registry " \
        "audit state shared_replay state present flow verify flow challenge flow inspect flow heyi flow", pair, " ")
  for (i = 1; i in pair; i += 2) owner[pair[i]] = pair[i + 1]

  # Which layer may see which library; whatever else is not the standard library is refused.
  split("zlib.h codec nlohmann/ codec nlohmann/ card nlohmann/ trust nlohmann/ rules nlohmann/ state nlohmann/ flow openssl/ crypto ZXing/ qr " \
        "qrencode.h qr png.h qr jpeglib.h qr webp/ qr gif_lib.h qr sqlite3.h state sqlite3.h registry libpq-fe.h registry " \
        "hiredis/ state sys/ state netdb.h state poll.h state unistd.h state fcntl.h state", pair, " ")
  for (i = 1; i in pair; i += 2) library[pair[i], pair[i + 1]] = 1

  # Libraries that stay in their places of the whole tree, the tests apart.
  home["openssl/"] = "sdk/crypto/ samples/terminal/outbox/tls_stream.cpp"
  home["boost/"] = "samples/station/http/wire.cpp samples/terminal/outbox/http_client.cpp"
  home["httplib.h"] = "tests/"
  home["ZXing/"] = "sdk/qr/"; home["qrencode.h"] = "sdk/qr/"; home["webp/"] = "sdk/qr/"; home["gif_lib.h"] = "sdk/qr/"; home["hiredis/"] = "sdk/state/"
}

function bad(what) { printf "%s:%s: %s\n", $1, $2, what; wrong = 1 }
function allowed(from, to) { return from == to || index(" " may[from] " ", " " to " ") > 0 }
function at_home(group,  place, i, n) {
  n = split(home[group], place, " ")
  for (i = 1; i <= n; i++) if (index(file, place[i]) == 1) return 1
  return 0
}
function group_of(include) { return include ~ /\// ? substr(include, 1, index(include, "/")) : include }
function standard(include) { return include ~ /^[a-z_]+$/ || include ~ /^(stddef|stdint|stdbool)\.h$/ }

{
  file = $1; include = substr($3, 2, length($3) - 2); quoted = $3 ~ /^"/
  split(file, part, "/")
  top = part[1]
  layer = top == "sdk" ? part[2] : ""
  group = group_of(include)

  if (group in home && top != "tests" && !at_home(group)) bad("<" include "> belongs to " home[group] " alone")
  if (group == "ZXing/" && !(file in zxing)) { zxing[file] = 1; zxing_files++ }
  if (include == "qrencode.h" && !(file in qrencode)) { qrencode[file] = 1; qrencode_files++ }

  if (top == "include") {
    if (quoted) bad("a public header includes <heyi/…> and the standard library alone, not \"" include "\"")
    else if (group != "heyi/" && !standard(include)) bad("<" include "> shows a dependency in a public header")
  } else if (top == "sdk") {
    if (!(layer in may)) bad("sdk/" layer " is no layer; add it to tests/lint/layers.awk and docs/architecture.md")
    else if (layer == "capi" && quoted && part[2] "/" != group) bad("capi sees include/ alone, not \"" include "\"")
    else if (quoted) {
      to = substr(include, 1, index(include, "/") - 1)
      if (!(to in may)) bad("\"" include "\" is not written from sdk/")
      else if (!allowed(layer, to)) bad(layer " may not include " to " (\"" include "\")")
    } else if (group == "heyi/") {
      name = include; sub(/^heyi\//, "", name); sub(/\.[a-z]+$/, "", name)
      if (name == "reasons") name = "reason"
      if (!(name in owner)) bad("<" include "> has no layer; add it to tests/lint/layers.awk")
      else if (!allowed(layer, owner[name])) bad(layer " may not include <" include ">, which is " owner[name] "'s")
    } else if (!standard(include) && !((group, layer) in library)) bad(layer " may not include <" include ">")
  } else if (top == "tools" || top == "samples") {
    to = substr(include, 1, index(include, "/") - 1)
    if (include ~ /(^|\/)sdk\// || (quoted && to in may)) bad(top " sees include/ alone, not \"" include "\"")
  }
}

END {
  if (zxing_files != 1) { printf "<ZXing/…> is included by %d files, not by one\n", zxing_files; wrong = 1 }
  if (qrencode_files != 1) { printf "<qrencode.h> is included by %d files, not by one\n", qrencode_files; wrong = 1 }
  exit wrong
}
