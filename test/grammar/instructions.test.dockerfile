# SYNTAX TEST "source.dockerfile" "every instruction, in any case, and what is none"
ADD a b
#<--- meta.instruction.add.dockerfile keyword.other.special-method.dockerfile
  add a b
# ^^^ meta.instruction.add.dockerfile keyword.other.special-method.dockerfile
ARG a
#<--- meta.instruction.arg.dockerfile keyword.other.special-method.dockerfile
  arg a
# ^^^ meta.instruction.arg.dockerfile keyword.other.special-method.dockerfile
CMD a
#<--- meta.instruction.cmd.dockerfile keyword.other.special-method.dockerfile
  cmd a
# ^^^ meta.instruction.cmd.dockerfile keyword.other.special-method.dockerfile
COPY a b
#<---- meta.instruction.copy.dockerfile keyword.other.special-method.dockerfile
  copy a b
# ^^^^ meta.instruction.copy.dockerfile keyword.other.special-method.dockerfile
ENTRYPOINT a
#<---------- meta.instruction.entrypoint.dockerfile keyword.other.special-method.dockerfile
  entrypoint a
# ^^^^^^^^^^ meta.instruction.entrypoint.dockerfile keyword.other.special-method.dockerfile
ENV a b
#<--- meta.instruction.env.dockerfile keyword.other.special-method.dockerfile
  env a b
# ^^^ meta.instruction.env.dockerfile keyword.other.special-method.dockerfile
EXPOSE 1
#<------ meta.instruction.expose.dockerfile keyword.other.special-method.dockerfile
  expose 1
# ^^^^^^ meta.instruction.expose.dockerfile keyword.other.special-method.dockerfile
FROM a
#<---- meta.instruction.from.dockerfile keyword.other.special-method.dockerfile
  from a
# ^^^^ meta.instruction.from.dockerfile keyword.other.special-method.dockerfile
HEALTHCHECK NONE
#<----------- meta.instruction.healthcheck.dockerfile keyword.other.special-method.dockerfile
  healthcheck NONE
# ^^^^^^^^^^^ meta.instruction.healthcheck.dockerfile keyword.other.special-method.dockerfile
LABEL a=b
#<----- meta.instruction.label.dockerfile keyword.other.special-method.dockerfile
  label a=b
# ^^^^^ meta.instruction.label.dockerfile keyword.other.special-method.dockerfile
RUN a
#<--- meta.instruction.run.dockerfile keyword.other.special-method.dockerfile
  run a
# ^^^ meta.instruction.run.dockerfile keyword.other.special-method.dockerfile
SHELL ["a"]
#<----- meta.instruction.shell.dockerfile keyword.other.special-method.dockerfile
  shell ["a"]
# ^^^^^ meta.instruction.shell.dockerfile keyword.other.special-method.dockerfile
STOPSIGNAL 9
#<---------- meta.instruction.stopsignal.dockerfile keyword.other.special-method.dockerfile
  stopsignal 9
# ^^^^^^^^^^ meta.instruction.stopsignal.dockerfile keyword.other.special-method.dockerfile
USER a
#<---- meta.instruction.user.dockerfile keyword.other.special-method.dockerfile
  user a
# ^^^^ meta.instruction.user.dockerfile keyword.other.special-method.dockerfile
VOLUME a
#<------ meta.instruction.volume.dockerfile keyword.other.special-method.dockerfile
  volume a
# ^^^^^^ meta.instruction.volume.dockerfile keyword.other.special-method.dockerfile
WORKDIR a
#<------- meta.instruction.workdir.dockerfile keyword.other.special-method.dockerfile
  workdir a
# ^^^^^^^ meta.instruction.workdir.dockerfile keyword.other.special-method.dockerfile
MAINTAINER a
#<---------- meta.instruction.maintainer.dockerfile keyword.other.special-method.dockerfile
  maintainer a
# ^^^^^^^^^^ meta.instruction.maintainer.dockerfile keyword.other.special-method.dockerfile
ONBUILD RUN echo
#<------- keyword.control.onbuild.dockerfile
#       ^^^ keyword.other.special-method.dockerfile
#           ^^^^ meta.embedded.line.shellscript
onbuild copy a b
#<------- keyword.control.onbuild.dockerfile
#       ^^^^ keyword.other.special-method.dockerfile
ONBUILD \
#<------- keyword.control.onbuild.dockerfile
  ADD a b
# ^^^ keyword.other.special-method.trigger.dockerfile
FROMAGE x
#<------- meta.instruction.unknown.dockerfile - keyword.other.special-method.dockerfile
INCLUDE other \
#<------- meta.instruction.unknown.dockerfile
RUN not an instruction
#<--- meta.instruction.unknown.dockerfile - keyword.other.special-method.dockerfile
RUN	echo
#<--- keyword.other.special-method.dockerfile
#   ^^^^ meta.embedded.line.shellscript
FROM --platform=$BUILDPLATFORM host.example:5000/team/app:1.2@sha256:0123abcd AS build-1
#    ^^ punctuation.definition.flag.dockerfile
#      ^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#               ^^^^^^^^^^^^^^ meta.flag.dockerfile variable.other.dockerfile
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ entity.name.image.dockerfile
#                                                        ^ punctuation.separator.tag.dockerfile
#                                                         ^^^ constant.other.tag.dockerfile
#                                                            ^^^^^^^^^^^^^^^^ constant.other.digest.dockerfile
#                                                                             ^^ keyword.control.as.dockerfile
#                                                                                ^^^^^^^ entity.name.type.stage.dockerfile
From base:${TAG:-1}-slim as x
#         ^^ constant.other.tag.dockerfile variable.other.braced.dockerfile
#                  ^^^^^ constant.other.tag.dockerfile
#                        ^^ keyword.control.as.dockerfile
FROM scratch
#    ^^^^^^^ constant.language.scratch.dockerfile
EXPOSE 80/tcp 8000-8010/udp $PORT
#      ^^ constant.numeric.port.dockerfile
#         ^^^ constant.language.protocol.dockerfile
#             ^^^^ constant.numeric.port.dockerfile
#                  ^^^^ constant.numeric.port.dockerfile
#                           ^^^^^ variable.other.dockerfile
STOPSIGNAL SIGTERM
#          ^^^^^^^ constant.language.signal.dockerfile
STOPSIGNAL 9
#          ^ constant.language.signal.dockerfile
LABEL org.example.title="A thing" b=c
#     ^^^^^^^^^^^^^^^^^ entity.other.attribute-name.dockerfile
#                       ^^^^^^^^^ string.quoted.double.dockerfile
#                                 ^ entity.other.attribute-name.dockerfile
ARG VERSION=1.0 OTHER
#   ^^^^^^^ variable.other.assignment.dockerfile
ARG NAME
#   ^^^^ variable.other.assignment.dockerfile
ENV old value=x
#   ^^^ variable.other.assignment.dockerfile
HEALTHCHECK none
#           ^^^^ constant.language.none.dockerfile
HEALTHCHECK --interval=5m30s --timeout=3s --start-period=1.5s --start-interval=1s --retries=3 \
#             ^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                              ^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                                           ^^^^^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                                                               ^^^^^^^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                                                                                   ^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                      ^^^^^ constant.numeric.dockerfile
#                                                                                           ^ constant.numeric.dockerfile
  CMD curl -f "http://localhost
# ^^^ keyword.control.healthcheck.dockerfile - keyword.other.special-method.dockerfile
#     ^^^^ meta.instruction.healthcheck.dockerfile meta.embedded.line.shellscript
CMD ["a"]
#<--- keyword.other.special-method.dockerfile
