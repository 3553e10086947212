// The working file of a status list: what the publisher changes between two publications.
#pragma once

#include <string>

#include <heyi/status.hpp>

namespace heyi::cli {

/// StatusDraft is the working file: one line of JSON, `{"environment","issuer","uri","sequence","entries"}`, a line
/// break, then the packed entries, 4 an octet, least significant bits first. `sequence` is that of the list
/// published last, 0 before the first. The times in `content` are not part of the file.
struct StatusDraft {
  StatusListContent content;
};

/// kMaxStatusDraft bounds a working file in octets.
inline constexpr std::size_t kMaxStatusDraft = static_cast<std::size_t>(StatusListContent::kMaxEntries / 4) + 4096;

/// is_status_draft tells a working file from a signed list.
bool is_status_draft(ByteView file) noexcept;

StatusDraft parse_status_draft(ByteView file, const std::string& name);
StatusDraft load_status_draft(const std::string& file);
void store_status_draft(const StatusDraft& draft, const std::string& file);

}  // namespace heyi::cli
