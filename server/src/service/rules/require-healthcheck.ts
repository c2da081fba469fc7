import { functionImages } from "../data/userImages.ts";
import { defineRule } from "../lint/rule.ts";
import { baseImage } from "../syntax/baseImage.ts";
import type { Model, Stage } from "../syntax/model.ts";

export default defineRule({
  name: "require-healthcheck",
  severity: "off",
  strict: "hint",
  category: "runtime",
  aliases: { hadolint: "DL3057", trivy: "DS-0026", checkov: "CKV_DOCKER_2" },
  options: {
    report: {
      type: "choice",
      choices: ["shipped", "every"],
      default: "shipped",
      summary: "Whether only the image itself counts, where it is a service, or every stage.",
    },
  },
  profiles: { hadolint: { options: { report: "every" } } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#healthcheck",
    "https://github.com/hadolint/hadolint/wiki/DL3057",
  ],
  summary: "The image defines no HEALTHCHECK.",
  why: `Docker sees whether a process runs, not whether it still answers; a HEALTHCHECK tells. Orchestrators such as Kubernetes
    have probes of their own and ignore it, so this is of use for Docker, Compose and Swarm. \`HEALTHCHECK NONE\` says that
    none is wanted.`,
  examples: [
    { bad: "FROM [|node:24|]\nCMD a\n" },
    { bad: "FROM node:24 AS build\nHEALTHCHECK CMD a\nFROM [|node:24|] AS run\nEXPOSE 80\n" },
    {
      bad: "FROM a AS b1\nFROM b1 AS b2\nFROM [|b1|] AS b3\nFROM b2\nHEALTHCHECK NONE\nFROM [|b3|]\n",
      options: { report: "every" },
    },
    { good: "FROM node:24\nHEALTHCHECK CMD a\nCMD b\n" },
    { good: "FROM node:24\nHEALTHCHECK NONE\nCMD b\n" },
    { good: "FROM node:24 AS base\nHEALTHCHECK CMD a\nFROM base\nCMD b\n" },
    { good: "FROM node:24\nONBUILD HEALTHCHECK CMD a\nCMD b\n" },
    // images to build on, and tools
    { good: "FROM node:24\nRUN a\n" },
    { good: "FROM public.ecr.aws/lambda/nodejs:22\nCMD a\n" },
    {
      good: "FROM a AS base\nHEALTHCHECK CMD a\nFROM base AS b\nFROM b\nCMD c\n",
      options: { report: "every" },
    },
  ],
  visit: {
    document(model, { options, report }) {
      const stages = options.report === "every" ? model.stages : shippedService(model);
      const checked = checkedStages(model);
      for (const { from, name } of stages.filter((stage) => !checked.has(stage))) {
        const which = options.report === "every" ? `The stage ${name ?? ""}`.trim() : "The image";
        report(from.image ?? from.keyword, `${which} defines no HEALTHCHECK.`);
      }
    },
  },
});

/** The last stage, if it starts something that Docker is to look after. */
function shippedService(model: Model): readonly Stage[] {
  const { target } = model;
  if (target === undefined || functionImages.test(baseImage(model, target) ?? "")) return [];
  const { cmd, entrypoint, ports } = model.config(target);
  return cmd !== undefined || entrypoint !== undefined || ports.length > 0 ? [target] : [];
}

/** Stages with a HEALTHCHECK, those built on them, and those that they are built on. */
function checkedStages(model: Model): ReadonlySet<Stage> {
  const checked = new Set<Stage>();
  for (const stage of model.stages) {
    const { base } = stage;
    if (hasHealthcheck(stage) || (base.kind === "stage" && checked.has(base.stage)))
      checked.add(stage);
  }
  for (const stage of model.stages.toReversed()) {
    if (checked.has(stage) && stage.base.kind === "stage") checked.add(stage.base.stage);
  }
  return checked;
}

function hasHealthcheck({ instructions }: Stage): boolean {
  return instructions.some(
    (node) =>
      node.name === "HEALTHCHECK" ||
      (node.name === "ONBUILD" && node.trigger?.name === "HEALTHCHECK"),
  );
}
