// The options of a replay cache that the terminals of a hospital share, for the commands that verify.
#pragma once

#include <memory>
#include <string>

#include <heyi/shared_replay.hpp>

#include "command.hpp"

namespace heyi::cli {

/// SharedReplayWords are the options as they stand on the command line.
struct SharedReplayWords {
  std::string server, password_file, terminal;
};

/// add_shared_replay declares `--replay-redis`, `--replay-password-file` and `--terminal`.
void add_shared_replay(Command& command, SharedReplayWords& words);

/// check_shared_replay refuses words that do not go together; `has_state` says whether `--state` was given.
void check_shared_replay(const SharedReplayWords& words, bool has_state);

/// open_shared_replay connects; none without `--replay-redis`. A server that is not there is a warning alone: the
/// verdict says what it means.
std::unique_ptr<SharedReplayCache> open_shared_replay(const SharedReplayWords& words, ReplayCache& local);

}  // namespace heyi::cli
