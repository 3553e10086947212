# Reads apt's source files, in either form, and prints Debian's own archives for another release, one a line:
#   URI SUITE COMPONENT…
# usage: awk -v from=bookworm -v to=trixie -f apt_sources.awk FILE…
#
# Debian's own are those that Debian's key signs or, where no key is named, those whose folder is called as Debian's are;
# whatever else stands under the same name of a release belongs to somebody else and stays out.

function suite_of_debian(suite) { return suite == from || suite == from "-updates" || suite == from "-security" }

function archive_of_debian(uri, key) {
  if (uri !~ /^https?:\/\//) return 0
  return key != "" ? key ~ /debian-archive/ : uri ~ /\/debian(-security)?(\/[0-9TZ]+)?\/?$/
}

function show(uri, suite, components, key,    line) {
  sub(/\/$/, "", suite)
  if (!suite_of_debian(suite) || !archive_of_debian(uri, key) || (" " components " ") !~ / main /) return
  line = uri " " to substr(suite, length(from) + 1) " main"
  if (!shown[line]++) print line
}

# The one-line form: deb [option=value …] URI SUITE COMPONENT…
function read_line(    text, key, part, n, i, components) {
  text = $0
  sub(/#.*/, "", text)
  sub(/^[ \t]*deb[ \t]+/, "", text)
  key = ""
  if (match(text, /^\[[^]]*\]/)) {
    key = substr(text, 2, RLENGTH - 2)
    text = substr(text, RLENGTH + 1)
    if (match(key, /signed-by=[^ ]+/)) key = substr(key, RSTART, RLENGTH); else key = ""
  }
  n = split(text, part, " ")
  components = ""
  for (i = 3; i <= n; ++i) components = components " " part[i]
  show(part[1], part[2], components, key)
}

# A stanza of the deb822 form ends with an empty line or its file.
function end_stanza(    uris, suites, n, m, i, j) {
  if ((" " field["types"] " ") ~ / deb / && field["enabled"] !~ /^(no|false|0)$/) {
    n = split(field["uris"], uris, " ")
    m = split(field["suites"], suites, " ")
    for (i = 1; i <= n; ++i) for (j = 1; j <= m; ++j) show(uris[i], suites[j], field["components"], field["signed-by"])
  }
  split("", field)
  name = ""
}

FNR == 1 { end_stanza() }
/^[ \t]*#/ { next }
/^[ \t]*$/ { end_stanza(); next }
/^[ \t]*deb[ \t]/ { read_line(); next }
/^[A-Za-z][A-Za-z-]*:/ {
  name = tolower(substr($0, 1, index($0, ":") - 1))
  field[name] = substr($0, index($0, ":") + 1)
  gsub(/^[ \t]+|[ \t]+$/, "", field[name])
  next
}
/^[ \t]/ { if (name != "") { gsub(/^[ \t]+|[ \t]+$/, ""); field[name] = field[name] " " $0 } }
END { end_stanza() }
