// TLS over a connection whose every wait has a deadline and can be interrupted.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <heyi/result.hpp>

#include "outbox/stream_socket.hpp"

namespace heyi::terminal {

/// TlsStream is one encrypted connection to a receiver whose certificate is trusted: by the system's authorities, or
/// those that the environment names (SSL_CERT_FILE, SSL_CERT_DIR), and for the host that was asked for. Only
/// alternative names count, not the subject's common name; `*` stands for one whole label. The socket must outlive it.
class TlsStream {
 public:
  /// opened shakes hands with `host`, a name or an address without brackets, with TLS 1.2 or later.
  static Result<TlsStream> opened(StreamSocket& socket, const std::string& host, Deadline deadline,
                                  const Interrupt& interrupt);
  ~TlsStream();
  TlsStream(TlsStream&&) noexcept;
  TlsStream& operator=(TlsStream&&) = delete;

  Result<void> send(std::string_view octets, Deadline deadline, const Interrupt& interrupt);
  /// receive_or_end answers 0 when the other side said that it has ended; a connection that only broke off is an Error.
  Result<std::size_t> receive_or_end(std::span<char> into, Deadline deadline, const Interrupt& interrupt);
  /// finish tells the other side that nothing more comes, if it takes that by then.
  void finish(Deadline deadline, const Interrupt& interrupt);

 private:
  struct Impl;
  explicit TlsStream(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace heyi::terminal
