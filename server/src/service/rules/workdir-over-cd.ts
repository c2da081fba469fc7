import { defineRule } from "../lint/rule.ts";
import type { ShellCommand } from "../syntax/shell.ts";

export default defineRule({
  name: "workdir-over-cd",
  severity: "info",
  category: "run",
  aliases: { hadolint: "DL3003", trivy: "DS-0013" },
  triggers: true,
  options: {
    anywhere: {
      type: "boolean",
      default: false,
      summary: "Whether every cd counts, also one in a subshell or behind other commands.",
    },
  },
  profiles: { hadolint: { options: { anywhere: true } } },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#workdir",
    "https://github.com/hadolint/hadolint/wiki/DL3003",
  ],
  summary: "A RUN begins with cd, where WORKDIR says the same.",
  why: `A folder that cd enters is forgotten at the end of the RUN, so the next one enters it again, and a reader has to follow
    the commands to know where they work. WORKDIR holds for all that follows, and makes the folder if it is missing. A cd between
    other commands, in a subshell or into a temporary folder is fine.`,
  examples: [
    { bad: "FROM alpine\nRUN [|cd|] /src && make && make install\n" },
    { bad: "FROM alpine\nRUN [|cd|] /src\n" },
    { bad: "FROM alpine\nRUN set -eux; \\\n  [|cd|] /src; make\n" },
    { bad: "FROM alpine\nWORKDIR /src\nONBUILD RUN [|cd|] 'lib a' && make\n" },
    {
      bad: "FROM alpine\nRUN git clone https://example.com/a && [|cd|] a && ([|cd|] b && make)\n",
      options: { anywhere: true },
    },
    { bad: 'FROM alpine\nRUN [[|"cd"|], "/src"]\n', options: { anywhere: true } },
    { good: "FROM alpine\nRUN git clone https://example.com/a && cd a && make\n" },
    { good: "FROM alpine\nRUN (cd /src && make)\n" },
    { good: 'FROM alpine\nRUN cd "$HOME" && make\n' },
    { good: "FROM alpine\nRUN cd - && cd && cd ~/src && make\n" },
    // made to be left again
    { good: "FROM alpine\nRUN cd /tmp && wget https://example.com/a\n" },
    { good: "FROM alpine\nRUN cd /src && make && rm -rf /src\n" },
    { good: "FROM alpine\nRUN cd /src && make && cd .. && make\n" },
    { good: "FROM alpine\nRUN for d in a b; do cd $d && make && cd /; done\n" },
    { good: "FROM alpine\nWORKDIR /src\nRUN make\n" },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      if (options.anywhere) return;
      const script = model.script(node);
      if (script === undefined || script.errors.length > 0) return;
      const top = script.commands.filter(({ child }) => !child);
      const first = top.find(({ program }) => program !== "set");
      if (first?.name === undefined || first.program !== "cd" || first.wrappers.length > 0) return;
      const isPart = script.parts.some(({ start }) => start === first.start);
      const folder = first.args[0]?.literal;
      if (!isPart || folder === undefined || !isLasting(folder)) return;
      if (script.commands.some((command) => command !== first && leaves(command, folder))) return;
      report(
        first.name,
        `The RUN works in \`${folder}\`, which WORKDIR would say for it and for what follows.`,
      );
    },
    command({ program, name, wrappers }, node, { options, report }) {
      if (!options.anywhere || program !== "cd" || node.name !== "RUN" || name === undefined)
        return;
      if (wrappers.some((wrapper) => wrapper !== "command" && wrapper !== "builtin")) return;
      report(name, "A RUN changes its folder with cd; WORKDIR says where all that follows works.");
    },
  },
});

function isLasting(folder: string): boolean {
  return !/^(?:-|~.*|\/?|\/(?:var\/)?tmp(?:\/.*)?|\/dev\/shm.*)$/.test(folder);
}

/** It goes elsewhere or removes the folder, so WORKDIR would not be all. */
function leaves({ program, args }: ShellCommand, folder: string): boolean {
  if (program === "cd" || program === "pushd") return true;
  const texts = args.map(({ text }) => text.replace(/["']|\/\*?$/g, ""));
  return program === "rm" && texts.some((text) => text === folder || text === `../${folder}`);
}
