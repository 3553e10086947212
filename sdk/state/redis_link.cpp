// hiredis writes and reads the protocol; the octets travel through our own socket, which keeps to deadlines.
#include "state/redis_link.hpp"

#include <hiredis/hiredis.h>

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "crypto/hash.hpp"

namespace heyi::state {
namespace {

/// The answers to all commands of one exchange are shorter by far.
constexpr std::size_t kMaxAnswer = 64 * 1024;

struct FreeAnswer {
  void operator()(redisReply* reply) const noexcept { freeReplyObject(reply); }
};

/// WipedText is a command in the protocol's form, made by hiredis; it may hold a password.
class WipedText {
 public:
  explicit WipedText(const RedisCommand& command) {
    std::vector<const char*> words;
    std::vector<std::size_t> sizes;
    for (const std::string_view word : command) {
      words.push_back(word.data());
      sizes.push_back(word.size());
    }
    size_ = redisFormatCommandArgv(&text_, static_cast<int>(words.size()), words.data(), sizes.data());
    if (size_ < 0) throw std::bad_alloc();
  }
  ~WipedText() {
    wipe({reinterpret_cast<std::uint8_t*>(text_), static_cast<std::size_t>(size_)});
    redisFreeCommand(text_);
  }
  WipedText(const WipedText&) = delete;
  WipedText& operator=(const WipedText&) = delete;

  std::string_view view() const noexcept { return {text_, static_cast<std::size_t>(size_)}; }

 private:
  char* text_ = nullptr;
  int size_ = 0;
};

/// kind_of_error is the first word of an error when it looks like Redis's own (WRONGPASS, READONLY, OOM).
std::string kind_of_error(std::string_view said) {
  const std::string_view word = said.substr(0, said.find(' '));
  const bool plain = !word.empty() && word.size() <= 16 &&
                     std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return plain ? std::string(word) : "an error";
}

Error no_sense() { return fail(Reason::replay_degraded, "the server's answer makes no sense"); }

}  // namespace

void RedisLink::FreeReader::operator()(redisReader* reader) const noexcept { redisReaderFree(reader); }

RedisLink::RedisLink(StreamSocket socket) : socket_(std::move(socket)) {
  // Nothing here is answered with an array, and hiredis would reserve memory for as many elements as one announces.
  static redisReplyObjectFunctions functions = [] {
    const std::unique_ptr<redisReader, FreeReader> usual(redisReaderCreate());
    if (!usual) throw std::bad_alloc();
    redisReplyObjectFunctions changed = *usual->fn;
    changed.createArray = [](const redisReadTask*, auto) -> void* { return nullptr; };
    return changed;
  }();
  reader_.reset(redisReaderCreateWithFunctions(&functions));
  if (!reader_) throw std::bad_alloc();
}

Result<void> RedisLink::send(const std::vector<RedisCommand>& commands, Deadline deadline) {
  if (commands.size() == 1) return socket_.send(WipedText(commands.front()).view(), deadline);
  std::size_t size = 0;
  std::vector<std::unique_ptr<WipedText>> texts;
  for (const RedisCommand& command : commands) {
    texts.push_back(std::make_unique<WipedText>(command));
    size += texts.back()->view().size();
  }
  std::string all;
  all.reserve(size);
  for (const auto& text : texts) all += text->view();
  const Result<void> sent = socket_.send(all, deadline);
  wipe({reinterpret_cast<std::uint8_t*>(all.data()), all.size()});
  return sent;
}

Result<bool> RedisLink::take_answer(std::vector<RedisAnswer>& answers) {
  void* object = nullptr;
  if (redisReaderGetReply(reader_.get(), &object) != REDIS_OK) return no_sense();
  if (object == nullptr) return false;
  const std::unique_ptr<redisReply, FreeAnswer> reply(static_cast<redisReply*>(object));
  switch (reply->type) {
    case REDIS_REPLY_STATUS: answers.push_back({RedisAnswer::Kind::done, {reply->str, reply->len}}); return true;
    case REDIS_REPLY_STRING: answers.push_back({RedisAnswer::Kind::text, {reply->str, reply->len}}); return true;
    case REDIS_REPLY_NIL: answers.push_back({RedisAnswer::Kind::none, {}}); return true;
    case REDIS_REPLY_ERROR:
      return fail(Reason::replay_degraded, "the server answers " + kind_of_error({reply->str, reply->len}));
    default: return no_sense();
  }
}

Result<std::vector<RedisAnswer>> RedisLink::exchange(const std::vector<RedisCommand>& commands,
                                                     std::chrono::milliseconds timeout) {
  if (!std::exchange(in_step_, false)) return fail(Reason::replay_degraded, "the connection is out of step");
  const Deadline deadline = Clock::now() + timeout;
  if (const Result<void> sent = send(commands, deadline); !sent) return sent.error();
  std::vector<RedisAnswer> answers;
  std::array<char, 4096> octets;
  std::size_t received = 0;
  while (answers.size() < commands.size()) {
    const Result<bool> taken = take_answer(answers);
    if (!taken) return taken.error();
    if (*taken) continue;
    const Result<std::size_t> came = socket_.receive(octets, deadline);
    if (!came) return came.error();
    received += *came;
    if (received > kMaxAnswer) return no_sense();
    if (redisReaderFeed(reader_.get(), octets.data(), *came) != REDIS_OK) return no_sense();
  }
  if (reader_->pos != reader_->len) return no_sense();
  in_step_ = true;
  return answers;
}

}  // namespace heyi::state
