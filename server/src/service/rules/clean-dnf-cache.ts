import { dnfCache } from "../data/packageCaches.ts";
import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { leavesCache } from "../syntax/leftCaches.ts";

export default defineRule({
  name: "clean-dnf-cache",
  severity: "info",
  category: "packages",
  aliases: { hadolint: "DL3040", trivy: ["DS-0019", "DS-0027"] },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3040",
    "https://dnf.readthedocs.io/en/latest/command_ref.html#clean-command",
  ],
  summary: "The cache of `dnf` or `microdnf` stays in the layer.",
  why: `The packages and lists that dnf downloads stay in /var/cache/dnf or /var/cache/libdnf5 after the install, often more megabytes than what was installed.
    A later RUN that removes them makes no layer smaller: it has to happen in the RUN of the install. A cache mount on that
    folder keeps them out of the image and makes the next build faster.`,
  examples: [
    { bad: "FROM fedora:42\nRUN dnf [|install|] -y git\n" },
    { bad: "FROM fedora:42\nRUN dnf clean all && dnf [|install|] -y git\n" },
    { bad: "FROM fedora:42\nRUN dnf install -y a && \\\n  sudo dnf [|install|] -y b\n" },
    { good: "FROM fedora:42\nRUN dnf install -y a && dnf install -y b && dnf clean all\n" },
    { good: "FROM fedora:42\nRUN dnf clean all; dnf install -y git; dnf clean all\n" },
    { good: "FROM fedora:42\nRUN dnf install -y git && rm -rf /var/cache/libdnf5/*\n" },
    {
      good: "FROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git\n",
    },
    {
      good: "FROM fedora:42\nRUN --mount=type=tmpfs,target=/var/cache/libdnf5 dnf install -y git\n",
    },
    { good: "FROM fedora:42 AS build\nRUN dnf install -y git\nFROM scratch\n" },
    {
      bad: "FROM fedora:42\nRUN microdnf [|install|] -y git && dnf clean all\n",
      says: "run `microdnf clean all`",
    },
    { bad: "FROM fedora:42\nRUN tdnf [|install|] -y git; rm -rf /var/cache/dnf\n" },
    { bad: "FROM fedora:42\nRUN dnf -y [|upgrade|]\n" },
    { good: "FROM fedora:42\nRUN dnf in -y git && rm -rf /var/cache/dnf\n" },
    { good: "FROM fedora:42\nRUN microdnf install -y git && rm -rf /var/cache/yum/*\n" },
    { good: "FROM fedora:42\nRUN dnf remove -y git && dnf config-manager --add-repo x\n" },
    {
      bad: "FROM fedora:42 AS build\nRUN dnf [|install|] -y git\nFROM scratch\n",
      options: { stages: "all" },
    },
    {
      bad: "FROM fedora:42\nRUN dnf clean all; dnf [|install|] -y git; dnf clean all\n",
      options: { commands: "plain" },
    },
    { good: "FROM fedora:42\nRUN sudo dnf install -y git\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      const call = leavesCache(model, node, dnfCache, options.commands);
      const [verb] = call?.operands ?? [];
      if (call === undefined || verb === undefined) return;
      const { manager } = call;
      report(
        verb,
        `\`${manager} ${verb.text}\` leaves the cache of ${manager} in the layer: run \`${manager} clean all\` behind it in the same RUN, or mount a cache there.`,
      );
    },
  },
});
