import { defineRule, type Fix } from "../lint/rule.ts";
import { baseEnvironment, rootStage } from "../syntax/baseEnvironment.ts";
import { nearestName } from "../syntax/editDistance.ts";
import { memoize } from "../syntax/memoize.ts";
import type { Model, Stage } from "../syntax/model.ts";
import { platformArgs } from "../syntax/scope.ts";
import { isOwn, undefinedUses, type UndefinedUse } from "../syntax/undefinedUses.ts";

export default defineRule({
  name: "defined-variable",
  severity: "warning",
  category: "variables",
  aliases: { buildkit: "UndefinedVar" },
  options: {
    emptyBase: {
      type: "boolean",
      default: false,
      summary:
        "Whether no base image sets variables, so that all that the file does not set are empty.",
    },
    everyUse: {
      type: "boolean",
      default: false,
      summary:
        "Whether uses with a default, in heredocs and of build variables out of scope count too.",
    },
  },
  profiles: {
    strict: { options: { emptyBase: true } },
    buildkit: { options: { emptyBase: true, everyUse: true } },
  },
  sources: [
    "https://docs.docker.com/reference/build-checks/undefined-var/",
    "https://docs.docker.com/reference/dockerfile/#environment-replacement",
  ],
  summary: "An instruction uses a variable that nothing defines, so it is empty.",
  why: `BuildKit puts nothing in the place of a variable that it does not know and goes on: a path loses its first part, a COPY
takes the whole context. The shell's own variables, such as HOME, exist in RUN but not in ENV. A base image may set
variables, so that only those are reported that it is known not to set, or that the file sets elsewhere or spells differently.`,
  examples: [
    { bad: "FROM scratch\nCOPY a [|$DIR|]/a\nENV A=\"[|${B}|]/c\" D=\\$E F='$G'\n" },
    { bad: "FROM alpine\nENV PATH=[|$HOME|]/bin:$PATH\n", says: "`$HOME`" },
    {
      bad: "FROM example.com/base\nARG DIR_ASSETS=a\nCOPY [|$DIR_ASSET|] .\n",
      fixed: "FROM example.com/base\nARG DIR_ASSETS=a\nCOPY $DIR_ASSETS .\n",
    },
    { bad: "FROM example.com/a\nWORKDIR [|$APP|]\nENV APP=/app\n", says: "Line 3" },
    { good: "FROM base-$TARGETARCH\nENV A=$B\nENV B=c\n" },
    {
      bad: "FROM example.com/a AS a\nENV APP=/app\nFROM example.com/b\nCOPY --from=a [|$APP|] [|$APP|]\n",
    },
    { bad: "FROM scratch\nENV A=[|${B|]:?none}\n", says: "stops" },
    { bad: "FROM python:3.14\nLABEL a=[|$CI_SHA|]\nUSER [|$APP_USER|]\n" },
    { bad: "FROM example.com/a\nENV A=[|$B|]\n", options: { emptyBase: true } },
    {
      bad: "ARG V=1\nFROM alpine\nENV A=[|${V|]:-2}\nEXPOSE $P\nCOPY <<EOF /[|$TARGETARCH|]\n[|$C|]\nEOF\n",
      options: { everyUse: true, emptyBase: true },
    },
    {
      good: "FROM example.com/a\nENV A=$B LD_LIBRARY_PATH=/a:$LD_LIBRARY_PATH\nARG GID UID\nUSER $PID\n",
    },
    {
      good: "FROM alpine\nARG A\nENV B=$A C=${D:-e} E=${F-g} H=${I:+j} K=${L:+$L:}m PATH=/a:$PATH\n",
    },
    {
      good: "FROM python:3.14\nENV A=$PYTHON_VERSION\nFROM alpine AS a\nENV B=c\nFROM a\nENV D=$B\n",
    },
    {
      good: "FROM alpine\nRUN echo $A\nCMD echo $B\nENTRYPOINT echo $C\nHEALTHCHECK CMD echo $D\nONBUILD ENV A=$B\n",
    },
    { good: "ARG V=1\nFROM alpine\nENV A=$V\nCOPY a-$TARGETARCH /\nCOPY <<EOF /c\n$C\nEOF\n" },
    {
      good: "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nENV App=a\nENV B=$APP\n",
    },
  ],
  visit: {
    document(model, { options, report }) {
      let suggestions = 0;
      const nearest = ({ name, instruction }: UndefinedUse): string | undefined => {
        suggestions += 1;
        if (suggestions > mostSuggestions) return undefined;
        return nearestName(
          name,
          model
            .scope(instruction)
            .all()
            .map((each) => each.name),
        );
      };
      for (const stage of model.stages.filter((each) => hasKnownBase(model, each))) {
        for (const use of stage.instructions.flatMap((node) => undefinedUses(model, node))) {
          if (options.everyUse ? !isCounted(use) : !isPlain(model, stage, use)) continue;
          const near = nearest(use);
          const reason = options.emptyBase ? "" : reasonFor(model, stage, use, near);
          if (reason === undefined) continue;
          const hint = near === undefined || reason !== "" ? reason : ` Did you mean \`$${near}\`?`;
          const effect = use.modifier.endsWith("?") ? "the build stops here" : "it is empty";
          report(
            use,
            `\`$${use.name}\` is defined nowhere above, so ${effect}.${hint}`,
            fixFor(use, near),
          );
        }
      }
    },
  },
});

/** Each costs a look at all variables. */
const mostSuggestions = 200;

/** `FROM base-$TARGETARCH` may be any stage. */
function hasKnownBase(model: Model, stage: Stage): boolean {
  const { base } = rootStage(model, stage);
  return base.kind !== "image" || base.text !== undefined;
}

/** BuildKit looks for no undefined ones in EXPOSE. */
function isCounted({ place, instruction }: UndefinedUse): boolean {
  return place !== "shell" && instruction.name !== "EXPOSE";
}

/** Uses without a default, of variables that no other rule knows more about. */
function isPlain(model: Model, stage: Stage, use: UndefinedUse): boolean {
  const { name, modifier, place, instruction } = use;
  if (place !== "word" || /^:?[-+]$/.test(modifier) || platformArgs.includes(name)) return false;
  // `${A:+$A:}` uses it only where it is set
  if (instruction.logical.text.includes(`{${name}:+`)) return false;
  return model.scope(stage.from).get(name) === undefined;
}

/** How it is known that the base image does not set it; undefined where it may. */
function reasonFor(
  model: Model,
  stage: Stage,
  use: UndefinedUse,
  near: string | undefined,
): string | undefined {
  const known = baseEnvironment(model, stage)?.variables;
  if (known !== undefined) return known.includes(use.name) ? undefined : "";
  if (isOwn(use.instruction, use)) return undefined;
  const line = definitionLines(model).get(use.name);
  if (line !== undefined) return ` Line ${line} sets it, but not for this place.`;
  // GID is no misspelt UID
  const isTypo =
    near !== undefined &&
    near.length > 4 &&
    (near.length !== use.name.length || letters(near) === letters(use.name));
  return isTypo ? ` Did you mean \`$${near}\`?` : undefined;
}

function letters(name: string): string {
  return [...name].toSorted().join("");
}

/** By name: the first line that sets it. */
const definitionLines = memoize((model: Model): ReadonlyMap<string, number> => {
  const lines = new Map<string, number>();
  for (const node of model.dockerfile.instructions.toReversed()) {
    if (node.name !== "ARG" && node.name !== "ENV") continue;
    for (const { key } of node.pairs) lines.set(key.value, node.startLine + 1);
  }
  return lines;
});

function fixFor(
  { nameSpan: { start, end } }: UndefinedUse,
  near: string | undefined,
): Fix | undefined {
  if (near === undefined) return undefined;
  return { title: `Use $${near}`, edits: [{ start, end, text: near }], safety: "unsafe" };
}
