// OpenSSL works on buffers in memory and never touches the socket, so that it can neither wait nor raise a signal.
#include "outbox/tls_stream.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <climits>

namespace heyi::terminal {
namespace {

constexpr int kChunk = 16384;

struct Free {
  void operator()(SSL_CTX* context) const noexcept { ::SSL_CTX_free(context); }
  void operator()(SSL* tls) const noexcept { ::SSL_free(tls); }
};

Error no_tls() { return fail(Reason::internal_failure, "no TLS with the receiver"); }

// Whose certificate it must be: OpenSSL's own check, with what it takes by default and nobody needs taken away.
bool expect(SSL* tls, const std::string& host) {
  X509_VERIFY_PARAM* const wanted = ::SSL_get0_param(tls);
  if (::X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1) return true;
  ::X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  return ::X509_VERIFY_PARAM_set1_host(wanted, host.data(), host.size()) == 1 &&
         ::SSL_set_tlsext_host_name(tls, host.c_str()) == 1;
}

}  // namespace

struct TlsStream::Impl {
  StreamSocket& socket;
  std::unique_ptr<SSL, Free> tls;
  BIO *in = nullptr, *out = nullptr;  // The session's.

  Result<void> begin(const std::string& host) {
    const std::unique_ptr<SSL_CTX, Free> context(::SSL_CTX_new(::TLS_client_method()));
    if (context == nullptr || ::SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != 1) return no_tls();
    if (::SSL_CTX_set_default_verify_paths(context.get()) != 1) {
      return fail(Reason::internal_failure, "no certificates to trust");
    }
    ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    tls.reset(::SSL_new(context.get()));
    if (tls == nullptr || !expect(tls.get(), host)) return no_tls();
    in = ::BIO_new(::BIO_s_mem());
    out = ::BIO_new(::BIO_s_mem());
    if (in == nullptr || out == nullptr) {
      ::BIO_free(in);
      ::BIO_free(out);
      return no_tls();
    }
    ::SSL_set_bio(tls.get(), in, out);
    ::SSL_set_connect_state(tls.get());
    return {};
  }

  // Sends what the session wrote.
  Result<void> flush(Deadline deadline, const Interrupt& interrupt) {
    std::array<char, kChunk> part;
    while (::BIO_ctrl_pending(out) > 0) {
      const int size = ::BIO_read(out, part.data(), kChunk);
      if (size <= 0) return no_tls();
      const std::string_view octets(part.data(), static_cast<std::size_t>(size));
      if (const Result<void> sent = socket.send(octets, deadline, interrupt); !sent) return sent;
    }
    return {};
  }

  // Gives the session what came.
  Result<void> refill(Deadline deadline, const Interrupt& interrupt) {
    std::array<char, kChunk> part;
    const Result<std::size_t> came = socket.receive(part, deadline, interrupt);
    if (!came) return came.error();
    if (::BIO_write(in, part.data(), static_cast<int>(*came)) != static_cast<int>(*came)) return no_tls();
    return {};
  }

  // Repeats a step of the session, which answers 1 or more when it is done, until it is; 0 when the other side ended.
  template <typename Step>
  Result<int> run(Deadline deadline, const Interrupt& interrupt, Step step) {
    for (;;) {
      ::ERR_clear_error();
      const int done = step(tls.get());
      const int why = ::SSL_get_error(tls.get(), done);
      if (const Result<void> sent = flush(deadline, interrupt); !sent) return sent.error();
      if (done > 0) return done;
      if (why == SSL_ERROR_ZERO_RETURN) return 0;
      if (why != SSL_ERROR_WANT_READ) return no_tls();
      if (const Result<void> came = refill(deadline, interrupt); !came) return came.error();
    }
  }
};

TlsStream::TlsStream(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
TlsStream::TlsStream(TlsStream&&) noexcept = default;
TlsStream::~TlsStream() = default;

Result<TlsStream> TlsStream::opened(StreamSocket& socket, const std::string& host, Deadline deadline,
                                    const Interrupt& interrupt) {
  auto impl = std::make_unique<Impl>(Impl{socket, nullptr});
  if (const Result<void> begun = impl->begin(host); !begun) return begun.error();
  const Result<int> done = impl->run(deadline, interrupt, [](SSL* tls) { return ::SSL_do_handshake(tls); });
  if (::SSL_get_verify_result(impl->tls.get()) != X509_V_OK) {
    return fail(Reason::internal_failure, "the receiver's certificate is not trusted");
  }
  if (!done || *done == 0) return no_tls();
  return TlsStream(std::move(impl));
}

Result<void> TlsStream::send(std::string_view octets, Deadline deadline, const Interrupt& interrupt) {
  while (!octets.empty()) {
    // In parts, so that what is encrypted and not yet sent stays little.
    const int size = static_cast<int>(std::min<std::size_t>(octets.size(), kChunk));
    const Result<int> done =
        impl_->run(deadline, interrupt, [&](SSL* tls) { return ::SSL_write(tls, octets.data(), size); });
    if (!done) return done.error();
    if (*done == 0) return no_tls();
    octets.remove_prefix(static_cast<std::size_t>(*done));
  }
  return {};
}

Result<std::size_t> TlsStream::receive_or_end(std::span<char> into, Deadline deadline, const Interrupt& interrupt) {
  const int size = static_cast<int>(std::min<std::size_t>(into.size(), INT_MAX));
  const Result<int> done =
      impl_->run(deadline, interrupt, [&](SSL* tls) { return ::SSL_read(tls, into.data(), size); });
  if (!done) return done.error();
  return static_cast<std::size_t>(*done);
}

void TlsStream::finish(Deadline deadline, const Interrupt& interrupt) {
  ::SSL_shutdown(impl_->tls.get());
  static_cast<void>(impl_->flush(deadline, interrupt));
}

}  // namespace heyi::terminal
