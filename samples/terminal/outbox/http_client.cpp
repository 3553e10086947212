// Beast's parser is fed by hand, over sockets whose every wait ends with the deadline or an interruption.
#include "outbox/http_client.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <limits>

#include "outbox/stream_socket.hpp"
#include "outbox/tls_stream.hpp"

namespace heyi::terminal {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using std::chrono::steady_clock;

// A server may say several times that it goes on working, and not for ever.
constexpr int kMaxInterim = 8;

Error no_answer() { return fail(Reason::internal_failure, "no whole answer in time"); }

std::string text_of(const BaseUrl& url, const HttpPost& post) {
  std::string text = "POST " + (url.path.empty() ? "/" : url.path) + " HTTP/1.1\r\n";
  const auto add = [&text](const std::string& name, const std::string& value) { text += name + ": " + value + "\r\n"; };
  add("Host", url.authority);
  add("Accept-Encoding", "identity");
  add("Connection", "close");
  add("Content-Type", post.content_type);
  for (const auto& [name, value] : post.headers) add(name, value);
  add("Content-Length", std::to_string(post.body.size()));
  return text + "\r\n" + post.body;
}

/// AnswerReader reads one answer, and those that only say that it will come.
template <typename Stream>
class AnswerReader {
 public:
  AnswerReader(Stream& stream, Deadline deadline, const Interrupt& interrupt)
      : stream_(stream), deadline_(deadline), interrupt_(interrupt) {}

  Result<HttpAnswer> read() {
    for (int interim = 0; interim <= kMaxInterim; ++interim) {
      Parser parser;
      parser.header_limit(HttpAnswer::kMaxHead);
      // Bodies are counted here: Beast 1.74 forgets its limit when the head and the body come together.
      parser.body_limit(std::numeric_limits<std::uint64_t>::max());
      parser.eager(true);
      HttpAnswer answer;
      if (const Result<void> whole = take(parser, answer.body); !whole) return whole.error();
      answer.status = static_cast<int>(parser.get().result_int());
      if (answer.status >= 200) return answer;
    }
    return no_answer();
  }

 private:
  using Parser = http::response_parser<http::buffer_body>;

  // Beside the body, chunks have heads of their own.
  static constexpr std::size_t kMaxAll = HttpAnswer::kMaxHead + 2 * HttpAnswer::kMaxBody;

  Result<void> take(Parser& parser, std::string& body) {
    while (!parser.is_done()) {
      const error_code error = feed(parser, body);
      if (body.size() > HttpAnswer::kMaxBody) return fail(Reason::internal_failure, "the answer is too long");
      if (error && error != http::error::need_more && error != http::error::need_buffer) return no_answer();
      if (parser.is_done()) break;
      if (error == http::error::need_buffer) continue;
      if (parser.is_header_done() && parser.content_length().value_or(0) > HttpAnswer::kMaxBody) {
        return fail(Reason::internal_failure, "the answer is too long");
      }
      // Beast bounds each line of a head alone.
      const Result<std::size_t> came = receive(parser.is_header_done() ? kMaxAll : HttpAnswer::kMaxHead);
      if (!came) return no_answer();
      if (*came == 0) return end(parser);
    }
    return {};
  }

  // Gives the parser what came; what it makes of it is added to the body.
  error_code feed(Parser& parser, std::string& body) {
    error_code error;
    if (begin_ == end_) return error;
    std::array<char, HttpAnswer::kMaxHead> part;
    auto& into = parser.get().body();
    into.data = part.data();
    into.size = part.size();
    begin_ += parser.put(boost::asio::buffer(buffer_.data() + begin_, end_ - begin_), error);
    body.append(part.data(), part.size() - into.size);
    return error;
  }

  // The connection ended: an answer whose length is not said ends so.
  static Result<void> end(Parser& parser) {
    error_code error;
    if (!parser.got_some()) return no_answer();
    parser.put_eof(error);
    if (error || !parser.is_done()) return no_answer();
    return {};
  }

  // Behind what the parser could not use yet; an Error when that fills the buffer, or so much came already.
  Result<std::size_t> receive(std::size_t most) {
    std::copy(buffer_.begin() + begin_, buffer_.begin() + end_, buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
    if (end_ == buffer_.size() || all_ >= most) return no_answer();
    const Result<std::size_t> came = stream_.receive_or_end(std::span(buffer_).subspan(end_), deadline_, interrupt_);
    if (came) end_ += *came, all_ += *came;
    return came;
  }

  Stream& stream_;
  const Deadline deadline_;
  const Interrupt& interrupt_;
  std::size_t begin_ = 0, end_ = 0, all_ = 0;
  std::array<char, HttpAnswer::kMaxHead> buffer_;
};

template <typename Stream>
Result<HttpAnswer> exchange(Stream& stream, const std::string& request, Deadline deadline, const Interrupt& interrupt) {
  if (!stream.send(request, deadline, interrupt)) {
    return fail(Reason::internal_failure, "connection closed by the receiver");
  }
  return AnswerReader<Stream>(stream, deadline, interrupt).read();
}

Result<HttpAnswer> exchange_over_tls(StreamSocket& socket, const BaseUrl& url, const std::string& request,
                                     Deadline deadline, const Interrupt& interrupt) {
  Result<TlsStream> stream = TlsStream::opened(socket, url.host, deadline, interrupt);
  if (!stream) return stream.error();
  Result<HttpAnswer> answer = exchange(*stream, request, deadline, interrupt);
  if (answer) stream->finish(deadline, interrupt);
  return answer;
}

}  // namespace

Result<HttpAnswer> post_http(const BaseUrl& url, const HttpPost& post, const std::vector<Address>& addresses,
                             HttpTimes times, const Interrupt& interrupt) {
  try {
    const Deadline connected_by = steady_clock::now() + times.connect;
    Result<StreamSocket> socket = StreamSocket::connected(addresses, connected_by, interrupt);
    if (!socket) return socket.error();
    const Deadline deadline = steady_clock::now() + times.answer;
    const std::string request = text_of(url, post);
    return url.is_secure ? exchange_over_tls(*socket, url, request, deadline, interrupt)
                         : exchange(*socket, request, deadline, interrupt);
  } catch (const std::exception&) {
    return fail(Reason::internal_failure, "internal failure");
  }
}

}  // namespace heyi::terminal
