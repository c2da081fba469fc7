import { defineRule, tools, type RuleNames } from "../lint/rule.ts";
import { nearestName } from "../syntax/editDistance.ts";
import { ignoreComments } from "../syntax/ignoreComments.ts";

export default defineRule({
  name: "known-ignore",
  severity: "warning",
  category: "directives",
  aliases: {},
  sources: [
    "https://github.com/hadolint/hadolint#ignoring-rules",
    "https://www.shellcheck.net/wiki/Ignore",
  ],
  summary: "An ignore comment names a rule that does not exist.",
  why: `A misspelt name leaves nothing out: the problem that was to be silent is still reported, and the comment looks as if it had
    been dealt with. Codes of other tools are known, those that hadolint has retired and all of ShellCheck included. Names in
    \`# check=\` are another rule's, since there the letter case counts.`,
  examples: [
    {
      bad: "FROM alpine:3.20\n# drydock ignore=[|tag-base-imag|]\nCMD ls\n",
      beside: ["tag-base-image"],
      fixed: "FROM alpine:3.20\n# drydock ignore=tag-base-image\nCMD ls\n",
    },
    {
      bad: "# hadolint ignore=DL3006, [|DL30006|] # why\r\nFROM alpine\r\n",
      beside: ["tag-base-image"],
      fixed: "# hadolint ignore=DL3006, DL3006 # why\r\nFROM alpine\r\n",
    },
    { bad: "# hadolint global ignore=[|SC208|]\nFROM alpine:3.20\n" },
    { bad: "# drydock global ignore=[|no-such-thing|] reason\nFROM alpine:3.20\n" },
    { bad: "# hadolint ignore=[|all|]\nFROM alpine:3.20\n" },
    {
      good: "# hadolint ignore=DL3006,dl3005,DL3017,DL4002,SC2086\nFROM alpine\n",
      beside: ["tag-base-image"],
    },
    {
      good: "# drydock ignore=tag-base-image,CKV_DOCKER_7,SC1091 reason\nFROM alpine\n",
      beside: ["tag-base-image"],
    },
    // left to effective-check
    { good: "# check=skip=nonsense\nFROM alpine:3.20\n" },
    { good: "FROM alpine:3.20\nRUN <<EOF\n# hadolint ignore=DL30006\nls\nEOF\n" },
  ],
  visit: {
    document({ dockerfile }, { ruleNames, report }) {
      const comments = ignoreComments(dockerfile).filter(({ tool }) => tool !== "buildkit");
      if (comments.length === 0) return;
      const names = namesOf(ruleNames);
      const known = new Set(names.map((name) => name.toLowerCase()));
      for (const { rules, tool } of comments)
        for (const { name, start, end } of rules) {
          if (known.has(name.toLowerCase()) || /^SC\d{4}$/i.test(name)) continue;
          const codes = tool === "hadolint" ? names.filter((each) => /^DL\d/.test(each)) : names;
          const nearest = nearestName(name, codes);
          const message = `There is no rule ${name}, so this leaves nothing out.`;
          if (nearest === undefined) report({ start, end }, message);
          else {
            const edits = [{ start, end, text: nearest }];
            report({ start, end }, message, { title: `Write ${nearest}`, edits, safety: "unsafe" });
          }
        }
    },
  },
});

/** Of hadolint, without a successor here. */
const retired = ["DL3005", "DL3017", "DL4002"];

function namesOf({ own, codes }: RuleNames): readonly string[] {
  return [...own, ...tools.flatMap((tool) => codes(tool)), ...retired];
}
