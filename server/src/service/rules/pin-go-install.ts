import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { flagAmong } from "../syntax/commandFlags.ts";
import { isConfigured } from "../syntax/fileSettings.ts";
import type { Model } from "../syntax/model.ts";
import { isPlainCall } from "../syntax/packageCalls.ts";
import type { PackageCall } from "../syntax/packageWork.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "pin-go-install",
  severity: "off",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3062" },
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3062",
    "https://go.dev/ref/mod#go-install",
    "https://go.dev/ref/mod#version-queries",
  ],
  summary: "A `go install` or `go run` takes a package of another module without a version.",
  why: `With @latest each build takes the newest release, so two builds of the same file differ, and a broken or hostile
    release gets in unseen. A version such as @v1.2.3 is checked against Go's database of checksums. Inside a module,
    go.mod says the version.`,
  examples: [
    { bad: "FROM golang:1.25\nRUN go install [|example.com/tool@latest|]\n" },
    {
      bad: "FROM golang:1.25\nRUN go install [|example.com/tool/cmd/...|] ./cmd/x example.com/b@v1\n",
    },
    {
      bad: "FROM golang:1.25 AS build\nRUN go run -x [|example.com/tool@latest|] a@latest\nFROM scratch\n",
    },
    { good: "FROM golang:1.25\nRUN go install -ldflags '-s -w' example.com/tool@v1.2.3\n" },
    { good: "FROM golang:1.25\nRUN go run example.com/tool@v1.2.3 --out example.com/x@latest\n" },
    {
      good: "FROM golang:1.25\nRUN go install ./... && go install . && go run main.go && go run /a\n",
    },
    { good: "FROM golang:1.25\nRUN go install cmd/vet && go install $TOOL && go build\n" },
    {
      good: "FROM golang:1.25\nRUN go install example.com/tool@$VERSION && go get example.com/b\n",
    },
    // go.mod says the version
    { good: "FROM golang:1.25\nCOPY go.mod .\nRUN go install example.com/app/cmd/server\n" },
    { good: "FROM golang:1.25\nRUN --mount=target=. go install example.com/app/cmd/server\n" },
    { good: "FROM golang:1.25\nRUN go install -mod=vendor example.com/app/cmd/server\n" },
    { good: "FROM golang:1.25\nENV GOFLAGS=-mod=vendor\nRUN go install example.com/app\n" },
    {
      bad: "FROM golang:1.25\nCOPY go.mod .\nRUN go install [|example.com/a|] && go get [|b@latest|]\n",
      options: { commands: "plain" },
    },
    {
      good: "FROM golang:1.25\nRUN /usr/local/go/bin/go install example.com/a@latest\n",
      options: { commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      const isPlain = options.commands === "plain";
      const verbs = isPlain ? ["install", "run", "get"] : ["install", "run"];
      for (const call of model.packages(node).calls) {
        const [verb, ...packages] = call.operands;
        if (call.manager !== "go" || verb === undefined || !verbs.includes(verb.text)) continue;
        const hasModule = isPlain ? !isPlainCall(call) : isInModule(model, node, call);
        const [loose] = (verb.text === "run" ? packages.slice(0, 1) : packages).filter((word) =>
          isLoose(plainText(word), hasModule),
        );
        if (loose === undefined || (isPlain && hasModule)) continue;
        report(
          loose,
          `\`go ${verb.text}\` takes \`${loose.text}\` without a version, so each build takes the newest there is.`,
        );
      }
    },
  },
});

/** The first part of a path says whether another module is meant: that of the standard library has no dot. */
function isLoose(text: string, hasModule: boolean): boolean {
  if (/^[./~]|\.go$/.test(text)) return false;
  if (text.includes("@")) return /@(?:latest|upgrade|patch)$/.test(text);
  return !hasModule && /^[^/$]*\.[^/]*\//.test(text);
}

/** Something may have brought a go.mod. */
function isInModule(model: Model, node: Instruction, { args }: PackageCall): boolean {
  const flags = model.scope(node).lookup("GOFLAGS");
  return (
    flagAmong(args, ["-mod", "-modfile"]) !== undefined ||
    (flags.kind === "text" && flags.text.includes("-mod")) ||
    node.flags.some(({ name }) => name === "mount") ||
    isConfigured(model, node, moduleSource)
  );
}

const moduleSource = { setting: /\bgit\s+clone\b|\bgo\s+mod\b|\btar\b/, file: /(?:)/ };
