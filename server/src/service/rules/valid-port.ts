import { defineRule } from "../lint/rule.ts";
import { portsIn } from "../syntax/imageConfig.ts";
import { portFault } from "../syntax/ports.ts";

export default defineRule({
  name: "valid-port",
  severity: "error",
  category: "runtime",
  aliases: { hadolint: "DL3011", trivy: "DS-0008", utils: "INVALID_PORT" },
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#expose",
    "https://github.com/hadolint/hadolint/wiki/DL3011",
  ],
  summary: "EXPOSE names no valid port between 0 and 65535.",
  why: `Ports are numbers of 16 bits. The builder refuses anything else in EXPOSE, so the build stops there. A range is
    written with its lower end first, such as 8000-8010.`,
  examples: [
    { bad: "FROM node:24\nEXPOSE 80 [|80000|]\n", says: "`80000`" },
    { bad: "FROM node:24\nEXPOSE [|40000-80000/tcp|]\n", says: "ports end at 65535" },
    { bad: "FROM node:24\nEXPOSE [|90-80|] 443\n", says: "backwards" },
    { bad: "FROM node:24\nEXPOSE \\\n  80 \\\n  [|http|]\n", says: "is no number" },
    { bad: "FROM node:24\nEXPOSE [|-8000|] [|8000-|] [|/tcp|]\n" },
    { bad: "FROM node:24\nARG PORT=web\nEXPOSE [|$PORT|]\n", says: "`web`" },
    { bad: "FROM node:24\nEXPOSE [|8080::8089|] [|1:2:3|]\n", says: "is no IP address" },
    { bad: "FROM node:24\nEXPOSE [|80-81:90-92|]\n", says: "ranges of different lengths" },
    { bad: "FROM node:24\nONBUILD EXPOSE [|70000|]\n" },
    { bad: "EXPOSE [|80000|]\n" },
    { good: "FROM node:24\nEXPOSE 0 65535 8000-8010/udp 80-80\n" },
    { good: "FROM node:24\nEXPOSE 80:8080 127.0.0.1:80:80 [::1]:80:80 80-90:80\n" },
    { good: "FROM node:24\nEXPOSE $PORT ${OTHER:-80}\nARG ONE\nEXPOSE $ONE\n" },
    { good: "FROM node:24\nARG PORTS='80 443'\nEXPOSE $PORTS\n" },
    // the protocol is another rule's
    { good: "FROM node:24\nEXPOSE 80/http\n" },
    { good: "FROM node:24\nARG PORT=a\nONBUILD EXPOSE $PORT\n" },
  ],
  visit: {
    EXPOSE(node, { model, report }) {
      for (const port of portsIn(node, model)) {
        const fault = port.text === undefined ? undefined : portFault(port.text);
        if (fault?.part === "port") report(port, `EXPOSE \`${port.text}\`: ${fault.reason}.`);
      }
    },
  },
});
