import { defineRule } from "../lint/rule.ts";
import {
  commandSettings,
  instructionSettings,
  type EnvironmentSetting,
} from "../syntax/environmentSettings.ts";

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
    { good: "FROM debian:13\nENV PYTHONHTTPSVERIFY=1\nARG PYTHONHTTPSVERIFY\n" },
    { good: "FROM debian:13\nRUN PYTHONHTTPSVERIFY=$V a && echo PYTHONHTTPSVERIFY=0\n" },
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

const message = "PYTHONHTTPSVERIFY set to 0 lets every certificate pass.";

function isOff({ name, value }: EnvironmentSetting): boolean {
  return name === "PYTHONHTTPSVERIFY" && value === "0";
}
