// Strict: one that sends something else is told so and let go.
#include "receiver/http.hpp"

#include <algorithm>
#include <charconv>

namespace heyi::terminal::receiver {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string_view words_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 431: return "Request Header Fields Too Large";
    default: return "Internal Server Error";
  }
}

}  // namespace

void HttpReader::feed(std::string_view octets) {
  if (status_ == 0) waiting_ += octets;
}

std::optional<HttpRequest> HttpReader::next() {
  if (status_ != 0 || (!request_ && !read_head())) return std::nullopt;
  if (waiting_.size() < body_size_) return std::nullopt;
  request_->body = waiting_.substr(0, body_size_);
  waiting_.erase(0, body_size_);
  std::optional<HttpRequest> whole;
  whole.swap(request_);
  return whole;
}

bool HttpReader::read_head() {
  const std::size_t end = waiting_.find("\r\n\r\n");
  if (std::min(end, waiting_.size()) > kLongestHead) status_ = 431;
  if (status_ != 0 || end == std::string::npos) return false;
  const std::string head = waiting_.substr(0, end + 2);
  waiting_.erase(0, end + 4);
  std::size_t at = head.find("\r\n");
  const std::string_view first = std::string_view(head).substr(0, at);
  const std::size_t one = first.find(' '), two = first.rfind(' ');
  if (one == two || first.substr(two + 1, 5) != "HTTP/") return status_ = 400, false;
  HttpRequest request;
  request.method = first.substr(0, one);
  request.target = first.substr(one + 1, two - one - 1);
  std::optional<std::size_t> length;
  for (at += 2; at < head.size();) {
    const std::size_t line_end = head.find("\r\n", at);
    const std::string_view line = std::string_view(head).substr(at, line_end - at);
    at = line_end + 2;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return status_ = 400, false;
    const std::string name = lower(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "content-type") request.content_type = lower(value.substr(0, value.find(';')));
    if (name == "transfer-encoding") return status_ = 411, false;
    if (name != "content-length") continue;
    std::size_t number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    if (read.ec != std::errc() || read.ptr != value.data() + value.size() || length) return status_ = 400, false;
    length = number;
  }
  if (!length && request.method == "POST") return status_ = 411, false;
  body_size_ = length.value_or(0);
  if (body_size_ > kLongestBody) return status_ = 413, false;
  request_ = std::move(request);
  return true;
}

std::string http_answer(int status, std::string_view body, bool keep) {
  std::string out = "HTTP/1.1 " + std::to_string(status) + " ";
  out += words_of(status);
  out += "\r\nContent-Type: application/fhir+json\r\nContent-Length: " + std::to_string(body.size());
  out += keep ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
  out += body;
  return out;
}

}  // namespace heyi::terminal::receiver
