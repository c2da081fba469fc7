import { defineRule } from "../lint/rule.ts";
import { memoize } from "../syntax/memoize.ts";
import type { Model } from "../syntax/model.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "quiet-wget",
  severity: "off",
  strict: "hint",
  category: "run",
  aliases: { hadolint: "DL3047" },
  triggers: true,
  sources: [
    "https://www.gnu.org/software/wget/manual/wget.html#Download-Options",
    "https://github.com/hadolint/hadolint/wiki/DL3047",
  ],
  summary: "`wget` fills the build log with its progress bar.",
  why: `In a build wget writes to no terminal and draws its progress as dots, a line for every 50 kilobytes: a large download
    makes thousands of lines, in which errors get lost. \`-nv\` says one line a file, and \`--progress=dot:giga\` a line for every
    32 megabytes; the wget of busybox knows \`-q\` only. Where the log is short, nothing is wrong with the dots. The fix is unsafe in a
    script that redirects its errors (\`2>\`, \`&>\`, \`|&\`), as the progress may be part of a file then.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN apt-get install -y wget && [|wget|] https://example.com/a\n",
      fixed: "FROM debian:12\nRUN apt-get install -y wget && wget -nv https://example.com/a\n",
    },
    {
      bad: "FROM alpine\nONBUILD RUN A=b [|wget|] -O- https://example.com/a\n",
      fixed: "FROM alpine\nONBUILD RUN A=b wget -q -O- https://example.com/a\n",
    },
    { bad: 'FROM debian:12\nRUN [[|"wget"|], "https://example.com/a"]\n' },
    {
      bad: "FROM debian:12\nRUN [|wget|] -O /a https://example.com/a 2> /log\n",
      fixed: "FROM debian:12\nRUN wget -nv -O /a https://example.com/a 2> /log\n",
    },
    {
      bad: "FROM debian:12\nRUN [|wget|] -O- https://example.com/a |& tee /a\n",
      fixed: "FROM debian:12\nRUN wget -nv -O- https://example.com/a |& tee /a\n",
    },
    {
      good: "FROM debian:12\nRUN wget -q https://example.com/a && wget -qO- https://example.com/b\n",
    },
    { good: "FROM debian:12\nRUN wget -nv https://example.com/a && wget --no-verbose b\n" },
    { good: "FROM debian:12\nRUN wget --progress=dot:giga https://example.com/a\n" },
    { good: "FROM debian:12\nRUN wget --progress bar:force https://example.com/a\n" },
    { good: "FROM debian:12\nRUN wget -o /a.log https://example.com/a && wget -a/a.log b\n" },
    { good: "FROM debian:12\nRUN wget --output-file=/a.log a; wget --append-output /a.log b\n" },
    { good: "FROM debian:12\nRUN wget --version; wget --quiet https://example.com/a\n" },
    // a package's name
    { good: "FROM debian:12\nRUN apt-get install -y wget\n" },
    // settings of its own
    { good: "FROM debian:12\nRUN echo quiet=on > ~/.wgetrc\nRUN wget https://example.com/a\n" },
  ],
  visit: {
    command({ program, name, args }, node, { model, report }) {
      if (program !== "wget" || node.name !== "RUN" || name === undefined) return;
      if (args.some(isQuiet) || isConfigured(model)) return;
      const flag = model.runningShell(node) === "busybox" ? "-q" : "-nv";
      const fix = { start: name.end, end: name.end, text: ` ${flag}` };
      report(
        name,
        "wget writes its progress into the build log.",
        node.json === undefined
          ? {
              title: `Add ${flag}`,
              edits: [fix],
              safety: keepsErrors(model, node) ? "unsafe" : "safe",
            }
          : undefined,
      );
    },
  },
});

/** Whether something in the script may put its errors into a file or another program; /dev/null keeps nothing. */
function keepsErrors({ dockerfile }: Model, { start, end }: Instruction): boolean {
  const text = dockerfile.text.slice(start, end).replace(toNull, " ");
  return /2>|&>|>&(?!\s*[\d-])|\|&/.test(text);
}

const toNull = /(?:1?>>?\s*\/dev\/null\s+2>&1|(?:2|&)>>?\s*\/dev\/null)(?![\w./-])/g;

/** Whether the file mentions settings of wget, which may make it quiet. */
const isConfigured = memoize(({ dockerfile }: Model) => dockerfile.text.includes("wgetrc"));

const longFlags = /^--(?:quiet|no-verbose|progress|output-file|append-output|version|help)(?:=|$)/;

/** Short flags may share a word: `-qO-`, `-cnv`. */
function isQuiet(word: ShellWord): boolean {
  const text = plainText(word);
  return longFlags.test(text) || /^-(?:[bcdFkNrSx46]*[qoaVh]|[bcdFkNrSx46]*nv)/.test(text);
}
