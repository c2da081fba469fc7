import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "lower-case-directive",
  severity: "off",
  strict: "hint",
  category: "directives",
  aliases: { utils: "CASING_DIRECTIVE" },
  sources: ["https://docs.docker.com/reference/dockerfile/#parser-directives"],
  summary: "A directive's name has capital letters.",
  why: `The builder takes the names of directives in any case, but by convention they are written in small letters. Tools that
    look for \`# syntax=\` or \`# escape=\` in the text, as some editors and update bots do, may miss one in capitals. Its value
    is left alone: there case counts.`,
  examples: [
    { bad: "# [|Escape|]=`\nFROM alpine:3.20\n", fixed: "# escape=`\nFROM alpine:3.20\n" },
    {
      bad: "#[|SYNTAX|] = docker/dockerfile:1\r\n# [|cHECK|]=skip=all\r\nFROM alpine:3.20\r\n",
      fixed: "#syntax = docker/dockerfile:1\r\n# check=skip=all\r\nFROM alpine:3.20\r\n",
    },
    { good: "# syntax=docker/dockerfile:1\n# check=skip=StageNameCasing\nFROM alpine:3.20\n" },
    { good: "FROM alpine:3.20\n# Escape=`\n" },
  ],
  visit: {
    document({ dockerfile: { text, directives } }, { report }) {
      for (const { name, nameSpan } of directives) {
        const written = text.slice(nameSpan.start, nameSpan.end);
        if (written === name) continue;
        report(nameSpan, `${written} is usually written ${name}.`, {
          title: `Write ${name}`,
          edits: [{ ...nameSpan, text: name }],
          safety: "safe",
        });
      }
    },
  },
});
