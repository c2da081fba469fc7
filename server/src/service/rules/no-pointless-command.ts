import { defineRule } from "../lint/rule.ts";
import { mountsOf } from "../syntax/mounts.ts";
import { plainText, runCommands } from "../syntax/runCommands.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-pointless-command",
  severity: "hint",
  strict: "info",
  category: "run",
  aliases: { hadolint: "DL3001" },
  triggers: true,
  options: {
    always: {
      type: "boolean",
      default: false,
      summary: "Whether the commands count where the RUN gives them something to do, too.",
    },
  },
  profiles: { hadolint: { options: { always: true } } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#run",
    "https://github.com/hadolint/hadolint/wiki/DL3001",
  ],
  summary: "A command in a RUN makes no sense while an image is built.",
  why: `A RUN has no terminal, no services and no processes but its own, and what it mounts or starts is gone at its end: only
    files stay. An editor waits for nobody, and a service that is started in a RUN does not run in the container.`,
  examples: [
    { bad: "FROM debian:12\nRUN apt-get update && [|service|] nginx start\n", says: "service" },
    { bad: "FROM debian:12\nRUN make && [|top|] -b\nONBUILD RUN [|free|] -m && [|ps|] aux\n" },
    { bad: "FROM debian:12\nRUN [|vim|] /etc/hosts; [|shutdown|] now\n" },
    { bad: "FROM debian:12\nRUN [|ssh|] app@example.com make\nRUN [|kill|] 1\n" },
    { bad: 'FROM debian:12\nRUN [[|"mount"|], "/dev/sda1", "/mnt"]\n' },
    {
      bad: "FROM debian:12\nRUN [|service|] db start && createdb app\n",
      options: { always: true },
    },
    { good: "FROM debian:12\nRUN service db start && createdb app && service db stop\n" },
    { good: "FROM debian:12\nRUN --mount=type=ssh ssh app@example.com make\n" },
    { good: "FROM debian:12\nRUN --security=insecure mount -t tmpfs none /mnt\n" },
    { good: "FROM debian:12\nRUN server & sleep 5 && kill $! && ps\n" },
    { good: "FROM debian:12\nRUN mysqld --daemonize; kill $(cat /run/mysqld.pid)\n" },
    { good: "FROM debian:12\nRUN vim +PlugInstall +qall && vim -es -c q && ssh -V\n" },
    // packages and arguments
    { good: "FROM debian:12\nRUN apt-get install -y ssh vim && systemctl enable service\n" },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      if (!anyName.test(model.dockerfile.text.slice(node.start, node.end))) return;
      const commands = runCommands(model, node);
      let before: Before = { background: false, service: false };
      for (const command of commands) {
        const { program, name, wrappers, background, end } = command;
        const isPlain = wrappers.every((wrapper) => transparent.has(wrapper));
        const isFound = options.always
          ? isPlain
          : !hasPurpose(command, node, { ...before, isLast: end >= (commands.at(-1)?.end ?? 0) });
        if (pointless.has(program) && name !== undefined && isFound)
          report(
            name,
            `\`${program}\` makes no sense while an image is built: ${reasonOf(program)}.`,
          );
        before = {
          background: before.background || background,
          service: before.service || program === "service",
        };
      }
    },
  },
});

/** What the RUN has started in front of a command. */
interface Before {
  readonly background: boolean;
  readonly service: boolean;
}

const anyName = /\b(?:free|kill|mount|ps|service|shutdown|ssh|top|vim)\b/;

const pointless: ReadonlySet<string> = new Set([
  "free",
  "kill",
  "mount",
  "ps",
  "service",
  "shutdown",
  "ssh",
  "top",
  "vim",
]);

/** They run the program under its own name. */
const transparent: ReadonlySet<string> = new Set(["builtin", "busybox", "command", "exec"]);

function reasonOf(program: string): string {
  if (program === "service") return "what it starts does not run in the container";
  if (program === "mount") return "what it mounts is gone at the end of the RUN";
  if (program === "ssh" || program === "vim") return "nobody sits at a terminal";
  return "the RUN has no processes but its own";
}

/** Whether the RUN has something for the command to work with. */
function hasPurpose(
  { program, args }: ShellCommand,
  node: Instruction,
  { background, service, isLast }: Before & { readonly isLast: boolean },
): boolean {
  const words = args.map(plainText);
  switch (program) {
    case "ssh":
      return words.includes("-V") || mountsOf(node).some(({ type }) => type === "ssh");
    case "mount":
      return node.flags.some(({ text }) => text === "--security=insecure");
    case "vim":
      return words.some((word) => /^(?:\+|-[eE]?s$|-c$|--version$)/.test(word));
    case "service":
      return words.includes("stop") ? service : !isLast;
    case "kill":
    case "ps":
      return background || service || words.some((word) => word.includes("$"));
    default:
      return false;
  }
}
