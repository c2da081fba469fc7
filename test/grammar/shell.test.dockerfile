# SYNTAX TEST "source.dockerfile" "shell code goes on as far as the continuations do, and no string goes further"
RUN make "a b" # done
#   ^^^^ meta.embedded.line.shellscript entity.name.command.shell
#        ^^^^^ meta.embedded.line.shellscript string.quoted.double.shell
#              ^^^^^^ comment.line.shell
RUN echo "not closed
#        ^^^^^^^^^^^ string.quoted.double.shell
COPY a b
#<---- keyword.other.special-method.dockerfile
#    ^^^ - string.quoted.double.shell
RUN echo 'not closed \
#        ^^^^^^^^^^^ string.quoted.single.shell
#                    ^ punctuation.separator.continuation.dockerfile
FROM the string
#<--------------- string.quoted.single.shell - keyword.other.special-method.dockerfile
USER a
#<---- keyword.other.special-method.dockerfile
RUN ( cd x \
#   ^^^^^^ meta.group.shell
#          ^ punctuation.separator.continuation.dockerfile
# a comment with "quotes" and a ) and \
#<----------- comment.line.number-sign.dockerfile - string.quoted.double.shell

   # another
#  ^^^^^^^^^ comment.line.number-sign.dockerfile
copy && run this \  
#<---- meta.group.shell - keyword.other.special-method.dockerfile
#       ^^^ meta.group.shell - keyword.other.special-method.dockerfile
#                ^ punctuation.separator.continuation.dockerfile
  "x \
# ^^ string.quoted.double.shell
  y" 
# ^^ meta.group.shell string.quoted.double.shell
ADD a b
#<--- keyword.other.special-method.dockerfile
#   ^^^ - meta.group.shell
RUN a # the shell comments here, but the line goes on \
#     ^^^^^^^^^^^ comment.line.shell
  b
# ^ meta.embedded.line.shellscript - comment.line.shell
RUN echo a\\
#        ^ meta.embedded.line.shellscript
COPY two backslashes are no continuation
#<---- keyword.other.special-method.dockerfile
RUN cat<<EOF && echo "<<EOF" <<<EOF 'a <<EOF'
#        ^^^ - entity.name.type.heredoc.dockerfile
COPY a b
#<---- keyword.other.special-method.dockerfile
CMD echo "$A
#         ^^ meta.instruction.cmd.dockerfile meta.embedded.line.shellscript
ENTRYPOINT exec a \
#          ^^^^ meta.instruction.entrypoint.dockerfile meta.embedded.line.shellscript
cmd b
#<--- meta.embedded.line.shellscript - keyword.other.special-method.dockerfile
onbuild run echo "x
#<------- keyword.control.onbuild.dockerfile
#       ^^^ keyword.other.special-method.dockerfile
#                ^^ string.quoted.double.shell
RUN \
#<--- keyword.other.special-method.dockerfile
#   ^ punctuation.separator.continuation.dockerfile
a
#<- meta.embedded.line.shellscript
ENV A="x \
#     ^^ string.quoted.double.dockerfile
#        ^ string.quoted.double.dockerfile punctuation.separator.continuation.dockerfile
  # comment
# ^^^^^^^^^ comment.line.number-sign.dockerfile
  y" B=1
# ^^ string.quoted.double.dockerfile
#    ^ variable.other.assignment.dockerfile
USER a
#<---- keyword.other.special-method.dockerfile
