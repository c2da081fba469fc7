import { defineRule } from "../lint/rule.ts";

/** They may stand before the path. */
const leading = /^-(?:[HLP]|O\d*)$/;

export default defineRule({
  name: "find-without-path",
  severity: "off",
  strict: "hint",
  category: "shell",
  aliases: { shellcheck: "SC2185" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC2185",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/find.html",
  ],
  summary: "The command find has no starting path, which only some versions of it accept.",
  why: `POSIX asks for at least one path. GNU find and that of busybox start in the current folder when it is missing; the find of BSD stops with
    an error. Naming the folder also tells the reader where the search begins.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN [|find|] -name a\n",
      fixed: "FROM alpine:3.20\nRUN find . -name a\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN [|find|] -L -O3 -type f | sort\n",
      fixed: "FROM alpine:3.20\nRUN find -L -O3 . -type f | sort\n",
    },
    { bad: "FROM alpine:3.20\nRUN [|find|]\n", fixed: "FROM alpine:3.20\nRUN find .\n" },
    {
      bad: "FROM alpine:3.20\nRUN [|find|] ! -name a\n",
      fixed: "FROM alpine:3.20\nRUN find . ! -name a\n",
    },
    {
      good: "FROM alpine:3.20\nRUN find / -name a && find -H -D tree . -name a && find $A -name b\n",
    },
  ],
  visit: {
    command({ program, name, args, wrappers }, { json }, { report }) {
      if (program !== "find" || name === undefined || wrappers.includes("xargs")) return;
      let at = 0;
      for (let text = args[0]?.text; text !== undefined; text = args[at]?.text) {
        if (text === "-D") at += 2;
        else if (leading.test(text)) at += 1;
        else break;
      }
      const first = args[at];
      if (first !== undefined && !/^(?:-|!$|\\?\($)/.test(first.literal ?? first.text)) return;
      const { end } = args[at - 1] ?? name;
      const edits = [{ start: end, end, text: " ." }];
      const message = "find is not told where to begin.";
      if (json !== undefined) report(name, message);
      else report(name, message, { title: "Search the current folder", edits, safety: "safe" });
    },
  },
});
