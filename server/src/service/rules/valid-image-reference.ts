import { defineRule } from "../lint/rule.ts";
import { parseImageReference } from "../syntax/imageReference.ts";
import { imageUses, type ImageUse } from "../syntax/imageUses.ts";
import { haveValues } from "../syntax/defaultArgs.ts";
import type { Model } from "../syntax/model.ts";
import { findVariables } from "../syntax/variables.ts";

export default defineRule({
  name: "valid-image-reference",
  severity: "error",
  category: "base-image",
  aliases: { utils: ["INVALID_REFERENCE_FORMAT", "FLAG_INVALID_FROM_VALUE"] },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#from",
    "https://docs.docker.com/reference/cli/docker/image/tag/",
    "https://github.com/distribution/reference/blob/main/reference.go",
  ],
  summary: "The name of an image is malformed.",
  why: `The build stops with "invalid reference format" before it has done anything. A name has lower-case parts with slashes
between them, an optional registry host in front, then an optional tag behind a colon or a digest behind an @. Names that
variables make up are judged with the defaults of their ARGs, and left alone where one has none.`,
  examples: [
    { bad: "FROM [|node:|] AS x\n", refused: "node:" },
    { bad: "FROM [|Node:1|]\n", refused: "lower case" },
    { bad: "FROM [|a//b|]\n" },
    { bad: "FROM [|node:1:2|]\n" },
    { bad: "FROM [|node@sha256:abc|]\n", refused: "digest" },
    { bad: "FROM [|https://example.com/app:1|]\n" },
    { bad: "ARG TAG=a/b\nFROM [|node:$TAG|]\n", refused: "ARG TAG" },
    { bad: "FROM scratch\nCOPY --from=[|Nginx:1|] /a /b\n" },
    { bad: "FROM alpine:3.24\nRUN --mount=from=[|a:1:2|],target=/b ls\n" },
    { bad: "FROM alpine:3.24\nONBUILD COPY --from=[|a/|] /a /b\n" },
    { good: "FROM scratch\nFROM node\nFROM Localhost:5000/app:1\nFROM [::1]:5000/app\n" },
    { good: "FROM node:24 AS Build\nFROM build\nCOPY --from=BUILD /a /b\nCOPY --from=0 /a /b\n" },
    {
      bad: "FROM node:24 AS Build\nFROM [|Build|] AS c\n",
      fixed: "FROM node:24 AS Build\nFROM build AS c\n",
      says: "lower case",
    },
    { bad: "ARG TAG\nFROM [|Node:$TAG|]\nFROM [|a//b:${TAG}|]\n" },
    {
      bad: "FROM [|node@sha512:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|]\nFROM [|[::1]:a/app|]\n",
    },
    { good: "FROM scratch\nCOPY --from=Later /a /b\nFROM alpine:3.24 AS later\n" },
    { good: "ARG TAG\nARG EMPTY=\nFROM node:$TAG\nFROM node:$EMPTY\nFROM node:${OTHER}\n" },
    { good: "ARG TAG\nARG BASE=team/app:$TAG\nFROM $BASE\n" },
    { bad: "ARG TAG=:1\nARG BASE=team/app:$TAG\nFROM [|$BASE|]\n", refused: "ARG BASE" },
    { good: "FROM node:1.2-a_b\nFROM team__x/a--b.c:V1\n" },
    {
      good: "FROM node:24@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
    },
  ],
  visit: {
    document(model, { report }) {
      for (const use of imageUses(model)) {
        const { text, reference } = use;
        if (text === undefined || text === "" || reference !== undefined) continue;
        if (haveValues(model, use.variables, use.instruction)) report(use, messageFor(use, text));
        else if (!canBeValid(model, use))
          report(
            use,
            `${use.written} is no image name, whatever its variables are: ${reasonFor(text)}.`,
          );
      }
      for (const { base, from } of model.stages) {
        const { image } = from;
        const text = image && base.kind === "stage" ? model.expand(image, from) : undefined;
        const lower = text?.toLowerCase();
        if (image === undefined || lower === undefined || text === lower) continue;
        const isVerbatim = image.text === text && image.end - image.start === text.length;
        const edits = [{ start: image.start, end: image.end, text: lower }];
        const fix = { title: `Write ${lower}`, edits, safety: "unsafe" as const };
        report(
          image,
          `FROM finds stages by their name in lower case only: ${text} is read as an image, and no image is called so.`,
          isVerbatim ? fix : undefined,
        );
      }
    },
  },
});

/** Whether some values of the variables make it a name: a part of a word, a path, or all that may follow. */
function canBeValid({ dockerfile }: Model, { written }: ImageUse): boolean {
  const variables = findVariables(written, dockerfile.escape);
  if (variables.length === 0 || /["'\\`]/.test(written)) return true;
  return ["", "1", "a/", "a:", ":1", "a:1"].some((value) => {
    let text = "";
    let end = 0;
    for (const each of variables) {
      text += written.slice(end, each.start) + value;
      ({ end } = each);
    }
    return parseImageReference(text + written.slice(end)) !== undefined;
  });
}

function messageFor({ variables }: ImageUse, text: string): string {
  const source = variables.length > 0 ? `, by the default of ARG ${variables.join(" and ")},` : "";
  return `"${text}"${source} is no image name: ${reasonFor(text)}.`;
}

function reasonFor(text: string): string {
  const [name = "", digest] = text.split("@");
  if (digest !== undefined && !/^[A-Za-z0-9+._-]+:[0-9a-f]{32,}$/.test(digest))
    return "a digest is sha256: and 64 hexadecimal digits";
  if (text.includes("://")) return "it begins with the registry's host, without a protocol";
  if (name.endsWith(":")) return "a tag is missing behind the colon";
  if (/[A-Z]/.test(name.replace(/:[^/]*$/, "")))
    return "all but the host and the tag is lower case";
  return "it is [host/]name[:tag][@digest], the name in lower-case letters, digits and single separators";
}
