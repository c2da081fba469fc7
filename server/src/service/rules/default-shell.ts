import { defineRule, type Fix } from "../lint/rule.ts";
import { inCaseOf } from "../syntax/keywordCase.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { ShellCommand, ShellScript, ShellWord } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "default-shell",
  severity: "info",
  strict: "warning",
  category: "run",
  aliases: { hadolint: "DL4005" },
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#shell",
    "https://github.com/hadolint/hadolint/wiki/DL4005",
  ],
  summary: "A RUN replaces /bin/sh instead of naming another shell with SHELL.",
  why: `Every program in the image that starts /bin/sh then gets another shell, and an upgrade of the package that owns it may
    undo the change. SHELL changes what runs the instructions of the Dockerfile and nothing else. Builders that write images in
    the OCI format ignore SHELL, podman without \`--format docker\` for one: there, call \`bash -c\` in the RUN.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN ln -sf /bin/bash [|/bin/sh|]\nRUN echo {a,b}\n",
      fixed: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN echo {a,b}\n',
    },
    {
      bad: "FROM debian:12\nONBUILD run ln -s bash [|/usr/bin/sh|]\n",
      fixed: 'FROM debian:12\nONBUILD shell ["/bin/bash", "-c"]\n',
    },
    {
      bad: "FROM debian:12\nRUN rm /bin/sh && \\\n  ln -sfv /bin/bash [|/bin/sh|]\n",
      refused: "SHELL",
    },
    { bad: "FROM debian:12\nRUN mv /bin/bash [|/bin/sh|]\n" },
    { bad: "FROM debian:12\nRUN dpkg-divert --local --rename --add [|/bin/sh|]\n" },
    { bad: "FROM debian:12\nRUN update-alternatives --install [|/bin/sh|] sh /bin/bash 100\n" },
    { bad: 'FROM debian:12\nRUN ["ln", "-sf", "/bin/bash", [|"/bin/sh"|]]\n' },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN echo {a,b}\n' },
    { good: 'FROM scratch\nRUN ["/busybox/ln", "-s", "/busybox/sh", "/bin/sh"]\n' },
    // a link to it
    { good: "FROM debian:12\nRUN ln -s /bin/sh /usr/local/bin/shell && mv /bin/sh /bin/dash\n" },
    { good: "FROM debian:12\nRUN ln -sf /bin/true /sbin/initctl && check /bin/sh\n" },
  ],
  visit: {
    command(command, node, { model, report }) {
      const where = replaced(command);
      if (where === undefined || node.name !== "RUN") return;
      const message = `\`${command.program}\` replaces \`${plainText(where)}\` for every program of the image; SHELL is enough for the Dockerfile.`;
      report(where, message, fixOf(command, node, model.script(node)));
    },
  },
});

const programs: ReadonlySet<string> = new Set([
  "cp",
  "dpkg-divert",
  "ln",
  "mv",
  "update-alternatives",
]);

/** The word that names the shell which another one takes the place of. */
function replaced({ program, args }: ShellCommand): ShellWord | undefined {
  if (!programs.has(program)) return undefined;
  const isShell = (word: ShellWord | undefined): boolean =>
    word !== undefined && /^(?:\/usr)?\/bin\/sh$/.test(plainText(word));
  // an image without a shell gets one
  if (args.some((word) => plainText(word).includes("busybox"))) return undefined;
  const last = args.at(-1);
  if (program === "ln" || program === "cp" || program === "mv")
    return isShell(last) && args.length > 1 ? last : undefined;
  return args.find(isShell);
}

/** SHELL in the place of a RUN that does nothing but the link. */
function fixOf(
  { program, args }: ShellCommand,
  node: Instruction,
  script: ShellScript | undefined,
): Fix | undefined {
  const shell = args.map(plainText).find((text) => /^(?:[\w/]*\/)?(?:bash|ksh|zsh)$/.test(text));
  if (program !== "ln" || shell === undefined || script?.commands.length !== 1) return undefined;
  const path = shell.startsWith("/") ? shell : `/bin/${shell}`;
  const text = `${inCaseOf(node.keyword, "SHELL")} ["${path}", "-c"]`;
  return {
    title: "Use SHELL",
    edits: [{ start: node.keyword.start, end: node.end, text }],
    safety: "unsafe",
  };
}
