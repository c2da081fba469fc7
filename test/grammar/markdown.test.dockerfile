# SYNTAX TEST "text.html.markdown" "inside another grammar an instruction goes on until the next keyword"
```dockerfile
FROM a
#<---- keyword.other.special-method.dockerfile
# comment
#<--------- comment.line.number-sign.dockerfile
RUN make "x \
#   ^^^^ meta.embedded.line.shellscript
#        ^^ string.quoted.double.shell
  y" && z
# ^^ string.quoted.double.shell
#       ^ meta.embedded.line.shellscript
COPY <<EOF /x.json
#<---- keyword.other.special-method.dockerfile
#      ^^^ entity.name.type.heredoc.dockerfile
{"
#<- meta.heredoc.expand.dockerfile meta.embedded.block.json
EOF
#<--- entity.name.type.heredoc.dockerfile
ENV A=1 \
#       ^ punctuation.separator.continuation.dockerfile
RUN "not closed
#   ^^^^^^^^^^^ string.quoted.double.shell
USER a
#<---- keyword.other.special-method.dockerfile
#    ^ - string.quoted.double.shell
```
#<--- - meta.instruction.user.dockerfile
FROM text
#<---- - keyword.other.special-method.dockerfile
