import { commandsOption, variablesOption } from "../data/packageOptions.ts";
import { aptVersions } from "../data/packageVersions.ts";
import { defineRule } from "../lint/rule.ts";
import { namesOf, unpinnedInstalls } from "../syntax/packageVersions.ts";

export default defineRule({
  name: "pin-apt-versions",
  severity: "off",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3008" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption, variables: variablesOption },
  profiles: { hadolint: { options: { commands: "plain", variables: true } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3008",
    "https://manpages.debian.org/bookworm/apt/apt-get.8.en.html",
    "https://snapshot.debian.org/",
  ],
  summary: "An `apt-get install` names packages without a version.",
  why: `Without a version each build takes the newest package there is, so two builds of the same file differ. On the
    other hand Debian and Ubuntu remove an old version from their mirrors with the next update, and a file that names it
    breaks then. What holds is a mirror that stands still, such as snapshot.debian.org.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN apt-get install -y curl=8.* [|git|] vim\n",
      says: "`git` and `vim` have no version",
    },
    { bad: "FROM debian:12\nRUN apt-get install -y [|a|] b c d && sudo apt install [|e|]\n" },
    {
      good: "FROM debian:12\nRUN apt-get install -y git=1:2.39.* ./local.deb https://example.com/a.deb\n",
    },
    { good: "FROM debian:12\nRUN apt-get install -y git/bookworm-backports\n" },
    {
      good: "FROM debian:12\nRUN apt-get install -y -t bookworm-backports git && apt-get --target-release=sid install vim\n",
    },
    { good: "FROM debian:12\nRUN apt-get install -y $PACKAGES git=$VERSION && apt-get update\n" },
    {
      good: "FROM debian:12\nRUN sed -i s/deb.debian.org/snapshot.debian.org/ /etc/apt/sources.list\nRUN apt-get install -y git\n",
    },
    { good: "FROM debian:12 AS build\nRUN apt-get install -y git\nFROM scratch\n" },
    {
      bad: "FROM debian:12 AS build\nRUN apt-get install -y [|git|]\nFROM scratch\n",
      options: { stages: "all" },
    },
    { bad: "FROM debian:12\nRUN apt-get install -y [|$PACKAGES|]\n", options: { variables: true } },
    { good: "FROM debian:12\nRUN apt-get install -y $PACKAGES=1\n", options: { variables: true } },
    {
      bad: "FROM debian:12\nRUN apt-get install -y -t sid [|git|]\n",
      options: { commands: "plain" },
    },
    { good: "FROM debian:12\nRUN apt install -y git\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const { call, words } of unpinnedInstalls(model, node, aptVersions, options)) {
        const [first] = words;
        if (first === undefined) continue;
        const what = `${namesOf(words)} ${words.length === 1 ? "has" : "have"} no version`;
        report(
          first,
          `${what} in this \`${call.manager} ${call.operands[0]?.text}\`, so each build takes the newest there is.`,
        );
      }
    },
  },
});
