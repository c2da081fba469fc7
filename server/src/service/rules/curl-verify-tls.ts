import { defineRule } from "../lint/rule.ts";
import { wordWithBlanks } from "../syntax/dropWord.ts";
import { isLocalAddress } from "../syntax/localAddress.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { Instruction } from "../syntax/tree.ts";
import { textMatches } from "../syntax/writtenText.ts";
import type { Model } from "../syntax/model.ts";

export default defineRule({
  name: "curl-verify-tls",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_2" },
  triggers: true,
  sources: ["https://curl.se/docs/manpage.html#-k", "https://curl.se/docs/sslcerts.html"],
  summary: "Certificate checks of `curl` are switched off.",
  why: `Whoever sits between the build and the server can then hand over another file, which ends up in the image. Most often
    the package ca-certificates is all that is missing; a certificate authority of one's own goes behind \`--cacert\`. The
    machine itself, as in a health check, is no risk.`,
  examples: [
    {
      bad: "FROM debian:13\nRUN curl [|-k|] -o a https://b.c\n",
      fixed: "FROM debian:13\nRUN curl -o a https://b.c\n",
    },
    {
      bad: "FROM debian:13\nRUN curl -fsSL [|--insecure|] https://b.c | sh\n",
      fixed: "FROM debian:13\nRUN curl -fsSL https://b.c | sh\n",
    },
    {
      bad: 'FROM debian:13\nRUN a=$(curl [|-skL|] https://b.c)\nRUN ["curl", [|"-k"|], "https://b"]\n',
    },
    { bad: "FROM debian:13\nRUN curl [|--proxy-insecure|] https://b.c [|-Lko|] a\n" },
    { bad: "FROM debian:13\nRUN echo [|insecure|] >> ~/.curlrc\n" },
    { bad: "FROM debian:13\nCOPY <<EOF /root/.curlrc\nsilent\n[|insecure|]\nEOF\n" },
    { bad: "FROM debian:13\nHEALTHCHECK CMD curl [|-k|] https://b.c\n" },
    { good: "FROM debian:13\nRUN curl -fsSLo k https://b.c -okay -H -k -w k\n" },
    { good: "FROM debian:13\nHEALTHCHECK CMD curl -fk https://localhost:8443/ || exit 1\n" },
    { good: "FROM debian:13\nRUN curl -k 'https://127.0.0.1/a' && curl -k https://[::1]:80\n" },
    { good: "FROM debian:13\nRUN tar -k && sort -k 2 a && df -k\n" },
  ],
  visit: {
    command(command, _, { model, report }) {
      if (command.program !== "curl") return;
      const words = command.args.map(plainText);
      if (words.some(isLocalAddress)) return;
      command.args.forEach((word, index) => {
        const text = words[index] ?? "";
        if (isValue(words[index - 1]) || !isInsecure(text)) return;
        const cut =
          text.length > 2 && !text.startsWith("--")
            ? undefined
            : wordWithBlanks(model, command, word);
        const message = `\`curl ${text}\` takes any certificate.`;
        report(
          word,
          message,
          cut && { title: "Check certificates", edits: [{ ...cut, text: "" }], safety: "unsafe" },
        );
      });
    },
    RUN: (node, { model, report }) => {
      for (const each of settingsFile(model, node))
        report(each, "`insecure` in .curlrc makes curl take any certificate.");
    },
    COPY: (node, { model, report }) => {
      for (const each of settingsFile(model, node))
        report(each, "`insecure` in .curlrc makes curl take any certificate.");
    },
  },
});

/** Short flags that take a value, which may stand behind them in the same word. */
const valued = "AbcCdDeEFHKmoPQrtTuUwxXyYz";

function isInsecure(text: string): boolean {
  if (text.startsWith("--")) return /^--(?:proxy-|doh-)?insecure$/.test(text);
  const [, flags = ""] = new RegExp(`^-([^${valued}-]*)`).exec(text) ?? [];
  return flags.includes("k");
}

/** Whether the next word is the value of this one. */
function isValue(text: string | undefined): boolean {
  return new RegExp(`^-[^${valued}-]*[${valued}]$`).test(text ?? "");
}

function settingsFile(model: Model, node: Instruction) {
  const { start, end } = node;
  const isThere = model.dockerfile.text.slice(start, end).includes(".curlrc");
  return isThere ? textMatches(model, node, /(?:--)?insecure(?![\w-])/g) : [];
}
