// Beast's parser is fed by hand, over sockets whose every wait ends with the deadline or an interruption.
#include "outbox/http_client.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

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
      http::response_parser<http::string_body> parser;
      parser.header_limit(HttpAnswer::kMaxHead);
      parser.body_limit(HttpAnswer::kMaxBody);
      parser.eager(true);
      if (const Result<void> whole = take(parser); !whole) return whole.error();
      const auto status = static_cast<int>(parser.get().result_int());
      if (status >= 200) return HttpAnswer{status, std::move(parser.get().body())};
    }
    return no_answer();
  }

 private:
  // Beside the body, chunks have heads of their own.
  static constexpr std::size_t kMaxAll = HttpAnswer::kMaxHead + 2 * HttpAnswer::kMaxBody;

  Result<void> take(http::response_parser<http::string_body>& parser) {
    while (!parser.is_done()) {
      error_code error;
      if (begin_ < end_) begin_ += parser.put(boost::asio::buffer(buffer_.data() + begin_, end_ - begin_), error);
      if (error == http::error::body_limit) return fail(Reason::internal_failure, "the answer is too long");
      if (error && error != http::error::need_more) return no_answer();
      if (parser.is_done()) break;
      // Beast bounds each line of a head alone.
      const std::size_t most = parser.is_header_done() ? kMaxAll : HttpAnswer::kMaxHead;
      if (const Result<std::size_t> came = receive(most); !came) {
        return no_answer();
      } else if (*came == 0) {
        // For an answer whose length is not said, this is how it ends.
        if (!parser.got_some()) return no_answer();
        parser.put_eof(error);
        if (error || !parser.is_done()) return no_answer();
      }
    }
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
