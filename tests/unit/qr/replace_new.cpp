// Lets the QR tests watch allocations.
#include "unit/codec/replace_new.hpp"
