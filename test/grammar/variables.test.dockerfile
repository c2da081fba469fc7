# SYNTAX TEST "source.dockerfile" "variables, their modifiers, escapes and strings"
ENV A=$X B=${Y} C="$Z d" E=\$F
#   ^ variable.other.assignment.dockerfile
#     ^^ variable.other.dockerfile
#          ^^ punctuation.definition.variable.begin.dockerfile
#            ^ variable.other.name.dockerfile
#             ^ punctuation.definition.variable.end.dockerfile
#                  ^^ string.quoted.double.dockerfile variable.other.dockerfile
#                          ^^ constant.character.escape.dockerfile
#                            ^ - variable.other.dockerfile
ENV A=${B:-word$C}
#       ^ variable.other.name.dockerfile
#        ^^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#          ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#              ^^ variable.other.braced.dockerfile variable.other.dockerfile
#                ^ punctuation.definition.variable.end.dockerfile
ENV A=${B:+word$C}
#       ^ variable.other.name.dockerfile
#        ^^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#          ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#              ^^ variable.other.braced.dockerfile variable.other.dockerfile
#                ^ punctuation.definition.variable.end.dockerfile
ENV A=${B:?word$C}
#       ^ variable.other.name.dockerfile
#        ^^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#          ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#              ^^ variable.other.braced.dockerfile variable.other.dockerfile
#                ^ punctuation.definition.variable.end.dockerfile
ENV A=${B-word$C}
#       ^ variable.other.name.dockerfile
#        ^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#         ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#             ^^ variable.other.braced.dockerfile variable.other.dockerfile
#               ^ punctuation.definition.variable.end.dockerfile
ENV A=${B+word$C}
#       ^ variable.other.name.dockerfile
#        ^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#         ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#             ^^ variable.other.braced.dockerfile variable.other.dockerfile
#               ^ punctuation.definition.variable.end.dockerfile
ENV A=${B?word$C}
#       ^ variable.other.name.dockerfile
#        ^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#         ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#             ^^ variable.other.braced.dockerfile variable.other.dockerfile
#               ^ punctuation.definition.variable.end.dockerfile
ENV A=${B#word$C}
#       ^ variable.other.name.dockerfile
#        ^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#         ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#             ^^ variable.other.braced.dockerfile variable.other.dockerfile
#               ^ punctuation.definition.variable.end.dockerfile
ENV A=${B##word$C}
#       ^ variable.other.name.dockerfile
#        ^^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#          ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#              ^^ variable.other.braced.dockerfile variable.other.dockerfile
#                ^ punctuation.definition.variable.end.dockerfile
ENV A=${B%word$C}
#       ^ variable.other.name.dockerfile
#        ^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#         ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#             ^^ variable.other.braced.dockerfile variable.other.dockerfile
#               ^ punctuation.definition.variable.end.dockerfile
ENV A=${B%%word$C}
#       ^ variable.other.name.dockerfile
#        ^^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#          ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#              ^^ variable.other.braced.dockerfile variable.other.dockerfile
#                ^ punctuation.definition.variable.end.dockerfile
ENV A=${B/word$C}
#       ^ variable.other.name.dockerfile
#        ^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#         ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#             ^^ variable.other.braced.dockerfile variable.other.dockerfile
#               ^ punctuation.definition.variable.end.dockerfile
ENV A=${B//word$C}
#       ^ variable.other.name.dockerfile
#        ^^ variable.other.braced.dockerfile keyword.operator.modifier.dockerfile
#          ^^^^ variable.other.braced.dockerfile - keyword.operator.modifier.dockerfile
#              ^^ variable.other.braced.dockerfile variable.other.dockerfile
#                ^ punctuation.definition.variable.end.dockerfile
ENV A=${B//x/y} C=${D:-/usr/bin}
#        ^^ keyword.operator.modifier.dockerfile
#           ^ keyword.operator.modifier.dockerfile
#                      ^^^^^^^^ - keyword.operator.modifier.dockerfile
ENV A='$B' C="a\"b"
#     ^^^^ string.quoted.single.dockerfile - variable.other.dockerfile
#              ^^ constant.character.escape.dockerfile
ENV A="not closed
#     ^^^^^^^^^^^ string.quoted.double.dockerfile
ENV B=${not closed
#       ^^^ variable.other.braced.dockerfile
USER $USER
#<---- keyword.other.special-method.dockerfile
#    ^^^^^ variable.other.dockerfile - variable.other.braced.dockerfile
WORKDIR "/a b/$C"
#       ^^^^^^ string.quoted.double.dockerfile
