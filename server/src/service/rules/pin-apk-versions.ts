import { commandsOption, variablesOption } from "../data/packageOptions.ts";
import { apkVersions } from "../data/packageVersions.ts";
import { defineRule } from "../lint/rule.ts";
import { namesOf, unpinnedInstalls } from "../syntax/packageVersions.ts";

export default defineRule({
  name: "pin-apk-versions",
  severity: "off",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3018" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption, variables: variablesOption },
  profiles: { hadolint: { options: { commands: "plain", variables: true } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3018",
    "https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper#Holding_a_specific_package_back",
  ],
  summary: "An `apk add` names packages without a version.",
  why: `Without a version each build takes the newest package there is, so two builds of the same file differ. On the
    other hand Alpine keeps only the newest build of a package in each of its branches, so a file that names an exact one
    breaks with the next fix; \`git~2.52\` holds longer.`,
  examples: [
    {
      bad: "FROM alpine:3.24\nRUN apk add --no-cache curl~8 [|git|]\n",
      says: "`git` has no version",
    },
    { good: "FROM alpine:3.24\nRUN apk add git=2.52.0-r0 'a~=1' 'b<2' 'c>3'\n" },
    { bad: "FROM alpine:3.24\nRUN apk add -t .deps [|git|] && apk add --virtual .more [|vim|]\n" },
    {
      good: "FROM alpine:3.24\nRUN apk add -X https://example.com/repo git=1 --repository https://example.com/more\n",
    },
    { good: "FROM alpine:3.24\nRUN apk add ./local.apk py3-pip@edge $PACKAGES && apk del git\n" },
    { good: "FROM alpine:3.24 AS build\nRUN apk add git\nFROM scratch\n" },
    { bad: "FROM alpine:3.24\nRUN apk add [|$PACKAGES|]\n", options: { variables: true } },
    { good: "FROM alpine:3.24\nRUN apk add $PACKAGES=1\n", options: { variables: true } },
    { bad: "FROM alpine:3.24\nRUN apk add [|git@edge|]\n", options: { commands: "plain" } },
    { good: "FROM alpine:3.24\nRUN sudo apk add git\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const { call, words } of unpinnedInstalls(model, node, apkVersions, options)) {
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
