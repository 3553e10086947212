// How an answer is given is the same for both protocols: the octets differ.
#include "receiver/conversation.hpp"

#include "receiver/fhir_in.hpp"
#include "receiver/mllp.hpp"

namespace heyi::terminal::receiver {
namespace {

using std::chrono::milliseconds;

// false when the connection is to be closed.
bool give(Connection& connection, const Reply& reply) {
  constexpr milliseconds kLong{3600 * 1000}, kSecond{1000};
  switch (reply.behaviour) {
    case Behaviour::busy: return connection.pause(kLong);
    case Behaviour::delay: return connection.pause(reply.delay) && connection.send(reply.octets);
    case Behaviour::drop:
    case Behaviour::drop_before: return false;
    case Behaviour::half: connection.send(reply.octets.substr(0, reply.octets.size() / 2)); return false;
    case Behaviour::endless: {
      // No end of a frame, nor of a head, ever comes.
      if (!connection.send(reply.octets.substr(0, reply.octets.size() / 2))) return false;
      const std::string more(16384, 'x');
      while (connection.send(more)) {
      }
      return false;
    }
    case Behaviour::slow:
      for (const char octet : reply.octets) {
        if (!connection.send(std::string_view(&octet, 1)) || !connection.pause(kSecond)) return false;
      }
      return true;
    default: return connection.send(reply.octets);
  }
}

}  // namespace

void talk_mllp(Connection& connection, Hospital& hospital) {
  MllpReader reader;
  while (const std::optional<std::string> octets = connection.receive()) {
    reader.feed(*octets);
    while (const std::optional<std::string> message = reader.next()) {
      if (!give(connection, hospital.take_hl7(*message))) return;
    }
    if (reader.is_broken()) return;
  }
}

void talk_http(Connection& connection, Hospital& hospital) {
  HttpReader reader;
  while (const std::optional<std::string> octets = connection.receive()) {
    reader.feed(*octets);
    while (const std::optional<HttpRequest> request = reader.next()) {
      if (!give(connection, hospital.take_http(*request))) return;
    }
    if (reader.status() != 0) {
      connection.send(http_answer(reader.status(), outcome("structure", "no request that can be read"), false));
      return;
    }
  }
}

}  // namespace heyi::terminal::receiver
