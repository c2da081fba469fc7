import { defineRule } from "../lint/rule.ts";
import { portsIn } from "../syntax/imageConfig.ts";
import { portFault, portParts, protocolSpan } from "../syntax/ports.ts";

export default defineRule({
  name: "lower-case-protocol",
  severity: "hint",
  category: "runtime",
  aliases: { buildkit: "ExposeProtoCasing" },
  triggers: true,
  sources: ["https://docs.docker.com/reference/build-checks/expose-proto-casing/"],
  summary: "The protocol in EXPOSE has capital letters.",
  why: `Builders write the protocol in lower case into the image, whatever the file says. In the file it reads best as it is
    written everywhere else: tcp, udp or sctp in small letters.`,
  examples: [
    { bad: "FROM node:24\nEXPOSE 80/[|TCP|]\n", fixed: "FROM node:24\nEXPOSE 80/tcp\n" },
    {
      bad: "FROM node:24\nEXPOSE 80 53/[|Udp|] \\\n  8000-8010/[|tCP|]\n",
      fixed: "FROM node:24\nEXPOSE 80 53/udp \\\n  8000-8010/tcp\n",
    },
    { bad: "FROM node:24\nARG PROTOCOL=TCP\nEXPOSE [|80/$PROTOCOL|]\n" },
    { bad: "FROM node:24\nONBUILD EXPOSE 80/[|TCP|]\n" },
    { good: "FROM node:24\nEXPOSE 80/tcp 53/udp 80 90/sctp 91/\n" },
    { good: "FROM node:24\nEXPOSE 80/HTTP 81/$PROTOCOL /TCP\n" },
  ],
  visit: {
    EXPOSE(node, { model, report }) {
      for (const port of portsIn(node, model)) {
        const { port: number, protocol } = portParts(port.text ?? "");
        const lower = protocol.toLowerCase();
        if (protocol === lower || number === "") continue;
        if (portFault(port.text ?? "")?.part === "protocol") continue;
        const written = protocolSpan(model, port);
        const edits = written && [{ ...written, text: lower }];
        report(
          written ?? port,
          `The protocol \`${protocol}\` has capital letters.`,
          edits && { title: `Write ${lower}`, edits, safety: "safe" },
        );
      }
    },
  },
});
