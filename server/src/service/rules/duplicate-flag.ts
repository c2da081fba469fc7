import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "duplicate-flag",
  severity: "error",
  category: "syntax",
  aliases: { utils: "FLAG_DUPLICATE" },
  sources: ["https://docs.docker.com/reference/dockerfile/#copy"],
  summary: "A flag that may stand once is given twice.",
  why: `The builder does not choose between two values, it refuses the file. Only --mount, --device and --exclude may be repeated, since each of
    them adds something. Where both say the same, the second can simply go.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nCOPY --link [|--link|] a b\n",
      fixed: "FROM alpine:3.20\nCOPY --link a b\n",
    },
    {
      bad: "FROM alpine:3.20\nCOPY --chown=1:1 --chmod=644 [|--chown=2:2|] a b\n",
      refused: "a second time",
    },
    {
      bad: "FROM alpine:3.20\nRUN --network=none [|--network=none|] ls\n",
      fixed: "FROM alpine:3.20\nRUN --network=none ls\n",
    },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --retries=1 [|--retries=2|] CMD ls\n" },
    { bad: "FROM alpine:3.20\nONBUILD ADD --link [|--link|] a b\n" },
    { good: "FROM alpine:3.20\nRUN --mount=type=ssh --mount=type=cache,target=/a ls\n" },
    { good: "FROM alpine:3.20\nCOPY --exclude=a --exclude=b . /c\nRUN --device=a --device=b ls\n" },
    { good: "FROM alpine:3.20\nCOPY --chown=1 --chmod=644 a b\n" },
  ],
  visit: {
    syntax({ meant, message, ...where }, { model, report }) {
      // a comment between the two would go as well
      const isPlain = meant && !model.dockerfile.text.slice(meant.start, meant.end).includes("\n");
      const title = "Remove the second flag";
      report(where, message, isPlain ? { title, edits: [meant], safety: "unsafe" } : undefined);
    },
  },
});
