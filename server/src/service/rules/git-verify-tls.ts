import { defineRule } from "../lint/rule.ts";
import { commandSettings, instructionSettings } from "../syntax/environmentSettings.ts";
import { plainText } from "../syntax/runCommands.ts";

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
    { good: "FROM debian:13\nRUN git config --global http.sslVerify true && git clone a\n" },
    {
      good: "FROM debian:13\nRUN git config --get http.sslVerify && git -c http.sslVerify=true pull\n",
    },
    { good: "FROM debian:13\nARG GIT_SSL_NO_VERIFY\nRUN unset GIT_SSL_NO_VERIFY\n" },
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
      if (command.program !== "git") return;
      const words = command.args.map(plainText);
      const key = words.findIndex((word) => /^http\.(?:.*\.)?sslverify(?:=|$)/i.test(word));
      const word = command.args[key];
      if (word === undefined) return;
      const [, value = words[key + 1] ?? ""] = /=(.*)$/.exec(words[key] ?? "") ?? [];
      if (/^(?:false|no|off|0)$/i.test(value))
        report(word, `\`${word.text}\` switched off lets every certificate pass.`);
    },
  },
});

const message = "GIT_SSL_NO_VERIFY lets every certificate pass, whatever its value.";

function isOff({ name }: { readonly name: string }): boolean {
  return name === "GIT_SSL_NO_VERIFY";
}
