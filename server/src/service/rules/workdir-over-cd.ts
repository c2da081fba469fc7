import { defineRule } from "../lint/rule.ts";
import { enterFolder } from "../syntax/enterFolder.ts";
import { offer } from "../syntax/writtenEdits.ts";
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
    {
      bad: "FROM alpine\nRUN [|cd|] /src && make && make install\n",
      fixed: "FROM alpine\nWORKDIR /src\nRUN make && make install\n",
    },
    {
      bad: "FROM alpine\r\n# why\r\n  run [|cd|] /src/ && \\\r\n    # how\r\n    make\r\n",
      fixed: "FROM alpine\r\n# why\r\n  workdir /src\r\n  run \\\r\n    # how\r\n    make\r\n",
    },
    {
      bad: "FROM alpine\nRUN set -eux; \\\n  [|cd|] /src; \\\n  # why\n  make",
      fixed: "FROM alpine\nWORKDIR /src\nRUN set -eux; \\\n  # why\n  make",
    },
    {
      bad: "FROM alpine\nRUN <<EOF\n[|cd|] /src\nmake\nEOF\n",
      fixed: "FROM alpine\nWORKDIR /src\nRUN <<EOF\nmake\nEOF\n",
    },
    {
      bad: "FROM alpine\nWORKDIR /src\nRUN [|cd|] lib/b && make\nWORKDIR /src\nRUN make\n",
      fixed: "FROM alpine\nWORKDIR /src\nWORKDIR /src/lib/b\nRUN make\nWORKDIR /src\nRUN make\n",
    },
    {
      bad: "FROM alpine\nRUN [|cd|] /src && make\nRUN [|cd|] /lib\nCOPY a /b\n",
      fixed: "FROM alpine\nWORKDIR /src\nRUN make\nWORKDIR /lib\nCOPY a /b\n",
    },
    // it is the folder already
    {
      bad: "FROM alpine\nWORKDIR /src\nRUN [|cd|] /src && make\nRUN make\n",
      fixed: "FROM alpine\nWORKDIR /src\nRUN make\nRUN make\n",
    },
    // what follows would notice
    {
      bad: "FROM alpine\nRUN [|cd|] /src && make\nRUN make\n",
      refused: "No fix: RUN in line 3 would work in the new folder",
    },
    {
      bad: "FROM alpine\nRUN [|cd|] /src && make\nCOPY a b\n",
      refused: "No fix: COPY in line 3 would work",
    },
    {
      bad: "FROM alpine\nRUN [|cd|] /src && make\nCMD a\n",
      refused: "No fix: CMD in line 3 would work",
    },
    {
      bad: "FROM alpine\nRUN [|cd|] /src && make\nWORKDIR b\n",
      refused: "No fix: WORKDIR in line 3 would work",
    },
    {
      bad: "FROM alpine AS a\nRUN [|cd|] /src && make\nFROM a\n",
      refused: "No fix: FROM in line 3 builds on it",
    },
    { bad: "FROM alpine\nRUN [|cd|] src && make\n", refused: "No fix: only the base image says" },
    {
      bad: "FROM alpine\nONBUILD RUN [|cd|] /src && make\n",
      refused: "No fix: the trigger would become two",
    },
    {
      bad: "FROM alpine\nRUN --mount=type=bind,target=a [|cd|] /src && make\n",
      refused: "No fix: a mount has a relative target",
    },
    {
      bad: "FROM alpine\nRUN [|cd|] '/src a' && make\n",
      refused: "No fix: WORKDIR would read the name in another way",
    },
    {
      bad: "FROM alpine\nRUN wget -q a | tar x; [|cd|] /src && make\n",
      refused: "No fix: commands before it",
    },
    {
      bad: "FROM alpine\n# hadolint ignore=DL3008\nRUN [|cd|] /src && make\n",
      refused: "No fix: the comment above is for this RUN alone",
    },
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
      const message = `The RUN works in \`${folder}\`, which WORKDIR would say for it and for what follows.`;
      const found = enterFolder(model, node, first, folder);
      report(first.name, ...offer(message, "Use WORKDIR", found));
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
