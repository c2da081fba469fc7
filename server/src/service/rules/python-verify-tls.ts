import { defineRule, type RuleContext } from "../lint/rule.ts";
import { dropAssignment, dropPair } from "../syntax/dropSetting.ts";
import {
  commandSettings,
  instructionSettings,
  type EnvironmentSetting,
} from "../syntax/environmentSettings.ts";
import type { KeyValues } from "../syntax/tree.ts";
import { offer } from "../syntax/writtenEdits.ts";

export default defineRule({
  name: "python-verify-tls",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_5" },
  triggers: true,
  sources: [
    "https://peps.python.org/pep-0493/",
    "https://www.checkov.io/5.Policy%20Index/dockerfile.html",
  ],
  summary: "PYTHONHTTPSVERIFY=0 switches certificate checks off.",
  why: `With this variable the HTTPS clients of Python's own library take any certificate, that of an attacker in between included.
    Set by ENV it holds in the running container, too. Add the certificate authority to the system's store instead.`,
  examples: [
    { bad: "FROM debian:13\nENV [|PYTHONHTTPSVERIFY=0|]\n" },
    { bad: 'FROM debian:13\nENV A=1 [|PYTHONHTTPSVERIFY="0"|]\nARG [|PYTHONHTTPSVERIFY=0|]\n' },
    { bad: "FROM debian:13\nENV [|PYTHONHTTPSVERIFY 0|]\n" },
    { bad: "FROM debian:13\nRUN a && [|PYTHONHTTPSVERIFY='0'|] b\n" },
    {
      bad: 'FROM debian:13\nRUN export [|PYTHONHTTPSVERIFY=0|]\nCMD env [|PYTHONHTTPSVERIFY="0"|] b\n',
    },
    { bad: "FROM debian:13\nARG V=0\nENV [|PYTHONHTTPSVERIFY=$V|]\n" },
    { bad: "FROM debian:13\nONBUILD ENV [|PYTHONHTTPSVERIFY=0|]\n" },
    {
      bad: "FROM debian:13\nENV [|PYTHONHTTPSVERIFY=0|]\nUSER a\n",
      fixed: "FROM debian:13\nUSER a\n",
    },
    {
      bad: "FROM debian:13\r\nENV A=1 \\\r\n  [|PYTHONHTTPSVERIFY=0|] \\\r\n  # why\r\n  B=2",
      fixed: "FROM debian:13\r\nENV A=1 \\\r\n  # why\r\n  B=2",
    },
    {
      bad: "FROM debian:13\nARG [|PYTHONHTTPSVERIFY=0|] A=1\nONBUILD ENV A=1 [|PYTHONHTTPSVERIFY=0|]\n",
      fixed: "FROM debian:13\nARG A=1\nONBUILD ENV A=1\n",
    },
    {
      bad: "FROM debian:13\nRUN [|PYTHONHTTPSVERIFY=0|] \\\n  one && export [|PYTHONHTTPSVERIFY=0|] && two\n",
      fixed: "FROM debian:13\nRUN one && two\n",
    },
    {
      bad: "FROM debian:13\nRUN one \\\n    && export [|PYTHONHTTPSVERIFY=0|] \\\n    # why\n    && two\n",
      fixed: "FROM debian:13\nRUN one \\\n    # why\n    && two\n",
    },
    {
      bad: "FROM debian:13\nRUN set -e; \\\n\texport [|PYTHONHTTPSVERIFY=0|]; \\\n\t# why\n\ttwo\n",
      fixed: "FROM debian:13\nRUN set -e; \\\n\t# why\n\ttwo\n",
    },
    {
      bad: "FROM debian:13\nRUN <<EOF\nexport A=1 [|PYTHONHTTPSVERIFY=0|]\nexport [|PYTHONHTTPSVERIFY=0|]\n# why\none\nEOF\n",
      fixed: "FROM debian:13\nRUN <<EOF\nexport A=1\n# why\none\nEOF\n",
    },
    {
      bad: "FROM debian:13\nRUN export [|PYTHONHTTPSVERIFY=0|]\nRUN env [|PYTHONHTTPSVERIFY=0|] one\n",
      fixed: "FROM debian:13\nRUN env one\n",
    },
    {
      bad: "FROM debian:13\nENV [|PYTHONHTTPSVERIFY=0|]\nRUN echo $PYTHONHTTPSVERIFY\n",
      refused: "No fix: `$PYTHONHTTPSVERIFY` is used elsewhere",
    },
    {
      bad: "FROM debian:13\nENV A=1 \\\n  # why\n  [|PYTHONHTTPSVERIFY=0|]\n",
      refused: "No fix: a comment stands beside it",
    },
    {
      bad: "FROM debian:13\nRUN one; export [|PYTHONHTTPSVERIFY=0|]\n",
      refused: "No fix: the status of another command",
    },
    {
      bad: "FROM debian:13\nRUN export [|PYTHONHTTPSVERIFY=0|] || one\n",
      refused: "No fix: its status decides",
    },
    {
      bad: "FROM debian:13\nRUN if one; then export [|PYTHONHTTPSVERIFY=0|]; fi\n",
      refused: "No fix: the command is part of another",
    },
    { good: "FROM debian:13\nENV PYTHONHTTPSVERIFY=1\nARG PYTHONHTTPSVERIFY\n" },
    { good: "FROM debian:13\nRUN PYTHONHTTPSVERIFY=$V a && echo PYTHONHTTPSVERIFY=0\n" },
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
    },
  },
});

function reportPairs(node: KeyValues, { model, report }: RuleContext): void {
  for (const each of instructionSettings(model, node)) {
    if (!isOff(each)) continue;
    report(each, ...offer(message, `Remove ${each.name}`, dropPair(model, node, each)));
  }
}

const message = "PYTHONHTTPSVERIFY set to 0 lets every certificate pass.";

function isOff({ name, value }: EnvironmentSetting): boolean {
  return name === "PYTHONHTTPSVERIFY" && value === "0";
}
