# SYNTAX TEST "source.dockerfile" "SHELL switches the language until the next SHELL or FROM"
FROM a
#<---- keyword.other.special-method.dockerfile
RUN Get-Item x
#   ^^^^^^^^ meta.embedded.line.shellscript
SHELL ["powershell", "-Command"]
#<----- meta.shell.powershell.dockerfile keyword.other.special-method.dockerfile
#                    ^^^^^^^^^^ meta.structure.array.dockerfile string.quoted.double.json.dockerfile
# comment
#<--------- comment.line.number-sign.dockerfile
RUN Get-Item "x \
#<--- keyword.other.special-method.dockerfile
#   ^^^^^^^^ meta.embedded.line.powershell support.function.powershell
#            ^^ meta.embedded.line.powershell string.quoted.double.powershell
#               ^ punctuation.separator.continuation.dockerfile
  not closed
# ^^^^^^^^^^ string.quoted.double.powershell
CMD Get-Item
#<--- keyword.other.special-method.dockerfile
#   ^^^^^^^^ meta.embedded.line.powershell
COPY a b
#<---- meta.shell.powershell.dockerfile keyword.other.special-method.dockerfile
RUN <<EOF
#     ^^^ entity.name.type.heredoc.dockerfile
Get-Item "x
#<-------- meta.embedded.block.powershell support.function.powershell
EOF
#<--- entity.name.type.heredoc.dockerfile
SHELL ["/bin/bash", "-c"]
#<----- meta.shell.shellscript.dockerfile keyword.other.special-method.dockerfile - meta.shell.powershell.dockerfile
RUN echo
#   ^^^^ meta.embedded.line.shellscript
SHELL ["C:\\pwsh.exe"]
#<----- meta.shell.powershell.dockerfile
RUN Get-Item
#   ^^^^^^^^ meta.embedded.line.powershell
SHELL ["cmd", "/S", "/C"]
#<----- meta.shell.bat.dockerfile
RUN dir
#   ^^^ meta.embedded.line.bat
FROM b
#<---- keyword.other.special-method.dockerfile - meta.shell.bat.dockerfile
RUN echo
#   ^^^^ meta.embedded.line.shellscript
