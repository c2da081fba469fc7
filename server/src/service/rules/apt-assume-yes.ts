import { commandsOption } from "../data/packageOptions.ts";
import { aptQuestions } from "../data/packageQuestions.ts";
import { defineRule } from "../lint/rule.ts";
import { openQuestions } from "../syntax/packageQuestions.ts";

export default defineRule({
  name: "apt-assume-yes",
  severity: "warning",
  category: "packages",
  aliases: { hadolint: "DL3014", trivy: "DS-0021" },
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3014",
    "https://manpages.debian.org/bookworm/apt/apt-get.8.en.html",
  ],
  summary:
    "An `apt-get` command asks before it installs or removes, and a build has nobody who answers.",
  why: `apt-get asks as soon as it would install or remove more than what the command names. A build has no terminal, so
    the question ends in "Abort." and the build fails, perhaps only on the day when a package gets a new dependency. With -y
    it goes on without asking.
    Where the build goes on after the failure (\`||\`, \`;\`, \`if\`, \`!\`), the image was built without that step: there the fix
    is unsafe.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN apt-get [|install|] git || echo without > /note\n",
      fixed: "FROM debian:12\nRUN apt-get install -y git || echo without > /note\n",
    },
    {
      bad: "FROM debian:12\nRUN apt-get update && apt-get [|install|] git\n",
      fixed: "FROM debian:12\nRUN apt-get update && apt-get install -y git\n",
    },
    {
      bad: "FROM debian:12 AS build\nRUN sudo apt-get -q [|install|] \\\n  git\n\nFROM debian:12\n",
    },
    { bad: 'FROM debian:12\nRUN ["apt-get", [|"remove"|], "git"]\n' },
    { bad: "FROM debian:12\nRUN apt [|upgrade|] && aptitude [|install|] git\n" },
    { bad: "FROM debian:12\nONBUILD RUN apt-get [|install|] git\n" },
    { bad: "FROM debian:12\nRUN <<EOF\napt-get [|install|] git\nEOF\n" },
    {
      good: "FROM debian:12\nRUN apt-get -y install a && apt-get install -yq b && apt-get --yes install c\n",
    },
    { good: "FROM debian:12\nRUN apt-get install --assume-yes a && apt-get -qq install b\n" },
    { good: "FROM debian:12\nRUN apt-get -q -q install a && apt-get -q=2 install b\n" },
    { good: "FROM debian:12\nRUN apt-get --quiet --quiet install a\n" },
    { good: "FROM debian:12\nRUN yes | apt-get install git\n" },
    { good: "FROM debian:12\nRUN apt-get -o APT::Get::Assume-Yes=true install git\n" },
    {
      good: "FROM debian:12 AS base\nRUN echo 'APT::Get::Assume-Yes \"true\";' > /etc/apt/apt.conf.d/90yes\nFROM base\nRUN apt-get install git\n",
    },
    { good: "FROM debian:12\nCOPY 90yes /etc/apt/apt.conf.d/\nRUN apt-get install git\n" },
    { good: "FROM debian:12\nRUN apt-get install -s git && apt-get install --download-only git\n" },
    { good: "FROM debian:12\nRUN apt-get update && apt-get purge && apt-get clean\n" },
    {
      bad: "FROM debian:12\nRUN apt-get [|install|] -s git\n",
      options: { commands: "plain" },
    },
    {
      good: "FROM debian:12\nRUN apt install a && apt-get remove b && sudo apt-get install c\n",
      options: { commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const { call, verb, verbEnd, answer } of openQuestions(
        model,
        node,
        aptQuestions,
        options.commands,
      )) {
        const message = `\`${call.manager} ${verb.text}\` asks before it goes on, and nobody answers in a build: it needs -y.`;
        report(
          verb,
          message,
          node.json === undefined
            ? {
                title: "Add -y",
                edits: [{ start: verbEnd.end, end: verbEnd.end, text: " -y" }],
                safety: answer,
              }
            : undefined,
        );
      }
    },
  },
});
