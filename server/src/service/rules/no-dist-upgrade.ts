import { defineRule } from "../lint/rule.ts";
import { verbLength } from "../syntax/packageCalls.ts";

export default defineRule({
  name: "no-dist-upgrade",
  severity: "hint",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3035", trivy: "DS-0024" },
  stages: "shipped",
  triggers: true,
  options: {
    managers: {
      type: "words",
      default: ["apt-get", "apt", "zypper"],
      summary: "The package managers whose upgrades of the distribution count.",
    },
  },
  profiles: { hadolint: { options: { managers: ["zypper"] } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3035",
    "https://manpages.debian.org/bookworm/apt/apt-get.8.en.html",
  ],
  summary: "A RUN upgrades the whole distribution.",
  why: `A distribution upgrade removes and replaces packages as it sees fit, so the image holds something else than its
    base image says, and the layer holds those packages twice. A newer base image gives the same with less. Where only
    fixes are wanted, \`upgrade\` changes what is installed and removes nothing.`,
  examples: [
    { bad: "FROM debian:12\nRUN apt-get update && apt-get [|dist-upgrade|] -y\n" },
    { bad: "FROM debian:12\nRUN apt-get -y [|full-upgrade|]; apt [|full-upgrade|]\n" },
    { bad: "FROM opensuse/leap:15\nRUN zypper -n [|dup|]; zypper -n [|dist-upgrade|]\n" },
    { good: "FROM debian:12\nRUN apt-get update && apt-get -y upgrade\n" },
    { good: "FROM opensuse/leap:15\nRUN zypper -n update && zypper -n in dist-upgrade\n" },
    { good: "FROM debian:12 AS build\nRUN apt-get dist-upgrade -y\nFROM scratch\n" },
    { good: "FROM debian:12\nRUN apt-get dist-upgrade\n", options: { managers: ["zypper"] } },
    {
      bad: "FROM opensuse/leap:15 AS a\nRUN zypper [|dup|]\nFROM scratch\n",
      options: { managers: ["zypper"], stages: "all" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const call of model.packages(node).calls) {
        const { manager, operands } = call;
        const [verb] = operands;
        if (verb === undefined || !options.managers.includes(manager)) continue;
        if (verbLength(call, [["dist-upgrade"], ["full-upgrade"], ["dup"]]) === undefined) continue;
        report(
          verb,
          `\`${manager} ${verb.text}\` upgrades the whole distribution: take a newer base image instead.`,
        );
      }
    },
  },
});
