import { defineRule } from "../lint/rule.ts";
import {
  commandSettings,
  instructionSettings,
  type EnvironmentSetting,
} from "../syntax/environmentSettings.ts";

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
      good: "FROM debian:13\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\nARG NODE_TLS_REJECT_UNAUTHORIZED\n",
    },
    {
      good: "FROM debian:13\nRUN NODE_TLS_REJECT_UNAUTHORIZED=$V a && echo NODE_TLS_REJECT_UNAUTHORIZED=0\n",
    },
  ],
  visit: {
    ENV(node, { model, report }) {
      for (const each of instructionSettings(model, node)) if (isOff(each)) report(each, message);
    },
    ARG(node, { model, report }) {
      for (const each of instructionSettings(model, node)) if (isOff(each)) report(each, message);
    },
    command(command, _, { model, report }) {
      for (const each of commandSettings(model, command)) if (isOff(each)) report(each, message);
    },
  },
});

const message = "NODE_TLS_REJECT_UNAUTHORIZED set to 0 lets every certificate pass.";

function isOff({ name, value }: EnvironmentSetting): boolean {
  return name === "NODE_TLS_REJECT_UNAUTHORIZED" && value === "0";
}
