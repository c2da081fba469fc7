import { defineRule } from "../lint/rule.ts";
import { rootStart } from "../syntax/rootStart.ts";
import { isRoot } from "../syntax/users.ts";

export default defineRule({
  name: "non-root-user",
  severity: "warning",
  category: "runtime",
  aliases: { hadolint: "DL3002", trivy: "DS-0002", checkov: "CKV_DOCKER_8" },
  options: {
    report: {
      type: "choice",
      choices: ["shipped", "every"],
      default: "shipped",
      summary:
        "Whether only the user counts that the image's program runs as, or the last USER of every stage as it is written.",
    },
  },
  profiles: { hadolint: { options: { report: "every" } } },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#user",
    "https://github.com/hadolint/hadolint/wiki/DL3002",
  ],
  summary: "The last USER of the image is root.",
  why: `What breaks out of a program has the rights of that program, and root in a container is root to the kernel. An image
    that goes back to root for an installation needs another USER behind it. Programs that start as root and then become
    another user, such as gosu or an init system, are fine.`,
  examples: [
    { bad: "FROM debian:13\nUSER [|root|]\nCMD a\n" },
    { bad: "FROM debian:13\nUSER app\nUSER [|0|]\n" },
    { bad: "FROM debian:13 AS base\nUSER [|root:root|]\nFROM base\nCMD a\n" },
    { bad: 'FROM debian:13\nUSER [|"0:0"|]\n' },
    { bad: "FROM debian:13\nARG NAME=root\nUSER [|$NAME|]\n", says: "`root`" },
    {
      bad: 'FROM debian:13\nUSER [|root|]\nENTRYPOINT ["/docker-entrypoint.sh"]\n',
      severity: "info",
    },
    {
      bad: "FROM debian:13 AS a\nUSER b\nUSER [|root|]\nFROM a\nUSER c\nFROM d\nUSER e\n",
      options: { report: "every" },
    },
    { bad: "USER [|root|]\nFROM debian:13\n" },
    {
      bad: 'FROM debian:13\nUSER [|root|]\nENTRYPOINT ["gosu", "app", "a"]\n',
      options: { report: "every" },
      severity: "warning",
    },
    { good: "FROM debian:13\nUSER root\nRUN a\nUSER app\n" },
    { good: "FROM debian:13 AS base\nUSER root\nFROM base\nUSER 1000:0\n" },
    { good: "FROM debian:13 AS build\nUSER root\nFROM debian:13\n" },
    { good: "FROM debian:13\nUSER $NAME\n" },
    { good: "FROM debian:13\nARG NAME=root\nUSER $NAME\n", options: { report: "every" } },
    { good: 'FROM debian:13\nUSER root\nENTRYPOINT ["tini", "--", "su-exec", "app"]\nCMD ["a"]\n' },
    { good: "FROM debian:13\nUSER 0\nCMD exec setpriv --reuid=app a\n" },
    { good: 'FROM debian:13\nUSER root\nENTRYPOINT ["/init"]\n' },
    { good: "FROM debian:13\nUSER root\nCMD /lib/systemd/systemd\n" },
    { good: "FROM linuxserver/nginx:1\nUSER root\nFROM phusion/baseimage:1\nUSER root\n" },
  ],
  visit: {
    block({ stage, instructions }, { model, options, report, reportAs }) {
      const node = instructions.findLast(({ name }) => name === "USER");
      const [word] = node?.words ?? [];
      if (node === undefined || word === undefined) return;
      const isEvery = options.report === "every" || stage === undefined || !model.target;
      if (!isEvery && model.config(model.target).user?.instruction !== node) return;
      const user = isEvery ? word.value : model.expand(word, node);
      if (user === undefined || !isRoot(user)) return;
      const start = isEvery ? "root" : rootStart(model);
      const message = `USER \`${user}\` is the last one, so the program runs as root.`;
      if (start === "root") report(word, message);
      else if (start === "unknown")
        reportAs("info", word, `${message} Fine if its start script becomes another user.`);
    },
  },
});
