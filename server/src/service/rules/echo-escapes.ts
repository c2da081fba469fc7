import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { echoAsPrintf, isSameAsEcho } from "../syntax/echoAsPrintf.ts";
import { joinedFix, lastMendsAll } from "../syntax/joinedFix.ts";
import { once } from "../syntax/memoize.ts";
import type { Model } from "../syntax/model.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellCommand, ShellScript } from "../syntax/shell.ts";
import { within, wordFacts } from "../syntax/shellExpansions.ts";
import type { Instruction, Span } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary: "Whether shells count too whose echo is known to expand the escapes.",
  },
} as const;

export default defineRule({
  name: "echo-escapes",
  severity: "hint",
  strict: "info",
  category: "shell",
  aliases: { shellcheck: "SC2028" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC2028",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/echo.html",
  ],
  summary: "Whether echo prints an escape such as `\\n` as it stands depends on the shell.",
  why: `POSIX leaves open what echo does with a backslash: dash turns \`\\n\` into a line end, bash and busybox print the two
    characters. A file written that way changes with the base image. \`printf\` does the same everywhere. Where /bin/sh is
    known to be dash, nothing is said.`,
  examples: [
    {
      bad: 'FROM fedora:42\nRUN echo [|"a\\nb"|] > /etc/list\n',
      says: "`\\n`",
      fixed: "FROM fedora:42\nRUN printf '%s\\n' \"a\\nb\" > /etc/list\n",
    },
    {
      bad: "FROM alpine:3.20\r\nRUN ls && \\\r\n# why\r\n  echo -n x [|'a\\tb'|] \\\r\n 'c\\td' && echo 'e\\tf'\r\n",
      fixed:
        "FROM alpine:3.20\r\nRUN ls && \\\r\n# why\r\n  printf '%s %s %s' x 'a\\tb' \\\r\n 'c\\td' && printf '%s\\n' 'e\\tf'\r\n",
    },
    {
      bad: 'FROM team/app:1\nRUN <<EOF\necho [|"$HOME\\n"|]\nEOF\n',
      fixed: "FROM team/app:1\nRUN <<EOF\nprintf '%b\\n' \"$HOME\\n\"\nEOF\n",
    },
    {
      bad: 'FROM team/app:1\nRUN echo $A [|"a\\n"|]\n',
      refused: "No fix: `$A` may be any number of words",
    },
    {
      bad: 'FROM team/app:1\nRUN sudo echo [|"a\\n"|]\n',
      refused: "No fix: it is not the shell's own echo",
    },
    {
      bad: "FROM alpine:3.20\nRUN sh -c 'echo [|\"a\\nb\"|]' && echo *a 'c\\n' && X=$(echo 'd\\n' \"e\\n\")\n",
      says: "`\\n`",
    },
    // bash has an option for it
    {
      bad: 'FROM debian:12\nSHELL ["/bin/bash", "-O", "xpg_echo", "-c"]\nRUN echo [|"a\\nb"|]\n',
      fixed:
        'FROM debian:12\nSHELL ["/bin/bash", "-O", "xpg_echo", "-c"]\nRUN printf \'%s\\n\' "a\\nb"\n',
    },
    // for echo they are escapes, whoever reads the line later
    { bad: "FROM alpine:3.20\nRUN echo [|'s/a/\\n/'|] > /a.sed\n" },
    { bad: 'FROM debian:12\nRUN echo [|"a\\nb"|]\n', options: { all: true } },
    { bad: "FROM alpine:3.20\nRUN echo [|'a\\tb'|] [|'c\\td'|]\n", options: { all: true } },
    { bad: "FROM alpine:3.20\nRUN sh -c 'echo [|\"a\\nb\"|]'\n" },
    // dash expands them
    { good: 'FROM debian:12\nRUN echo "a\\nb"\n' },
    { bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN echo [|"a\\nb"|]\n' },
    { good: 'FROM fedora:42\nRUN echo -e "a\\nb" && printf "a\\nb" && echo "a\\$b" "c\\.d"\n' },
    { good: "FROM alpine:3.20\nRUN sed 's/a/\\n/' /a && echo $'a\\nb'\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  if (!node.logical.text.includes("echo") && node.heredocs.length === 0) return;
  if (!all && model.runningShell(node) === "dash") return;
  const found = runScripts(model, node, all ? "hadolint" : "own").flatMap((script) =>
    script.commands.flatMap((command) => escapesIn(model, node, script, command, all)),
  );
  const places = all ? lastMendsAll(found) : firstMendsAll(found);
  for (const { message, fix, other, ...word } of places) report(word, message, fix, other);
}

/** One finding a RUN: its fix is that of all the others, but of those that can only be mended less safely. */
function firstMendsAll(found: readonly Found[]): readonly Found[] {
  const sorted = found.toSorted((a, b) => a.start - b.start);
  const shown =
    sorted.find(({ fix }) => fix?.safety === "safe") ?? sorted.find(({ fix }) => fix) ?? sorted[0];
  if (shown?.fix === undefined) return shown ? [shown] : [];
  const { title, safety } = shown.fix;
  const alike = sorted.filter(({ fix }) => fix?.title === title && fix.safety === safety);
  const others = alike.map((each) => ({ ...each, fix: each.other }));
  return [
    {
      ...shown,
      fix: joinedFix(alike, shown.fix),
      other: shown.other && joinedFix(others, shown.other),
    },
  ];
}

/** A word of an echo that holds an escape. */
interface Found extends Span {
  readonly message: string;
  readonly fix: Fix | undefined;
  /** What else may be meant. */
  readonly other: Fix | undefined;
}

function escapesIn(
  model: Model,
  node: Instruction,
  script: ShellScript,
  command: ShellCommand,
  all: boolean,
): readonly Found[] {
  const { program, wrappers, args } = command;
  if (program !== "echo" || (all && wrappers.length > 0)) return [];
  if (args.some(({ text }) => /^-[nE]*e/.test(text))) return [];
  const fixes = once(() => printfFixes(model, node, script, command));
  return args.flatMap((word) => {
    const quotes = word.text.includes("\\") ? within(wordFacts(script).quotes, word) : [];
    const [escape] = quotes.flatMap(({ kind, value }) =>
      kind === "ansi" ? [] : (escapes.exec(value)?.[0] ?? []),
    );
    if (escape === undefined) return [];
    const { start, end } = word;
    const message = `Whether echo turns \`${escape}\` into a character depends on the shell.`;
    const [fix, other] = fixes();
    if (typeof fix !== "string") return { start, end, message, fix, other };
    return { start, end, message: `${message} No fix: ${fix}.`, fix: undefined, other };
  });
}

/** printf with what the shell prints now and with what another shell would print, or why there is none. */
function printfFixes(
  model: Model,
  node: Instruction,
  script: ShellScript,
  command: ShellCommand,
): readonly [Fix, Fix] | readonly [string, undefined] {
  const fixWith = (conversion: "%s" | "%b", title: string): Fix | string => {
    const { edits, refusal } = echoAsPrintf(model, node, script, command, conversion);
    const isSame = isSameAsEcho(model, node, script, command, conversion);
    return edits === undefined ? refusal : { title, edits, safety: isSame ? "safe" : "unsafe" };
  };
  const expand = fixWith("%b", "Use printf, and expand the escapes");
  const keep = fixWith("%s", "Use printf, and print the escapes as they stand");
  if (typeof expand === "string") return [expand, undefined];
  if (typeof keep === "string") return [keep, undefined];
  const shell = model.runningShell(node);
  return shell === "bash" || shell === "busybox" ? [keep, expand] : [expand, keep];
}

const escapes = /\\[abefnrtv]/;
