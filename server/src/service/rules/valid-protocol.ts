import { defineRule, type Fix } from "../lint/rule.ts";
import { nearestName } from "../syntax/editDistance.ts";
import { portsIn } from "../syntax/imageConfig.ts";
import { portFault, portParts, protocolSpan } from "../syntax/ports.ts";
import type { Span } from "../syntax/tree.ts";

export default defineRule({
  name: "valid-protocol",
  severity: "error",
  category: "runtime",
  aliases: { utils: "INVALID_PROTO" },
  triggers: true,
  sources: ["https://docs.docker.com/reference/dockerfile/#expose"],
  summary: "The protocol in EXPOSE is not tcp, udp or sctp.",
  why: `Behind the slash stands the transport protocol, for which there are three words: tcp, udp and sctp. The builder
    refuses every other one, names of applications such as http among them, and the build stops there.`,
  examples: [
    { bad: "FROM node:24\nEXPOSE 80 8080/[|http|]\n", says: "`http`" },
    {
      bad: "FROM node:24\nEXPOSE 53/[|upd|] 80/[|tcpp|]\n",
      fixed: "FROM node:24\nEXPOSE 53/udp 80/tcp\n",
    },
    { bad: "FROM node:24\nEXPOSE 80/[|tcp/udp|]\n", severity: "warning" },
    { bad: "FROM node:24\nEXPOSE 80/[|a/tcp|]\n" },
    { bad: "FROM node:24\nARG PORT=80/x\nEXPOSE [|$PORT|]\n" },
    { bad: "FROM node:24\nARG PROTOCOL=x\nEXPOSE [|80/$PROTOCOL|]\n" },
    { bad: "FROM node:24\nONBUILD EXPOSE 80/[|x|]\n" },
    { good: "FROM node:24\nEXPOSE 80 80/tcp 53/UDP 90/Sctp 8000-8010/udp 91/\n" },
    { good: "FROM node:24\nEXPOSE 80/$PROTOCOL\n" },
    // the port is another rule's
    { good: "FROM node:24\nEXPOSE http /http\n" },
  ],
  visit: {
    EXPOSE(node, { model, report, reportAs }) {
      for (const port of portsIn(node, model)) {
        const fault = port.text === undefined ? undefined : portFault(port.text);
        if (port.text === undefined || fault?.part !== "protocol") continue;
        const written = protocolSpan(model, port);
        const [first = "", more] = portParts(port.text).protocol.split("/");
        const message = `EXPOSE \`${port.text}\`: the protocol ${fault.reason}`;
        if (more !== undefined && protocols.includes(first.toLowerCase())) {
          reportAs("warning", written ?? port, `${message}; older builders pass over the rest.`);
          continue;
        }
        const near = nearestName(first, protocols);
        report(
          written ?? port,
          `${message}.`,
          near === undefined ? undefined : fixFor(written, near),
        );
      }
    },
  },
});

const protocols: readonly string[] = ["tcp", "udp", "sctp"];

function fixFor(written: Span | undefined, text: string): Fix | undefined {
  if (written === undefined) return undefined;
  return { title: `Write ${text}`, edits: [{ ...written, text }], safety: "unsafe" };
}
