# SYNTAX TEST "source.dockerfile" "heredocs of COPY and ADD: the language of the file name, variables unless quoted"
COPY <<EOF /etc/nginx/nginx.conf
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.ini
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.json
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.json
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF x.yml
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.yaml
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF "/a b.yaml"
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.yaml
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.toml
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.toml
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.ini
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.ini
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.sh
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.shellscript
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.py
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.python
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.js
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.javascript
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.ts
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.typescript
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.html
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.html
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.css
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.css
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.xml
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.xml
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF /x.sql
#      ^^^ entity.name.type.heredoc.dockerfile
body
#<---- meta.heredoc.expand.dockerfile meta.embedded.block.sql
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<app.conf /etc/
#      ^^^^^^^^ entity.name.type.heredoc.dockerfile
a=$B ${C:-1}
#<-- meta.heredoc.expand.dockerfile meta.embedded.block.ini
# ^^ variable.other.dockerfile
#    ^^ variable.other.braced.dockerfile
#       ^^ keyword.operator.modifier.dockerfile
app.conf
#<-------- entity.name.type.heredoc.dockerfile
ADD --chmod=755 <<"EOF" /x.json
#     ^^^^^ entity.other.attribute-name.flag.dockerfile
#                  ^^^ entity.name.type.heredoc.dockerfile
{"a": "$B
#     ^^^ meta.heredoc.literal.dockerfile meta.embedded.block.json string.quoted.double.json - variable.other.dockerfile
EOF
#<--- entity.name.type.heredoc.dockerfile - string.quoted.double.json
COPY <<EOF /x.json
{"a": "$B
#      ^^ string.quoted.double.json variable.other.dockerfile
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<-'EOF' /x
#        ^^^ entity.name.type.heredoc.dockerfile
text $B
#<------- string.unquoted.heredoc.dockerfile - variable.other.dockerfile
	EOF
#^^^ entity.name.type.heredoc.dockerfile
COPY <<EOF /x
#!/usr/bin/env python3
#<---------------------- comment.line.shebang.dockerfile
import a
#<------ meta.embedded.block.python keyword.control.python
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<a.json <<b.py <<third /x/
#      ^^^^^^ entity.name.type.heredoc.dockerfile
#               ^^^^ entity.name.type.heredoc.dockerfile
#                      ^^^^^ entity.name.type.heredoc.dockerfile
{"
#<- meta.heredoc.expand.dockerfile meta.embedded.block.json
a.json
#<------ entity.name.type.heredoc.dockerfile
import a
#<------ meta.embedded.block.python keyword.control.python
b.py
#<---- entity.name.type.heredoc.dockerfile - meta.embedded.block.python
text $B
#<---- string.unquoted.heredoc.dockerfile
#    ^^ variable.other.dockerfile
third
#<----- entity.name.type.heredoc.dockerfile
COPY --chown=1:1 \
#      ^^^^^ entity.other.attribute-name.flag.dockerfile
  <<EOF /x.json
#   ^^^ entity.name.type.heredoc.dockerfile
{"
#<- meta.heredoc.expand.dockerfile meta.embedded.block.json
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY <<EOF \
#      ^^^ entity.name.type.heredoc.dockerfile
  "$A" \
#  ^^ string.quoted.double.dockerfile variable.other.dockerfile
  $B/
# ^^ variable.other.dockerfile
text
#<---- string.unquoted.heredoc.dockerfile
EOF
#<--- entity.name.type.heredoc.dockerfile
COPY "a <<EOF" /x
#    ^^^^^^^^^ string.quoted.double.dockerfile - entity.name.type.heredoc.dockerfile
USER a
#<---- keyword.other.special-method.dockerfile
