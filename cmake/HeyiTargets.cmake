# What every target of the project shares: warnings, sanitizers, and how a layer of the SDK is declared.

function(heyi_flags target)
  if(HEYI_DEV)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)
  endif()
  if(HEYI_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${HEYI_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${HEYI_SANITIZE})
  endif()
endfunction()

# heyi_test_flags(target): as heyi_flags, but that tests are instrumented with HEYI_SANITIZE_ALL alone: instrumented or
# not, they drive the instrumented SDK, and half of a sanitized build is tests.
function(heyi_test_flags target)
  if(HEYI_SANITIZE AND NOT HEYI_SANITIZE_ALL)
    set(all_sanitizers "${HEYI_SANITIZE}")
    set(HEYI_SANITIZE "")
    heyi_flags(${target})
    target_link_options(${target} PRIVATE -fsanitize=${all_sanitizers})
  else()
    heyi_flags(${target})
  endif()
endfunction()

# heyi_layer(name [USES layer…] [LIBRARIES target…]): sdk/<name>/**.cpp as heyi-<name>. A layer links only the
# layers it may include, so a forbidden call fails to link even where the layer test would not see it.
function(heyi_layer name)
  cmake_parse_arguments(ARG "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
  add_library(heyi-${name} STATIC ${sources})
  target_include_directories(heyi-${name}
    PUBLIC "${PROJECT_SOURCE_DIR}/include"
    PRIVATE "${PROJECT_SOURCE_DIR}/sdk")
  foreach(layer IN LISTS ARG_USES)
    target_link_libraries(heyi-${name} PUBLIC heyi-${layer})
  endforeach()
  target_link_libraries(heyi-${name} PRIVATE ${ARG_LIBRARIES})
  heyi_flags(heyi-${name})
  set_property(GLOBAL APPEND PROPERTY HEYI_LAYERS heyi-${name})
endfunction()
