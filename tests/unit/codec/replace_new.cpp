// Lets the codec tests watch allocations.
#include "unit/codec/replace_new.hpp"
