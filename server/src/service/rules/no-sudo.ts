import { shellOnlyCommands } from "../data/shellBuiltins.ts";
import { defineRule, type Fix } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Instruction, Span } from "../syntax/tree.ts";

export default defineRule({
  name: "no-sudo",
  severity: "warning",
  category: "run",
  aliases: { hadolint: "DL3004", trivy: "DS-0010", checkov: "CKV2_DOCKER_1" },
  triggers: true,
  sources: [
    "https://docs.docker.com/build/building/best-practices/#user",
    "https://github.com/hadolint/hadolint/wiki/DL3004",
  ],
  summary: "A RUN calls sudo.",
  why: `RUN works as root unless USER says otherwise, so sudo adds nothing but a package that must be installed, kept and
    configured. It handles terminals and signals in ways that surprise in a container, and it opens a way to root for whoever gets
    into it. Where one command has to run as another user, USER, gosu or setpriv do that.
    The fix is unsafe: sudo clears most of the environment and sets USER, HOME and
    SUDO_USER, so a command may do other things without it.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN apt-get update && [|sudo|] apt-get -y install git\n",
      fixed: "FROM debian:12\nRUN apt-get update && apt-get -y install git\n",
    },
    {
      bad: "FROM scratch\nUSER root\nRUN [|sudo|] -EH A=b make \\\n  && [|sudo|] -n -E make install\n",
      fixed: "FROM scratch\nUSER root\nRUN A=b make \\\n  && make install\n",
    },
    { bad: "FROM example/base\nONBUILD RUN A=b [|sudo|] make\n" },
    { bad: 'FROM debian:12\nRUN [[|"sudo"|], "make"]\n', refused: "calls sudo" },
    { bad: "FROM debian:12\nUSER app\nRUN [|sudo|] make install\n", refused: "`USER root`" },
    { bad: "FROM debian:12\nRUN [|sudo|] -u app make\n", refused: "gosu or setpriv" },
    { bad: "FROM debian:12\nRUN [|sudo|] cd / ; echo b > b\n", refused: "part of the shell" },
    { bad: "FROM debian:12\nRUN [|sudo|] umask 077; echo a > /a\n", refused: "part of the shell" },
    { bad: "FROM debian:12\nRUN [|sudo|] exec make\n", refused: "`exec` is a part of the shell" },
    { bad: "FROM debian:12\nRUN find / -name a | xargs [|sudo|] rm\n" },
    { good: "FROM debian:12\nRUN apt-get update && apt-get -y install sudo\n" },
    { good: "FROM debian:12\nRUN echo 'app ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/app\n" },
    { good: "FROM debian:12\nRUN usermod -aG sudo app\n" },
  ],
  visit: {
    command(command, node, { model, report }) {
      if (node.name !== "RUN") return;
      if (command.program !== "sudo" && !command.wrappers.includes("sudo")) return;
      const sudo =
        node.json?.strings.find(({ value }) => isSudo(value)) ?? sudoWord(command, model);
      if (sudo === undefined) return;
      const flags = flagsBehind(sudo, model);
      if (/^\s(?:.*\s)?(?:-[A-Za-z]*u|--user)/.test(flags)) {
        report(sudo, "A RUN calls sudo to change the user; USER, gosu or setpriv do without it.");
      } else if (isRoot(model, node)) {
        const builtin = builtinBehind(command);
        const message = "A RUN calls sudo, though it runs as root already";
        const reason = `: \`${builtin}\` is a part of the shell, which sudo cannot run; without sudo it would act on the shell itself`;
        const isFixable = node.json === undefined && builtin === undefined;
        const refusal = builtin === undefined ? "" : `. No fix${reason}`;
        report(sudo, `${message}${refusal}.`, isFixable ? fixOf(sudo, model) : undefined);
      } else {
        const cure = model.user(node)?.text === undefined ? "" : "; `USER root` above it would do";
        report(sudo, `A RUN calls sudo${cure}.`);
      }
    },
  },
});

/** What sudo is to run, where only the shell has it. */
function builtinBehind({ program, wrappers }: ShellCommand): string | undefined {
  const at = wrappers.indexOf("sudo");
  const behind = at === -1 ? [] : [...wrappers.slice(at + 1), program];
  return behind.find((name) => name !== "[" && shellOnlyCommands.has(name));
}

function isSudo(word: string): boolean {
  return word.split("/").at(-1) === "sudo";
}

/** The word sudo in front of the program, behind assignments and other wrappers. */
function sudoWord({ program, name, start }: ShellCommand, model: Model): Span | undefined {
  if (name === undefined || program === "sudo") return name;
  const before = model.dockerfile.text.slice(start, name.start);
  const match = /(?:^|\s)("?(?:\/[\w/]*\/)?sudo"?)(?=[\s,])/.exec(before);
  const [all = "", word = ""] = match ?? [];
  if (match === null) return undefined;
  const end = start + match.index + all.length;
  return { start: end - word.length, end };
}

/** The flags as written, with the blank before each. */
function flagsBehind({ end }: Span, { dockerfile }: Model): string {
  return /^(?:[\s",]+-[\w-]+)*/.exec(dockerfile.text.slice(end, end + 200))?.[0] ?? "";
}

/** The file says so, or the base is a bare distribution. */
function isRoot(model: Model, node: Instruction): boolean {
  const user = model.user(node);
  if (user !== undefined) return /^(?:root|0)(?::|$)/.test(user.text ?? "");
  const stage = model.stageOf(node);
  const base = stage && model.lineage(stage).at(-1)?.base;
  return base?.kind === "image" && distribution.test(base.reference?.path ?? "");
}

const distribution =
  /^library\/(?:alpine|almalinux|amazonlinux|archlinux|centos|debian|fedora|oraclelinux|rockylinux|ubuntu)$/;

/** Removes the word with flags that matter to sudo alone. */
function fixOf({ start, end }: Span, { dockerfile }: Model): Fix | undefined {
  const [rest] =
    /^(?:[ \t]+-[EHn]+)*[ \t]+(?=[\w./])/.exec(dockerfile.text.slice(end, end + 200)) ?? [];
  if (rest === undefined) return undefined;
  return {
    title: "Remove sudo",
    edits: [{ start, end: end + rest.length, text: "" }],
    safety: "unsafe",
  };
}
