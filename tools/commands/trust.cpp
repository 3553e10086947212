// heyi trust: the life of a trust list, from a draft to a signed list on a terminal.
#include "command.hpp"

namespace heyi::cli {

void add_trust(Command& program) {
  Command trust =
      program.add_command("trust", "信任列表", "Trust lists: which keys may vouch for what",
                          "  heyi trust init --env demo --out trust.json\n"
                          "  heyi trust add trust.json --issuer JN-SS --key issuer.pub.pem --roles issuer,status "
                          "--sections ss,id --status-uri jn.example/s/1\n"
                          "  heyi trust sign trust.json --root root.pem --out trust.list\n"
                          "  heyi trust pin --root root.pem --env demo --out root.pub.pem\n"
                          "  heyi trust end trust.json --kid 8ff21a4cd9ea3104\n"
                          "  heyi trust rotate --root root.pem --to new.pem --env demo --version 1 --out roots.1\n"
                          "  heyi trust show trust.list --root root.pub.pem");
  trust.require_subcommand();
  add_trust_edit(trust);
  add_trust_end(trust);
  add_trust_sign(trust);
  add_trust_rotate(trust);
  add_trust_show(trust);
}

}  // namespace heyi::cli
