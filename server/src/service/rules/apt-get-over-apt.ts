import { commandsOption } from "../data/packageOptions.ts";
import { aptReplacements } from "../data/packageManagers.ts";
import { officialImageNames } from "../data/officialImageNames.ts";
import { defineRule, type Fix } from "../lint/rule.ts";
import { changesAptDownloads } from "../syntax/aptDownloads.ts";
import type { Model } from "../syntax/model.ts";
import { isPlainCall } from "../syntax/packageCalls.ts";
import type { PackageCall } from "../syntax/packageWork.ts";
import { plainText } from "../syntax/runCommands.ts";
import { placeOf, structureFacts } from "../syntax/shellStructure.ts";
import { baseShell } from "../syntax/systemShell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "apt-get-over-apt",
  severity: "info",
  strict: "warning",
  category: "packages",
  aliases: { hadolint: "DL3027", checkov: "CKV_DOCKER_9" },
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3027",
    "https://manpages.debian.org/bookworm/apt/apt.8.en.html#SCRIPT_USAGE_AND_DIFFERENCES_FROM_OTHER_APT_TOOLS",
  ],
  summary:
    "A RUN uses `apt`, which is made for people, where `apt-get` or `apt-cache` is for scripts.",
  why: `The manual of apt says that its command line may change between versions, and it prints a warning when no terminal
    is there. apt-get and apt-cache keep theirs, so the same Dockerfile works on the next release of the distribution.
    The fix is unsafe where the output goes to a file, a pipe or a variable, because it differs, and where the image may not be
    one of Debian's or Ubuntu's own that remove the downloaded packages, because apt removes them and apt-get keeps them.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN [|apt|] update && sudo [|apt|] install -y ./x.deb\n",
      fixed: "FROM debian:12\nRUN apt-get update && sudo apt-get install -y ./x.deb\n",
    },
    {
      bad: "FROM debian:12 AS build\nRUN [|apt|] search git; [|apt|] show git; [|apt|] policy git\nFROM scratch\n",
      fixed:
        "FROM debian:12 AS build\nRUN apt-cache search git; apt-cache show git; apt-cache policy git\nFROM scratch\n",
    },
    {
      bad: "FROM debian:12\nRUN [|apt|] -y full-upgrade; [|apt|] upgrade -y\n",
      fixed: "FROM debian:12\nRUN apt-get -y dist-upgrade; apt-get upgrade --with-new-pkgs -y\n",
    },
    {
      bad: "FROM debian:12\nRUN [|apt|] show git > /tool.txt\n",
      fixed: "FROM debian:12\nRUN apt-cache show git > /tool.txt\n",
    },
    {
      bad: "FROM example/debian\nRUN [|apt|] update\n",
      fixed: "FROM example/debian\nRUN apt-get update\n",
    },
    {
      bad: "FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN [|apt|] install -y git\n",
      fixed:
        "FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN apt-get install -y git\n",
    },
    { bad: "FROM debian:12\nRUN [|apt|] list --installed\n", refused: "`dpkg -l`" },
    { bad: 'FROM debian:12\nRUN [[|"/usr/bin/apt"|], "update"]\n' },
    { good: "FROM debian:12\nRUN apt-get update && apt-mark hold git && apt-key list\n" },
    { good: "FROM debian:12\nRUN rm -rf /var/cache/apt && echo apt && apt-get install -y apt\n" },
    { good: "FROM linuxmintd/mint22-amd64\nRUN apt update\n" },
    { good: "FROM debian:12\nRUN sudo apt update\n", options: { commands: "plain" } },
    { bad: "FROM linuxmintd/mint22-amd64\nRUN [|apt|] update\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const call of model.packages(node).calls) {
        const { name } = call.command;
        if (call.manager !== "apt" || name === undefined) continue;
        if (options.commands === "plain" ? !isPlainCall(call) : isOnMint(model, node)) continue;
        const verb = call.operands[0] === undefined ? "" : plainText(call.operands[0]);
        const use = verb === "list" ? "`dpkg -l`" : `\`${replacementOf(verb).program}\``;
        report(
          name,
          `\`apt\` has no stable command line: use ${use} in scripts.`,
          fixFor(model, node, call, verb),
        );
      }
    },
  },
});

/** Linux Mint has a program of its own by that name. */
function isOnMint(model: Model, node: Instruction): boolean {
  const stage = model.stageOf(node);
  const base = stage && model.lineage(stage).at(-1)?.from.image?.text;
  return /linuxmint/i.test(base ?? "");
}

function replacementOf(verb: string) {
  return (
    (Object.hasOwn(aptReplacements, verb) ? aptReplacements[verb] : undefined) ?? {
      program: "apt-get",
      verb,
    }
  );
}

function fixFor(model: Model, node: Instruction, call: PackageCall, verb: string): Fix | undefined {
  const { command, operands } = call;
  const { name } = command;
  if (name?.text !== "apt" || operands[0]?.text !== verb || verb === "list") return undefined;
  const replacement = replacementOf(verb);
  return {
    title: `Use ${replacement.program}`,
    edits: [
      { start: name.start, end: name.end, text: replacement.program },
      ...(replacement.verb === verb
        ? []
        : [{ start: operands[0].start, end: operands[0].end, text: replacement.verb }]),
    ],
    safety: !isShown(model, node, call) || !removesDownloads(model, node) ? "unsafe" : "safe",
  };
}

/** What it prints goes into the build log and nowhere else. */
function isShown(model: Model, node: Instruction, { command }: PackageCall): boolean {
  const script = model.script(node);
  if (script === undefined || !structureFacts(script).places.has(command)) return false;
  const { redirected, inSubstitution, inFunction } = placeOf(script, command);
  return !redirected && !inSubstitution && !inFunction;
}

/** Debian's and Ubuntu's images, and the official ones made from them, remove the packages that apt-get downloads. */
function removesDownloads(model: Model, node: Instruction): boolean {
  const stage = model.stageOf(node);
  const bottom = stage && model.lineage(stage).at(-1);
  if (bottom?.base.kind !== "image" || baseShell(bottom) !== "dash") return false;
  const { domain, path = "" } = bottom.base.reference ?? {};
  const isOfficial =
    domain === "docker.io" && officialImageNames.has(path.replace(/^library\//, ""));
  return isOfficial && !changesAptDownloads(model, node);
}
