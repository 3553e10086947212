#!/usr/bin/env bash
# Makes docs/reasons.md from the one list, include/heyi/reasons.def. usage: reasons.sh --write | reasons.sh (checks it)
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

make_page() {
  awk '
    BEGIN {
      split("通过,扫描与图像,文字,CBOR 编码,签名结构,信任列表,同一人、同一设备与现场签名,卡的内容与披露,时间,状态列表,范围,重放,签发内容,密钥,领卡请求与出示,状态存储与内部,更新文件,审计日志", zh, ",")
      words["accept"] = "accept 通过"; words["reject"] = "reject 拒绝"; words["retry_scan"] = "retry_scan 重扫"
      print "# 原因 · Reasons"
      print ""
      print "每个结论和错误都有一个稳定的编号和名称;只增不改。程序只按 `decision` 分支,原因用于说明。"
      print ""
      print "Every verdict and every error has a stable number, stage*100+n, and a stable name; they are only ever added to."
      print "Programs branch on `decision` alone; the reason explains it. A policy may turn a rejection into a mark"
      print "(see the decision table in architecture.md)."
      print ""
      print "<!-- Made from include/heyi/reasons.def by tests/lint/reasons.sh; change the list, then run ./dev lint --fix. -->"
    }
    /^\/\/ [0-9]+: / {
      stage = $2 + 0; title = $0; sub(/^\/\/ [0-9]+: /, "", title)
      printf "\n## %d %s · %s\n\n", stage, zh[stage + 1], toupper(substr(title, 1, 1)) substr(title, 2)
      print "| 编号 no. | 名称 name | 结论 decision | 说明 what it means | 下一步 what to do next |"
      print "| ---: | --- | --- | --- | --- |"
    }
    /^HEYI_REASON\(/ {
      if (split($0, part, "\"") != 11) { print "reasons.def:" NR ": not five quoted texts" > "/dev/stderr"; wrong = 1; next }
      split(part[1], head, ", "); decision = part[3]; gsub(/[, ]/, "", decision)
      if (int(head[2] / 100) != stage) { print "reasons.def:" NR ": stands under another stage" > "/dev/stderr"; wrong = 1 }
      printf "| %d | `%s` | %s | %s<br>%s | %s<br>%s |\n", head[2], part[2], words[decision], part[4], part[6], part[8], part[10]
    }
    END { exit wrong }' "$root/include/heyi/reasons.def"
}

if [[ ${1:-} == --write ]]; then
  page="$(make_page)"
  printf '%s\n' "$page" >"$root/docs/reasons.md"
else
  diff <(make_page) "$root/docs/reasons.md" || { echo "docs/reasons.md is not what include/heyi/reasons.def says: ./dev lint --fix"; exit 1; }
fi
