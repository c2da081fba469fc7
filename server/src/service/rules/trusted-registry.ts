import { officialImageNames } from "../data/officialImageNames.ts";
import { defineRule } from "../lint/rule.ts";
import { imageUses, type ImageUse } from "../syntax/imageUses.ts";
import type { Span } from "../syntax/tree.ts";

const dockerHub = /^(?:hub\.docker\.com|(?:index|registry-1)\.docker\.io)$/;

export default defineRule({
  name: "trusted-registry",
  severity: "warning",
  category: "base-image",
  aliases: { hadolint: "DL3026" },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3026",
    "https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image",
  ],
  summary: "An image comes from a registry that is not on the list of trusted ones.",
  why: `Whoever controls a base image controls what is built on it, so many teams allow certain registries only, such as their
own mirror. Names without a registry come from docker.io. Without a list of trusted registries this rule says nothing.`,
  examples: [
    { bad: "FROM [|random.com|]/debian:13\n", project: { trustedRegistries: ["docker.io"] } },
    {
      bad: "FROM [|debian:13|] AS a\nCOPY --from=[|ghcr.io|]/team/x:1 /a /b\nRUN --mount=from=[|localhost:5000|]/y,target=/y ls\n",
      project: { trustedRegistries: ["registry.example.com"] },
    },
    { bad: "FROM [|example.com|]/a:1\n", project: { trustedRegistries: ["*.example.com"] } },
    { good: "FROM random.com/debian:13\n" },
    { good: "FROM random.com/debian:13\n", project: { trustedRegistries: ["*"] } },
    {
      good: "FROM a.b.example.com/a:1 AS x\nFROM x\nFROM scratch\nFROM x.com:5000/b:1\n",
      project: { trustedRegistries: ["*.example.com", "x.com:5000"] },
    },
    {
      good: "FROM debian:13\nFROM docker.io/library/node:24\n",
      project: { trustedRegistries: ["hub.docker.com"] },
    },
    {
      good: "ARG R=evil.com\nFROM $R/a:1\nCOPY --from=context-of-bake /a /b\n",
      project: { trustedRegistries: ["x.com"] },
    },
  ],
  visit: {
    document(model, { report, project: { trustedRegistries } }) {
      if (trustedRegistries.length === 0) return;
      const trusted = trustedRegistries.map(patternOf);
      for (const use of imageUses(model)) {
        const { reference, variables, text } = use;
        if (reference === undefined || variables.length > 0) continue;
        // `--from` also takes contexts that the build names
        const isBare = text !== undefined && /^[^/.:@]+$/.test(text);
        if (use.kind !== "FROM" && isBare && !officialImageNames.has(text)) continue;
        const { domain } = reference;
        if (trusted.some((pattern) => pattern.test(domain))) continue;
        report(domainOf(use, domain), `${domain} is not on the list of trusted registries.`);
      }
    },
  },
});

function patternOf(registry: string): RegExp {
  const name = dockerHub.test(registry) ? "docker.io" : registry;
  const parts = name.split("*").map((part) => part.replace(/[^\w]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "i");
}

/** Where the registry is written; the whole name where it is left out. */
function domainOf({ start, end, verbatim, written }: ImageUse, domain: string): Span {
  const isWritten = verbatim && written.startsWith(`${domain}/`);
  return { start, end: isWritten ? start + domain.length : end };
}
