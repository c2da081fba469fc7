import { defineRule } from "../lint/rule.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { ShellWord } from "../syntax/shell.ts";

export default defineRule({
  name: "no-log-init",
  severity: "warning",
  category: "run",
  aliases: { hadolint: "DL3046" },
  triggers: true,
  options: {
    variables: {
      type: "boolean",
      default: false,
      summary: "Whether the id behind -u counts as large where its text is long, a variable's too.",
    },
  },
  profiles: { hadolint: { options: { variables: true } } },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#user",
    "https://man7.org/linux/man-pages/man8/useradd.8.html",
    "https://github.com/hadolint/hadolint/wiki/DL3046",
  ],
  summary: "`useradd` with a very large user id writes a sparse log file that bloats the layer.",
  why: `useradd reserves a place for the user in /var/log/lastlog and /var/log/faillog, at a distance from their start that
    grows with the id. The gap takes no room on a disk, but layers are tar archives, and the archive writer fills it with zeros:
    some hundred megabytes. \`--no-log-init\` leaves the files alone.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN useradd -u [|1000590000|] app\n",
      fixed: "FROM debian:12\nRUN useradd --no-log-init -u 1000590000 app\n",
    },
    {
      bad: "FROM alpine\nRUN apk add shadow && \\\n  useradd -m [|-u123456|] app\n",
      fixed: "FROM alpine\nRUN apk add shadow && \\\n  useradd --no-log-init -m -u123456 app\n",
    },
    {
      bad: "FROM debian:12\nONBUILD RUN useradd [|--uid=123456|] app\n",
      fixed: "FROM debian:12\nONBUILD RUN useradd --no-log-init --uid=123456 app\n",
    },
    { bad: "FROM debian:12\nRUN useradd -ru [|123456|] app\n" },
    { good: "FROM debian:12\nRUN useradd -u 12345 app && useradd other\n" },
    { good: "FROM debian:12\nRUN useradd -l -u 123456 app\n" },
    { good: "FROM debian:12\nRUN useradd -rlu 123456 app\n" },
    { good: "FROM debian:12\nRUN useradd --no-log-init --uid 123456 app\n" },
    { good: 'FROM debian:12\nARG ID=123456\nRUN useradd -u "$ID" app\n' },
    { bad: "FROM debian:12\nRUN useradd -u [|${APP_ID}|] app\n", options: { variables: true } },
    // busybox has no such file
    { good: "FROM alpine\nRUN adduser -D -u 123456 app\n" },
  ],
  visit: {
    command({ program, name, args }, node, { options, report }) {
      if (program !== "useradd" || node.name !== "RUN" || name === undefined) return;
      if (args.some((word) => /^(?:--no-log.*|-[a-z]*l[a-z]*)$/i.test(plainText(word)))) return;
      const id = largeId(args, options.variables ? /^.{6,}$/ : /^\d{6,}$/);
      if (id === undefined) return;
      const message = `The user id in \`${plainText(id)}\` makes useradd write a huge sparse log file.`;
      report(id, message, {
        title: "Add --no-log-init",
        edits: [{ start: name.end, end: name.end, text: " --no-log-init" }],
        safety: "unsafe",
      });
    },
  },
});

/** The word with an id of six digits, or behind `-u` with one that `long` matches. */
function largeId(args: readonly ShellWord[], long: RegExp): ShellWord | undefined {
  return args.find((word, index) => {
    const text = plainText(word);
    const before = plainText(args[index - 1] ?? word);
    if (/^-[A-Za-z]*u$/.test(before)) return long.test(text);
    return (
      /^(?:-[A-Za-z]*u=?|--uid=)\d{6,}$/.test(text) || (before === "--uid" && /^\d{6,}$/.test(text))
    );
  });
}
