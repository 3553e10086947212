// Carries the precompiled headers of the test programs.
#include "support/precompiled.hpp"
