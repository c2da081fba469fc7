import { packageManagers } from "../data/packageManagers.ts";
import { defineRule } from "../lint/rule.ts";
import { isRoot } from "../syntax/users.ts";
import { isForWindows } from "../syntax/windows.ts";

export default defineRule({
  name: "install-before-user",
  severity: "warning",
  category: "runtime",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#user",
    "https://docs.docker.com/build/building/best-practices/#user",
  ],
  summary: "A RUN installs system packages as a non-root user.",
  why: `The package managers of a system write into folders of root and refuse to run for others, so the build stops there.
    Install before the instruction USER, or go back to root for the RUN and leave it again behind it. Managers of a language
    install into the user's own folders and are fine.`,
  examples: [
    {
      bad: "FROM debian:13\nUSER app\nRUN [|apt-get|] update && [|apt-get|] install -y git\n",
    },
    {
      bad: "FROM alpine:3.24\nUSER 1000:1000\nRUN [|apk|] add --no-cache git\n",
      says: "`1000:1000`",
    },
    {
      bad: "FROM fedora:42 AS base\nUSER app\nFROM base\nARG N=git\nRUN a \\\n && [|dnf|] install -y $N\n",
    },
    { bad: "FROM debian:13\nARG NAME=app\nUSER $NAME\nRUN <<EOF\n[|apt|] install -y git\nEOF\n" },
    { good: "FROM debian:13\nRUN apt-get update && apt-get install -y git\nUSER app\n" },
    { good: "FROM debian:13\nUSER app\nUSER root\nRUN apt-get install -y git\n" },
    { good: "FROM debian:13\nUSER 0:0\nRUN apt-get install -y git\n" },
    { good: "FROM debian:13\nUSER app\nRUN sudo apt-get install -y git && doas apk add git\n" },
    { good: "FROM python:3\nUSER app\nRUN pip install a && npm install b && conda install c\n" },
    { good: "FROM debian:13\nUSER $NAME\nRUN apt-get install -y git\n" },
    { good: "FROM bitnami/redis\nRUN apt-get install -y git\n" },
    { good: "FROM debian:13\nUSER app\nRUN apt-get download git && apt list\n" },
    { good: "FROM debian:13\nUSER app\nRUN fakeroot apt-get install -y git\n" },
  ],
  visit: {
    command({ program, name, args, wrappers }, node, { model, report }) {
      const manager = Object.hasOwn(packageManagers, program)
        ? packageManagers[program]
        : undefined;
      if (manager === undefined || name === undefined || node.name !== "RUN") return;
      if (wrappers.some((each) => rootWrappers.has(each))) return;
      const user = model.user(node)?.text;
      if (user === undefined || user === "" || isRoot(user) || isForWindows(model, node)) return;
      const verbs = [...manager.update, ...manager.upgrade, ...manager.install];
      const verb = args.find(({ literal }) => literal !== undefined && verbs.includes(literal));
      if (verb === undefined || verb.literal === "download" || verb.literal === "source") return;
      report(name, `\`${program} ${verb.literal}\` needs root, but USER is \`${user}\` here.`);
    },
  },
});

/** Programs that make root of a user. */
const rootWrappers: ReadonlySet<string> = new Set(["sudo", "doas", "gosu", "su-exec", "setpriv"]);
