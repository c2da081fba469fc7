import { commandsOption } from "../data/packageOptions.ts";
import { zypperQuestions } from "../data/packageQuestions.ts";
import { defineRule } from "../lint/rule.ts";
import { openQuestions } from "../syntax/packageQuestions.ts";

export default defineRule({
  name: "zypper-assume-yes",
  severity: "warning",
  category: "packages",
  aliases: { hadolint: "DL3034" },
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3034",
    "https://manpages.opensuse.org/Tumbleweed/zypper/zypper.8.en.html",
  ],
  summary:
    "A `zypper` command asks before it installs or removes, and a build has nobody who answers.",
  why: `zypper shows what it is going to do and waits for a yes. A build has no terminal, so zypper gives up and the build
    fails. The global flag --non-interactive, or -n, stands before the command; behind \`install\` the same letter means the
    names of packages, and -y is the flag that answers.
    Where the build goes on after the failure (\`||\`, \`;\`, \`if\`, \`!\`), the image was built without that step: there the fix
    is unsafe.`,
  examples: [
    {
      bad: "FROM opensuse/leap:15\nRUN zypper [|install|] git || echo without > /note\n",
      fixed: "FROM opensuse/leap:15\nRUN zypper -n install git || echo without > /note\n",
    },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper [|install|] git && zypper clean\n",
      fixed: "FROM opensuse/leap:15\nRUN zypper -n install git && zypper clean\n",
    },
    {
      bad: "FROM opensuse/leap:15 AS build\nRUN zypper [|in|] a; zypper [|remove|] b; zypper [|rm|] c\nFROM scratch\n",
    },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper [|patch|]; zypper [|source-install|] a; zypper [|si|] b\n",
    },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper [|install|] -n git\n",
      says: "--non-interactive before",
    },
    { good: "FROM opensuse/leap:15\nRUN zypper -n install a && zypper --non-interactive in b\n" },
    { good: "FROM opensuse/leap:15\nRUN zypper install -y a && zypper in --no-confirm b\n" },
    { good: "FROM opensuse/leap:15\nRUN zypper refresh && zypper in --dry-run a\n" },
    {
      good: "FROM opensuse/leap:15\nRUN zypper install -n a; sudo zypper install b\n",
      options: { commands: "plain" },
    },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper [|install|] --dry-run a\n",
      options: { commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const { call, verb, answer } of openQuestions(
        model,
        node,
        zypperQuestions,
        options.commands,
      )) {
        const message = `\`${call.manager} ${verb.text}\` asks before it goes on, and nobody answers in a build: it needs --non-interactive before the command, or -y.`;
        report(
          verb,
          message,
          node.json === undefined
            ? {
                title: "Add -n",
                edits: [{ start: verb.start, end: verb.start, text: "-n " }],
                safety: answer,
              }
            : undefined,
        );
      }
    },
  },
});
