import { defineRule } from "../lint/rule.ts";
import { wordWithBlanks } from "../syntax/dropWord.ts";
import { plainText } from "../syntax/runCommands.ts";
import { textMatches } from "../syntax/writtenText.ts";

export default defineRule({
  name: "apt-verify-signatures",
  severity: "warning",
  category: "security",
  aliases: { checkov: ["CKV2_DOCKER_8", "CKV2_DOCKER_11"] },
  triggers: true,
  sources: [
    "https://manpages.debian.org/trixie/apt/apt-get.8.en.html",
    "https://manpages.debian.org/trixie/apt/apt-secure.8.en.html",
    "https://manpages.debian.org/trixie/apt/sources.list.5.en.html",
  ],
  summary: "Packages are installed by `apt` without a check of their signature.",
  why: `The signature of a repository says who made its packages, whatever mirror they come from. Without it whoever sits in
    between can hand over others, and their scripts run as root. Give the source its key with \`signed-by\` instead. That
    \`--force-yes\` also allows downgrades makes it no better.`,
  examples: [
    {
      bad: "FROM debian:13\nRUN apt-get install -y [|--allow-unauthenticated|] a\n",
      fixed: "FROM debian:13\nRUN apt-get install -y a\n",
    },
    { bad: "FROM debian:13\nRUN apt [|--force-yes|] upgrade\n" },
    { bad: "FROM debian:13\nRUN apt-get update [|--allow-insecure-repositories|] \\\n && a\n" },
    { bad: "FROM debian:13\nRUN apt-get -o [|APT::Get::AllowUnauthenticated=true|] install a\n" },
    {
      bad: "FROM debian:13\nRUN echo 'APT::Get::[|AllowUnauthenticated \"true\"|];' > /etc/apt/apt.conf.d/a\n",
    },
    {
      bad: "FROM debian:13\nRUN echo 'deb [ arch=amd64 [|trusted=yes|] ] http://a b c' > /etc/apt/a\n",
    },
    {
      bad: "FROM debian:13\nCOPY <<EOF /etc/apt/sources.list\ndeb [[|trusted=yes|]] http://a b c\nEOF\n",
    },
    {
      bad: 'FROM debian:13\nRUN echo "deb [ [|trusted=yes|] ] file://$dir ./" > /etc/apt/a\n',
      severity: "info",
    },
    { good: "FROM debian:13\nRUN apt-get install -y a && b --force-yes\n" },
    { good: "FROM debian:13\nRUN apt-get purge -y --force-yes a\n" },
    { good: "FROM debian:13\nRUN apt-get -o Acquire::Check-Valid-Until=no update\n" },
    {
      good: "FROM debian:13\nRUN echo trusted=yes && echo 'deb [signed-by=/a] http://b c d' > e\n",
    },
  ],
  visit: {
    command(command, _, { model, report }) {
      if (!/^(?:apt|apt-get|aptitude)$/.test(command.program)) return;
      const words = command.args.map(plainText);
      if (words.some((each) => /^(?:purge|remove|autoremove)$/.test(each))) return;
      const at = words.findIndex((each) => flag.test(each));
      const word = command.args[at];
      if (word === undefined) return;
      const cut = words[at]?.startsWith("--") ? wordWithBlanks(model, command, word) : undefined;
      report(
        word,
        `\`${command.program} ${words[at]}\` takes packages that anyone may have made.`,
        cut && { title: "Check signatures", edits: [{ ...cut, text: "" }], safety: "unsafe" },
      );
    },
    RUN(node, { model, report, reportAs }) {
      for (const { match, ...where } of textMatches(model, node, text)) {
        if (/file:/.test(match.groups?.["address"] ?? ""))
          reportAs(
            "info",
            where,
            "`trusted=yes` makes apt take the packages of this folder without a signature.",
          );
        else if (!isFlag(model.dockerfile.text, where.start)) report(where, messageFor(match));
      }
    },
    COPY(node, { model, report }) {
      if (node.heredocs.length === 0) return;
      for (const { match, ...where } of textMatches(model, node, text))
        report(where, messageFor(match));
    },
  },
});

const flag =
  /^--(?:allow-unauthenticated|force-yes|allow-insecure-repositories)$|::Allow(?:Unauthenticated|InsecureRepositories)=["']?(?:true|yes|1)/i;
const text =
  /Allow(?:Unauthenticated|InsecureRepositories)\b[\s="'\\]+(?:true|yes|1)\b["']?|\btrusted=yes\b(?<=\bdeb(?:-src)?\s{1,20}\[[^\]\n]{0,200})(?=[^\]\n]{0,200}\](?<address>[^\n]{0,20}))/gi;

/** What stands on the command line of apt has its own range. */
function isFlag(document: string, start: number): boolean {
  return /-o[\s=]*["']?[\w:-]*$/.test(document.slice(Math.max(0, start - 60), start));
}

function messageFor([found]: RegExpMatchArray): string {
  return `\`${found}\` makes apt take packages that anyone may have made.`;
}
