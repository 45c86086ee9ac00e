# Strict warnings as errors on both compilers, for our own code only (third-party headers are SYSTEM).
add_library(comity_warnings INTERFACE)
target_compile_options(comity_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Wimplicit-fallthrough -Werror
  # g++ 12 sees uninitialized members in moved std::variant and std::optional where there are none (GCC bug 105562 and kin).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(COMITY_PREPARED_HEADERS)
  # With prepared headers it also warns of the inside of std::string and std::vector (GCC bugs 105329, 105651 and kin); clang and the sanitizers look there.
  target_compile_options(comity_warnings INTERFACE "$<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-stringop-truncation;-Wno-dangling-pointer>")
endif()
if(COMITY_SANITIZE)
  add_compile_options(-fsanitize=${COMITY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(COMITY_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(COMITY_TIDY)
  find_program(COMITY_CLANG_TIDY NAMES clang-tidy-14 clang-tidy REQUIRED)
  set(COMITY_CLANG_TIDY_COMMAND ${COMITY_CLANG_TIDY} --quiet --warnings-as-errors=*)
endif()
