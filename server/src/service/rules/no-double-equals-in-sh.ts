import { basesOption } from "../data/shellOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { posixScript } from "../syntax/posixScript.ts";
import { structureFacts } from "../syntax/shellStructure.ts";

export default defineRule({
  name: "no-double-equals-in-sh",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC3014" },
  triggers: true,
  options: { bases: basesOption },
  profiles: { hadolint: { options: { bases: "any" } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC3014",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/test.html",
  ],
  summary: "`==` in a test is not POSIX.",
  why: `RUN uses /bin/sh, which is dash on Debian and Ubuntu. Its \`[\` compares texts with \`=\` only: at \`==\` it says
    \`unexpected operator\` and fails, so the test is false whatever the texts are. \`=\` means the same in every shell. The fix
    is unsafe, as the test may now be true, and the build does what it left out before.`,
  examples: [
    {
      bad: 'FROM debian:12\nRUN if [ "$A" [|==|] b ]; then make; fi\n',
      fixed: 'FROM debian:12\nRUN if [ "$A" = b ]; then make; fi\n',
      says: "dash",
    },
    {
      bad: "FROM example/base\nONBUILD RUN test a [|==|] b || \\\n  [ c [|==|] d ]\n",
      fixed: "FROM example/base\nONBUILD RUN test a = b || \\\n  [ c = d ]\n",
    },
    { bad: "FROM alpine\nRUN [ a [|==|] b ]\n", options: { bases: "any" } },
    { good: 'FROM debian:12\nRUN [ "$A" = b ] && expr 1 == 1 && [ "==" = "$A" ]\n' },
    { good: 'FROM alpine\nRUN [ "$A" == b ]\n' },
    { good: 'FROM fedora:42\nRUN [ "$A" == b ]\n' },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN [ "$A" == b ]\n' },
    // another rule's
    { good: 'FROM debian:12\nRUN [[ "$A" == b ]]\n' },
  ],
  visit: {
    command(command, node, { model, options, report }) {
      const { program, args } = command;
      if (program !== "[" && program !== "test") return;
      const equals = args.find(({ text }, index) => text === "==" && index > 0);
      if (equals === undefined) return;
      const knownBy = ["bash", "busybox"] as const;
      const found = posixScript(model, node, { knownBy, bases: options.bases });
      if (found === undefined || !structureFacts(found.script).places.has(command)) return;
      report(
        equals,
        `The \`${program}\` of ${found.shell} does not know \`==\`; \`=\` compares texts.`,
        {
          title: "Use =",
          edits: [{ start: equals.start, end: equals.end, text: "=" }],
          safety: "unsafe",
        },
      );
    },
  },
});
