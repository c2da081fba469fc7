# SYNTAX TEST "source.dockerfile" "parser directives stand at the top; anything else is a comment"
# syntax=docker/dockerfile:1
#<- punctuation.definition.directive.dockerfile
# ^^^^^^ keyword.control.directive.dockerfile
#       ^ keyword.operator.assignment.dockerfile
#        ^^^^^^^^^^^^^^^^^^^ string.unquoted.directive.dockerfile
#Escape = \
#^^^^^^ keyword.control.directive.dockerfile
#         ^ constant.character.escape.dockerfile
# check=skip=StageNameCasing,FromAsCasing;error=true
# ^^^^^ keyword.control.directive.dockerfile
#       ^^^^ variable.parameter.check.dockerfile
#            ^^^^^^^^^^^^^^^ entity.name.function.check.dockerfile
#                                         ^^^^^ variable.parameter.check.dockerfile
#                                               ^^^^ constant.language.boolean.dockerfile
# an ordinary comment
#<--------------------- comment.line.number-sign.dockerfile
#<- punctuation.definition.comment.dockerfile
# syntax=too-late
#<----------------- comment.line.number-sign.dockerfile - keyword.control.directive.dockerfile
FROM scratch
#<---- keyword.other.special-method.dockerfile
  # an indented comment with FROM
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.dockerfile - keyword.other.special-method.dockerfile
