import { defineRule, type Fix } from "../lint/rule.ts";
import { inCaseOf } from "../syntax/keywordCase.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "lost-shell-state",
  severity: "warning",
  category: "run",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#shell-form",
    "https://docs.docker.com/reference/dockerfile/#env",
    "https://docs.docker.com/reference/dockerfile/#workdir",
  ],
  summary:
    "A RUN only sets shell state (cd, export, source, alias, ulimit, umask) that ends with it.",
  why: `Each RUN starts a shell of its own, and only files outlast it. A folder that was entered, a variable, an alias or a limit is
    gone before the next instruction starts, so the RUN does nothing. ENV and WORKDIR keep variables and the folder; a file
    that is sourced has to be sourced in the RUN that needs it.`,
  examples: [
    {
      bad: "FROM alpine\nRUN [|cd|] /app\n",
      fixed: "FROM alpine\nWORKDIR /app\n",
      says: "WORKDIR",
    },
    { bad: "FROM alpine\nrun [|export|] A=b\n", fixed: "FROM alpine\nenv A=b\n" },
    { bad: "FROM alpine\nRUN [|export|] A=b && \\\n  export C=d\n", says: "ENV" },
    { bad: "FROM alpine\nRUN [|A=b|]; cd /app || exit 1\n", says: "ENV" },
    { bad: "FROM debian:12\nRUN [|.|] /venv/bin/activate\nONBUILD RUN [|source|] ~/.bashrc\n" },
    { bad: "FROM debian:12\nRUN [|conda|] activate app\nRUN [|nvm|] use 20\n" },
    { bad: "FROM debian:12\nRUN [|ulimit|] -n 4096\nRUN [|umask|] 022\nRUN [|alias|] a=b\n" },
    { bad: "FROM debian:12\nRUN <<EOF\n[|set|] -e\nexport A=b\nEOF\n" },
    { good: "FROM alpine\nRUN cd /app && make\n" },
    { good: "FROM alpine\nRUN export A=b && make\n" },
    { good: "FROM alpine\nRUN . /venv/bin/activate && pip install a\n" },
    { good: "FROM alpine\nRUN export A=b > /env\n" },
    // it runs something
    { good: "FROM alpine\nRUN export A=$(make version)\n" },
    { good: "FROM alpine\nRUN . /opt/install.sh\n" },
    { good: "FROM alpine\nRUN (cd /app)\nRUN echo 'alias a=b' >> ~/.bashrc\n" },
    // bash reads that file at each start
    { good: "FROM debian:12\nENV BASH_ENV=/env\nRUN source ~/.bashrc\n" },
  ],
  visit: {
    RUN(node, { model, report }) {
      const script = model.script(node);
      const [first] = script?.commands ?? [];
      if (script === undefined || first === undefined || !isState(first)) return;
      if (script.errors.length > 0 || script.parts.some(({ kind }) => kind !== "command")) return;
      if (!script.commands.every((command) => isState(command) || command.program === "exit"))
        return;
      if (model.scope(node).get("BASH_ENV") !== undefined) return;
      const where = first.name ?? first.assignments[0] ?? first;
      report(
        where,
        `This RUN does nothing: what \`${textOf(first)}\` sets ends with it; ${cureOf(first)}.`,
        fixOf(node, script.commands),
      );
    },
  },
});

const stateCommands: ReadonlySet<string> = new Set([
  "alias",
  "cd",
  "export",
  "popd",
  "pushd",
  "set",
  "shopt",
  "ulimit",
  "umask",
  "unalias",
  "unset",
]);

/** Files that are known to set variables and functions only. */
const settingsFile =
  /(?:activate|env|environment|\.?bashrc|\.?profile|nvm\.sh|rvm|setup\.(?:ba)?sh)["']?$/;

function isState(command: ShellCommand): boolean {
  const { program, args, redirects, name, assignments, wrappers } = command;
  if (redirects.length > 0 || wrappers.length > 0) return false;
  const [first] = args;
  if (name === undefined) return assignments.length > 0;
  if (program === "." || program === "source") return settingsFile.test(first?.text ?? "");
  if (program === "conda" || program === "mamba") return first?.text === "activate";
  return (program === "nvm" && first?.text === "use") || stateCommands.has(program);
}

function textOf({ program, assignments }: ShellCommand): string {
  return program === "" ? `${assignments[0]?.name ?? ""}=` : program;
}

function cureOf({ program }: ShellCommand): string {
  if (program === "cd" || program === "pushd") return "WORKDIR keeps the folder";
  if (program === "export" || program === "") return "ENV keeps a variable";
  return "it has to stand in the RUN that needs it";
}

/** The instruction that says what the only command meant. */
function fixOf(node: Instruction, [command, more]: readonly ShellCommand[]): Fix | undefined {
  const [word, second] = command?.args ?? [];
  if (command === undefined || more !== undefined || second !== undefined) return undefined;
  if (node.json !== undefined || node.heredocs.length > 0) return undefined;
  const name = command.program === "cd" ? "WORKDIR" : command.program === "export" ? "ENV" : "";
  const isPlain = name === "ENV" ? /^\w+=[\w./:-]+$/ : /^[\w./][\w./-]*$/;
  if (word === undefined || name === "" || !isPlain.test(word.text)) return undefined;
  return {
    title: `Use ${name}`,
    edits: [
      {
        start: node.keyword.start,
        end: node.end,
        text: `${inCaseOf(node.keyword, name)} ${word.text}`,
      },
    ],
    safety: "unsafe",
  };
}
