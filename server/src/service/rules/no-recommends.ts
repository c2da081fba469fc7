import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { flagAmong } from "../syntax/commandFlags.ts";
import { isConfigured } from "../syntax/fileSettings.ts";
import { isPlainCall, verbLength } from "../syntax/packageCalls.ts";
import { plainText } from "../syntax/runCommands.ts";

export default defineRule({
  name: "no-recommends",
  severity: "hint",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3015", trivy: "DS-0029" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3015",
    "https://manpages.debian.org/bookworm/apt/apt-get.8.en.html",
  ],
  summary: "An `apt-get install` also installs the packages that others only recommend.",
  why: `Debian's packages recommend what most people on a desktop want beside them: documentation, viewers, daemons. In an
    image they cost space and hold more that can have holes. With --no-install-recommends only what is needed comes along;
    if something is missing then, name it.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN apt-get update && apt-get [|install|] -y git && apt-get [|install|] vim\n",
      fixed:
        "FROM debian:12\nRUN apt-get update && apt-get install --no-install-recommends -y git && apt-get install --no-install-recommends vim\n",
    },
    { bad: "FROM debian:12\nRUN sudo apt [|install|] -y \\\n  git\n" },
    { good: "FROM debian:12\nRUN apt-get install -y --no-install-recommends git\n" },
    { good: "FROM debian:12\nRUN apt-get -o APT::Install-Recommends=false install -y git\n" },
    { good: "FROM debian:12\nRUN apt-get -o APT::Install-Recommends=0 install -y git\n" },
    {
      good: "FROM debian:12\nRUN echo 'APT::Install-Recommends \"false\";' > /etc/apt/apt.conf.d/9\nRUN apt-get install -y git\n",
    },
    {
      good: "FROM debian:12\nCOPY <<EOF /etc/apt/apt.conf.d/9\nAPT::Install-Recommends 0;\nEOF\nRUN apt-get install -y git\n",
    },
    {
      bad: "FROM debian:12\nCOPY <<EOF /etc/apt/apt.conf.d/9\nA::B 0;\nEOF\nRUN apt-get [|install|] a\n",
    },
    { good: "FROM debian:12\nRUN apt-get build-dep -y git && aptitude install -y git\n" },
    { good: "FROM debian:12\nRUN apt-get install -y -f && apt-get -y upgrade\n" },
    { good: "FROM debian:12 AS build\nRUN apt-get install -y git\nFROM scratch\n" },
    {
      bad: "FROM debian:12 AS build\nRUN apt-get [|install|] -y git\nFROM scratch\n",
      options: { stages: "all" },
    },
    { good: "FROM debian:12\nRUN apt install -y git\n", options: { commands: "plain" } },
    {
      bad: "FROM debian:12\nCOPY a /etc/apt/apt.conf.d/a\nRUN apt-get [|install|] -y git\n",
      options: { commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      const isPlain = options.commands === "plain";
      for (const call of model.packages(node).calls) {
        const { manager, args, operands } = call;
        const [verb, first] = operands;
        if (manager !== "apt-get" && (isPlain || manager !== "apt")) continue;
        if (verb === undefined || verbLength(call, [["install"]]) === undefined) continue;
        if (flagAmong(args, ["--no-install-recommends"])) continue;
        if (args.some((word) => configuration.setting.test(plainText(word)))) continue;
        if (isPlain ? !isPlainCall(call) : !first || isConfigured(model, node, configuration))
          continue;
        const at = { start: verb.end, end: verb.end };
        report(
          verb,
          `\`${manager} ${verb.text}\` also installs recommended packages: use --no-install-recommends.`,
          node.json === undefined
            ? {
                title: "Add --no-install-recommends",
                edits: [{ ...at, text: " --no-install-recommends" }],
                safety: "unsafe",
              }
            : undefined,
        );
      }
    },
  },
});

const configuration = {
  setting: /APT::Install-Recommends["'\s=]+(?:false|0|no)/i,
  file: /apt\.conf/,
};
