import { defineRule } from "../lint/rule.ts";
import { wordWithBlanks } from "../syntax/dropWord.ts";
import { plainText } from "../syntax/runCommands.ts";

export default defineRule({
  name: "rpm-verify-signatures",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_10" },
  triggers: true,
  sources: [
    "https://man7.org/linux/man-pages/man8/rpm.8.html",
    "https://rpm.org/docs/latest/manual/signatures_digests.html",
  ],
  summary: "Digests or signatures are skipped by `rpm`.",
  why: `The digest says whether a package is whole, the signature who made it. Without them a broken or replaced package is
    installed, and its scripts run as root. Import the maker's key with \`rpm --import\` instead.`,
  examples: [
    {
      bad: "FROM fedora:42\nRUN rpm -i [|--nosignature|] https://a.b/c.rpm\n",
      fixed: "FROM fedora:42\nRUN rpm -i https://a.b/c.rpm\n",
    },
    {
      bad: "FROM fedora:42\nRUN rpm [|--nodigest|] [|--noverify|] [|--nofiledigest|] -Uvh a.rpm\n",
    },
    { bad: 'FROM fedora:42\nRUN ["rpm", "--install", [|"--nodigest"|], "a.rpm"]\n' },
    { good: "FROM fedora:42\nRUN rpm -i a.rpm && b --nosignature\n" },
    { good: "FROM fedora:42\nRUN rpm -qp --nosignature a.rpm && rpm -e --nodigest a\n" },
  ],
  visit: {
    command(command, _, { model, report }) {
      if (command.program !== "rpm") return;
      const words = command.args.map(plainText);
      if (
        words.some((word) =>
          /^-[a-zA-Z]*[qVeKt]|^--(?:query|verify|erase|checksig|import|eval)$/.test(word),
        )
      )
        return;
      words.forEach((text, index) => {
        const word = command.args[index];
        if (word === undefined || !/^--no(?:file)?(?:digest|signature|verify)s?$/.test(text))
          return;
        const cut = wordWithBlanks(model, command, word);
        report(
          word,
          `\`rpm ${text}\` takes a package that anyone may have changed.`,
          cut && { title: "Check packages", edits: [{ ...cut, text: "" }], safety: "unsafe" },
        );
      });
    },
  },
});
