import { signalNames } from "../data/signals.ts";
import { defineRule, type Fix } from "../lint/rule.ts";
import { nearestName } from "../syntax/editDistance.ts";
import { signalName } from "../syntax/signals.ts";
import type { Word } from "../syntax/tree.ts";
import { isForWindows } from "../syntax/windows.ts";

export default defineRule({
  name: "valid-stop-signal",
  severity: "error",
  category: "runtime",
  aliases: { utils: "INVALID_SIGNAL" },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#stopsignal",
    "https://man7.org/linux/man-pages/man7/signal.7.html",
  ],
  summary: "STOPSIGNAL is no signal.",
  why: `STOPSIGNAL takes the name of a signal, with or without SIG and in any case, or its number from 1 to 64. The builder
    refuses unknown names, and a number beyond 64 cannot be sent when the container is to stop.`,
  examples: [
    {
      bad: "FROM node:24\nSTOPSIGNAL [|SIGTEM|]\n",
      fixed: "FROM node:24\nSTOPSIGNAL SIGTERM\n",
    },
    { bad: "FROM node:24\nSTOPSIGNAL [|TRM|] \n", fixed: "FROM node:24\nSTOPSIGNAL TERM \n" },
    { bad: "FROM node:24\nSTOPSIGNAL [|a|]\n" },
    { bad: "FROM node:24\nSTOPSIGNAL [|0|]\n" },
    { bad: "FROM node:24\nSTOPSIGNAL [|65|]\n", severity: "warning" },
    { bad: "FROM node:24\nSTOPSIGNAL [|SIGRTMIN+16|]\n" },
    { bad: "FROM node:24\nARG SIGNAL=halt\nSTOPSIGNAL [|$SIGNAL|]\n", says: "`halt`" },
    { good: "FROM node:24\nSTOPSIGNAL SIGTERM\nSTOPSIGNAL quit\nSTOPSIGNAL Sigint\n" },
    {
      good: "FROM node:24\nSTOPSIGNAL 1\nSTOPSIGNAL 64\nSTOPSIGNAL SIGRTMIN+3\nSTOPSIGNAL rtmax-14\n",
    },
    { good: "FROM node:24\nSTOPSIGNAL $SIGNAL\nARG A=TERM\nSTOPSIGNAL SIG$A\n" },
    // Windows has none: another rule's
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nSTOPSIGNAL a\n" },
  ],
  visit: {
    STOPSIGNAL(node, { model, report, reportAs }) {
      const [word] = node.words;
      const text = word && model.expand(word, node);
      if (word === undefined || !text || signalName(text) !== undefined) return;
      if (isForWindows(model, node)) return;
      const message = `STOPSIGNAL \`${text}\` is no signal.`;
      // builders take every number but 0
      if (/^[+-]?\d*[1-9]\d*$/.test(text)) reportAs("warning", word, message);
      else report(word, message, fixFor(word, text));
    },
  },
});

function fixFor({ start, end, text }: Word, value: string): Fix | undefined {
  const prefix = /^SIG/i.test(value) ? "SIG" : "";
  const near = nearestName(value.slice(prefix.length).toUpperCase(), signalNames);
  if (near === undefined || text !== value) return undefined;
  const name = prefix + near;
  return { title: `Use ${name}`, edits: [{ start, end, text: name }], safety: "unsafe" };
}
