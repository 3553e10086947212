# Builds for another processor with Debian's cross compilers and its packages of that processor, and runs what is built
# under qemu: cmake -DCMAKE_TOOLCHAIN_FILE=cmake/cross.cmake -DHEYI_CROSS=s390x-linux-gnu
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES HEYI_CROSS)
string(REGEX REPLACE "-.*" "" CMAKE_SYSTEM_PROCESSOR "${HEYI_CROSS}")
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_C_COMPILER "${HEYI_CROSS}-gcc")
set(CMAKE_CXX_COMPILER "${HEYI_CROSS}-g++")
set(CMAKE_LIBRARY_ARCHITECTURE "${HEYI_CROSS}")
set(ENV{PKG_CONFIG_LIBDIR} "/usr/lib/${HEYI_CROSS}/pkgconfig:/usr/share/pkgconfig")
find_program(HEYI_QEMU NAMES qemu-${CMAKE_SYSTEM_PROCESSOR}-static qemu-${CMAKE_SYSTEM_PROCESSOR})
if(HEYI_QEMU)
  set(CMAKE_CROSSCOMPILING_EMULATOR "${HEYI_QEMU}")
endif()
