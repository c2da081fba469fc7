import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "quoted-eval",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC1098" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1098",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_19",
  ],
  summary: "The argument of eval has brackets that are not quoted.",
  why: `The shell reads the line before eval does. Brackets outside quotes are its own syntax there: a POSIX shell stops with an error, bash
    assigns an array where it expects an assignment and stops elsewhere. Quote the whole text that eval is to run.`,
  examples: [
    { bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN eval [|a=(b c)|]\n', says: "eval" },
    { bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN ls && eval [|list=($A)|]\n' },
    {
      good: 'FROM debian:12\nRUN eval "a=(b c)" && eval \'b() { ls; }\' && eval "$(ssh-agent)" && eval a=$b\n',
    },
  ],
  visit: {
    command({ program, args }, _node, { report }) {
      if (program !== "eval") return;
      const bare = args.find(({ text }) => /^\w+\+?=\(/.test(text));
      if (bare !== undefined)
        report(bare, `The brackets in \`${bare.text}\` are not quoted, so eval never gets them.`);
    },
  },
});
