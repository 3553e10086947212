// The dispatcher: takes letters out of the outbox, one destination a thread, in order, until each has arrived.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "outbox/outbox.hpp"

namespace heyi::terminal {

/// Delivery is what came of one try.
struct Delivery {
  enum class Kind {
    delivered,  ///< The receiver said that it has it.
    refused,    ///< The receiver said that it will never take it: park it.
    failed,     ///< Anything else: try again later.
  } kind = Kind::failed;
  std::string why;  ///< Without personal data: codes and places, not the receiver's free text. Empty when delivered.
};

/// Transport brings octets to one destination. Only its dispatcher's thread calls it.
class Transport {
 public:
  virtual ~Transport() = default;
  /// send blocks until the receiver answered, or its time-outs passed.
  virtual Delivery send(const Letter& letter) = 0;
  /// interrupt lets a send in another thread return soon; later ones fail at once. Called once, when the program ends.
  virtual void interrupt() noexcept {}
};

/// Destination is a place that letters go to. No two of one dispatcher have one name.
struct Destination {
  std::string name;
  std::unique_ptr<Transport> transport;
};

/// DeliveryEvent tells the screen and the log what became of a letter.
struct DeliveryEvent {
  std::string destination, id;
  Delivery delivery;
  int attempts = 0;
};

/// Backoff is how long to wait after failed tries: `first`, doubled each time up to `longest`.
struct Backoff {
  std::chrono::milliseconds first{1000}, longest{60000};
};

/// Dispatcher works in threads of its own while it lives. A letter that is refused is parked and the next one sent; one
/// that failed is tried again before any later one of the same destination.
class Dispatcher {
 public:
  using Listener = std::function<void(const DeliveryEvent&)>;  ///< Called from the dispatcher's threads.
  Dispatcher(Outbox& outbox, std::vector<Destination> destinations, Backoff backoff, Listener listener);
  ~Dispatcher();  ///< Ends within a second, whatever a receiver does.
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  /// wake says that the outbox may have a letter that is due.
  void wake();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Where a transport connects to; times in milliseconds.
struct Endpoint {
  std::string host;
  int port = 0;
  std::chrono::milliseconds connect{5000}, answer{15000};
};

/// parse_endpoint reads `host:port`, an IPv6 address in brackets: `10.0.0.5:2575`, `his.example:2575`,
/// `[fd00::5]:2575`. Fails with `claims.out_of_range`.
Result<Endpoint> parse_endpoint(std::string_view text);

/// mllp_transport speaks MLLP (HL7 v2.5 transport specification): one connection, kept open, one message at a time,
/// its ACK awaited. AA and CA deliver; AE, AR, CE and CR are refusals; an ACK for another id, no ACK, or nonsense is a
/// failure, after which the connection is made anew. So it is after CA and CE, which another answer follows, and after
/// answers with octets behind them.
std::unique_ptr<Transport> mllp_transport(Endpoint endpoint);

/// fhir_transport posts to a FHIR server's base URL, `http://host:port/path` or `https://…`, as
/// `application/fhir+json`. 2xx delivers, unless its body is not a FHIR server's or an entry of the answer says
/// otherwise; 4xx other than 401, 403, 408, 425 and 429 is a refusal; the rest is a failure. Certificates are checked
/// against the system's, or those that SSL_CERT_FILE names. Fails with `claims.out_of_range` for a URL with a name, a
/// password, a query, or one that is none.
Result<std::unique_ptr<Transport>> fhir_transport(const std::string& base_url);

/// folder_transport writes each letter as `NUMBER-ID.EXTENSION`, the number with at least ten digits, into a folder
/// that is there: whole or not at all, and durable. A file of that name with other octets is a refusal.
std::unique_ptr<Transport> folder_transport(std::string folder, std::string extension);

}  // namespace heyi::terminal
