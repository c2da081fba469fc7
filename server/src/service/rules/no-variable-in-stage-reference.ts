import { defineRule, type Fix } from "../lint/rule.ts";
import { linesAbove } from "../syntax/linesAbove.ts";
import { memoize } from "../syntax/memoize.ts";
import type { Model } from "../syntax/model.ts";
import { freeNames } from "../syntax/stageNames.ts";
import type { Copy, Word } from "../syntax/tree.ts";
import { findVariables } from "../syntax/variables.ts";

export default defineRule({
  name: "no-variable-in-stage-reference",
  severity: "error",
  category: "stages",
  aliases: { hadolint: "DL3022" },
  options: {
    bareNames: {
      type: "boolean",
      default: false,
      summary: "Only references without a colon count.",
    },
  },
  profiles: { hadolint: { options: { bareNames: true } } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy---from",
    "https://docs.docker.com/reference/dockerfile/#environment-replacement",
    "https://github.com/hadolint/hadolint/wiki/DL3022",
  ],
  summary: "COPY --from holds a variable, which is not expanded there.",
  why: `The builder has to know which stages depend on each other before it runs anything, so it refuses variables in --from, as
in the mounts of RUN. FROM does expand them: add a stage, \`FROM $IMAGE AS tools\` with the ARG above the first FROM, and copy
from that.`,
  examples: [
    {
      bad: "ARG V=1\nFROM a:1\nCOPY --from=[|tools:$V|] /a /b\nCOPY --from=[|tools:$V|] /c /d\n",
      says: "FROM tools:$V AS",
      fixed:
        "ARG V=1\nFROM tools:$V AS tools\nFROM a:1\nCOPY --from=tools /a /b\nCOPY --from=tools /c /d\n",
    },
    {
      bad: "ARG V=1\r\nARG S=tools\r\n\r\n# the app\r\nfrom a:1 as app\r\nCOPY \\\r\n# why\r\n --from=[|reg:5/x/App.${V}|] /a /b\r\n",
      fixed:
        "ARG V=1\r\nARG S=tools\r\n\r\nfrom reg:5/x/App.${V} as app2\r\n# the app\r\nfrom a:1 as app\r\nCOPY \\\r\n# why\r\n --from=app2 /a /b\r\n",
    },
    {
      bad: "FROM a:1\nARG V=1\nCOPY --from=[|tools:$V|] /a /b\n",
      refused: "No fix: no ARG above the first FROM sets `V`",
    },
    {
      bad: "ARG V=1\nFROM a:1 AS b\nCOPY --from=[|tools:$V|] /a /b\nFROM b\nCOPY --from=0 /a /c\n",
      refused: "No fix: a reference by number would mean another stage",
    },
    { bad: "FROM a:1\nCOPY --from=[|${STAGE}|] /a /b\nCOPY --from=[|a$B|] /a /b\n" },
    { good: "ARG V=1\nFROM tools:$V AS tools\nFROM a:1\nCOPY --from=tools /a$V /b\n" },
    { good: "FROM a:1\nCOPY --chown=$U $A /b\nRUN --mount=type=cache,id=$ID,target=/c x\n" },
    {
      bad: "FROM a:1\nCOPY --from=[|$S|] /a /b\nCOPY --from=a:$V /a /b\n",
      options: { bareNames: true },
    },
  ],
  visit: {
    COPY(node, { model, report, options }) {
      const from = node.flags.find(({ name }) => name === "from")?.value;
      if (from === undefined || !/\$[\w{]/.test(from.value)) return;
      if (options.bareNames && from.value.includes(":")) return;
      const message = `--from cannot hold a variable: name a stage instead, FROM ${from.value} AS name.`;
      const fix = stageFix(model, node, from);
      if (typeof fix === "string") report(from, `${message} No fix: ${fix}.`);
      else report(from, message, fix);
    },
  },
});

/** A stage above, whose FROM has the variable; or why not. */
function stageFix(model: Model, node: Copy, from: Word): Fix | string {
  const { dockerfile } = model;
  const added = addedStages(model).get(from.value);
  if (added === undefined || node.stage === -1) return "no FROM stands above it";
  const { name, index } = added;
  const { from: next } = model.stages[index] ?? {};
  if (next === undefined) return "no FROM stands above it";
  const unset = findVariables(from.value, dockerfile.escape).find(
    (variable) => variable.modifier === "" && model.scope(next).get(variable.name) === undefined,
  );
  if (unset !== undefined) return `no ARG above the first FROM sets \`${unset.name}\``;
  if (highestNumber(model) >= index) return "a reference by number would mean another stage";
  if (dockerfile.text.slice(from.start, from.end) !== from.value)
    return "it has quotes or a line end in the middle";
  const isLower = next.keyword.text === next.keyword.text.toLowerCase();
  const [keyword, as] = isLower ? ["from", "as"] : ["FROM", "AS"];
  const at = linesAbove(dockerfile, next);
  const line = `${keyword} ${from.value} ${as} ${name}${dockerfile.eol}`;
  const edits = [
    { start: at, end: at, text: line },
    { start: from.start, end: from.end, text: name },
  ];
  return { title: `Add a stage ${name} for it`, edits, safety: "unsafe" };
}

/** The highest number by which a stage is referred to; -1 for none. */
const highestNumber = memoize(({ references }: Model) =>
  references.reduce(
    (most, { kind, text }) =>
      kind !== "FROM" && /^\d+$/.test(text) ? Math.max(most, Number(text)) : most,
    -1,
  ),
);

/** The name of the stage that each image is to have, and the stage that first copies from it. */
const addedStages = memoize((model: Model) => {
  const freeName = freeNames(model);
  const found = new Map<string, { readonly name: string; readonly index: number }>();
  for (const node of model.dockerfile.instructions) {
    const from = node.name === "COPY" && node.flags.find(({ name }) => name === "from")?.value;
    if (!from || !/\$[\w{]/.test(from.value) || found.has(from.value)) continue;
    const image = from.value.replace(/\$\{?(\w+)[^}]*\}?/g, (_, name: string) =>
      name.toLowerCase(),
    );
    const [, last = ""] = /([^/:@]*)(?:[:@][^/]*)?$/.exec(image) ?? [];
    const wish = /^[a-z][-a-z\d]*/.exec(last.toLowerCase())?.[0] ?? "source";
    found.set(from.value, { name: freeName(wish), index: node.stage });
  }
  return found;
});
