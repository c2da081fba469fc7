import { apkCache } from "../data/packageCaches.ts";
import { commandsOption } from "../data/packageOptions.ts";
import { defineRule, type Fix } from "../lint/rule.ts";
import { leavesCache } from "../syntax/leftCaches.ts";
import { verbLength } from "../syntax/packageCalls.ts";
import type { Span } from "../syntax/tree.ts";

export default defineRule({
  name: "apk-no-cache",
  severity: "info",
  category: "packages",
  aliases: { hadolint: "DL3019", trivy: "DS-0025" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3019",
    "https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper",
  ],
  summary: "An `apk add` leaves the index of the packages in the layer.",
  why: `Without --no-cache, apk reads the index from /var/cache/apk, where \`apk update\` or the flag -U put it, and it
    stays in the layer: some megabytes that nobody needs and that grow old. With --no-cache, apk fetches the index itself
    and keeps nothing. A cache mount on that folder does the same and makes the next build faster.`,
  examples: [
    {
      bad: "FROM alpine:3.24\nRUN apk [|add|] git\n",
      fixed: "FROM alpine:3.24\nRUN apk add --no-cache git\n",
    },
    { bad: "FROM alpine:3.24\nRUN apk -U [|add|] \\\n    git\nRUN apk [|add|] --update curl\n" },
    { bad: "FROM alpine:3.24\nRUN apk update && apk [|add|] git\n", refused: "`apk add`" },
    { bad: "FROM alpine:3.24\nRUN --mount=type=cache,target=/var/cache/foo apk [|add|] git\n" },
    { good: "FROM alpine:3.24\nRUN apk add --no-cache git && apk --no-cache add curl\n" },
    { good: "FROM alpine:3.24\nRUN --mount=type=cache,target=/var/cache/apk apk add -U git\n" },
    { good: "FROM alpine:3.24\nRUN --mount=type=tmpfs,target=/etc/apk/cache apk add git\n" },
    { good: "FROM alpine:3.24\nRUN apk add -U git && rm -rf /var/cache/apk/*\n" },
    { good: "FROM alpine:3.24\nRUN apk add --no-network --virtual .run git\n" },
    { good: "FROM alpine:3.24 AS build\nRUN apk add git\nFROM scratch\n" },
    {
      bad: "FROM alpine:3.24 AS build\nRUN apk [|add|] git\nFROM scratch\n",
      options: { stages: "all" },
    },
    { good: "FROM alpine:3.24\nRUN sudo apk add git\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      const call = leavesCache(model, node, apkCache, options.commands);
      const [verb] = call?.operands ?? [];
      if (verb === undefined) return;
      const { calls } = model.packages(node);
      const isUpdated = calls.some((each) => verbLength(each, [["update"]]) !== undefined);
      const fix = node.json === undefined && !isUpdated ? addFlag(verb) : undefined;
      report(verb, "`apk add` leaves the index of the packages in the layer: use --no-cache.", fix);
    },
  },
});

function addFlag({ end }: Span): Fix {
  return {
    title: "Add --no-cache",
    edits: [{ start: end, end, text: " --no-cache" }],
    safety: "unsafe",
  };
}
