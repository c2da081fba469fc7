import { defineRule } from "../lint/rule.ts";
import { defaultExpansions, haveValues } from "../syntax/defaultArgs.ts";
import { parseImageReference } from "../syntax/imageReference.ts";
import type { Model, Stage } from "../syntax/model.ts";
import { findVariables } from "../syntax/variables.ts";

export default defineRule({
  name: "valid-default-base",
  severity: "info",
  strict: "warning",
  category: "base-image",
  aliases: { buildkit: "InvalidDefaultArgInFrom", utils: "BASE_NAME_EMPTY" },
  options: {
    everyBase: {
      type: "boolean",
      default: false,
      summary: "Every base counts, without variables too, and whatever values the build passes.",
    },
  },
  profiles: { buildkit: { options: { everyBase: true } } },
  sources: [
    "https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/",
    "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
  ],
  summary: "With the defaults of its ARGs the base image has an empty or malformed name.",
  why: `An ARG without a default is empty unless the build passes a value, so a plain \`docker build\` of this file stops at FROM.
A default that works lets everyone build it, editors and scanners included. It is fine where a script always passes the
value; \`\${NAME:?reason}\` then says so.`,
  examples: [
    { bad: "ARG BASE\nFROM [|$BASE|]\n", says: "is empty" },
    { bad: "ARG TAG\nFROM [|node:${TAG}|] AS a\nFROM a\n", says: '"node:"' },
    { bad: "ARG TAG\nARG BASE=node:$TAG\nFROM [|$BASE|]\n", buildArgs: { OTHER: "1" } },
    { good: "ARG BASE\nFROM $BASE\n", buildArgs: { BASE: "node:24" } },
    { good: "ARG BASE\nFROM ${BASE:-node:24}\nFROM ${BASE:?pass one}\nFROM node$BASE:24\n" },
    { good: "FROM $BASE\nFROM node:${TAG}\n" },
    { good: "ARG TAG=a/b\nFROM node:$TAG\nFROM Node:1\n" },
    { good: "ARG BASE=debian-$TARGETARCH:13\nFROM $BASE\nFROM debian:13-$TARGETARCH\n" },
    {
      bad: "ARG S=box:\nFROM [|busy$S|]\nFROM [|Node|]\n",
      options: { everyBase: true },
      buildArgs: { S: "box" },
    },
    {
      good: "ARG S=-musl\nFROM busybox:stable$S AS b\nFROM b\nFROM scratch\n",
      options: { everyBase: true },
    },
  ],
  visit: {
    document(model, { report, options }) {
      const expand = defaultExpansions(model);
      if (expand === undefined) return;
      for (const stage of model.stages) {
        const { image } = stage.from;
        if (image === undefined) continue;
        const { text, undeclared } = expand(image);
        if (text === undefined) {
          // the build stops here, and BuildKit looks no further
          if (options.everyBase) return;
          continue;
        }
        if (parseImageReference(text) !== undefined) continue;
        if (!options.everyBase && (undeclared.length > 0 || !isDefaultOnly(model, stage))) continue;
        const what = text === "" ? "is empty" : `is "${text}", which is no image name`;
        report(
          image,
          `${image.text} ${what}, unless the build passes other values than the defaults.`,
        );
      }
    },
  },
});

/** Whether an ARG without a value is to blame, and the build passes none either. */
function isDefaultOnly(model: Model, { base, from }: Stage): boolean {
  if (base.kind !== "image" || base.reference !== undefined || base.text === undefined)
    return false;
  const variables = findVariables(from.image?.text ?? "", model.dockerfile.escape);
  return !haveValues(
    model,
    variables.map(({ name }) => name),
    from,
  );
}
