import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "valid-copy-flag-value",
  severity: "error",
  category: "syntax",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy---chmod",
    "https://docs.docker.com/reference/dockerfile/#add---checksum",
    "https://docs.docker.com/reference/dockerfile/#from",
    "https://docs.docker.com/reference/dockerfile/#run---network",
  ],
  summary:
    "The value of --chmod, --checksum, --platform or --network cannot be read, or --checksum stands on several or local sources.",
  why: `The builder stops at the value. --chmod is octal, up to 7777, or symbolic with a newer frontend. --checksum is a digest with all its digits,
    and compares one download or Git repository. --platform is a system, an architecture or both. Values with variables are left alone.`,
  examples: [
    { bad: "FROM alpine:3.20\nCOPY --chmod=[|rwx|] a b\n", says: "octal" },
    { bad: "FROM alpine:3.20\nCOPY --chmod=[|999|] a b\n" },
    { bad: "FROM alpine:3.20\nCOPY --chmod=[|10000|] a b\n" },
    { bad: "FROM alpine:3.20\nCOPY --chmod=[|u+x,755|] a b\n" },
    {
      bad: "FROM alpine:3.20\nADD --checksum=[|sha256:abc|] https://example.com/a /a\n",
      says: "64 hexadecimal",
    },
    {
      bad: "FROM alpine:3.20\nADD --checksum=[|sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|] a.tar /a\n",
      says: "neither",
    },
    {
      bad: "FROM alpine:3.20\nADD --checksum=[|sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|] https://example.com/a https://example.com/b /c/\n",
      says: "one source",
    },
    { bad: "FROM --platform=[|linux/amd64,linux/arm64|] alpine:3.20\n" },
    { bad: "FROM --platform=[|local|] alpine:3.20\n" },
    { bad: "FROM alpine:3.20\nRUN --network=[|lan|] ls\n", says: "default, none, host" },
    { bad: "FROM alpine:3.20\nRUN --security=[|off|] ls\n" },
    {
      good: "FROM alpine:3.20\nCOPY --chmod=0644 a b\nCOPY --chmod=07777 a b\nCOPY --chmod=$MODE a b\n",
    },
    { good: "FROM alpine:3.20\nCOPY --chmod=u=rwX,go=rX a b\nCOPY --chmod=+x a b\n" },
    {
      good: "FROM alpine:3.20\nADD --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://example.com/a /a\n",
    },
    {
      good: "FROM alpine:3.20\nADD --checksum=24454f8 https://example.com/a.git#v1 /a\nADD --checksum=$SUM https://example.com/a /a\n",
    },
    {
      good: "FROM --platform=$BUILDPLATFORM alpine:3.20\nFROM --platform=linux alpine:3.20\nFROM --platform=linux/arm/v7 alpine:3.20\n",
    },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
