import { defineRule, type Fix } from "../lint/rule.ts";
import { officialImageNames } from "../data/officialImageNames.ts";
import { nearestName } from "../syntax/editDistance.ts";
import type { Model, StageReference } from "../syntax/model.ts";

/** Names that are compared with others before the rule stops to guess what is meant. */
const mostComparisons = 20_000;

export default defineRule({
  name: "known-copy-source",
  severity: "warning",
  category: "stages",
  aliases: { hadolint: "DL3022" },
  options: {
    bareWords: {
      type: "boolean",
      default: false,
      summary:
        "Every COPY --from counts that has no colon and is no stage above, in the same case.",
    },
  },
  profiles: { hadolint: { options: { bareWords: true } } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy---from",
    "https://docs.docker.com/build/building/multi-stage/#name-your-build-stages",
    "https://github.com/hadolint/hadolint/wiki/DL3022",
  ],
  summary: "COPY --from names nearly a stage, but no such stage exists.",
  why: `A name that is no stage is looked up as an image, so a typing mistake ends in a failed download, or in an image of
somebody else who took that name. Images are fine in --from, and so are contexts that the build names: only a bare word that
is spelled like a stage of the file is reported.`,
  examples: [
    {
      bad: "FROM a:1 AS builder\nFROM b:1\nCOPY --from=[|bulider|] /a /b\n",
      fixed: "FROM a:1 AS builder\nFROM b:1\nCOPY --from=builder /a /b\n",
      says: "builder",
    },
    { bad: 'FROM a:1 AS assets\nFROM b:1\nRUN --mount=type=bind,"from=[|asset|]",target=/m ls\n' },
    { good: "FROM a:1 AS builder\nFROM b:1\nCOPY --from=BUILDER /a /b\nCOPY --from=0 /a /b\n" },
    {
      good: "FROM a:1 AS builder\nFROM b:1\nCOPY --from=docs /a /b\nCOPY --from=templates /a /b\n",
    },
    { good: "FROM a:1 AS code\nFROM b:1\nCOPY --from=node /a /b\nCOPY --from=team/codes /a /b\n" },
    {
      good: "FROM a:1 AS tools\nFROM b:1\nCOPY --from=tool:1 /a /b\nCOPY --from=tool@sha256:0 /a /b\nCOPY --from=tool.io/x /a /b\n",
    },
    { good: "FROM b:1 AS run\nCOPY --from=later /a /b\nFROM a:1 AS later\n" },
    {
      bad: "FROM a:1 AS Base\nCOPY --from=[|base|] /a /b\nCOPY --from=[|team/tools|] /a /b\nCOPY --from=[|z|] /a /b\nFROM a:1 AS z\n",
      options: { bareWords: true },
    },
    {
      good: "FROM a:1 AS base\nCOPY --from=base /a /b\nFROM b:1\nCOPY --from=base /a /b\nCOPY --from=x:1 /a /b\nRUN --mount=from=tools,target=/t ls\n",
      options: { bareWords: true },
    },
  ],
  visit: {
    document(model, { report, options }) {
      const { references } = model;
      if (options.bareWords) {
        const names = stageNames(model);
        for (const reference of references) {
          const { kind, text, instruction } = reference;
          if (kind !== "--from" || /^\d*$|[:$]/.test(text)) continue;
          const first = names.get(text);
          if (first === undefined || first > instruction.stage)
            report(reference, `${text} is no stage above, and an image without a tag.`);
        }
        return;
      }
      // each name is compared once, however often it stands in the file
      const nearest = new Map<string, string | undefined>();
      const names = [...new Set(model.stages.flatMap(({ name }) => name?.toLowerCase() ?? []))];
      for (const reference of references) {
        const { kind, text, stage } = reference;
        if (kind === "FROM" || stage !== undefined || !/^[a-z][\w-]*$/i.test(text)) continue;
        if (officialImageNames.has(text) || /^(?:scratch|context)$/i.test(text)) continue;
        if (!nearest.has(text) && nearest.size * names.length < mostComparisons)
          nearest.set(text, nearestName(text.toLowerCase(), names));
        const name = nearest.get(text);
        if (name === undefined) continue;
        report(
          reference,
          `No stage is called ${text}. Did you mean ${name}?`,
          fixFor(reference, name),
        );
      }
    },
  },
});

/** Names as they are written: the index of the first stage with that name. */
function stageNames({ stages }: Model): ReadonlyMap<string | undefined, number> {
  return new Map(stages.map(({ name, index }) => [name, index] as const).toReversed());
}

function fixFor({ start, end, text }: StageReference, name: string): Fix | undefined {
  if (end - start !== text.length) return undefined;
  return { title: `Use ${name}`, edits: [{ start, end, text: name }], safety: "unsafe" };
}
