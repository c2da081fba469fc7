import { defineRule } from "../lint/rule.ts";
import { portsIn } from "../syntax/imageConfig.ts";
import { portFault, portParts } from "../syntax/ports.ts";

export default defineRule({
  name: "plain-port",
  severity: "warning",
  category: "runtime",
  aliases: { buildkit: "ExposeInvalidFormat" },
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/build-checks/expose-invalid-format/",
    "https://docs.docker.com/reference/dockerfile/#expose",
  ],
  summary: "EXPOSE holds an IP address or a host mapping that is ignored.",
  why: `EXPOSE says which ports of the container are of use; it publishes none. Addresses and ports of the host are dropped
    today and will be refused by a coming release. They belong behind \`docker run --publish\` or into a Compose file.`,
  examples: [
    { bad: "FROM node:24\nEXPOSE [|80:8080|]\n", fixed: "FROM node:24\nEXPOSE 8080\n" },
    {
      bad: "FROM node:24\nEXPOSE 90 [|127.0.0.1:80:80/udp|] [|[::1]:80:81|]\n",
      fixed: "FROM node:24\nEXPOSE 90 80/udp 81\n",
    },
    { bad: "FROM node:24\nARG PORT=80\nEXPOSE [|$PORT:8080|]\n", says: "`80:8080`" },
    { bad: "FROM node:24\nONBUILD EXPOSE [|80:80|]\n" },
    { good: "FROM node:24\nEXPOSE 8080 8000-8010/udp :90\n" },
    { good: "FROM node:24\nEXPOSE $PORT:8080 ${OTHER:-80}\n" },
    { bad: "FROM node:24\nEXPOSE [|80:web|]\n" },
    // refused: another rule's
    { good: "FROM node:24\nEXPOSE 80:80/http 80:\n" },
  ],
  visit: {
    EXPOSE(node, { model, report }) {
      const { text: document } = model.dockerfile;
      for (const port of portsIn(node, model)) {
        const { text, start, end } = port;
        if (!text?.includes(":")) continue;
        const { address, published, port: number } = portParts(text);
        const fault = portFault(text);
        if ((address === "" && published === "") || number === "") continue;
        if (fault?.part === "protocol") continue;
        const canMend = fault === undefined && document.slice(start, end) === text;
        const edits = [{ start, end: start + text.lastIndexOf(":") + 1, text: "" }];
        report(
          port,
          `EXPOSE \`${text}\` maps a port of the host, which is ignored: only the port behind the last colon counts.`,
          canMend
            ? { title: "Name the container's port only", edits, safety: "unsafe" }
            : undefined,
        );
      }
    },
  },
});
