// ShellCheck beside our own rules, as the command line and the server use it; the real program.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createLanguageService, type LintRequest } from "../../server/src/service/index.ts";
import { createShellcheck } from "../../server/src/shellcheck.ts";
import { memoryHost } from "../memoryHost.ts";

const text = `FROM alpine:3.24
ARG NAME
RUN echo \\
  # a comment between
  "é" $NAME $(ls)
# hadolint ignore=SC2116
RUN a=$(echo b); c=$a
SHELL ["pwsh", "-c"]
RUN echo $x
SHELL ["/bin/bash", "-c"]
RUN <<EOF
echo 'it'\\''s' \`ls\`
EOF
`;

async function find(request: Partial<LintRequest>, complaints: string[] = []) {
  const shellcheck = createShellcheck((message) => complaints.push(message));
  const service = createLanguageService(memoryHost({}), { shellcheck });
  const document = TextDocument.create("file:///Dockerfile", "dockerfile", 1, text);
  const place = { folder: undefined, root: undefined, rules: {} };
  const problems = await service.problems(document, { ...place, ...request });
  return problems
    .filter(({ message }) => message.startsWith("ShellCheck: "))
    .map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`);
}

const off = { severity: "off" } as const;
const on = { severity: "warning" } as const;

describe("ShellCheck", () => {
  it("is asked only where it is wanted", async () => {
    assert.deepEqual(await find({}), []);
  });

  it("points at the words of the file, and knows ARG and ENV", async () => {
    const found = await find({
      shellcheck: "shellcheck",
      profile: "buildkit",
    });
    assert.ok(found.includes("SC2046 $(ls)"), found.join("\n"));
    assert.ok(found.includes("SC2086 $NAME"));
    assert.ok(found.includes("SC2006 `ls`"));
    assert.ok(found.every((each) => !each.startsWith("SC2154 ") && !each.startsWith("SC2116 ")));
    assert.ok(found.every((each) => !each.includes("$x")));
  });

  it("says nothing that one of our rules says or that is switched off", async () => {
    const own = await find({ shellcheck: "shellcheck", rules: { "quote-variables": on } });
    assert.ok(!own.includes("SC2086 $NAME"), own.join("\n"));
    const rest = await find({
      shellcheck: "shellcheck",
      rules: { "quote-command-substitution": off },
    });
    assert.ok(rest.every((each) => !each.startsWith("SC2046")));
  });

  it("that is missing or talks nonsense is said once, with what to do", async () => {
    for (const program of ["/no/such/shellcheck", process.execPath]) {
      const complaints: string[] = [];
      assert.deepEqual(await find({ shellcheck: program }, complaints), []);
      assert.equal(complaints.length, 1);
      assert.match(complaints[0] ?? "", /Install it, name its path in the setting/);
    }
  });
});
