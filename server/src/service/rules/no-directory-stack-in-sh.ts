import { bashBuiltins } from "../data/shellBuiltins.ts";
import { basesOption } from "../data/shellOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { posixScript } from "../syntax/posixScript.ts";
import { structureFacts } from "../syntax/shellStructure.ts";

export default defineRule({
  name: "no-directory-stack-in-sh",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC3044" },
  triggers: true,
  options: { bases: basesOption },
  profiles: { hadolint: { options: { bases: "any" } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC3044",
    "https://www.gnu.org/software/bash/manual/bash.html#Bash-Builtins",
  ],
  summary: "`pushd`, `popd`, `shopt`, `declare` or other bash built-ins are missing in POSIX sh.",
  why: `RUN uses /bin/sh, which is dash on Debian and Ubuntu and busybox on Alpine. Neither has these commands, so they fail with
    \`not found\`. Use \`cd\` in a subshell for the directory stack, or set SHELL to bash where the image has it.`,
  examples: [
    { bad: "FROM debian:12\nRUN [|pushd|] /a && make && [|popd|]\n", says: "dash" },
    { bad: "FROM alpine\nRUN [|shopt|] -s globstar && ls\n", says: "busybox" },
    { bad: "FROM example/base\nONBUILD RUN [|declare|] -a b; [|readarray|] -t b < c\n" },
    { bad: "FROM fedora:42\nRUN [|pushd|] /a\n", options: { bases: "any" } },
    { good: "FROM debian:12\nRUN (cd /a && make)\n" },
    { good: "FROM fedora:42\nRUN pushd /a && make && popd\n" },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN pushd /a && make && popd\n' },
    { good: 'FROM debian:12\nRUN bash -c "pushd /a" && echo declare && /opt/declare\n' },
    { good: "FROM debian:12\nRUN pushd() { cd $1; }; pushd /a\n" },
  ],
  visit: {
    command(command, node, { model, options, report }) {
      const { name, wrappers } = command;
      const text = name?.literal;
      if (name === undefined || text === undefined || !bashBuiltins.has(text)) return;
      if (wrappers.some((wrapper) => wrapper !== "command")) return;
      const found = posixScript(model, node, { knownBy: ["bash"], bases: options.bases });
      if (found === undefined) return;
      const { places, functions } = structureFacts(found.script);
      if (!places.has(command) || functions.some((each) => each.name.text === text)) return;
      report(name, `\`${text}\` does not exist in ${found.shell}.`);
    },
  },
});
