// One connection to a Redis server: commands out, as many answers in, or the connection is worth nothing any more.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "state/stream_socket.hpp"

struct redisReader;

namespace heyi::state {

using RedisCommand = std::vector<std::string_view>;

struct RedisAnswer {
  enum class Kind {
    done,  ///< A status, such as OK.
    none,  ///< nil.
    text,  ///< A bulk string.
  };
  Kind kind = Kind::none;
  std::string text{};
};

/// RedisLink is not for several threads. After a failure it answers nothing more: an answer may be under way that would
/// be taken for the next question's.
class RedisLink {
 public:
  explicit RedisLink(StreamSocket socket);

  /// exchange sends all commands at once and waits for an answer to each. An error from the server, an answer of
  /// another kind than RedisAnswer has, or one answer too many, is a failure; the words are ours, for what a server
  /// says may be anything.
  Result<std::vector<RedisAnswer>> exchange(const std::vector<RedisCommand>& commands,
                                            std::chrono::milliseconds timeout);

 private:
  struct FreeReader {
    void operator()(redisReader* reader) const noexcept;
  };

  Result<void> send(const std::vector<RedisCommand>& commands, Deadline deadline);
  /// take_answer answers whether there was a whole one.
  Result<bool> take_answer(std::vector<RedisAnswer>& answers);

  StreamSocket socket_;
  std::unique_ptr<redisReader, FreeReader> reader_;
  bool in_step_ = true;  ///< No answer is under way.
};

}  // namespace heyi::state
