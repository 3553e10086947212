// The library's own time limits begin anew with every octet, and its lines and headers have no bound.
#include "outbox/http_client.hpp"

#include <fcntl.h>
#include <httplib.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <thread>

#include "outbox/stream_socket.hpp"

namespace heyi::terminal {
namespace {

using std::chrono::steady_clock;

/// Watch shuts a connection down when its time is over, or somebody interrupts: whatever reads from it then ends.
class Watch {
 public:
  Watch(int connection, Deadline deadline, const Interrupt& interrupt)
      : connection_(::fcntl(connection, F_DUPFD_CLOEXEC, 0)), thread_([this, deadline, &interrupt] {
          if (wait_for(done_.descriptor(), POLLIN, deadline, interrupt) != Waited::ready) {
            ::shutdown(connection_.get(), SHUT_RDWR);
          }
        }) {}
  ~Watch() {
    done_.set();
    thread_.join();
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  const Descriptor connection_;  // Of its own, so that it is never another's that got the same number.
  Interrupt done_;
  std::thread thread_;
};

/// BoundedStream reads a connection, encrypted or not, up to the bounds of a head, and of a body behind it.
class BoundedStream final : public httplib::Stream {
 public:
  BoundedStream(socket_t socket, SSL* tls) noexcept : socket_(socket), tls_(tls) {}

  void head_is_read() noexcept {
    // Chunks have heads of their own.
    left_ = 2 * HttpAnswer::kMaxBody;
    line_left_ = left_;
  }

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }

  ssize_t read(char* out, std::size_t size) override {
    if (at_ == end_) {
      const ssize_t got = receive();
      if (got <= 0) return got;
      at_ = 0;
      end_ = static_cast<std::size_t>(got);
    }
    const std::size_t taken = std::min({size, end_ - at_, left_, line_left_});
    if (taken == 0) return -1;
    std::memcpy(out, buffer_.data() + at_, taken);
    at_ += taken;
    left_ -= taken;
    // The library reads lines octet by octet, and matches the first with an expression that recurses along it.
    const bool is_line_over = out[taken - 1] == '\n';
    line_left_ = is_line_over ? std::max(line_left_, kMaxLine) : line_left_ - taken;
    return static_cast<ssize_t>(taken);
  }

  ssize_t write(const char* data, std::size_t size) override {
    if (tls_ == nullptr) return ::send(socket_, data, size, MSG_NOSIGNAL);
    return SSL_write(tls_, data, static_cast<int>(std::min<std::size_t>(size, 1 << 20)));
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override { ip.clear(), port = 0; }
  void get_local_ip_and_port(std::string& ip, int& port) const override { ip.clear(), port = 0; }
  socket_t socket() const override { return socket_; }

 private:
  static constexpr std::size_t kMaxLine = 2048;

  ssize_t receive() {
    if (tls_ == nullptr) return ::recv(socket_, buffer_.data(), buffer_.size(), 0);
    return SSL_read(tls_, buffer_.data(), static_cast<int>(buffer_.size()));
  }

  const socket_t socket_;
  SSL* const tls_;
  std::size_t left_ = HttpAnswer::kMaxHead, line_left_ = kMaxLine, at_ = 0, end_ = 0;
  std::array<char, 16384> buffer_;
};

/// BoundedClient is the library's client, plain or with TLS, on a connection that was made here.
template <typename Base>
class BoundedClient final : public Base {
 public:
  BoundedClient(const BaseUrl& url, StreamSocket connection)
      : Base(url.host, url.port), connection_(std::move(connection)) {}

  void head_is_read() noexcept {
    if (stream_ != nullptr) stream_->head_is_read();
  }

 private:
  bool create_and_connect_socket(typename Base::Socket& socket, httplib::Error& error) override {
    // Blocking from here on: the watch ends what takes too long.
    const int flags = ::fcntl(connection_.descriptor(), F_GETFL);
    if (!this->is_valid() || flags < 0 || ::fcntl(connection_.descriptor(), F_SETFL, flags & ~O_NONBLOCK) != 0) {
      error = httplib::Error::Connection;
      return false;
    }
    socket.sock = connection_.release();
    return true;
  }

  bool process_socket(const typename Base::Socket& socket,
                      std::function<bool(httplib::Stream& stream)> callback) override {
    BoundedStream stream(socket.sock, socket.ssl);
    stream_ = &stream;
    const bool done = callback(stream);
    stream_ = nullptr;
    return done;
  }

  StreamSocket connection_;
  BoundedStream* stream_ = nullptr;
};

const char* words_of(httplib::Error error) {
  switch (error) {
    case httplib::Error::SSLServerVerification: return "the receiver's certificate is not trusted";
    case httplib::Error::SSLLoadingCerts: return "no certificates to trust";
    case httplib::Error::SSLConnection: return "no TLS with the receiver";
    case httplib::Error::Write: return "connection closed by the receiver";
    case httplib::Error::Canceled: return "the answer is too long";
    default: return "no whole answer in time";
  }
}

template <typename Base>
Result<HttpAnswer> exchange(const BaseUrl& url, const HttpPost& post, StreamSocket connection, Deadline deadline,
                            const Interrupt& interrupt) {
  const Watch watch(connection.descriptor(), deadline, interrupt);
  BoundedClient<Base> client(url, std::move(connection));
  client.set_url_encode(false);
  client.set_decompress(false);
  client.set_follow_location(false);
  HttpAnswer answer;
  httplib::Request request;
  request.method = "POST";
  request.path = url.path.empty() ? "/" : url.path;
  request.body = post.body;
  request.headers = {{"Host", url.authority}, {"Accept-Encoding", "identity"}, {"Content-Type", post.content_type}};
  for (const auto& [name, value] : post.headers) request.headers.emplace(name, value);
  request.response_handler = [&client](const httplib::Response&) {
    client.head_is_read();
    return true;
  };
  request.content_receiver = [&answer](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    if (size > HttpAnswer::kMaxBody - answer.body.size()) return false;
    answer.body.append(data, size);
    return true;
  };
  const httplib::Result done = client.send(request);
  if (!done) return fail(Reason::internal_failure, words_of(done.error()));
  answer.status = done->status;
  return answer;
}

}  // namespace

Result<HttpAnswer> post_http(const BaseUrl& url, const HttpPost& post, const std::vector<Address>& addresses,
                             HttpTimes times, const Interrupt& interrupt) {
  // OpenSSL writes to a connection that is gone as if the signal were wanted.
  sigset_t broken_pipe;
  ::sigemptyset(&broken_pipe);
  ::sigaddset(&broken_pipe, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
  try {
    const Deadline connected_by = steady_clock::now() + times.connect;
    Result<StreamSocket> connection = StreamSocket::connected(addresses, connected_by, interrupt);
    if (!connection) return connection.error();
    const Deadline deadline = steady_clock::now() + times.answer;
    if (!url.is_secure) {
      return exchange<httplib::ClientImpl>(url, post, *std::move(connection), deadline, interrupt);
    }
    return exchange<httplib::SSLClient>(url, post, *std::move(connection), deadline, interrupt);
  } catch (const std::exception&) {
    return fail(Reason::internal_failure, "internal failure");
  }
}

}  // namespace heyi::terminal
