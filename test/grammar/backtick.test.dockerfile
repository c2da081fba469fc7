# SYNTAX TEST "source.dockerfile" "the backtick as the escape character"
# escape=`
# ^^^^^^ keyword.control.directive.dockerfile
#        ^ constant.character.escape.dockerfile
# syntax=docker/dockerfile:1
# ^^^^^^ keyword.control.directive.dockerfile

# comment
#<--------- comment.line.number-sign.dockerfile
# escape=`
#<---------- comment.line.number-sign.dockerfile
FROM a
#<---- keyword.other.special-method.dockerfile
RUN Get-Item "a `
#   ^^^^^^^^ meta.embedded.line.powershell
#               ^ string.quoted.double.powershell punctuation.separator.continuation.dockerfile
# between
#<--------- comment.line.number-sign.dockerfile
  copy b
# ^^^^ string.quoted.double.powershell - keyword.other.special-method.dockerfile
WORKDIR C:\
#<------- keyword.other.special-method.dockerfile
COPY a C:\dir\
#<---- keyword.other.special-method.dockerfile
ENV A="C:\" B=`$C D="q`"r" `
#     ^^^^^ string.quoted.double.dockerfile
#           ^ variable.other.assignment.dockerfile
#             ^^ constant.character.escape.dockerfile
#                   ^^^^^^ string.quoted.double.dockerfile
#                     ^^ constant.character.escape.dockerfile
#                          ^ punctuation.separator.continuation.dockerfile
  E=1
# ^ variable.other.assignment.dockerfile
RUN Get-Item C:\
#            ^^^ meta.embedded.line.powershell
CMD ["C:\\a", `
#       ^^ constant.character.escape.json.dockerfile
#             ^ punctuation.separator.continuation.dockerfile
  "b"]
# ^^^ meta.structure.array.dockerfile string.quoted.double.json.dockerfile
SHELL ["cmd"]
#<----- keyword.other.special-method.dockerfile
RUN dir `
#   ^^^ meta.embedded.line.bat
  x
# ^ meta.embedded.line.bat
FROM b
#<---- keyword.other.special-method.dockerfile
RUN Get-Item
#   ^^^^^^^^ meta.embedded.line.powershell
