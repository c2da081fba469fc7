import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "as-casing",
  severity: "hint",
  category: "layout",
  aliases: { buildkit: "FromAsCasing" },
  sources: ["https://docs.docker.com/reference/build-checks/from-as-casing/"],
  summary: "AS is not written in the case of its FROM.",
  why: `\`FROM … as\` and \`from … AS\` build the same, but two keywords of one line that look different are harder to read, and a
    search for \`AS build\` misses the stage. A FROM that mixes both cases is left to the rule about keywords: what fits to it
    cannot be said.`,
  examples: [
    { bad: "FROM alpine:3.20 [|as|] build\n", fixed: "FROM alpine:3.20 AS build\n" },
    {
      bad: "from --platform=linux/amd64 alpine:3.20 \\\r\n  [|As|] build\r\n",
      fixed: "from --platform=linux/amd64 alpine:3.20 \\\r\n  as build\r\n",
    },
    { bad: "FROM alpine:3.20 [|As|] build\n", fixed: "FROM alpine:3.20 AS build\n" },
    { good: "FROM alpine:3.20 AS build\nfrom build as test\nFROM test\n" },
    { good: "From alpine:3.20 as build\n" },
    // invalid for another reason
    { good: "FROM alpine:3.20 as\n" },
  ],
  visit: {
    FROM({ keyword, as, stageName }, { report }) {
      if (as === undefined || stageName === undefined) return;
      const isLower = keyword.text === keyword.text.toLowerCase();
      if (!isLower && keyword.text !== keyword.text.toUpperCase()) return;
      const wanted = isLower ? "as" : "AS";
      if (as.text === wanted) return;
      report(as, `${as.text} does not match the case of ${keyword.text}.`, {
        title: `Write ${wanted}`,
        edits: [{ start: as.start, end: as.end, text: wanted }],
        safety: "safe",
      });
    },
  },
});
