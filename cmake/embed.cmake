# comity_embed(TARGET folder ...): writes an assembler file that includes every file of the folders, and the table that
# src/base/assets.cpp reads. Paths are from the project's root.
function(comity_embed target)
  set(rows "")
  set(blobs "")
  set(count 0)
  set(files "")
  foreach(folder ${ARGN})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/${folder}/*)
    list(APPEND files ${found})
  endforeach()
  list(FILTER files EXCLUDE REGEX "/(node_modules|\\.)")
  list(SORT files)
  foreach(file ${files})
    string(APPEND blobs "name${count}: .asciz \"${file}\"\n.balign 16\nblob${count}:\n.incbin \"${CMAKE_SOURCE_DIR}/${file}\"\nend${count}: .byte 0\n")
    string(APPEND rows ".quad name${count}\n.quad blob${count}\n.quad end${count}\n")
    math(EXPR count "${count} + 1")
  endforeach()
  set(output ${CMAKE_BINARY_DIR}/assets.S)
  file(CONFIGURE OUTPUT ${output} CONTENT
".section .rodata
@blobs@
.section .data.rel.ro,\"aw\"
.balign 16
.globl comity_asset_rows
comity_asset_rows:
@rows@
.section .rodata
.balign 8
.globl comity_asset_count
comity_asset_count: .quad @count@
.section .note.GNU-stack,\"\",%progbits
" @ONLY)
  list(TRANSFORM files PREPEND ${CMAKE_SOURCE_DIR}/)
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${output})
endfunction()
