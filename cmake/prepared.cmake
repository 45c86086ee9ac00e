# Headers of the standard library and of those that stand in nearly every file, read once instead of five hundred times: a third of a build's time.
# Each file still includes what it needs, which the builds without this (clang, clang-tidy, the sanitizers) hold us to.
option(COMITY_PREPARED_HEADERS "Read common headers once (g++)" OFF)
set(COMITY_COMMON_HEADERS <algorithm> <array> <chrono> <filesystem> <functional> <map> <memory> <optional> <set> <string> <string_view> <tuple> <unordered_map>
                          <utility> <variant> <vector> <fmt/format.h>)

# comity_prepared_headers(NAME HEADERS header... LINKS Third::party...): a target from which others take them.
function(comity_prepared_headers name)
  cmake_parse_arguments(P "" "" "HEADERS;LINKS" ${ARGN})
  set(source ${CMAKE_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(${name} OBJECT ${source})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PRIVATE ${P_LINKS} comity_warnings)
  target_precompile_headers(${name} PRIVATE ${P_HEADERS})
  # The compiler's cache goes by this instead of the bytes, in which the build's folder stands.
  set(versions ${fmt_VERSION})
  if(GTest::gmock IN_LIST P_LINKS)
    list(APPEND versions ${GTest_VERSION})
  endif()
  string(SHA256 what "${P_HEADERS} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_RELWITHDEBINFO} ${versions}")
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${name}.dir/cmake_pch.hxx.gch.sum CONTENT "${what}")
endfunction()

# comity_takes_prepared(TARGET NAME)
function(comity_takes_prepared target name)
  if(TARGET ${name})
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()
