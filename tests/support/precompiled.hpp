// What nearly every test includes, compiled once: Catch and the public headers.
#pragma once

#include <heyi/heyi.hpp>

#include "support/catch.hpp"
#include "support/fixtures.hpp"
