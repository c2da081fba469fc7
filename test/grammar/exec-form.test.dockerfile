# SYNTAX TEST "source.dockerfile" "the JSON form, and shell that only looks like it"
CMD ["a", "b\n\u00e9\q"]
#   ^ punctuation.definition.array.begin.dockerfile
#    ^^^ meta.structure.array.dockerfile string.quoted.double.json.dockerfile
#       ^ punctuation.separator.array.dockerfile
#           ^^ constant.character.escape.json.dockerfile
#             ^^^^^^ constant.character.escape.json.dockerfile
#                   ^^ - constant.character.escape.json.dockerfile
#                      ^ punctuation.definition.array.end.dockerfile
ENTRYPOINT [ "a", \
#                 ^ meta.structure.array.dockerfile punctuation.separator.continuation.dockerfile
  # between
# ^^^^^^^^^ comment.line.number-sign.dockerfile
  "$b" ]
# ^^^^ meta.structure.array.dockerfile string.quoted.double.json.dockerfile - variable.other.dockerfile
COPY ["$a", "b"]
#      ^^ string.quoted.double.json.dockerfile variable.other.dockerfile
RUN --network=none ["a"]
#                   ^^^ meta.structure.array.dockerfile string.quoted.double.json.dockerfile
RUN [ "$a" = "b" ] && c
#   ^ meta.embedded.line.shellscript - meta.structure.array.dockerfile
#                     ^ meta.embedded.line.shellscript
RUN [ -f x ]
#   ^ meta.embedded.line.shellscript - meta.structure.array.dockerfile
CMD ["not closed
#   ^^^^^^^^^^^^ meta.embedded.line.shellscript
CMD ["not closed", "b
#                  ^^ meta.structure.array.dockerfile string.quoted.double.json.dockerfile
CMD []
#   ^^ meta.structure.array.dockerfile
VOLUME ["/a"]
#<------ keyword.other.special-method.dockerfile
#       ^^^^ meta.structure.array.dockerfile string.quoted.double.json.dockerfile
