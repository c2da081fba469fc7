import { defineRule } from "../lint/rule.ts";
import { pathAt } from "../syntax/copyPaths.ts";
import type { Model } from "../syntax/model.ts";
import { runCommands } from "../syntax/runCommands.ts";
import { isSecretFile } from "../syntax/secrets.ts";
import type { Copy } from "../syntax/tree.ts";

export default defineRule({
  name: "removed-secret",
  severity: "warning",
  category: "secrets",
  aliases: {},
  stages: "shipped",
  sources: [
    "https://docs.docker.com/build/building/secrets/",
    "https://docs.docker.com/get-started/docker-concepts/building-images/understanding-image-layers/",
  ],
  summary: "A secret file is copied and removed later; it stays in the earlier layer.",
  why: `An instruction adds a layer and changes none. What rm removes is hidden in the image that runs, but the layer of the
COPY goes to the registry as it is, and anybody can unpack it. Use a secret mount, which is in no layer, or copy the file in
a build stage.`,
  examples: [
    {
      bad: "FROM alpine\nCOPY id_rsa /root/.ssh/id_rsa\nRUN git clone a && \\\n  rm -f [|/root/.ssh/id_rsa|]\n",
      says: "line 2",
    },
    {
      bad: "FROM alpine\nWORKDIR /app\nCOPY .npmrc package.json ./\nRUN npm ci\nRUN rm [|.npmrc|]\n",
    },
    { bad: "FROM alpine\nCOPY .env /app/\nRUN rm -rf [|/app/.env|] /tmp/x\n" },
    { good: "FROM alpine AS a\nCOPY .npmrc .\nRUN npm ci && rm .npmrc\nFROM alpine\n" },
    { good: "FROM alpine\nCOPY a.txt .env.example ./\nRUN rm a.txt .env.example\n" },
    {
      good: "FROM alpine\nRUN --mount=type=secret,id=npmrc,target=.npmrc npm ci && rm -f .npmrc\n",
    },
    { good: "FROM alpine\nRUN rm -f /root/.netrc\nCOPY .netrc /root/\n" },
  ],
  visit: {
    block({ instructions }, { model, report }) {
      const copied = new Map<string, number>();
      for (const node of instructions) {
        if (node.name === "COPY" || node.name === "ADD") {
          for (const path of secretsIn(model, node)) copied.set(baseName(path), node.startLine + 1);
        }
        if (
          node.name !== "RUN" ||
          copied.size === 0 ||
          !/\b(?:rm|shred)\b/.test(commandText(node.logical.text, node.heredocs))
        )
          continue;
        for (const { program, args } of runCommands(model, node)) {
          if (program !== "rm" && program !== "shred") continue;
          for (const word of args) {
            const line = copied.get(baseName(word.literal ?? word.text));
            if (line === undefined) continue;
            report(
              word,
              `\`${word.text}\` stays in the layer that line ${line} makes, where everybody can take it out.`,
            );
          }
        }
      }
    },
  },
});

function commandText(line: string, heredocs: readonly { readonly content: string }[]): string {
  return line + heredocs.map(({ content }) => content).join("");
}

/** The paths that secret files get. */
function secretsIn(model: Model, node: Copy): readonly string[] {
  const destination = (node.destination && pathAt(model, node, node.destination)) ?? "./";
  const isFolder = node.sources.length > 1 || /(?:^|[/\\])\.{0,2}$/.test(destination);
  return node.sources
    .map(({ value }) => value)
    .filter(isSecretFile)
    .map((path) => (isFolder ? path : destination));
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
