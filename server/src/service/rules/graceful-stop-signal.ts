import { unstoppableSignals } from "../data/signals.ts";
import { defineRule } from "../lint/rule.ts";
import { signalName } from "../syntax/signals.ts";
import { isForWindows } from "../syntax/windows.ts";

export default defineRule({
  name: "graceful-stop-signal",
  severity: "warning",
  category: "runtime",
  aliases: {},
  stages: "shipped",
  sources: [
    "https://docs.docker.com/reference/dockerfile/#stopsignal",
    "https://man7.org/linux/man-pages/man7/signal.7.html",
  ],
  summary: "STOPSIGNAL is SIGKILL or SIGSTOP, which no program can handle.",
  why: `\`docker stop\` sends this signal to let the program end: close connections, write its data, remove its locks. No
    program hears SIGKILL, which ends it on the spot, nor SIGSTOP, which halts it until the time-out kills it. Use SIGTERM, or
    the signal on which the program ends properly.`,
  examples: [
    {
      bad: "FROM node:24\nSTOPSIGNAL [|SIGKILL|]\n",
      fixed: "FROM node:24\nSTOPSIGNAL SIGTERM\n",
    },
    { bad: "FROM node:24\nSTOPSIGNAL [|9|]\n" },
    { bad: "FROM node:24\nSTOPSIGNAL [|stop|]\n" },
    { bad: "FROM node:24\nSTOPSIGNAL [|19|]\n" },
    { bad: "FROM node:24\nARG SIGNAL=kill\nSTOPSIGNAL [|$SIGNAL|]\n", says: "`kill`" },
    { bad: "FROM node:24 AS base\nSTOPSIGNAL [|Kill|]\nFROM base\n" },
    { good: "FROM node:24\nSTOPSIGNAL SIGTERM\nSTOPSIGNAL 15\nSTOPSIGNAL $SIGNAL\n" },
    { good: "FROM node:24 AS test\nSTOPSIGNAL SIGKILL\nFROM node:24\n" },
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nSTOPSIGNAL 9\n" },
  ],
  visit: {
    STOPSIGNAL(node, { model, report }) {
      const [word] = node.words;
      const text = (word && model.expand(word, node)) ?? "";
      const name = signalName(text);
      if (word === undefined || name === undefined || !unstoppableSignals.has(name)) return;
      if (isForWindows(model, node)) return;
      const edits = [{ start: word.start, end: word.end, text: "SIGTERM" }];
      report(
        word,
        `STOPSIGNAL \`${text}\` leaves the program no chance to end properly.`,
        word.text === text ? { title: "Use SIGTERM", edits, safety: "unsafe" } : undefined,
      );
    },
  },
});
