import { defineRule } from "../lint/rule.ts";
import { cleanPath } from "../syntax/paths.ts";

export default defineRule({
  name: "no-system-workdir",
  severity: "warning",
  category: "runtime",
  aliases: { trivy: "DS-0030" },
  sources: [
    "https://avd.aquasec.com/misconfig/ds030",
    "https://man7.org/linux/man-pages/man7/hier.7.html",
  ],
  summary: "WORKDIR lies in a system folder.",
  why: `/proc, /sys and /dev are filled by the kernel when a container starts: what the build puts there is gone or hidden at
    run time, and what the program writes there reaches devices. /boot, /initrd and /lost+found belong to the machine, not to an
    application. Take a folder such as /app or /srv.`,
  examples: [
    { bad: "FROM node:24\nWORKDIR [|/proc|]\n" },
    { bad: "FROM node:24\nWORKDIR [|/dev/shm|]\n" },
    { bad: "FROM node:24\nWORKDIR [|/sys/x|]\nWORKDIR [|../y|]\n", says: "`/sys/" },
    { bad: 'FROM node:24\nWORKDIR [|"/lost+found/"|]\nWORKDIR [|/./boot|]\nWORKDIR [|/initrd|]\n' },
    { bad: "FROM node:24\nENV D=/dev\nWORKDIR [|$D/app|]\n" },
    { bad: "FROM node:24 AS a\nWORKDIR /\nFROM a\nWORKDIR [|proc|]\nFROM node:24\n" },
    { good: "FROM node:24\nWORKDIR /\nWORKDIR /app/dev\nWORKDIR proc\nWORKDIR /device\n" },
    { good: "FROM node:24\nWORKDIR dev\nWORKDIR $D/dev\n" },
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nWORKDIR C:/dev\n" },
  ],
  visit: {
    WORKDIR(node, { model, report }) {
      const [word] = node.words;
      const text = word && model.expand(word, node);
      if (word === undefined || text === undefined || /^[A-Za-z]:/.test(text)) return;
      const parent = text.startsWith("/") ? "" : model.workdir(node);
      if (parent === undefined) return;
      const path = cleanPath(`${parent}/${text}`);
      const [, folder] = /^\/(proc|sys|dev|boot|initrd|lost\+found)(?:\/|$)/.exec(path) ?? [];
      if (folder !== undefined)
        report(word, `WORKDIR \`${path}\` lies in /${folder}, a system folder.`);
    },
  },
});
