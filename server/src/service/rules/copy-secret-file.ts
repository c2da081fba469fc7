import { defineRule, type RuleContext } from "../lint/rule.ts";
import { isHeredoc } from "../syntax/copyPaths.ts";
import { isSecretFile } from "../syntax/secrets.ts";
import type { Copy } from "../syntax/tree.ts";

export default defineRule({
  name: "copy-secret-file",
  severity: "warning",
  category: "context",
  aliases: { trivy: "DS-0031" },
  triggers: true,
  sources: [
    "https://docs.docker.com/build/building/secrets/",
    "https://avd.aquasec.com/misconfig/dockerfile/general/avd-ds-0031/",
  ],
  summary: "COPY or ADD names a private key, credential store or .env file.",
  why: `Everyone who has the image has the file, also where a later RUN removes it, since layers only add. In a build stage it
stays out of the image, but lies in the build cache. A secret mount shows the file to one RUN without a copy; what a
container needs comes in when it starts.`,
  examples: [
    {
      bad: "FROM alpine\nCOPY [|id_rsa|] /root/.ssh/\nADD [|a/id_ed25519|] [|tls-key.pem|] [|app.p12|] /k/\n",
    },
    {
      bad: 'FROM alpine\nCOPY [|.env|] .\nCOPY [[|"./.env.production"|], "."]\nONBUILD COPY [|.npmrc|] .\n',
    },
    {
      bad: "FROM alpine\nCOPY [|.netrc|] [|.pypirc|] [|.aws/credentials|] [|.docker/config.json|] [|kubeconfig|] /root/\n",
    },
    { bad: "FROM alpine AS a\nCOPY [|.npmrc|] .\nFROM alpine\n", says: "build stage only" },
    {
      bad: "FROM alpine AS a\nFROM alpine\nCOPY --from=a [|/k/privkey.pem|] /k/\n",
      severity: "hint",
    },
    { good: "FROM alpine\nCOPY .env.example .env.sample .env.template .env.dist /app/\n" },
    {
      good: "FROM alpine\nCOPY id_rsa.pub ca.pem server.crt ca-key-bundle.crt public-key.pem cert.pem /k/\n",
    },
    {
      good: "FROM alpine\nCOPY env monkey.pem config.json credentials.go keyboard.pem /k/\nCOPY <<.env /app/.env\n.env\n",
    },
    { good: "FROM alpine\nRUN --mount=type=bind,source=.npmrc,target=/root/.npmrc npm ci\n" },
  ],
  visit: {
    COPY: check,
    ADD: check,
  },
});

function check(node: Copy, { model, report, reportAs }: RuleContext): void {
  const stage = model.stageOf(node);
  const place =
    stage !== undefined && !model.shipped.has(stage)
      ? "the build cache (build stage only)"
      : "a layer of the image";
  const isFrom = node.flags.some(({ name }) => name === "from");
  for (const word of node.sources) {
    if (!isSecretFile(word.value) || isHeredoc(node, word)) continue;
    const message = `\`${word.value}\` looks like a file of secrets, and a copy of it stays in ${place}.`;
    if (isFrom) reportAs("hint", word, message);
    else report(word, message);
  }
}
