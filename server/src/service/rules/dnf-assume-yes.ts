import { commandsOption } from "../data/packageOptions.ts";
import { dnfQuestions } from "../data/packageQuestions.ts";
import { defineRule } from "../lint/rule.ts";
import { openQuestions } from "../syntax/packageQuestions.ts";

export default defineRule({
  name: "dnf-assume-yes",
  severity: "warning",
  category: "packages",
  aliases: { hadolint: "DL3038" },
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3038",
    "https://dnf.readthedocs.io/en/latest/command_ref.html",
  ],
  summary:
    "A `dnf` command asks before it installs or removes, and a build has nobody who answers.",
  why: `dnf shows what it is going to do and waits for a yes. A build has no terminal, so dnf takes the silence for a no
    and fails, and the build with it. With -y it goes on without asking. microdnf never asks.
    Where the build goes on after the failure (\`||\`, \`;\`, \`if\`, \`!\`), the image was built without that step: there the fix
    is unsafe.`,
  examples: [
    {
      bad: "FROM fedora:42\nRUN dnf [|install|] git || echo without > /note\n",
      fixed: "FROM fedora:42\nRUN dnf install -y git || echo without > /note\n",
    },
    {
      bad: "FROM fedora:42\nRUN dnf [|install|] git && dnf clean all\n",
      fixed: "FROM fedora:42\nRUN dnf install -y git && dnf clean all\n",
    },
    {
      bad: "FROM fedora:42 AS build\nRUN tdnf [|install|] tar && dnf [|remove|] git\nFROM scratch\n",
    },
    { bad: "FROM fedora:42\nRUN dnf [|in|] git && dnf [|upgrade|] --refresh\n" },
    {
      good: "FROM fedora:42\nRUN dnf install -y a && dnf -qy install b && dnf --assumeyes install c\n",
    },
    { good: "FROM fedora:42\nRUN microdnf install git && dnf remove -y\n" },
    { bad: "FROM fedora:42\nRUN microdnf [|install|] git\n", options: { commands: "plain" } },
    {
      good: "FROM fedora:42\nRUN echo 'assumeyes=True' >> /etc/dnf/dnf.conf\nRUN dnf install git\n",
    },
    { good: "FROM fedora:42\nRUN dnf --setopt=assumeyes=1 install git && dnf makecache\n" },
    {
      bad: "FROM fedora:42\nRUN dnf --setopt=assumeyes=1 [|install|] git\n",
      options: { commands: "plain" },
    },
    {
      good: "FROM fedora:42\nRUN sudo dnf install a && dnf upgrade\n",
      options: { commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const { call, verb, verbEnd, answer } of openQuestions(
        model,
        node,
        dnfQuestions,
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
