// Whatever the fault, a message that is answered as taken has been written before.
#include "receiver/hospital.hpp"

#include "receiver/fhir_in.hpp"
#include "receiver/hl7_in.hpp"
#include "receiver/mllp.hpp"
#include "station/log.hpp"

namespace heyi::terminal::receiver {
namespace {

std::string china_time() {
  std::string digits;
  for (const char character : format_time(station::clock_now() + std::chrono::hours(8))) {
    if (character >= '0' && character <= '9') digits += character;
  }
  return digits + "+0800";
}

std::string_view code_of(Behaviour behaviour) {
  if (behaviour == Behaviour::error) return "AE";
  return behaviour == Behaviour::refuse || behaviour == Behaviour::bad_request ? "AR" : "AA";
}

int status_of(Behaviour behaviour) {
  switch (behaviour) {
    case Behaviour::error: return 500;
    case Behaviour::refuse: return 422;
    case Behaviour::bad_request: return 400;
    default: return 200;
  }
}

// Octets of neither protocol; what looks like frames is among them.
constexpr const char* kNoHl7 = "\x06\x15garbage|||\\&~^\xff\xfe\x0b\x0b\x1c\x1c\r";
constexpr const char* kNoHttp = "SIP/2.0 999 \xff\r\n: :\r\nContent-Length: -1\r\n\r\n";

}  // namespace

Hospital::Hospital(Faults faults, Journal& journal, Show show)
    : faults_(std::move(faults)), journal_(journal), show_(std::move(show)) {}

Faults::Decision Hospital::decide() {
  const std::lock_guard lock(mutex_);
  return faults_.next();
}

Journal::Entry Hospital::keep(Received& received, Behaviour& behaviour, Shown shown) {
  received.answer = name_of(behaviour);
  received.is_taken = is_taken(behaviour);
  const Journal::Entry entry = journal_.write(received);
  if (!entry.is_written) behaviour = Behaviour::error;
  shown.via = received.via;
  shown.answer = name_of(behaviour);
  shown.id = received.id;
  shown.is_again = entry.is_again;
  if (show_) show_(shown);
  return entry;
}

Reply Hospital::take_hl7(const std::string& octets) {
  const Hl7In message = read_hl7(octets);
  Faults::Decision decision = decide();
  // What cannot be read, or is no registration, is refused whatever else is to go wrong.
  if (!message.is_readable || message.type.substr(0, 7) != "ADT^A04") decision = {Behaviour::refuse, {}};
  Received received{"mllp", message.id, octets, {}, false};
  keep(received, decision.behaviour, {{}, {}, {}, message.name, message.number, false});
  const std::string id = decision.behaviour == Behaviour::wrong_id ? "NOT-" + message.id : message.id;
  Reply reply{decision.behaviour,
              mllp_frame(acknowledgement(message, code_of(decision.behaviour), id, ++acknowledged_, china_time())),
              decision.delay};
  if (reply.behaviour == Behaviour::garbage) reply.octets = kNoHl7;
  return reply;
}

Reply Hospital::take_http(const HttpRequest& request) {
  const auto answer = [](int status, const char* code, const char* words) {
    return Reply{Behaviour::accept, http_answer(status, outcome(code, words), true), {}};
  };
  if (request.target != "/fhir" && request.target != "/fhir/") return answer(404, "not-found", "POST to /fhir");
  if (request.method != "POST") return answer(405, "not-supported", "POST alone");
  if (request.content_type != "application/fhir+json" && request.content_type != "application/json") {
    return answer(415, "not-supported", "application/fhir+json alone");
  }
  return take_bundle(request.body);
}

Reply Hospital::take_bundle(const std::string& body) {
  const FhirIn bundle = read_fhir(body);
  Faults::Decision decision = decide();
  if (!bundle.trouble.empty()) decision = {Behaviour::bad_request, {}};
  Received received{"fhir", bundle.id, body, {}, false};
  const Journal::Entry entry = keep(received, decision.behaviour, {{}, {}, {}, bundle.name, bundle.number, false});
  const int status = status_of(decision.behaviour);
  std::string text = status == 200 ? transaction_response(bundle, entry.is_again)
                                   : outcome(status == 500 ? "exception" : "invalid",
                                             bundle.trouble.empty() ? name_of(decision.behaviour) : bundle.trouble);
  if (decision.behaviour == Behaviour::wrong_id) text = R"({"resourceType":"Patient"})";
  Reply reply{decision.behaviour, http_answer(status, text, true), decision.delay};
  if (reply.behaviour == Behaviour::garbage) reply.octets = kNoHttp;
  return reply;
}

}  // namespace heyi::terminal::receiver
