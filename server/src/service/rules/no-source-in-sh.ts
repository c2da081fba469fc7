import { basesOption } from "../data/shellOptions.ts";
import { defineRule, type Fix } from "../lint/rule.ts";
import { posixScript } from "../syntax/posixScript.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import { structureFacts } from "../syntax/shellStructure.ts";

export default defineRule({
  name: "no-source-in-sh",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC3046" },
  triggers: true,
  options: { bases: basesOption },
  profiles: { hadolint: { options: { bases: "any" } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC3046",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#dot",
  ],
  summary: "`source` does not exist in POSIX sh such as dash.",
  why: `RUN uses /bin/sh, which is dash on Debian and Ubuntu, and dash has no command of that name: it says \`source: not found\`,
    and nothing is set. \`.\` is the same in every shell. A file without a slash is then looked up in PATH only, so it needs \`./\`
    in front of it. The fix is unsafe, as the file is now read where the build went on without it.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN [|source|] /venv/bin/activate && pip install a\n",
      fixed: "FROM debian:12\nRUN . /venv/bin/activate && pip install a\n",
      says: "dash",
    },
    {
      bad: "FROM example/base\nONBUILD RUN cd /a && \\\n  [|source|] env\n",
      fixed: "FROM example/base\nONBUILD RUN cd /a && \\\n  . ./env\n",
    },
    { bad: "FROM fedora:42\nRUN [|source|] /venv/bin/activate\n", options: { bases: "any" } },
    { good: "FROM debian:12\nRUN . /venv/bin/activate && pip install a\n" },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN source /a\n' },
    { good: 'FROM debian:12\nRUN bash -c "source /a" && apt source b\n' },
    // busybox has it, and sh is bash there
    { good: "FROM node:24-alpine\nRUN source /a\n" },
    { good: "FROM registry.access.redhat.com/ubi9/ubi\nRUN source /a\n" },
    { good: "FROM archlinux\nRUN source /a\nFROM centos:7\nRUN source /a\n" },
    { good: "FROM opensuse/leap:15.6\nRUN source /a\n" },
    { good: "FROM debian:12\nRUN ln -sf bash /bin/sh\nRUN source /a\n" },
  ],
  visit: {
    command(command, node, { model, options, report }) {
      const { program, name, wrappers } = command;
      if (program !== "source" || name === undefined || wrappers.length > 0) return;
      const knownBy = ["bash", "busybox"] as const;
      const found = posixScript(model, node, { knownBy, bases: options.bases });
      if (found === undefined || !structureFacts(found.script).places.has(command)) return;
      report(name, `\`source\` does not exist in ${found.shell}; \`.\` does.`, fixOf(command));
    },
  },
});

function fixOf({ name, args }: ShellCommand): Fix | undefined {
  const [file, more] = args;
  if (name === undefined || file === undefined || more !== undefined) return undefined;
  const edit = { start: name.start, end: name.end, text: "." };
  const isPath = /[/$~]/.test(file.text);
  const here = isPath ? [] : [{ start: file.start, end: file.start, text: "./" }];
  return { title: "Use .", edits: [edit, ...here], safety: "unsafe" };
}
