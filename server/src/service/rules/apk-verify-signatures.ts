import { defineRule } from "../lint/rule.ts";
import { wordWithBlanks } from "../syntax/dropWord.ts";
import { plainText } from "../syntax/runCommands.ts";

export default defineRule({
  name: "apk-verify-signatures",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_7" },
  triggers: true,
  sources: [
    "https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper",
    "https://man.archlinux.org/man/extra/apk-tools/apk.8.en",
  ],
  summary: "Packages are installed by `apk` without a check of their signature.",
  why: `The signature says who made a package, wherever it was fetched from. Without it a mirror, or whoever sits in between,
    can hand over another one, and its scripts run as root. Put the repository's key into /etc/apk/keys instead. For a package
    that an earlier stage has built the risk is small.`,
  examples: [
    {
      bad: "FROM alpine:3.24\nRUN apk add [|--allow-untrusted|] -X https://a.b c\n",
      fixed: "FROM alpine:3.24\nRUN apk add -X https://a.b c\n",
    },
    { bad: "FROM alpine:3.24\nRUN apk --no-cache [|--allow-untrusted|] add $A\n" },
    { bad: "FROM alpine:3.24\nONBUILD RUN apk upgrade [|--allow-untrusted|]\n" },
    {
      bad: "FROM alpine:3.24\nRUN apk add --no-cache [|--allow-untrusted|] /tmp/*.apk -t b\n",
      severity: "info",
    },
    { good: "FROM alpine:3.24\nRUN apk add a && b --allow-untrusted\n" },
    { good: "FROM alpine:3.24\nRUN apk index --allow-untrusted -o a *.apk\n" },
  ],
  visit: {
    command(command, _, { model, report, reportAs }) {
      if (command.program !== "apk") return;
      const words = command.args.map(plainText);
      const word = command.args[words.indexOf("--allow-untrusted")];
      if (word === undefined || words.some((each) => /^(?:index|verify|manifest)$/.test(each)))
        return;
      const cut = wordWithBlanks(model, command, word);
      const fix =
        cut &&
        ({ title: "Check signatures", edits: [{ ...cut, text: "" }], safety: "unsafe" } as const);
      const isLocal = words.some((each) => /^[^:]+\.apk$/.test(each));
      if (isLocal)
        reportAs(
          "info",
          word,
          "`apk --allow-untrusted` takes a local package without a signature.",
          fix,
        );
      else report(word, "`apk --allow-untrusted` takes packages that anyone may have made.", fix);
    },
  },
});
