import { defineRule } from "../lint/rule.ts";
import { memoize } from "../syntax/memoize.ts";
import { mergeRuns } from "../syntax/mergeRuns.ts";
import type { Model } from "../syntax/model.ts";
import { loneUpdates } from "../syntax/packageManagers.ts";
import { shortRunGroups } from "../syntax/runGroups.ts";

export default defineRule({
  name: "merge-runs",
  severity: "hint",
  strict: "info",
  category: "run",
  aliases: { hadolint: "DL3059" },
  stages: "shipped",
  options: {
    everyRun: {
      type: "boolean",
      default: false,
      summary: "Whether each RUN behind the first is a finding, not only the second of a group.",
    },
    mostCommands: {
      type: "number",
      default: 2,
      summary: "How many commands a RUN may have to be short enough for a merge.",
    },
  },
  profiles: { hadolint: { options: { everyRun: true, mostCommands: 1 } } },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#run",
    "https://github.com/hadolint/hadolint/wiki/DL3059",
  ],
  summary: "RUN instructions follow each other directly and could share a layer.",
  why: `Each RUN makes a layer, and what a later one deletes or changes still lies in the layer before. Short commands
    that belong together make a smaller image as one RUN. Stages that are not shipped are left alone: there, separate
    instructions are better for the cache.`,
  examples: [
    {
      bad: "FROM alpine\nRUN mkdir /data\n[|RUN|] chown 1000 /data\n",
      fixed: "FROM alpine\nRUN mkdir /data \\\n    && chown 1000 /data\n",
    },
    // once a group, blank lines do not part it
    {
      bad: "FROM alpine\nRUN one\n\n[|RUN|] two && three\nRUN four\n",
      fixed: "FROM alpine\nRUN one \\\n    && two && three \\\n    && four\n",
    },
    // the style of the file
    {
      bad: "FROM alpine\nRUN one && \\\n  two\n[|RUN|] three\n",
      fixed: "FROM alpine\nRUN one && \\\n  two && \\\n  three\n",
    },
    {
      bad: "FROM alpine\nRUN one \\\n\t&& two\n[|RUN|] three",
      fixed: "FROM alpine\nRUN one \\\n\t&& two \\\n\t&& three",
    },
    {
      bad: 'FROM alpine\r\nRUN one\r\n[|run|] \\\r\n  "two"\r\nUSER app\r\n',
      fixed: 'FROM alpine\r\nRUN one \\\r\n  && "two"\r\nUSER app\r\n',
    },
    {
      bad: '# escape=`\nFROM alpine\nSHELL ["/bin/sh", "-c"]\nRUN one\n[|RUN|] two\n',
      fixed: '# escape=`\nFROM alpine\nSHELL ["/bin/sh", "-c"]\nRUN one `\n    && two\n',
    },
    {
      bad: "FROM alpine\nRUN --mount=type=cache,target=/c one\n[|RUN|] --mount=type=cache,target=/c two\n",
      fixed: "FROM alpine\nRUN --mount=type=cache,target=/c one \\\n    && two\n",
    },
    // in the first part `;` and `||` keep their meaning
    {
      bad: "FROM alpine\nRUN one; two\n[|RUN|] three\n",
      fixed: "FROM alpine\nRUN one; two \\\n    && three\n",
    },
    {
      bad: "FROM alpine\nRUN (cd /src && make)\n[|RUN|] cd /app\n",
      fixed: "FROM alpine\nRUN (cd /src && make) \\\n    && cd /app\n",
    },
    {
      bad: "FROM alpine\nRUN find / -name a -exec rm {} \\;\n[|RUN|] two\n",
      fixed: "FROM alpine\nRUN find / -name a -exec rm {} \\; \\\n    && two\n",
    },
    { bad: "FROM alpine\nRUN one\n[|RUN|] two; three\n", refused: "`;` would mean something else" },
    { bad: "FROM alpine\nRUN one\n[|RUN|] two || three\n", refused: "`||` would mean something" },
    { bad: "FROM alpine\nRUN one;\n[|RUN|] two\n", refused: "`;` ends one of them" },
    // tests and blank continuation lines
    {
      bad: 'FROM alpine\nSHELL ["/bin/bash", "-c"]\nRUN [[ -f /a ]]\n[|RUN|] two\n',
      fixed: 'FROM alpine\nSHELL ["/bin/bash", "-c"]\nRUN [[ -f /a ]] \\\n    && two\n',
    },
    {
      bad: "FROM alpine\nRUN one \\\n\n  two\n[|RUN|] three\n",
      fixed: "FROM alpine\nRUN one \\\n\n  two \\\n  && three\n",
    },
    // a daemon that only tests its configuration, scripts, and a user's shell
    {
      bad: "FROM alpine\nRUN nginx -t\n[|RUN|] rm /usr/share/a.sh\nRUN useradd -s /bin/bash app\n",
      fixed:
        "FROM alpine\nRUN nginx -t \\\n    && rm /usr/share/a.sh \\\n    && useradd -s /bin/bash app\n",
    },
    {
      bad: 'FROM alpine\nSHELL ["/bin/bash", "-c"]\nRUN ((x++))\n[|RUN|] two\n',
      refused: "a variable would keep its value",
    },
    { bad: "FROM alpine\nRUN nginx\n[|RUN|] two\n", refused: "`nginx` leaves a process" },
    { bad: "FROM alpine\nRUN php-fpm8.4 -D\n[|RUN|] two\n", refused: "`php-fpm8.4` leaves" },
    { bad: "FROM alpine\nRUN apachectl -k start\n[|RUN|] two\n", refused: "`apachectl` leaves" },
    { bad: 'FROM alpine\nRUN sh -c "/usr/sbin/sshd"\n[|RUN|] two\n', refused: "`sshd` leaves" },
    {
      bad: "FROM alpine\nRUN start-stop-daemon --start --exec /a\n[|RUN|] two\n",
      refused: "`start-stop-daemon` leaves a process",
    },
    {
      bad: "FROM alpine\nRUN nginx -c /a.conf\n[|RUN|] two\n",
      refused: "`nginx` leaves a process",
    },
    { bad: "FROM alpine\nRUN mongod --fork\n[|RUN|] two\n", refused: "`mongod` leaves" },
    {
      bad: "FROM alpine\nRUN redis-server --daemonize yes\n[|RUN|] two\n",
      refused: "`redis-server` leaves a process",
    },
    {
      bad: 'FROM alpine\nSHELL ["/bin/bash", "-c"]\nRUN coproc one\n[|RUN|] two\n',
      refused: "`coproc` leaves a process",
    },
    // the next RUN would start another shell
    {
      bad: "FROM debian:13\nRUN ln -sf /bin/bash /bin/sh\n[|RUN|] two\n",
      refused: "`ln` may change the shell that runs the next command",
    },
    {
      bad: "FROM debian:13\nRUN rm /bin/sh && ln -s bash /bin/sh\n[|RUN|] two\n",
      refused: "`rm` may change the shell",
    },
    { bad: "FROM debian:13\nRUN ln -sf /bin/{bash,sh}\n[|RUN|] two\n", refused: "`ln` may change" },
    {
      bad: "FROM debian:13\nRUN echo 1 | sudo dpkg-reconfigure dash\n[|RUN|] two\n",
      refused: "`dpkg-reconfigure` may change the shell",
    },
    {
      bad: "FROM debian:13\nRUN update-alternatives --install /bin/sh sh /bin/bash 100\n[|RUN|] two\n",
      refused: "`update-alternatives` may change the shell",
    },
    {
      bad: "FROM debian:13\nRUN cat a > /usr/bin/sh\n[|RUN|] two\n",
      refused: "`cat` may change the shell",
    },
    {
      bad: 'FROM debian:13\nSHELL ["/bin/bash", "-lc"]\nRUN one\n[|RUN|] two\n',
      refused: "a shell that reads start files, which an earlier one may have changed",
    },
    {
      bad: 'FROM debian:13\nSHELL ["/bin/bash", "-i", "-c"]\nRUN one\n[|RUN|] two\n',
      refused: "reads start files",
    },
    {
      bad: 'FROM debian:13\nENV BASH_ENV=/env\nSHELL ["/bin/bash", "-c"]\nRUN one\n[|RUN|] two\n',
      refused: "reads the file in BASH_ENV",
    },
    { bad: "FROM alpine\nRUN one &\n[|RUN|] two\n", refused: "`&` leaves a process running" },
    { bad: 'FROM alpine\nRUN bash -c "one & two"\n[|RUN|] two\n', refused: "`&` leaves a" },
    {
      bad: "FROM alpine\nRUN service db start\n[|RUN|] two\n",
      refused: "`service` leaves a process",
    },
    {
      bad: "FROM alpine\nRUN cd /src && make\n[|RUN|] two\n",
      refused: "Not merged: `cd` would act on",
    },
    { bad: "FROM alpine\nRUN export A=1\n[|RUN|] two\n", refused: "`export` would act on" },
    { bad: "FROM alpine\nRUN A=1\n[|RUN|] echo $A\n", refused: "`A` would act on" },
    { bad: "FROM alpine\nRUN set -e; one\n[|RUN|] two\n", refused: "`set` would act on" },
    { bad: "FROM alpine\nRUN umask 077\n[|RUN|] two\n", refused: "`umask` would act on" },
    { bad: "FROM alpine\nRUN one || exit 0\n[|RUN|] two\n", refused: "`exit` would act on" },
    { bad: "FROM alpine\nRUN . /opt/env\n[|RUN|] two\n", refused: "`.` would act on" },
    { bad: "FROM alpine\nRUN exec one\n[|RUN|] two\n", refused: "`exec` would act on" },
    { bad: "FROM alpine\nRUN for i in a b; do one $i; done\n[|RUN|] two\n", refused: "a variable" },
    { bad: "FROM alpine\nRUN f() { one; }; f\n[|RUN|] two\n", refused: "a function" },
    { bad: "FROM alpine\nRUN <<EOF\none\nEOF\n[|RUN|] two\n", refused: "a heredoc" },
    { bad: 'FROM alpine\nRUN ["one"]\n[|RUN|] two\n', refused: "exec form" },
    { bad: "FROM alpine\nRUN one\n# why\n[|RUN|] two\n", refused: "the comment between them" },
    {
      bad: "FROM alpine\nRUN one \\\n# why\n  two\n[|RUN|] three\n",
      refused: "the comment in one",
    },
    { bad: "FROM alpine\nRUN one # why\n[|RUN|] two\n", refused: "the comment in one of them" },
    { bad: "FROM alpine\nRUN one 'a\n[|RUN|] two\n", refused: "the shell would not understand" },
    {
      bad: 'FROM alpine\nSHELL ["/bin/sh", "-ec"]\nRUN (one; two)\n[|RUN|] three\n',
      refused: "the option -e of SHELL",
    },
    {
      bad: 'FROM alpine\nSHELL ["pwsh", "-Command"]\nRUN One\n[|RUN|] Two\n',
      refused: "their shell (powershell)",
    },
    {
      bad: "FROM alpine\nRUN --mount=type=tmpfs,target=/t one\n[|RUN|] --mount=type=tmpfs,target=/t two\n",
      refused: "the tmpfs mount is gone",
    },
    // what the end of a RUN takes away
    {
      bad: "FROM alpine\nRUN greet\n[|RUN|] cp a /usr/local/bin/greet\nRUN greet\n",
      refused: "the shell would remember where `greet` was before",
    },
    {
      bad: "FROM alpine\nRUN greet && mv /bin/greet /opt/a\n[|RUN|] greet\n",
      refused: "the shell would remember where `greet`",
    },
    { bad: "FROM alpine\nRUN ln /a /b\n[|RUN|] two\n", refused: "the hard links of `ln`" },
    { bad: "FROM alpine\nRUN one\n[|RUN|] cp -al /a /b\n", refused: "the hard links of `cp`" },
    {
      bad: "FROM alpine\nRUN find /a -exec ln {} /b \\;\n[|RUN|] two\n",
      refused: "the hard links of `find`",
    },
    { bad: "FROM alpine\nRUN link /a /b\n[|RUN|] two\n", refused: "the hard links of `link`" },
    {
      bad: "FROM alpine\nRUN ln -sf /a /b\n[|RUN|] cp -r /a /c\n",
      fixed: "FROM alpine\nRUN ln -sf /a /b \\\n    && cp -r /a /c\n",
    },
    {
      bad: "FROM alpine\nWORKDIR /ship/a\nRUN rm -rf /ship\n[|RUN|] two\n",
      refused: "`rm` may remove the working folder",
    },
    {
      bad: "FROM alpine\nWORKDIR /ship\nRUN rm -r /s*\n[|RUN|] two\n",
      refused: "`rm` may remove the working folder",
    },
    {
      bad: "FROM alpine\nENV A=/ship\nWORKDIR /ship\nRUN mv $A /b\n[|RUN|] two\n",
      refused: "`mv` may remove the working folder",
    },
    {
      bad: "FROM alpine\nWORKDIR /app\nRUN rm -rf ~/.cache $B/a\n[|RUN|] two\n",
      fixed: "FROM alpine\nWORKDIR /app\nRUN rm -rf ~/.cache $B/a \\\n    && two\n",
    },
    { bad: 'FROM alpine\nRUN rm -rf "$A"\n[|RUN|] two\n', refused: "`rm` may remove" },
    // only the base image knows its working folder
    { bad: "FROM golang\nRUN rm -rf /go\n[|RUN|] two\n", refused: "`rm` may remove the working" },
    {
      bad: "FROM golang\nRUN rm -rf /tmp/a && mv a /b\n[|RUN|] two\n",
      fixed: "FROM golang\nRUN rm -rf /tmp/a && mv a /b \\\n    && two\n",
    },
    {
      bad: "FROM alpine\nRUN rm -rf /a\n[|RUN|] two\n",
      fixed: "FROM alpine\nRUN rm -rf /a \\\n    && two\n",
    },
    { bad: "FROM alpine\nRUN rmdir .\n[|RUN|] two\n", refused: "`rmdir` may remove" },
    {
      bad: "FROM alpine\nWORKDIR /ship\nRUN rm -rf /ship/* a /tmp/b\n[|RUN|] rm -r /ship\n",
      fixed: "FROM alpine\nWORKDIR /ship\nRUN rm -rf /ship/* a /tmp/b \\\n    && rm -r /ship\n",
    },
    { bad: "FROM alpine\nRUN one > /dev/shm/a\n[|RUN|] two\n", refused: "/dev/shm is emptied" },
    {
      bad: "FROM alpine\nENV A=/dev/shm\nRUN one\n[|RUN|] two $A\n",
      refused: "/dev/shm is emptied",
    },
    {
      bad: 'FROM alpine\nSHELL ["/bin/bash", "-c"]\nRUN one\n[|RUN|] two ${PIPESTATUS[0]}\n',
      refused: "PIPESTATUS would tell of the command before it",
    },
    { bad: "FROM alpine\nRUN one\n[|RUN|] two $?\n", refused: "`$?` would tell of" },
    { bad: "FROM alpine\nRUN one\n[|RUN|] two ${_}\n", refused: "`$_` would tell of" },
    {
      bad: "FROM alpine\nRUN <<EOF\nset -e\nln a b\nEOF\n[|RUN|] <<EOF\nset -e\ntwo\nEOF\n",
      refused: "the hard links of `ln`",
    },
    // hadolint's reading
    {
      bad: "FROM alpine AS build\nRUN one\n[|RUN|] two\n# why\n[|RUN|] three\n\nFROM alpine\n",
      options: { everyRun: true, stages: "all" },
    },
    // scripts that stop at the first failure
    {
      bad: "FROM alpine\nRUN <<EOF\nset -e\none\nEOF\n\n[|RUN|] <<EOF\nset -e\n# why\ntwo\nEOF\nRUN <<EOF\nset -e\nthree\nEOF\n",
      fixed: "FROM alpine\nRUN <<EOF\nset -e\none\n# why\ntwo\nthree\nEOF\n",
    },
    {
      bad: 'FROM alpine\nRUN <<-"A"\n\tset -eu\n\tone # a\nA\n[|RUN|] <<-"A"\n\tset -eu\n\ttwo\nA',
      fixed: 'FROM alpine\nRUN <<-"A"\n\tset -eu\n\tone # a\n\ttwo\nA',
    },
    {
      bad: "FROM alpine\nRUN <<EOF\nset -e\none\nEOF\n[|RUN|] <<A\nset -e\ntwo\nA\n",
      refused: "a heredoc has another name or other options",
    },
    {
      bad: "FROM alpine\nRUN <<EOF\nset -e\ncat <<A\nEOF\n[|RUN|] <<EOF\nset -e\ntwo\nEOF\n",
      refused: "a heredoc inside has no end",
    },
    {
      bad: "FROM alpine\r\nRUN <<EOF\r\nset -e\r\none\r\nEOF\r\n[|RUN|] <<EOF\r\nset -e\r\ntwo\r\nEOF\r\n",
      refused: "a heredoc with carriage returns",
    },
    {
      bad: "FROM alpine\nRUN <<EOF\nset -e\none\nEOF\n[|RUN|] <<EOF\nset -eu\ntwo\nEOF\n",
      refused: "a heredoc has another name or other options",
    },
    {
      bad: "FROM alpine\nRUN <<EOF\nset -e\none\nEOF\n[|RUN|] <<EOF\ntwo\nEOF\n",
      refused: "a heredoc without `set -e` goes on",
    },
    {
      bad: "FROM alpine\nRUN <<EOF\nset -e\n! one\nEOF\n[|RUN|] <<EOF\nset -e\ntwo\nEOF\n",
      refused: "a heredoc ends with more than a plain command",
    },
    {
      bad: "FROM alpine\nRUN <<EOF\nset -e\ncd /a\nEOF\n[|RUN|] <<EOF\nset -e\ntwo\nEOF\n",
      refused: "`cd` would act on",
    },
    {
      bad: "FROM alpine\nRUN <<EOF\nset -e\none\nEOF\n[|RUN|] two\n",
      refused: "a heredoc ends its instruction",
    },
    {
      bad: "FROM alpine\nRUN <<EOF\n#!/bin/sh\nset -e\none\nEOF\n[|RUN|] <<EOF\nset -e\ntwo\nEOF\n",
      refused: "a heredoc ends its instruction",
    },
    { good: "FROM alpine\nRUN one && two\nRUN three\n", options: { mostCommands: 1 } },
    { good: "FROM alpine\nRUN one\nUSER app\nRUN two\n" },
    { good: 'FROM alpine\nRUN one\nSHELL ["/bin/bash", "-c"]\nRUN two\n' },
    { good: "FROM alpine\nRUN one && two && three\nRUN four\n" },
    { good: "FROM alpine\nRUN --network=none one\nRUN two\n" },
    {
      good: "FROM alpine\nRUN --mount=type=cache,target=/a one\nRUN --mount=type=cache,target=/b two\n",
    },
    // a stage that is not shipped
    { good: "FROM alpine AS build\nRUN one\nRUN two\n\nFROM alpine\nCOPY --from=build /a /a\n" },
    // apt-update-with-install reports these
    { good: "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y git\n" },
  ],
  visit: {
    block(block, { model, options, report }) {
      const updates = updatesOf(model);
      for (const group of shortRunGroups(model, block, options.mostCommands)) {
        const [, second, ...others] = group;
        if (second === undefined || (!options.everyRun && group.some((run) => updates.has(run))))
          continue;
        const merge = mergeRuns(model, group);
        const message = `${group.length} RUN instructions in a row could share a layer.`;
        if (merge.refusal !== undefined) {
          report(second.keyword, `${message} Not merged: ${merge.refusal}.`);
        } else {
          const title = `Merge ${group.length} RUN instructions`;
          report(second.keyword, message, { title, edits: merge.edits, safety: "safe" });
        }
        for (const { keyword } of options.everyRun ? others : []) report(keyword, message);
      }
    },
  },
});

/** The RUN instructions that apt-update-with-install has merged with another one. */
const updatesOf = memoize(
  (model: Model) => new Set(loneUpdates(model).flatMap(({ run, use }) => (use ? [run] : []))),
);
