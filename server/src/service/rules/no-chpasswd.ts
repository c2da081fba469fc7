import { defineRule } from "../lint/rule.ts";
import { mountsOf } from "../syntax/mounts.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Span } from "../syntax/tree.ts";

export default defineRule({
  name: "no-chpasswd",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_17" },
  triggers: true,
  sources: [
    "https://man7.org/linux/man-pages/man8/chpasswd.8.html",
    "https://man7.org/linux/man-pages/man1/passwd.1.html",
    "https://docs.docker.com/build/building/secrets/",
  ],
  summary: "A password is set in a layer by `chpasswd` or `passwd`.",
  why: `Everyone who has the image can read the password in its history and its hash in /etc/shadow, and every container has
    the same one. A container seldom needs passwords at all: nobody logs in. Where one has to be, set it when the container
    starts, or pass it as a build secret.`,
  examples: [
    { bad: "FROM debian:13\nRUN echo 'root:pw' | [|chpasswd|]\n" },
    { bad: 'FROM debian:13\nRUN a && sudo /usr/sbin/[|chpasswd|] <<< "a:b"\n' },
    { bad: "FROM debian:13\nRUN echo pw | passwd [|--stdin|] root && yes pw | [|passwd|] a\n" },
    { bad: "FROM debian:13\nRUN useradd -m [|-p|] $PW a && usermod [|--password=secret|] b\n" },
    { bad: "FROM debian:13\nRUN passwd [|-d|] root\n", says: "no password" },
    { bad: "FROM debian:13\nRUN echo 'a:$6$b' | [|chpasswd|] -e\n", severity: "info" },
    { bad: "FROM debian:13\nRUN useradd [|-p|] '$6$salt$hash' a\n", severity: "info" },
    { good: "FROM debian:13\nRUN passwd -l root && usermod -L a && useradd -p '!' b\n" },
    { good: "FROM debian:13\nRUN --mount=type=secret,id=pw chpasswd < /run/secrets/pw\n" },
    { good: "FROM debian:13\nRUN apt-get install -y chpasswd && ls /usr/sbin/chpasswd\n" },
    // when the container starts
    { good: 'FROM debian:13\nCMD echo "root:$PW" | chpasswd && a\n' },
    { good: "FROM debian:13\nRUN mkdir -p a && useradd -m b && cat /etc/passwd | passwd -S\n" },
  ],
  visit: {
    command(command, node, { report, reportAs }) {
      if (node.name !== "RUN" || !programs.has(command.program)) return;
      const found = passwordIn(command);
      if (found === undefined || mountsOf(node).some(({ type }) => type === "secret")) return;
      if (found.isHash)
        reportAs("info", found, `${found.message} It is a hash, which can be guessed at.`);
      else report(found, found.message);
    },
  },
});

const programs: ReadonlySet<string> = new Set(["chpasswd", "passwd", "useradd", "usermod"]);

interface Password extends Span {
  readonly message: string;
  readonly isHash: boolean;
}

function passwordIn({ program, name, args, child, redirects }: ShellCommand): Password | undefined {
  const words = args.map(plainText);
  const named = (pattern: RegExp) => args[words.findIndex((word) => pattern.test(word))];
  const message = `\`${program}\` sets a password that everyone finds in the image.`;
  if (name === undefined) return undefined;
  if (program === "chpasswd") {
    const start = Math.max(name.start, name.end - program.length);
    const isHash = named(/^-[a-z]*e$|^--encrypted$/) !== undefined;
    return { start, end: name.end, message, isHash };
  }
  if (program === "passwd") {
    const none = named(/^-d$|^--delete$/);
    if (none)
      return { ...none, message: "`passwd -d` leaves an account with no password.", isHash: false };
    const stdin = named(/^--stdin$/) ?? (child || redirects.length > 0 ? name : undefined);
    return stdin && !named(/^-[luSe]$/) ? { ...stdin, message, isHash: false } : undefined;
  }
  const flag = named(/^-p$|^--password(?:=|$)/);
  if (flag === undefined) return undefined;
  const [, value = words[args.indexOf(flag) + 1] ?? ""] = /=(.*)$/s.exec(plainText(flag)) ?? [];
  return /^(?:[!*].*)?$/.test(value)
    ? undefined
    : { ...flag, message, isHash: /^\$\w+\$/.test(value) };
}
