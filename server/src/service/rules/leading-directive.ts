import { defineRule, type Fix } from "../lint/rule.ts";
import { belongsToTop, checkComments } from "../syntax/checkComments.ts";
import { headDirectives, startsLine } from "../syntax/headDirectives.ts";
import { parseImageReference } from "../syntax/imageReference.ts";
import type { Dockerfile, Span } from "../syntax/tree.ts";

export default defineRule({
  name: "leading-directive",
  severity: "warning",
  category: "directives",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#parser-directives",
    "https://docs.docker.com/build/buildkit/frontend/",
  ],
  summary: "A parser directive stands after a comment, empty line or instruction and is ignored.",
  why: `The builder reads directives only from the first lines of the file, up to the first line that is something else. Further
    down they are comments, and nothing says so: the frontend is not the one that was asked for, and lines with a backtick at
    their end do not go on. Only a shebang may stand above \`syntax\` and \`check\`. From version 1.21 of the frontend on, \`# check=skip=\`
    may also stand above an instruction.`,
  examples: [
    {
      bad: "# about\n[|# syntax=docker/dockerfile:1|]\nFROM alpine:3.20\n",
      fixed: "# syntax=docker/dockerfile:1\n# about\nFROM alpine:3.20\n",
    },
    {
      bad: "# escape=`\r\n\r\n[|#Syntax = docker/dockerfile:1|]\r\nFROM alpine:3.20\r\n",
      fixed: "# escape=`\r\n#Syntax = docker/dockerfile:1\r\n\r\nFROM alpine:3.20\r\n",
    },
    { bad: "FROM alpine:3.20\n[|# escape=`|]\n", fixed: "# escape=`\nFROM alpine:3.20\n" },
    {
      bad: "# about\n[|# check=error=true|]\nFROM alpine:3.20\n",
      fixed: "# check=error=true\n# about\nFROM alpine:3.20\n",
    },
    { bad: "# syntax=docker/dockerfile:1.20\n\n[|# check=skip=all|]\nFROM alpine:3.20\n" },
    {
      bad: "# syntax=docker/dockerfile:1\n\n[|# syntax=docker/dockerfile:1.7|]\nFROM alpine:3.20\n",
      refused: "already",
    },
    { bad: " [|# syntax=docker/dockerfile:1|]\nFROM alpine:3.20\n", says: "blank before" },
    { bad: "#!/usr/bin/env x\n[|# escape=`|]\nFROM alpine:3.20\n", refused: "shebang" },
    { bad: "FROM alpine:3.20\nRUN ls \\\n[|# syntax=docker/dockerfile:1|]\n  /b\n" },
    { good: "# escape=`\n# syntax=docker/dockerfile:1\n# check=error=true\nFROM alpine:3.20\n" },
    { good: "#!/usr/bin/env x\n# syntax=docker/dockerfile:1\nFROM alpine:3.20\n" },
    {
      good: "# about\n# check=skip=StageNameCasing\nFROM alpine:3.20\nRUN <<EOF\n# escape=`\nEOF\n",
    },
    { good: "FROM alpine:3.20\n# check=skip=JSONArgsRecommended\nCMD ls\n" },
    {
      good: "# about\n# syntax=the one of sh\n# escape=the usual one\n# syntax=word\nFROM alpine:3.20\n",
    },
  ],
  visit: {
    document({ dockerfile }, { report }) {
      const head = headDirectives(dockerfile);
      const taken = new Set(head.map(({ name }) => name));
      const hasShebang = dockerfile.text.startsWith("#!");
      for (const { name, start, end } of strayDirectives(
        dockerfile,
        new Set(head.map((each) => each.start)),
      )) {
        const isIndented = !startsLine(dockerfile.text, start);
        const place =
          isIndented && name !== "escape" ? "has a blank before it" : "is not at the top";
        const message = `\`${name}=\` ${place}, so it is a comment without effect.`;
        const where = { start, end };
        if (taken.has(name)) report(where, `${message} The file already has one.`);
        else if (hasShebang && name === "escape")
          report(where, `${message} Not moved: nothing stands above a shebang.`);
        else report(where, message, move(dockerfile, head.at(-1), where));
        taken.add(name);
      }
    },
  },
});

interface Stray extends Span {
  readonly name: string;
}

const pattern = /^#\s*(syntax|escape)\s*=\s*(\S+)\s*$/i;

/** What would be a directive at the top, in the order of the text. */
function strayDirectives(dockerfile: Dockerfile, head: ReadonlySet<number>): readonly Stray[] {
  const { comments, directives } = dockerfile;
  const found: Stray[] = directives.filter(
    ({ name, start }) => name === "syntax" && !head.has(start),
  );
  for (const { text, start } of comments) {
    const [, word = "", value = ""] = pattern.exec(text) ?? [];
    const name = word.toLowerCase();
    const isMeant = name === "escape" ? /^[\\`]$/.test(value) : isFrontend(value);
    const isHead = head.has(start) && name !== "escape";
    if (word !== "" && isMeant && !isHead)
      found.push({ name, start, end: start + text.trimEnd().length });
  }
  for (const check of checkComments(dockerfile))
    if (belongsToTop(check, dockerfile))
      found.push({ name: "check", start: check.start, end: check.end });
  return found.toSorted((a, b) => a.start - b.start);
}

/** A single word is more likely a remark about some syntax. */
function isFrontend(value: string): boolean {
  return /[/:]/.test(value) && parseImageReference(value) !== undefined;
}

/** Takes its line to the end of the directives at the top. */
function move({ text, lineStarts, eol }: Dockerfile, last: Span | undefined, where: Span): Fix {
  const shebangEnd = text.startsWith("#!")
    ? text.indexOf("\n") + 1
    : text.startsWith("\ufeff")
      ? 1
      : 0;
  const at = last === undefined ? shebangEnd : text.indexOf("\n", last.end) + 1;
  const line = lineStarts.findLast((start) => start <= where.start) ?? 0;
  const next = text.indexOf("\n", where.start) + 1 || text.length;
  const moved = text.slice(where.start, where.end) + eol;
  const edits =
    line === at
      ? [{ start: at, end: where.start, text: "" }]
      : [
          { start: at, end: at, text: moved },
          { start: line, end: next, text: "" },
        ];
  return { title: "Move it to the top", edits, safety: "unsafe" };
}
