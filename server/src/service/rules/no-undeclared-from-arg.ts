import { defineRule, type Fix } from "../lint/rule.ts";
import { defaultExpansions } from "../syntax/defaultArgs.ts";
import { nearestName } from "../syntax/editDistance.ts";
import { platformFlag } from "../syntax/platformFlag.ts";
import { platformArgs } from "../syntax/scope.ts";
import type { Span, Word } from "../syntax/tree.ts";
import { findVariables, type VariableReference } from "../syntax/variables.ts";

/** Names that are compared with others before the rule stops to guess what is meant. */
const mostComparisons = 20_000;

export default defineRule({
  name: "no-undeclared-from-arg",
  severity: "error",
  category: "base-image",
  aliases: { buildkit: "UndefinedArgInFrom", utils: "BASE_NAME_EMPTY" },
  options: {
    defaults: {
      type: "boolean",
      default: false,
      summary: "Variables with a default of their own count too: ${NAME:-value}.",
    },
  },
  profiles: { buildkit: { options: { defaults: true } } },
  sources: [
    "https://docs.docker.com/reference/build-checks/undefined-arg-in-from/",
    "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
  ],
  summary: "FROM uses a variable that no ARG above the first FROM declares.",
  why: `FROM sees the ARGs above the first FROM and the platform variables of the builder, nothing else: an ENV, or an ARG inside
a stage, is too late. A variable that is not declared there is empty, and --build-arg cannot set it. The build then stops, or
silently takes another image.`,
  examples: [
    { bad: "ARG TAG=1\nFROM busybox:${TAG}[|${VERSION}|] AS b\n" },
    {
      bad: "FROM --platform=[|$BULIDPLATFORM|] a:1\n",
      fixed: "FROM --platform=$BUILDPLATFORM a:1\n",
      says: "BUILDPLATFORM",
    },
    {
      bad: "ARG MY_ARCH=amd64\r\nFROM --platform=linux/[|${MYARCH}|] a:1\r\n",
      fixed: "ARG MY_ARCH=amd64\r\nFROM --platform=linux/${MY_ARCH} a:1\r\n",
    },
    { bad: "FROM a:1\nARG TAG=1\nENV BASE=b\nFROM [|$BASE|]:[|$TAG|]\n" },
    { bad: "FROM [|${BASE:-}|]\nFROM [|${BASE:?none}|]\nFROM node:[|${TAG#v}|]\n" },
    { bad: "FROM [|node:$T\\\nAG|]\n" },
    { good: "ARG TAG\nARG BASE=node:$TAG\nFROM $BASE\nFROM a:$TAG\n" },
    { good: "FROM --platform=$BUILDPLATFORM a:1-${TARGETARCH}$TARGETVARIANT\n" },
    { good: "FROM ${BASE:-node:24}\nFROM node${SUFFIX:-}:24\nFROM a:1${X:+-slim}\n" },
    { good: "FROM a:1\nARG V=1\nRUN echo $OTHER\nFROM a:${OTHER:broken}\n" },
    { bad: "FROM [|${BASE:-node:24}|]\n", options: { defaults: true } },
  ],
  visit: {
    document(model, { report, options }) {
      const expand = defaultExpansions(model);
      if (expand === undefined) return;
      const { escape } = model.dockerfile;
      const declared = model.preamble.flatMap((node) =>
        node.name === "ARG" ? node.pairs.map(({ key }) => key.value) : [],
      );
      const names = [...new Set([...declared, ...platformArgs])];
      let comparisons = mostComparisons;
      for (const { from } of model.stages) {
        for (const word of [from.image, platformFlag(from)?.value]) {
          if (!word?.text.includes("$")) continue;
          const { text, undeclared } = expand(word);
          const variables = undeclared.length > 0 ? findVariables(word.text, escape) : [];
          for (const name of undeclared) {
            const variable = variables.find((each) => each.name === name);
            if (!options.defaults && mayBeMeant(variable, text)) continue;
            const nearest = comparisons > 0 ? nearestName(name, names) : undefined;
            comparisons -= names.length;
            const advice = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
            report(
              placeOf(word, variable) ?? word,
              `No ARG above the first FROM declares ${name}, so it is empty here.${advice}`,
              fixFor(word, variable, nearest),
            );
          }
        }
      }
    },
  },
});

/** Whether a default makes the variable legal, or the word is broken in another way that stops the build. */
function mayBeMeant(variable: VariableReference | undefined, text: string | undefined): boolean {
  if (variable === undefined) return text === undefined;
  return text !== "" && /^:?[-+]$/.test(variable.modifier);
}

/** undefined where the word does not stand in the document as it is. */
function placeOf(word: Word, variable: VariableReference | undefined): Span | undefined {
  if (variable === undefined || word.end - word.start !== word.text.length) return undefined;
  return { start: word.start + variable.start, end: word.start + variable.end };
}

function fixFor(
  word: Word,
  variable: VariableReference | undefined,
  nearest: string | undefined,
): Fix | undefined {
  const place = placeOf(word, variable);
  if (variable === undefined || nearest === undefined || place === undefined) return undefined;
  const start = word.start + variable.nameStart;
  const edits = [{ start, end: start + variable.name.length, text: nearest }];
  return { title: `Use ${nearest}`, edits, safety: "unsafe" };
}
