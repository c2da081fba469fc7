import { defineRule, type Fix, type Report } from "../lint/rule.ts";
import { firstIndex } from "../syntax/firstIndex.ts";
import { findTokens } from "../syntax/secretTokens.ts";
import type { Dockerfile, Span } from "../syntax/tree.ts";

/** Made here, so that nobody takes the examples for tokens. */
const digits = "a1B2c3D4e5F6".repeat(3);
const token = `ghp_${digits}`;
const jwt = `eyJ${digits}.eyJ${digits}.${digits}`;
const pem = ["-----BEGIN RSA PRIVATE", "KEY-----"].join(" ");
const letters = "QWERTYUIOPASDFGH";

export default defineRule({
  name: "no-secret-value",
  severity: "warning",
  strict: "error",
  category: "secrets",
  aliases: {},
  sources: [
    "https://docs.docker.com/build/building/secrets/",
    "https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns",
  ],
  summary: "A real-looking key, token or private key stands in the file.",
  why: `Whoever reads the repository, the image's history or the build log has the secret. Their issuers give such values a
form of their own, so that they are told from other text; a value is not reported because it only looks random. Revoke it,
since it stays in the repository's history, and pass its successor with \`--mount=type=secret\`.`,
  examples: [
    {
      bad: `FROM alpine\nENV A=[|${token}|] B=c\n`,
      says: "A GitHub token",
      fixed: "FROM alpine\nENV A= B=c\n",
    },
    {
      bad: `FROM alpine\r\nARG A=b \\\r\n# why\r\n  C="x:[|${token}|]"\r\nENV D=e \\\r\n  F='[|${token}|]' \\\r\n  G=h`,
      fixed: "FROM alpine\r\nARG A=b \\\r\n# why\r\n  C\r\nENV D=e \\\r\n  F= \\\r\n  G=h",
    },
    {
      bad: `FROM alpine\nENV A [|${token}|]\nLABEL b=[|${token}|]\nRUN login [|${token}|]\n`,
      refused: "No fix: what takes its place is not known",
    },
    {
      bad: `FROM alpine\n# curl -H "Authorization: [|${jwt}|]"\nRUN true \\\n  && login [|AKIA${letters}|]\n`,
    },
    {
      bad: `FROM alpine\nRUN <<EOF\nnpm config set token npm_${digits.slice(1)}\nlogin [|glpat-${digits}|]\nEOF\n`,
    },
    { bad: `FROM alpine\nRUN echo "[|${pem}|]\\nMIIEpAIBAAKCAQEA7Qmn\\n" > /k\n` },
    {
      bad: `FROM alpine\nCOPY <<EOF /k\n[|${pem}|]\nMIIEpAIBAAKCAQEA7Qmn\nEOF\n`,
      says: "private key",
    },
    {
      bad: `FROM alpine\nLABEL a="https://[|hooks.slack.com/services/T12345678/B12345678/${digits.slice(0, 24)}|]"\n`,
    },
    { good: "FROM alpine\nENV KEY=AKIAIOSFODNN7EXAMPLE\n" },
    { good: `FROM alpine\nENV A=ghp_${"x".repeat(36)} B=${digits}\n` },
    { good: `FROM alpine\nRUN grep -q "${pem}" /k\nENV A=ghp_abc B=X${token}\n` },
    {
      good: "FROM alpine@sha256:5ce5f501c457015c4b91f91a15ac69157d9b06f1a75cf9107bf2b62e0843983a\n",
    },
  ],
  visit: {
    document({ dockerfile }, { report }) {
      for (const found of findTokens(dockerfile.text)) reportToken(dockerfile, found, report);
    },
  },
});

function reportToken(
  dockerfile: Dockerfile,
  found: Span & { readonly name: string },
  report: Report,
): void {
  const message = `${found.name} stands in the file: take it out and revoke it.`;
  const fix = emptyValue(dockerfile, found);
  if (fix !== undefined) report(found, message, fix);
  else report(found, `${message} No fix: what takes its place is not known.`);
}

/** ARG gets its value from the build then, ENV when a container starts. */
function emptyValue({ instructions }: Dockerfile, { start, end }: Span): Fix | undefined {
  const node = instructions[firstIndex(instructions, (each) => each.start > start) - 1];
  if (node?.name !== "ARG" && (node?.name !== "ENV" || node.legacy)) return undefined;
  const { key, value } =
    node.pairs.find((pair) => pair.value && pair.value.start <= start && end <= pair.value.end) ??
    {};
  if (key === undefined || value === undefined) return undefined;
  const from = node.name === "ARG" ? key.end : value.start;
  return {
    title: `Take the value of ${key.value} out`,
    edits: [{ start: from, end: value.end, text: "" }],
    safety: "unsafe",
  };
}
