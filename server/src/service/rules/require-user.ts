import { functionImages, nonRootImages, ownUsers } from "../data/userImages.ts";
import { defineRule, type Fix } from "../lint/rule.ts";
import { baseImage } from "../syntax/baseImage.ts";
import { linesAbove } from "../syntax/linesAbove.ts";
import type { Model, Stage } from "../syntax/model.ts";
import { runCommands } from "../syntax/runCommands.ts";
import type { Instruction } from "../syntax/tree.ts";
import { baseShell } from "../syntax/systemShell.ts";
import { runsWindows } from "../syntax/windows.ts";

export default defineRule({
  name: "require-user",
  severity: "off",
  strict: "info",
  category: "runtime",
  aliases: { trivy: "DS-0002", checkov: "CKV_DOCKER_3" },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#user",
    "https://avd.aquasec.com/misconfig/ds002",
  ],
  summary: "The image names no user, so it runs as root.",
  why: `Most base images leave the user to whoever builds on them, and without a USER that is root. What breaks out of the
    program has then the rights of root. Images to build on, and bases that have a user of their own, need none.`,
  examples: [
    { bad: "FROM [|node:24|]\nCMD a\n", fixed: "FROM node:24\nUSER node\nCMD a\n" },
    {
      bad: 'FROM scratch AS a\nFROM [|a|]\nENTRYPOINT ["/a"]\n',
      fixed: 'FROM scratch AS a\nFROM a\nUSER 65532:65532\nENTRYPOINT ["/a"]\n',
    },
    {
      bad: "FROM debian:13 AS build\nUSER app\nFROM [|debian:13|]\nCMD a\n",
      fixed:
        "FROM debian:13 AS build\nUSER app\nFROM debian:13\nRUN useradd --system --no-log-init app\nUSER app\nCMD a\n",
    },
    {
      bad: "from [|alpine:3.20|]\r\nexpose 80\r\n# why\r\n# and how\r\nentrypoint a \\\r\n # b\r\n c\r\ncmd d\r\n",
      fixed:
        "from alpine:3.20\r\nexpose 80\r\nrun adduser -S app\r\nuser app\r\n# why\r\n# and how\r\nentrypoint a \\\r\n # b\r\n c\r\ncmd d\r\n",
    },
    // what follows needs the rights of root
    {
      bad: "FROM [|fedora:42|]\nCMD a\nRUN <<EOF\nuseradd -r web\nEOF\nCOPY a /b",
      fixed: "FROM fedora:42\nCMD a\nRUN <<EOF\nuseradd -r web\nEOF\nCOPY a /b\nUSER web",
    },
    { bad: "FROM [|team/app:1|]\nCMD a\n", refused: "No fix: which tools the base image has" },
    {
      bad: 'FROM [|alpine:3.20|]\nSHELL ["/bin/fish", "-c"]\nCMD a\n',
      refused: "No fix: which tools the base image has",
    },
    { good: "FROM node:24\nUSER node\nCMD a\n" },
    // checkov: any; that of root is another rule's
    { good: "FROM node:24\nUSER root\nCMD a\n" },
    { good: "FROM node:24 AS base\nUSER 1000\nFROM base\nCMD a\n" },
    { good: "FROM gcr.io/distroless/static-debian13:nonroot\nCMD a\n" },
    { good: "FROM cgr.dev/chainguard/node\nCMD a\n" },
    { good: "FROM $BASE\nCMD a\n" },
    // an image to build on
    { good: "FROM node:24\nRUN a\n" },
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCMD a\n" },
    { good: "FROM public.ecr.aws/lambda/nodejs:22\nCMD a\n" },
  ],
  visit: {
    document(model, { report }) {
      const { target } = model;
      if (target === undefined) return;
      const { user, cmd, entrypoint } = model.config(target);
      if (user?.instruction !== undefined || (cmd ?? entrypoint) === undefined) return;
      const base = baseImage(model, target);
      if (base === undefined && user === undefined) return;
      if ([...nonRootImages, functionImages].some((each) => each.test(base ?? ""))) return;
      if (runsWindows(model, target)) return;
      const message = "The image has no USER, so it runs as root.";
      const where = target.from.image ?? target.from.keyword;
      const fix = userFix(model, target, base);
      if (fix !== undefined) report(where, message, fix);
      else
        report(where, `${message} No fix: which tools the base image has to add one is not known.`);
    },
  },
});

/** A user that is there already, or one that is added in the dialect of the base image. */
function userFix(model: Model, target: Stage, base: string | undefined): Fix | undefined {
  const { dockerfile } = model;
  const { keyword } = target.from;
  const cased = (name: string): string =>
    keyword.text === keyword.text.toLowerCase() ? name.toLowerCase() : name;
  const user = base === undefined ? "65532:65532" : userIn(model, target, base);
  const command = user === undefined ? addCommand(model, target) : undefined;
  if (user === undefined && command === undefined) return undefined;
  const lines = [
    ...(command === undefined ? [] : [`${cased("RUN")} ${command}`]),
    `${cased("USER")} ${user ?? "app"}`,
  ];
  const next = startOf(target);
  const last = target.instructions.at(-1) ?? target.from;
  const end = dockerfile.lineStarts[last.endLine + 1] ?? dockerfile.end;
  const at = next === undefined ? end : linesAbove(dockerfile, next);
  const isOpen = at === dockerfile.end && dockerfile.text.at(-1) !== "\n";
  const text = lines.join(dockerfile.eol);
  const edit = {
    start: at,
    end: at,
    text: isOpen ? dockerfile.eol + text : text + dockerfile.eol,
  };
  return {
    title: user === undefined ? "Add a user" : `Run as ${user}`,
    edits: [edit],
    safety: "unsafe",
  };
}

/** The user that the base image has, or that a RUN adds. */
function userIn(model: Model, target: Stage, base: string): string | undefined {
  for (const stage of model.lineage(target)) {
    for (const node of stage.instructions) {
      if (
        node.name !== "RUN" ||
        !/useradd|adduser/.test(model.dockerfile.text.slice(node.start, node.end))
      )
        continue;
      for (const { program, args } of runCommands(model, node)) {
        const name = /^(?:useradd|adduser)$/.test(program) ? args.at(-1)?.literal : undefined;
        const before = args.at(-2)?.text ?? "-";
        // `adduser name group`, and the value of a flag behind the name
        const isOther = (args.length === 2 && !before.startsWith("-")) || valueFlags.test(before);
        if (name !== undefined && /^[a-z_][-a-z\d_]*$/.test(name) && !isOther) return name;
      }
    }
  }
  return ownUsers.find(([image]) => image.test(base))?.[1];
}

const valueFlags =
  /^-[a-zA-Z]*[gGcdesukpb]$|^--(?:gid|groups|ingroup|shell|home|home-dir|comment|gecos|uid)$/;

function addCommand(model: Model, target: Stage): string | undefined {
  const last = target.instructions.at(-1);
  const shell = last && model.dialect(last);
  if (last === undefined || (shell !== "sh" && shell !== "bash")) return undefined;
  const system = systemShellOf(model, target);
  if (system === "busybox") return "adduser -S app";
  return system === undefined ? undefined : "useradd --system --no-log-init app";
}

/** What the system's /bin/sh is says which tools it has. */
function systemShellOf(model: Model, target: Stage) {
  const root = model.lineage(target).at(-1);
  return root && baseShell(root);
}

/** The first of CMD, ENTRYPOINT and HEALTHCHECK; undefined where something behind it needs the rights of root. */
function startOf({ instructions }: Stage): Instruction | undefined {
  const first = instructions.findIndex(({ name }) => starts.has(name));
  if (first === -1) return undefined;
  const needsRoot = instructions
    .slice(first)
    .some(({ name }) => name === "RUN" || name === "COPY" || name === "ADD" || name === "WORKDIR");
  return needsRoot ? undefined : instructions[first];
}

const starts: ReadonlySet<Instruction["name"]> = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK"]);
