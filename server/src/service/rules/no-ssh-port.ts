import { defineRule } from "../lint/rule.ts";
import { portsIn } from "../syntax/imageConfig.ts";

export default defineRule({
  name: "no-ssh-port",
  severity: "info",
  strict: "warning",
  category: "runtime",
  aliases: { trivy: "DS-0004", checkov: "CKV_DOCKER_1" },
  stages: "shipped",
  sources: [
    "https://avd.aquasec.com/misconfig/ds004",
    "https://docs.docker.com/reference/cli/docker/container/exec/",
  ],
  summary: "The image exposes port 22.",
  why: `Port 22 is that of ssh servers. A shell in a container needs none: \`docker exec\` gives one, without a second service,
    its keys, its updates and a way in from the network. For a git host or an sftp server the port is the purpose of the
    image: ignore the rule there.`,
  examples: [
    { bad: "FROM debian:13\nEXPOSE 80 [|22|]\n" },
    { bad: "FROM debian:13\nEXPOSE [|20-25/tcp|]\n", says: "`20-25/tcp`" },
    { bad: "FROM debian:13 AS base\nEXPOSE [|2222:22|]\nFROM base\nCMD a\n" },
    { bad: "FROM debian:13\nARG PORT=22\nEXPOSE [|$PORT|]\n" },
    {
      bad: "FROM debian:13 AS test\nEXPOSE [|22|]\nFROM debian:13\n",
      options: { stages: "all" },
    },
    { good: "FROM debian:13\nEXPOSE 22/udp 2222 222 22:2222\n" },
    { good: "FROM debian:13\nEXPOSE $PORT\n" },
    { good: "FROM debian:13 AS test\nEXPOSE 22\nFROM debian:13\n" },
    { good: "FROM debian:13\n# drydock ignore=no-ssh-port it is an sftp server\nEXPOSE 22\n" },
  ],
  visit: {
    EXPOSE(node, { model, report }) {
      for (const port of portsIn(node, model)) {
        const { range, text } = port;
        if (range?.protocol !== "tcp" || range.first > 22 || range.last < 22) continue;
        report(port, `EXPOSE \`${text}\` opens port 22, that of ssh servers.`);
      }
    },
  },
});
