import { defineRule } from "../lint/rule.ts";
import { checkComments } from "../syntax/checkComments.ts";
import { firstIndex } from "../syntax/firstIndex.ts";
import { startsLine } from "../syntax/headDirectives.ts";
import type { Comment, Dockerfile, Instruction, Word } from "../syntax/tree.ts";

const check = "InvalidDefinitionDescription";

export default defineRule({
  name: "described-definition",
  severity: "off",
  strict: "hint",
  category: "layout",
  aliases: { buildkit: check },
  options: {
    asked: {
      type: "boolean",
      default: false,
      summary:
        "Whether only what `# check=experimental=` asks for is checked, and blank lines are read over.",
    },
  },
  profiles: { buildkit: { options: { asked: true } } },
  sources: ["https://docs.docker.com/reference/build-checks/invalid-definition-description/"],
  summary: "A comment above a stage or ARG does not begin with its name.",
  why: `\`docker build --call=outline\` and \`--call=targets\` show the comment above a stage or an argument as its description,
    where it begins with the name. Any other comment there is not shown. Part a remark that is no description from the
    instruction by an empty line or an empty comment.`,
  examples: [
    { bad: "# The base image\nFROM alpine:3.20 AS [|base|]\n", says: "# base" },
    { bad: "# which one\r\nARG [|A|]=1\r\n#\r\n#B\r\nARG [|C|] D\r\nFROM alpine:$A\r\n" },
    {
      bad: "# the version\nARG [|VERSION|]=1\n# VERSION\nFROM alpine:$VERSION\n# baz\nARG [|C|]\n",
    },
    {
      bad: "# check=experimental=InvalidDefinitionDescription\n\n# Base\n\nFROM alpine:3.20 AS [|base|]\n",
      options: { asked: true },
    },
    {
      bad: "FROM alpine:3.20\n# check=experimental=all\n# it\nARG [|A|]\n# it\nARG B\n",
      options: { asked: true },
    },
    {
      good: "# base is small\nFROM alpine:3.20 AS Base\n# goes on\n# B is a\n# letter\nARG A B\n# no name\nFROM base\n",
    },
    { good: "# The base image\n\nFROM alpine:3.20 AS base\n# drydock ignore=x\nARG A\n#\nARG B\n" },
    {
      bad: "# check=experimental=all\n# Base\nFROM a AS [|Base|]\n# base\nFROM a AS Base\n",
      options: { asked: true },
    },
    { good: "# it\nFROM alpine:3.20 AS base\n", options: { asked: true } },
    {
      good: "# check=experimental=all\n# it\n#\nFROM alpine:3.20 AS base\n",
      options: { asked: true },
    },
  ],
  visit: {
    document({ dockerfile }, { options, report }) {
      const asked = options.asked ? askedFor(dockerfile) : undefined;
      if (options.asked && asked?.size === 0) return;
      for (const node of dockerfile.instructions) {
        const names = definedNames(node);
        const [first] = names;
        if (first === undefined || (asked && !asked.has("file") && !asked.has(node.index)))
          continue;
        const above = commentsAbove(dockerfile, node);
        const isDescribed = asked
          ? isAsBuilder(dockerfile, above, node)
          : isAsDocumented(above, node, names);
        const which = names.length > 1 ? "one of its names" : `its name: # ${first.value} …`;
        if (!isDescribed)
          report(
            first,
            `The comment above describes ${node.name} only if it begins with ${which}.`,
          );
      }
    },
  },
});

/** The index of each instruction with a comment that asks, or `file`. */
function askedFor(dockerfile: Dockerfile): ReadonlySet<number | "file"> {
  const asking = checkComments(dockerfile).filter(({ options }) =>
    options.some(
      ({ key, names = [] }) =>
        key.name === "experimental" && names.some(({ name }) => name === "all" || name === check),
    ),
  );
  return new Set(
    asking.flatMap(({ scope, start }): (number | "file")[] => {
      if (scope === "file") return ["file"];
      return scope === "none"
        ? []
        : [firstIndex(dockerfile.instructions, (node) => node.start > start)];
    }),
  );
}

function definedNames(node: Instruction): readonly Word[] {
  if (node.name === "FROM") return node.stageName ? [node.stageName] : [];
  return node.name === "ARG" ? node.pairs.map(({ key }) => key) : [];
}

/** The comment lines between the instruction and the one before it. */
function commentsAbove(
  { comments, instructions }: Dockerfile,
  { start, index }: Instruction,
): readonly Comment[] {
  const from = instructions[index - 1]?.start ?? -1;
  const first = firstIndex(comments, (comment) => comment.start > from);
  const found = comments.slice(
    first,
    firstIndex(comments, (comment) => comment.start > start),
  );
  return found.filter(({ inside }) => !inside);
}

/** BuildKit looks at the last comment, however far above; one with a blank before it never fits. Stages are in small letters. */
function isAsBuilder({ text }: Dockerfile, above: readonly Comment[], node: Instruction): boolean {
  const last = above.at(-1);
  const content = last && (startsLine(text, last.start) ? last.text.slice(1).trim() : last.text);
  const [word] = content?.split(" ") ?? [];
  const isStage = node.name === "FROM";
  const names = definedNames(node).map(({ value }) => (isStage ? value.toLowerCase() : value));
  return !word || names.includes(word);
}

/** The lines directly above: one of them begins with the name, or they are no description. */
function isAsDocumented(
  above: readonly Comment[],
  { startLine }: Instruction,
  names: readonly Word[],
): boolean {
  const block: string[] = [];
  for (let line = startLine - 1; above.at(line - startLine)?.line === line; line -= 1)
    block.unshift(
      above
        .at(line - startLine)
        ?.text.replace(/^#+\s*/, "")
        .toLowerCase() ?? "",
    );
  const last = block.at(-1) ?? "";
  if (last === "" || /^(?:hadolint|drydock|check)\b.*=/.test(last)) return true;
  return block.some((text) =>
    names.some(({ value }) => text.split(/[\s:]/)[0] === value.toLowerCase()),
  );
}
