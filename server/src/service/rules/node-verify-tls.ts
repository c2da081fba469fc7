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
  name: "node-verify-tls",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_6" },
  triggers: true,
  sources: [
    "https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue",
    "https://www.checkov.io/5.Policy%20Index/dockerfile.html",
  ],
  summary: "NODE_TLS_REJECT_UNAUTHORIZED=0 switches certificate checks off.",
  why: `With this variable every TLS connection of Node.js takes any certificate, that of an attacker in between included. Set by
    ENV it holds in the running container, too. Name the certificate authority with NODE_EXTRA_CA_CERTS instead.`,
  examples: [
    { bad: "FROM debian:13\nENV [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\n" },
    {
      bad: 'FROM debian:13\nENV A=1 [|NODE_TLS_REJECT_UNAUTHORIZED="0"|]\nARG [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\n',
    },
    { bad: "FROM debian:13\nENV [|NODE_TLS_REJECT_UNAUTHORIZED 0|]\n" },
    { bad: "FROM debian:13\nRUN a && [|NODE_TLS_REJECT_UNAUTHORIZED='0'|] b\n" },
    {
      bad: 'FROM debian:13\nRUN export [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\nCMD env [|NODE_TLS_REJECT_UNAUTHORIZED="0"|] b\n',
    },
    { bad: "FROM debian:13\nARG V=0\nENV [|NODE_TLS_REJECT_UNAUTHORIZED=$V|]\n" },
    { bad: "FROM debian:13\nONBUILD ENV [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\n" },
    {
      bad: "FROM debian:13\nENV [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\nUSER a\n",
      fixed: "FROM debian:13\nUSER a\n",
    },
    {
      bad: "FROM debian:13\r\nENV A=1 \\\r\n  [|NODE_TLS_REJECT_UNAUTHORIZED=0|] \\\r\n  # why\r\n  B=2",
      fixed: "FROM debian:13\r\nENV A=1 \\\r\n  # why\r\n  B=2",
    },
    {
      bad: "FROM debian:13\nARG [|NODE_TLS_REJECT_UNAUTHORIZED=0|] A=1\nONBUILD ENV A=1 [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\n",
      fixed: "FROM debian:13\nARG A=1\nONBUILD ENV A=1\n",
    },
    {
      bad: "FROM debian:13\nRUN [|NODE_TLS_REJECT_UNAUTHORIZED=0|] \\\n  one && export [|NODE_TLS_REJECT_UNAUTHORIZED=0|] && two\n",
      fixed: "FROM debian:13\nRUN one && two\n",
    },
    {
      bad: "FROM debian:13\nRUN one \\\n    && export [|NODE_TLS_REJECT_UNAUTHORIZED=0|] \\\n    # why\n    && two\n",
      fixed: "FROM debian:13\nRUN one \\\n    # why\n    && two\n",
    },
    {
      bad: "FROM debian:13\nRUN set -e; \\\n\texport [|NODE_TLS_REJECT_UNAUTHORIZED=0|]; \\\n\t# why\n\ttwo\n",
      fixed: "FROM debian:13\nRUN set -e; \\\n\t# why\n\ttwo\n",
    },
    {
      bad: "FROM debian:13\nRUN <<EOF\nexport A=1 [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\nexport [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\n# why\none\nEOF\n",
      fixed: "FROM debian:13\nRUN <<EOF\nexport A=1\n# why\none\nEOF\n",
    },
    {
      bad: "FROM debian:13\nRUN export [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\nRUN env [|NODE_TLS_REJECT_UNAUTHORIZED=0|] one\n",
      fixed: "FROM debian:13\nRUN env one\n",
    },
    {
      bad: "FROM debian:13\nENV [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\nRUN echo $NODE_TLS_REJECT_UNAUTHORIZED\n",
      refused: "No fix: `$NODE_TLS_REJECT_UNAUTHORIZED` is used elsewhere",
    },
    {
      bad: "FROM debian:13\nENV A=1 \\\n  # why\n  [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\n",
      refused: "No fix: a comment stands beside it",
    },
    {
      bad: "FROM debian:13\nRUN one; export [|NODE_TLS_REJECT_UNAUTHORIZED=0|]\n",
      refused: "No fix: the status of another command",
    },
    {
      bad: "FROM debian:13\nRUN export [|NODE_TLS_REJECT_UNAUTHORIZED=0|] || one\n",
      refused: "No fix: its status decides",
    },
    {
      bad: "FROM debian:13\nRUN if one; then export [|NODE_TLS_REJECT_UNAUTHORIZED=0|]; fi\n",
      refused: "No fix: the command is part of another",
    },
    {
      good: "FROM debian:13\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\nARG NODE_TLS_REJECT_UNAUTHORIZED\n",
    },
    {
      good: "FROM debian:13\nRUN NODE_TLS_REJECT_UNAUTHORIZED=$V a && echo NODE_TLS_REJECT_UNAUTHORIZED=0\n",
    },
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

const message = "NODE_TLS_REJECT_UNAUTHORIZED set to 0 lets every certificate pass.";

function isOff({ name, value }: EnvironmentSetting): boolean {
  return name === "NODE_TLS_REJECT_UNAUTHORIZED" && value === "0";
}
