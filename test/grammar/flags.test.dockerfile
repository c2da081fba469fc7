# SYNTAX TEST "source.dockerfile" "flags and the keys of --mount"
COPY --from=build --chown=1:1 --chmod=644 --link --parents --exclude=*.md a b
#      ^^^^ entity.other.attribute-name.flag.dockerfile
#                   ^^^^^ entity.other.attribute-name.flag.dockerfile
#                               ^^^^^ entity.other.attribute-name.flag.dockerfile
#                                           ^^^^ entity.other.attribute-name.flag.dockerfile
#                                                  ^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                                                            ^^^^^^^ entity.other.attribute-name.flag.dockerfile
#           ^^^^^ meta.flag.dockerfile
#                                                                         ^^^ - meta.flag.dockerfile
COPY --link=false a --from b
#           ^^^^^ constant.language.boolean.dockerfile
ADD --keep-git-dir=true --checksum=sha256:00 --unpack a b
#     ^^^^^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                  ^^^^ constant.language.boolean.dockerfile
#                         ^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                                              ^^^^^^ entity.other.attribute-name.flag.dockerfile
RUN --network=none --security=insecure --device=gpu echo --network=x
#     ^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                    ^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                                        ^^^^^^ entity.other.attribute-name.flag.dockerfile
#                                                        ^^^^^^^^^^^ meta.embedded.line.shellscript - meta.flag.dockerfile
RUN --mount=type=cache,target=/root/.cache,sharing=locked,id=from,uid=0 \
#     ^^^^^ entity.other.attribute-name.flag.dockerfile
#           ^^^^ variable.parameter.mount.dockerfile
#                ^^^^^ constant.language.mount.dockerfile
#                      ^^^^^^ variable.parameter.mount.dockerfile
#                             ^^^^^^^^^^^^ meta.flag.mount.dockerfile - variable.parameter.mount.dockerfile
#                                          ^^^^^^^ variable.parameter.mount.dockerfile
#                                                  ^^^^^^ constant.language.mount.dockerfile
#                                                            ^^^^ - variable.parameter.mount.dockerfile
#                                                                 ^^^ variable.parameter.mount.dockerfile
#                                                                     ^ constant.numeric.dockerfile
#                                                                       ^ punctuation.separator.continuation.dockerfile
--mount=type=bind,from=build,source=$SRC,ro \
# ^^^^^ entity.other.attribute-name.flag.dockerfile
#            ^^^^ constant.language.mount.dockerfile
#                 ^^^^ variable.parameter.mount.dockerfile
#                                   ^^^^ variable.other.dockerfile
#                  ^^ variable.parameter.mount.dockerfile
  --mount=type=secret,id=key,required=true,env=KEY make
#              ^^^^^^ constant.language.mount.dockerfile
#                                     ^^^^ constant.language.boolean.dockerfile
#                                                  ^^^^ meta.embedded.line.shellscript
RUN --unknown=x y
#   ^^^^^^^^^ - entity.other.attribute-name.flag.dockerfile
