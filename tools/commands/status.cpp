// heyi status: which cards are revoked or suspended, from a working file to a signed list on a terminal.
#include "command.hpp"

namespace heyi::cli {

void add_status(Command& program) {
  Command status = program.add_command(
      "status", "状态列表（挂失、注销）", "Status lists: which cards are suspended or revoked",
      "  heyi status set ss.status --env demo --issuer JN-SS --uri jn.example/s/1 --entries 65536\n"
      "  heyi status set ss.status --index 5,7-9 --to suspended\n"
      "  heyi status publish ss.status --key status.pem --out status.list\n"
      "  heyi status delta old.list status.list --key status.pem --root root.pub.pem --trust trust.list --out "
      "status.delta\n"
      "  heyi status show status.list --root root.pub.pem --trust trust.list --index 5\n"
      "\n"
      "The working file is one line of JSON {\"environment\",\"issuer\",\"uri\",\"sequence\",\"entries\"}, "
      "then the packed entries:\n"
      "4 an octet, least significant bits first; 0 valid, 1 revoked, 2 suspended. `sequence` is that of "
      "the list published last.");
  status.require_subcommand();
  add_status_edit(status);
  add_status_delta(status);
  add_status_show(status);
}

}  // namespace heyi::cli
