// heyi demo: a whole city in one folder, made with fresh keys in a second.
#pragma once

#include "command.hpp"

namespace heyi::cli {

void add_demo(CLI::App& app, Session& session);

}  // namespace heyi::cli
