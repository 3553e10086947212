// A transaction Bundle, posted to the base URL; the same one as often as needed, since its entries are conditional.
#include "outbox/fhir_answer.hpp"
#include "outbox/http_client.hpp"
#include "outbox/letter_id.hpp"

namespace heyi::terminal {
namespace {

class FhirTransport final : public Transport {
 public:
  explicit FhirTransport(BaseUrl url) : url_(std::move(url)), resolver_(url_.host, url_.port) {}

  Delivery send(const Letter& letter) override {
    if (!is_letter_id(letter.id)) return {Delivery::Kind::refused, "the id makes no header"};
    const Deadline deadline = std::chrono::steady_clock::now() + times_.connect;
    const Result<std::vector<Address>> addresses = resolver_.addresses(deadline, interrupt_);
    if (!addresses) return {Delivery::Kind::failed, addresses.error().detail};
    const HttpPost post{
        {{"Accept", kType}, {"Prefer", "return=minimal"}, {"X-Request-Id", letter.id}}, kType, letter.payload};
    const Result<HttpAnswer> answer = post_http(url_, post, *addresses, times_, interrupt_);
    if (!answer) return {Delivery::Kind::failed, answer.error().detail};
    return judge_fhir_answer(answer->status, answer->body);
  }

  void interrupt() noexcept override { interrupt_.set(); }

 private:
  static constexpr const char* kType = "application/fhir+json";

  const BaseUrl url_;
  const HttpTimes times_;
  Interrupt interrupt_;
  Resolver resolver_;
};

}  // namespace

Result<std::unique_ptr<Transport>> fhir_transport(const std::string& base_url) {
  Result<BaseUrl> url = parse_base_url(base_url);
  if (!url) return url.error();
  return std::unique_ptr<Transport>(std::make_unique<FhirTransport>(*std::move(url)));
}

}  // namespace heyi::terminal
