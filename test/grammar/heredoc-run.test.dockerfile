# SYNTAX TEST "source.dockerfile" "heredocs of RUN: the language of the shebang, of the interpreter, or the shell"
RUN <<EOF
#   ^^ keyword.operator.heredoc.dockerfile
#     ^^^ entity.name.type.heredoc.dockerfile
make "not closed
#<---- meta.heredoc.dockerfile meta.embedded.block.shellscript
#    ^^^^^^^^^^^ string.quoted.double.shell
FROM a \
#<---- meta.heredoc.dockerfile meta.embedded.block.shellscript - keyword.other.special-method.dockerfile
 EOF
#^^^ - entity.name.type.heredoc.dockerfile
EOF
#<--- entity.name.type.heredoc.dockerfile
USER a
#<---- keyword.other.special-method.dockerfile
RUN <<-"E O F"
#     ^ keyword.operator.heredoc.dash.dockerfile
#      ^ punctuation.definition.string.begin.dockerfile
#       ^^^^^ entity.name.type.heredoc.dockerfile
	a
#^ meta.heredoc.dockerfile meta.embedded.block.shellscript
	E O F
#^^^^^ entity.name.type.heredoc.dockerfile
USER a
#<---- keyword.other.special-method.dockerfile
RUN <<EOF
#     ^^^ entity.name.type.heredoc.dockerfile
	EOF
#^^^ - entity.name.type.heredoc.dockerfile
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN python3 <<EOF
#             ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.python
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.python
RUN --network=none cd x && /usr/bin/env A=b python3.12 - <<EOF
#                                                          ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.python
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.python
RUN bash -e <<EOF
#             ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.shellscript
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.shellscript
RUN 3<<EOF node
#      ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.javascript
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.javascript
RUN << EOF perl
#      ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.perl
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.perl
RUN ruby <<'EOF'
#           ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.ruby
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.ruby
RUN php <<EOF
#         ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.php
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.php
RUN pwsh -Command - <<EOF
#                     ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.powershell
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.powershell
RUN psql -U x <<EOF
#               ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.sql
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.sql
RUN cat > /etc/x.json <<EOF
#                       ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.json
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.json
RUN cat <<EOF | tee "/x/y.yaml"
#         ^^^ entity.name.type.heredoc.dockerfile
body "x
#<---- meta.heredoc.dockerfile meta.embedded.block.yaml
EOF
#<--- entity.name.type.heredoc.dockerfile - meta.embedded.block.yaml
RUN <<EOF
#     ^^^ entity.name.type.heredoc.dockerfile
#!/bin/sh -e
#<------------ comment.line.shebang.dockerfile
body
#<---- meta.heredoc.dockerfile meta.embedded.block.shellscript
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN <<EOF
#     ^^^ entity.name.type.heredoc.dockerfile
#!/usr/bin/env python3
#<---------------------- comment.line.shebang.dockerfile
body
#<---- meta.heredoc.dockerfile meta.embedded.block.python
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN <<EOF
#     ^^^ entity.name.type.heredoc.dockerfile
#!/usr/bin/node
#<--------------- comment.line.shebang.dockerfile
body
#<---- meta.heredoc.dockerfile meta.embedded.block.javascript
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN <<EOF
#     ^^^ entity.name.type.heredoc.dockerfile
#!/usr/bin/perl -w
#<------------------ comment.line.shebang.dockerfile
body
#<---- meta.heredoc.dockerfile meta.embedded.block.perl
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN <<EOF
#     ^^^ entity.name.type.heredoc.dockerfile
#!/usr/bin/ruby
#<--------------- comment.line.shebang.dockerfile
body
#<---- meta.heredoc.dockerfile meta.embedded.block.ruby
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN <<EOF
#     ^^^ entity.name.type.heredoc.dockerfile
#!/usr/bin/env php
#<------------------ comment.line.shebang.dockerfile
body
#<---- meta.heredoc.dockerfile meta.embedded.block.php
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN <<EOF
#     ^^^ entity.name.type.heredoc.dockerfile
#!/usr/bin/pwsh
#<--------------- comment.line.shebang.dockerfile
body
#<---- meta.heredoc.dockerfile meta.embedded.block.powershell
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN python3 <<EOF
x = """
#   ^^^ string.quoted.multi.python
EOF
#<--- entity.name.type.heredoc.dockerfile - string.quoted.multi.python
RUN apt-get install python3 && cat <<EOF
#                                    ^^^ entity.name.type.heredoc.dockerfile
text
#<---- string.unquoted.heredoc.dockerfile
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN --mount=type=cache,target=/x \
#                ^^^^^ constant.language.mount.dockerfile
#                                ^ punctuation.separator.continuation.dockerfile
# with <<EOF in a comment
#<------ comment.line.number-sign.dockerfile - entity.name.type.heredoc.dockerfile
  --mount=type=tmpfs,target=/y \
#              ^^^^^ constant.language.mount.dockerfile
<<EOF
# ^^^ entity.name.type.heredoc.dockerfile
make
#<---- meta.heredoc.dockerfile meta.embedded.block.shellscript
EOF
#<--- entity.name.type.heredoc.dockerfile
USER a
#<---- keyword.other.special-method.dockerfile
RUN cat <<A > /a && cat <<-B > /b
#         ^ entity.name.type.heredoc.dockerfile
#                         ^ keyword.operator.heredoc.dash.dockerfile
#                          ^ entity.name.type.heredoc.dockerfile
B is not yet the end "
#<---- string.unquoted.heredoc.dockerfile
A
#<- entity.name.type.heredoc.dockerfile
#!/bin/sh
#<--------- comment.line.shebang.dockerfile
make
#<---- meta.heredoc.dockerfile meta.embedded.block.shellscript
	B
#^ entity.name.type.heredoc.dockerfile
RUN cat <<EOF && \
#   ^^^ entity.name.command.shell
#         ^^^ entity.name.type.heredoc.dockerfile
  make "x" && \
# ^^^^ meta.heredoc.dockerfile - meta.embedded.block.shellscript
#      ^^^ string.quoted.double.shell
  make "y"
#      ^^^ string.quoted.double.shell
text
#<---- string.unquoted.heredoc.dockerfile
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN cat <<A <<B <<C
#         ^ entity.name.type.heredoc.dockerfile
#             ^ entity.name.type.heredoc.dockerfile
#                 ^ entity.name.type.heredoc.dockerfile
a "
#<- string.unquoted.heredoc.dockerfile
A
#<- entity.name.type.heredoc.dockerfile
b "
#<- string.unquoted.heredoc.dockerfile
B
#<- entity.name.type.heredoc.dockerfile
c "
#<- string.unquoted.heredoc.dockerfile
C
#<- entity.name.type.heredoc.dockerfile
ONBUILD RUN <<EOF
#             ^^^ entity.name.type.heredoc.dockerfile
RUN
#<--- meta.heredoc.dockerfile meta.embedded.block.shellscript - keyword.other.special-method.dockerfile
EOF
#<--- entity.name.type.heredoc.dockerfile
RUN echo "<<EOF" <<<EOF $((1<<2))
#        ^^^^^^^ - entity.name.type.heredoc.dockerfile
CMD <<EOF
#   ^^^^^ - entity.name.type.heredoc.dockerfile
USER a
#<---- keyword.other.special-method.dockerfile
RUN <<EOF
never closed
#<----- meta.heredoc.dockerfile meta.embedded.block.shellscript
USER a
#<---- meta.heredoc.dockerfile meta.embedded.block.shellscript - keyword.other.special-method.dockerfile
