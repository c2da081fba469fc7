import { defineRule, type RuleContext } from "../lint/rule.ts";
import { dropCommand, dropWords } from "../syntax/dropCommand.ts";
import { dropAssignment, dropPair } from "../syntax/dropSetting.ts";
import { commandSettings, instructionSettings } from "../syntax/environmentSettings.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { Model } from "../syntax/model.ts";
import type { ShellCommand, ShellWord } from "../syntax/shell.ts";
import type { Instruction, KeyValues } from "../syntax/tree.ts";
import { offer, type WrittenEdits } from "../syntax/writtenEdits.ts";

export default defineRule({
  name: "git-verify-tls",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_14" },
  triggers: true,
  sources: [
    "https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify",
    "https://git-scm.com/docs/git#Documentation/git.txt-GITSSLNOVERIFY",
  ],
  summary: "Certificate checks of `git` are switched off.",
  why: `Whoever sits between the build and the server can then hand over other sources, and read the password that git sends.
    The variable counts with any value, 0 and false included. Name the certificate authority with \`http.sslCAInfo\` instead.`,
  examples: [
    { bad: "FROM debian:13\nENV [|GIT_SSL_NO_VERIFY=false|]\nARG [|GIT_SSL_NO_VERIFY=1|]\n" },
    {
      bad: "FROM debian:13\nRUN [|GIT_SSL_NO_VERIFY=$A|] git clone a && export [|GIT_SSL_NO_VERIFY=1|]\n",
    },
    { bad: "FROM debian:13\nRUN git config --global [|http.sslVerify|] false\n" },
    { bad: 'FROM debian:13\nRUN git config --system [|http.https://a.b/.sslverify|] "0"\n' },
    { bad: "FROM debian:13\nRUN git -C a -c [|http.sslVerify=false|] clone b\n" },
    {
      bad: "FROM debian:13\nENV [|GIT_SSL_NO_VERIFY=1|]\nUSER a\n",
      fixed: "FROM debian:13\nUSER a\n",
    },
    {
      bad: "FROM debian:13\r\nENV A=1 \\\r\n  [|GIT_SSL_NO_VERIFY=1|] \\\r\n  # why\r\n  B=2",
      fixed: "FROM debian:13\r\nENV A=1 \\\r\n  # why\r\n  B=2",
    },
    {
      bad: "FROM debian:13\nARG [|GIT_SSL_NO_VERIFY=1|] A=1\nONBUILD ENV A=1 [|GIT_SSL_NO_VERIFY=1|]\n",
      fixed: "FROM debian:13\nARG A=1\nONBUILD ENV A=1\n",
    },
    {
      bad: "FROM debian:13\nRUN [|GIT_SSL_NO_VERIFY=1|] \\\n  one && export [|GIT_SSL_NO_VERIFY=1|] && two\n",
      fixed: "FROM debian:13\nRUN one && two\n",
    },
    {
      bad: "FROM debian:13\nRUN one \\\n    && export [|GIT_SSL_NO_VERIFY=1|] \\\n    # why\n    && two\n",
      fixed: "FROM debian:13\nRUN one \\\n    # why\n    && two\n",
    },
    {
      bad: "FROM debian:13\nRUN set -e; \\\n\texport [|GIT_SSL_NO_VERIFY=1|]; \\\n\t# why\n\ttwo\n",
      fixed: "FROM debian:13\nRUN set -e; \\\n\t# why\n\ttwo\n",
    },
    {
      bad: "FROM debian:13\nRUN <<EOF\nexport A=1 [|GIT_SSL_NO_VERIFY=1|]\nexport [|GIT_SSL_NO_VERIFY=1|]\n# why\none\nEOF\n",
      fixed: "FROM debian:13\nRUN <<EOF\nexport A=1\n# why\none\nEOF\n",
    },
    {
      bad: "FROM debian:13\nRUN export [|GIT_SSL_NO_VERIFY=1|]\nRUN env [|GIT_SSL_NO_VERIFY=1|] one\n",
      fixed: "FROM debian:13\nRUN env one\n",
    },
    {
      bad: "FROM debian:13\nENV [|GIT_SSL_NO_VERIFY=1|]\nRUN echo $GIT_SSL_NO_VERIFY\n",
      refused: "No fix: `$GIT_SSL_NO_VERIFY` is used elsewhere",
    },
    {
      bad: "FROM debian:13\nENV A=1 \\\n  # why\n  [|GIT_SSL_NO_VERIFY=1|]\n",
      refused: "No fix: a comment stands beside it",
    },
    {
      bad: "FROM debian:13\nRUN one; export [|GIT_SSL_NO_VERIFY=1|]\n",
      refused: "No fix: the status of another command",
    },
    {
      bad: "FROM debian:13\nRUN export [|GIT_SSL_NO_VERIFY=1|] || one\n",
      refused: "No fix: its status decides",
    },
    {
      bad: "FROM debian:13\nRUN if one; then export [|GIT_SSL_NO_VERIFY=1|]; fi\n",
      refused: "No fix: the command is part of another",
    },
    {
      bad: "FROM debian:13\nRUN git config --global [|http.sslVerify|] false && git -C a -c [|http.sslVerify=false|] clone b\n",
      fixed: "FROM debian:13\nRUN git -C a clone b\n",
    },
    {
      bad: "FROM debian:13\r\nRUN git config --global [|http.sslVerify|] false && \\\r\n  # why\r\n  one\r\n",
      fixed: "FROM debian:13\r\nRUN \\\r\n  # why\r\n  one\r\n",
    },
    {
      bad: "FROM debian:13\nRUN <<EOF\ngit \\\n  -c [|http.sslVerify=0|] \\\n  clone a\nEOF\n",
      fixed: "FROM debian:13\nRUN <<EOF\ngit \\\n  clone a\nEOF\n",
    },
    {
      bad: 'FROM debian:13\nRUN ["git", "-c", [|"http.sslVerify=false"|], "clone", "a"]\n',
      refused: "No fix: something else stands between",
    },
    { good: "FROM debian:13\nRUN git config --global http.sslVerify true && git clone a\n" },
    {
      good: "FROM debian:13\nRUN git config --get http.sslVerify && git -c http.sslVerify=true pull\n",
    },
    { good: "FROM debian:13\nARG GIT_SSL_NO_VERIFY\nRUN unset GIT_SSL_NO_VERIFY\n" },
  ],
  visit: {
    ENV: reportPairs,
    ARG: reportPairs,
    command(command, node, { model, report }) {
      for (const each of commandSettings(model, command)) {
        if (!isOff(each)) continue;
        const found = dropAssignment(model, node, command, each);
        report(each, ...offer(message, `Remove ${each.name}`, found));
      }
      if (command.program !== "git") return;
      const words = command.args.map(plainText);
      const key = words.findIndex((word) => /^http\.(?:.*\.)?sslverify(?:=|$)/i.test(word));
      const word = command.args[key];
      if (word === undefined) return;
      const [, value = words[key + 1] ?? ""] = /=(.*)$/.exec(words[key] ?? "") ?? [];
      if (!/^(?:false|no|off|0)$/i.test(value)) return;
      const text = `\`${word.text}\` switched off lets every certificate pass.`;
      report(word, ...offer(text, "Remove the setting", dropKey(model, node, command, word)));
    },
  },
});

/** The value with its flag `-c`, or `git config` as a whole. */
function dropKey(
  model: Model,
  node: Instruction,
  command: ShellCommand,
  word: ShellWord,
): WrittenEdits {
  const { args } = command;
  const before = args[args.indexOf(word) - 1];
  if (before?.text === "-c") return dropWords(model, command, before, word);
  const isAll = args[0]?.text === "config" && args.at(-2) === word;
  return isAll ? dropCommand(model, node, command) : { refusal: "the command does more" };
}

function reportPairs(node: KeyValues, { model, report }: RuleContext): void {
  for (const each of instructionSettings(model, node)) {
    if (!isOff(each)) continue;
    report(each, ...offer(message, `Remove ${each.name}`, dropPair(model, node, each)));
  }
}

const message = "GIT_SSL_NO_VERIFY lets every certificate pass, whatever its value.";

function isOff({ name }: { readonly name: string }): boolean {
  return name === "GIT_SSL_NO_VERIFY";
}
