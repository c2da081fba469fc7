import { defineRule, type RuleContext } from "../lint/rule.ts";
import { shellMistakes } from "../syntax/shellMistakes.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "space-needed",
  severity: "error",
  category: "shell",
  aliases: { shellcheck: ["SC1035", "SC1095", "SC1099"] },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1035",
    "https://www.shellcheck.net/wiki/SC1095",
    "https://www.shellcheck.net/wiki/SC1099",
  ],
  summary: "A blank is missing (after `[`, `{`, `!`, function name or before `#`).",
  why: `\`[\`, \`{\` and \`!\` are words to a shell, not punctuation: written together with their neighbour they become a part of its
    name, and no program is called \`[-f\` or \`!grep\`. A \`#\` begins a comment only at the start of a word.`,
  examples: [
    {
      bad: "FROM alpine\nRUN [|[-f|] /a ] && make\n",
      fixed: "FROM alpine\nRUN [ -f /a ] && make\n",
    },
    {
      bad: "FROM alpine\nRUN [|if[ -f /a ]|]; then make; fi\n",
      fixed: "FROM alpine\nRUN if [ -f /a ]; then make; fi\n",
    },
    {
      bad: "FROM alpine\nRUN [ -f [|/a]|] || \\\n  [|{make|]; }\n",
      fixed: "FROM alpine\nRUN [ -f /a ] || \\\n  { make; }\n",
    },
    {
      bad: "FROM alpine\nRUN if [|!grep|] a /b; then make; fi\n",
      fixed: "FROM alpine\nRUN if ! grep a /b; then make; fi\n",
    },
    {
      bad: 'FROM alpine\nSHELL ["/bin/bash", "-c"]\nRUN function [|f{|] make; }; f\n',
      fixed: 'FROM alpine\nSHELL ["/bin/bash", "-c"]\nRUN function f { make; }; f\n',
    },
    {
      bad: "FROM alpine\nRUN <<EOF\nif true; [|then#|] why\n  make\nfi\nEOF\n",
      fixed: "FROM alpine\nRUN <<EOF\nif true; then # why\n  make\nfi\nEOF\n",
    },
    { good: "FROM alpine\nRUN [ -f /a ] && { make; } && ! grep a /b # why\n" },
    { good: 'FROM alpine\nRUN echo a#b !c [d {e} && [ "$a" = "[b]" ]\n' },
    { good: "FROM alpine\nRUN {a,b} && if [ -f /a ]; then make#b; fi\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined) return;
  for (const { kind, text, mended, start, end } of shellMistakes(script)) {
    if (kind !== "blank") continue;
    report({ start, end }, `A blank is missing in \`${text}\`: the shell reads it as one word.`, {
      title: "Insert a blank",
      edits: [{ start, end, text: mended }],
      safety: "unsafe",
    });
  }
}
