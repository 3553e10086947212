// MLLP over TCP: one message, its answer, the next. Whatever is not as it should be ends the connection.
#include <array>
#include <optional>

#include "outbox/ack.hpp"
#include "outbox/stream_socket.hpp"

namespace heyi::terminal {
namespace {

using std::chrono::steady_clock;

Delivery failed(const Error& error) { return {Delivery::Kind::failed, error.detail}; }

class MllpTransport final : public Transport {
 public:
  explicit MllpTransport(Endpoint endpoint)
      : endpoint_(std::move(endpoint)), resolver_(endpoint_.host, endpoint_.port) {}

  Delivery send(const Letter& letter) override {
    if (letter.payload.find_first_of("\x0b\x1c") != std::string::npos) {
      return {Delivery::Kind::refused, "the message cannot be framed"};
    }
    // What came unasked, late answers too, and a connection that the receiver closed meanwhile: begin anew.
    if (socket_ && !socket_->is_quiet()) socket_.reset();
    if (const Result<void> connected = connect(); !connected) return failed(connected.error());
    AckReader reader(letter.id);
    const Result<Delivery> said = exchange(letter, reader);
    if (!said || !reader.may_go_on() || !socket_->is_quiet()) socket_.reset();
    return said ? *said : failed(said.error());
  }

  void interrupt() noexcept override { interrupt_.set(); }

 private:
  Result<void> connect() {
    if (socket_) return {};
    const Deadline deadline = steady_clock::now() + endpoint_.connect;
    const Result<std::vector<Address>> addresses = resolver_.addresses(deadline, interrupt_);
    if (!addresses) return addresses.error();
    Result<StreamSocket> made = StreamSocket::connected(*addresses, deadline, interrupt_);
    if (!made) return made.error();
    socket_ = *std::move(made);
    return {};
  }

  Result<Delivery> exchange(const Letter& letter, AckReader& reader) {
    const Deadline deadline = steady_clock::now() + endpoint_.answer;
    const std::string frame = '\x0b' + letter.payload + "\x1c\r";
    if (const Result<void> sent = socket_->send(frame, deadline, interrupt_); !sent) return sent.error();
    std::array<char, 4096> came{};
    for (;;) {
      const Result<std::size_t> size = socket_->receive(came, deadline, interrupt_);
      if (!size) return size.error();
      if (std::optional<Delivery> said = reader.take({came.data(), *size})) return *std::move(said);
    }
  }

  const Endpoint endpoint_;
  Interrupt interrupt_;
  Resolver resolver_;
  std::optional<StreamSocket> socket_;
};

}  // namespace

std::unique_ptr<Transport> mllp_transport(Endpoint endpoint) {
  return std::make_unique<MllpTransport>(std::move(endpoint));
}

}  // namespace heyi::terminal
