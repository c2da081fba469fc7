import { defineRule } from "../lint/rule.ts";
import { wordWithBlanks } from "../syntax/dropWord.ts";
import { isLocalAddress } from "../syntax/localAddress.ts";
import { plainText } from "../syntax/runCommands.ts";
import { textMatches } from "../syntax/writtenText.ts";

export default defineRule({
  name: "wget-verify-tls",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_3" },
  triggers: true,
  sources: [
    "https://www.gnu.org/software/wget/manual/html_node/HTTPS-_0028SSL_002fTLS_0029-Options.html",
    "https://www.gnu.org/software/wget/manual/html_node/Wgetrc-Commands.html",
  ],
  summary: "Certificate checks of `wget` are switched off.",
  why: `Whoever sits between the build and the server can then hand over another file, which ends up in the image. Most often
    the package ca-certificates is all that is missing; a certificate authority of one's own goes behind
    \`--ca-certificate\`. The machine itself, as in a health check, is no risk.`,
  examples: [
    {
      bad: "FROM debian:13\nRUN wget [|--no-check-certificate|] https://a.b\n",
      fixed: "FROM debian:13\nRUN wget https://a.b\n",
    },
    { bad: "FROM debian:13\nRUN wget -q \\\n  [|--no-check-cert|] https://a.b\n" },
    { bad: "FROM debian:13\nRUN wget [|--check-certificate=off|] https://a.b\n" },
    { bad: "FROM debian:13\nRUN echo '[|check_certificate = off|]' >> ~/.wgetrc\n" },
    { bad: "FROM debian:13\nCOPY <<EOF /etc/wgetrc\n[|check_certificate=off|]\nEOF\n" },
    { good: "FROM debian:13\nRUN wget https://a.b && a --no-check-certificate\n" },
    { good: "FROM debian:13\nHEALTHCHECK CMD wget --no-check-certificate https://localhost/\n" },
    { good: "FROM debian:13\nRUN sed -i 's/check_certificate=off/check_certificate=on/' a\n" },
  ],
  visit: {
    command(command, _, { model, report }) {
      if (command.program !== "wget") return;
      const words = command.args.map(plainText);
      const at = words.findIndex((word) =>
        /^--no-check|^--check-certificate=(?:off|no)$/.test(word),
      );
      const word = command.args[at];
      if (word === undefined || words.some(isLocalAddress)) return;
      const cut = wordWithBlanks(model, command, word);
      report(
        word,
        `\`wget ${words[at]}\` takes any certificate.`,
        cut && { title: "Check certificates", edits: [{ ...cut, text: "" }], safety: "unsafe" },
      );
    },
    RUN(node, { model, report }) {
      for (const each of textMatches(model, node, setting)) report(each, message);
    },
    COPY(node, { model, report }) {
      if (node.heredocs.length === 0) return;
      for (const each of textMatches(model, node, setting)) report(each, message);
    },
  },
});

const setting = /check_certificate\s*=\s*(?:off|no|0)\b/g;
const message = "`check_certificate` switched off makes wget take any certificate.";
