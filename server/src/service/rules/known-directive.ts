import { directives as records } from "../data/directives.ts";
import { defineRule, type Fix } from "../lint/rule.ts";
import { nearestName } from "../syntax/editDistance.ts";
import type { Comment } from "../syntax/tree.ts";

export default defineRule({
  name: "known-directive",
  severity: "warning",
  category: "directives",
  aliases: {},
  sources: ["https://docs.docker.com/reference/dockerfile/#parser-directives"],
  summary: "A comment at the top looks like a misspelt parser directive.",
  why: `A directive is a comment with one of three names and an equals sign. Every other comment ends the directives: a misspelt
    one is silently ignored, and so are those below it. The frontend is then not the one that was asked for, or lines end where
    they were to go on. Only comments at the very top are looked at.`,
  examples: [
    {
      bad: "# [|sytnax|]=docker/dockerfile:1\nFROM alpine:3.20\n",
      fixed: "# syntax=docker/dockerfile:1\nFROM alpine:3.20\n",
    },
    {
      bad: "# syntax=docker/dockerfile:1\r\n#[|escpae|] = `\r\nFROM alpine:3.20\r\n",
      fixed: "# syntax=docker/dockerfile:1\r\n#escape = `\r\nFROM alpine:3.20\r\n",
    },
    { bad: "# [|syntaxt|]=docker/dockerfile:1\n# [|chek|]=skip=all\nFROM alpine:3.20\n" },
    {
      bad: "# [|syntax:|] docker/dockerfile:1\nFROM alpine:3.20\n",
      fixed: "# syntax= docker/dockerfile:1\nFROM alpine:3.20\n",
      says: "equals sign",
    },
    { bad: "# escape=`\n# [|escap|]=`\nFROM alpine:3.20\n", refused: "already" },
    { good: "# syntax = docker/dockerfile:1\n#\tescape =`\nFROM alpine:3.20\n" },
    { good: "# version=1\n# sytnax=docker/dockerfile:1\nFROM alpine:3.20\n" },
    { good: "# syntax and style: see below\nFROM alpine:3.20\n" },
    { good: "\n# sytnax=docker/dockerfile:1\nFROM alpine:3.20\n# escpae=`\n" },
    { good: "# check: the tests run\nFROM alpine:3.20\n" },
  ],
  visit: {
    document({ dockerfile: { comments, directives } }, { report }) {
      let line = directives.length;
      const taken = directives.map(({ name }) => name);
      for (const comment of comments) {
        const found = comment.line === line ? misspelt(comment) : undefined;
        if (found === undefined) return;
        line += 1;
        const { start, end, text, name, message } = found;
        if (taken.includes(name)) {
          report(found, `${message} The file already has ${name}, which may stand there once.`);
          continue;
        }
        taken.push(name);
        const fix: Fix = {
          title: `Write ${name}=`,
          edits: [{ start, end, text }],
          safety: "unsafe",
        };
        report(found, message, fix);
      }
    },
  },
});

const names = records.map(({ name }) => name);

/** Where the name is wrong, or what follows it: only in front of a frontend is that certain. */
function misspelt({ text, start: at }: Comment) {
  const [, before, word, sign, value] =
    /^(#\s*)([A-Za-z][\w-]*)(\s*[=:]|\s)\s*(\S.*)$/.exec(text) ?? [];
  if (before === undefined || word === undefined || sign === undefined) return undefined;
  const start = at + before.length;
  const name = nearestName(word, names);
  const hasEquals = sign.endsWith("=");
  if (name === undefined || (hasEquals && name === word.toLowerCase())) return undefined;
  if (hasEquals) {
    const message = `${word} is no parser directive, so this is a comment: ${name} is one.`;
    return { start, end: start + word.length, text: name, name, message };
  }
  if (name !== "syntax" || !/^docker\/dockerfile(?::\S*)?\s*$/.test(value ?? "")) return undefined;
  const end = start + word.length + sign.trimEnd().length;
  return {
    start,
    end,
    text: "syntax=",
    name,
    message: "Without an equals sign this is a comment.",
  };
}
