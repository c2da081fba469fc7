import { commandsOption, variablesOption } from "../data/packageOptions.ts";
import { aptVersions } from "../data/packageVersions.ts";
import { defineRule } from "../lint/rule.ts";
import { namesOf, unpinnedInstalls } from "../syntax/packageVersions.ts";
import { takeVersions } from "../syntax/pinPackages.ts";

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
    // the file says which version
    {
      bad: "FROM debian:12\nARG CURL_VERSION=8.14.1-2\nRUN apt-get install -y [|curl|]\n",
      fixed:
        "FROM debian:12\nARG CURL_VERSION=8.14.1-2\nRUN apt-get install -y curl=${CURL_VERSION}\n",
    },
    {
      bad: "FROM debian:12\r\nENV CURL_VERSION=8.14.1-2\r\nRUN apt-get install -y \\\r\n  # why\r\n  [|curl|]",
      fixed:
        "FROM debian:12\r\nENV CURL_VERSION=8.14.1-2\r\nRUN apt-get install -y \\\r\n  # why\r\n  curl=${CURL_VERSION}",
    },
    {
      bad: "FROM debian:12\nARG CURL_VERSION=8.14.1-2\nRUN <<EOF\napt-get install -y [|curl|]\nEOF\n",
      fixed:
        "FROM debian:12\nARG CURL_VERSION=8.14.1-2\nRUN <<EOF\napt-get install -y curl=${CURL_VERSION}\nEOF\n",
    },
    // of something else, unknown, out of sight, or not of all of them
    {
      bad: "FROM debian:12\nARG CURL_VERSION=8.14.1-2\nADD https://example.com/$CURL_VERSION /a\nRUN apt-get install -y [|curl|]\n",
      refused: "no version",
    },
    {
      bad: "FROM debian:12\nARG CURL_VERSION\nRUN apt-get install -y [|curl|]\n",
      refused: "no version",
    },
    {
      bad: "ARG CURL_VERSION=8.14.1-2\nFROM debian:12\nRUN apt-get install -y [|curl|]\n",
      refused: "no version",
    },
    {
      bad: "FROM debian:12\nARG CURL_VERSION=8.14.1-2\nRUN apt-get install -y [|curl|] other\n",
      refused: "no version",
    },
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
      for (const install of unpinnedInstalls(model, node, aptVersions, options)) {
        const { call, words } = install;
        const [first] = words;
        if (first === undefined) continue;
        const what = `${namesOf(words)} ${words.length === 1 ? "has" : "have"} no version`;
        report(
          first,
          `${what} in this \`${call.manager} ${call.operands[0]?.text}\`, so each build takes the newest there is.`,
          takeVersions(model, node, install, "="),
        );
      }
    },
  },
});
