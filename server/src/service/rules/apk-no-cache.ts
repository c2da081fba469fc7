import { apkCache } from "../data/packageCaches.ts";
import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { mountCure } from "../syntax/cacheCures.ts";
import { dropCommand } from "../syntax/dropCommand.ts";
import { leavesCache } from "../syntax/leftCaches.ts";
import type { Model } from "../syntax/model.ts";
import { verbLength } from "../syntax/packageCalls.ts";
import type { PackageCall } from "../syntax/packageWork.ts";
import { loneUpdates } from "../syntax/packageManagers.ts";
import type { Instruction, Span } from "../syntax/tree.ts";
import { offer, type WrittenEdit, type WrittenEdits } from "../syntax/writtenEdits.ts";

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
    { bad: "FROM alpine:3.24\nRUN --mount=type=cache,target=/var/cache/foo apk [|add|] git\n" },
    // the update in the same RUN is of no use any more
    {
      bad: "FROM alpine:3.24\nRUN apk update && apk [|add|] git\n",
      fixed: "FROM alpine:3.24\nRUN apk add --no-cache git\n",
    },
    {
      bad: "FROM alpine:3.24\nRUN apk update \\\n    && apk upgrade \\\n    && apk add a \\\n    && apk [|add|] \\\n    # why\n    b",
      fixed:
        "FROM alpine:3.24\nRUN apk upgrade --no-cache \\\n    && apk add --no-cache a \\\n    && apk add --no-cache \\\n    # why\n    b",
    },
    {
      bad: "FROM alpine:3.24\nRUN <<EOF\nset -e\napk update\napk [|add|] a\nEOF\n",
      fixed: "FROM alpine:3.24\nRUN <<EOF\nset -e\napk add --no-cache a\nEOF\n",
    },
    {
      bad: 'FROM alpine:3.24\nRUN ["apk", [|"add"|], "git"]\n',
      fixed:
        'FROM alpine:3.24\nRUN --mount=type=cache,target=/var/cache/apk,sharing=locked ["apk", "add", "git"]\n',
    },
    {
      bad: 'FROM alpine:3.24\nRUN apk update\nRUN ["apk", [|"add"|], "git"]\n',
      refused: "No fix: the exec form is left as it is",
    },
    {
      bad: "FROM alpine:3.24\r\nRUN apk update; \\\r\n  # why\r\n  apk [|add|] a",
      fixed: "FROM alpine:3.24\r\nRUN \\\r\n  # why\r\n  apk add --no-cache a",
    },
    {
      bad: "FROM alpine:3.24\nRUN apk update && apk search a && apk [|add|] a\nUSER a\nRUN apk update\nRUN apk [|add|] b\n",
      fixed:
        "FROM alpine:3.24\nRUN --mount=type=cache,target=/var/cache/apk,sharing=locked apk update && apk search a && apk add a\nUSER a\nRUN apk update\nRUN apk add --no-cache b\n",
    },
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
      if (call === undefined || verb === undefined) return;
      const message = "`apk add` leaves the index of the packages in the layer: use --no-cache.";
      const [text, flag] = offer(message, "Use --no-cache", useFlag(model, node));
      const mount = isUpdatedBefore(model, node) ? undefined : mountCure(model, node, call);
      report(verb, mount === undefined ? text : message, flag, mount);
    },
  },
});

/** Every `apk add` fetches the index itself, so the updates before it are of no use any more. */
function useFlag(model: Model, node: Instruction): WrittenEdits {
  if (node.json !== undefined) return { refusal: "the exec form is left as it is" };
  const calls = model.packages(node).calls.filter(({ manager }) => manager === "apk");
  const knows = (call: PackageCall, ...verbs: readonly string[]): boolean =>
    verbLength(
      call,
      verbs.map((verb) => [verb]),
    ) !== undefined;
  const updates = calls.filter((call) => knows(call, "update"));
  const isNeeded = calls.some((call) => !knows(call, "add", "upgrade", "update", "del"));
  if (updates.length > 1 || (updates.length === 1 && isNeeded)) {
    return { refusal: "another command uses the index of `apk update`" };
  }
  const edits: WrittenEdit[] = [];
  for (const { command } of updates) {
    const dropped = dropCommand(model, node, command);
    if (dropped.refusal !== undefined) {
      return { refusal: `\`apk update\` stays, as ${dropped.refusal}` };
    }
    edits.push(...dropped.edits);
  }
  for (const call of calls) {
    const [verb] = call.operands;
    const isAdd = knows(call, "add", "upgrade") && call.cleaned?.by !== "flag";
    if (isAdd && verb !== undefined) edits.push(insertion(verb, " --no-cache"));
  }
  return { edits, refusal: undefined };
}

function insertion({ end }: Span, text: string): WrittenEdit {
  return { start: end, end, text };
}

/** Whether an index of the image, which a mount would hide, may be needed. */
function isUpdatedBefore(model: Model, node: Instruction): boolean {
  return loneUpdates(model).some(({ use }) => use?.run === node);
}
