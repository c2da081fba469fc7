// Comments that switch rules off, and the quick fixes that write them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createAnalyser } from "../../server/src/service/analysis.ts";
import { codeActionsFor } from "../../server/src/service/features/codeActions.ts";
import { createLanguageService, ruleNamed } from "../../server/src/service/index.ts";
import { memoryHost } from "../memoryHost.ts";

const service = createLanguageService(memoryHost({}));
const request = { folder: undefined, root: undefined, rules: {}, profile: "strict" } as const;

async function lint(text: string) {
  const document = TextDocument.create("file:///Dockerfile", "dockerfile", 1, text);
  return service.problems(document, request);
}

/** The lines, from 1, on which a rule finds something. */
async function linesOf(rule: string, text: string): Promise<readonly number[]> {
  const problems = await lint(text);
  return problems
    .filter((problem) => problem.rule === rule)
    .map(({ start }) => text.slice(0, start).split("\n").length);
}

describe("ignore comments", () => {
  const cases: readonly (readonly [string, string, readonly number[]])[] = [
    ["nothing", "FROM a:latest\n", [1]],
    [
      "our own",
      "# drydock ignore=no-latest-tag since we said so\nFROM a:latest\nFROM b:latest\n",
      [3],
    ],
    ["our own, by another tool's code", "# drydock ignore=other,DL3007\nFROM a:latest\n", []],
    [
      "our own, for the file",
      "FROM a:latest\n# drydock global ignore=no-latest-tag\nFROM b:latest\n",
      [],
    ],
    ["hadolint's", "# hadolint ignore=DL3006, DL3007\nFROM a:latest\nFROM b:latest\n", [3]],
    [
      "hadolint's for the file",
      "FROM a:latest\n# hadolint global ignore=DL3007\nFROM b:latest\n",
      [],
    ],
    [
      "hadolint's for a stage",
      "# hadolint stage ignore=DL3007\nFROM a:latest\nCOPY --from=b:latest a b\nFROM c:latest\n",
      [4],
    ],
    ["of other rules", "# hadolint ignore=DL3006\nFROM a:latest\n", [2]],
    ["with another comment below", "# hadolint ignore=DL3007\n# the base\n\nFROM a:latest\n", []],
    ["inside an instruction", "FROM \\\n# hadolint ignore=DL3007\n a:latest\n", [3]],
    ["with CRLF", "# hadolint ignore=DL3007 reason\r\nFROM a:latest\r\n", []],
    ["with nothing below", "FROM a:latest\n# drydock ignore=no-latest-tag\n", [1]],
  ];
  for (const [title, text, lines] of cases) {
    it(`of the form: ${title}`, async () => {
      assert.deepEqual(await linesOf("no-latest-tag", text), lines);
    });
  }

  it("of BuildKit hold for the file, and above an instruction", async () => {
    const rule = "single-cmd";
    const text = "FROM a:1\nCMD a\nCMD b\n";
    assert.deepEqual(await linesOf(rule, text), [2]);
    assert.deepEqual(
      await linesOf(rule, `# check=skip=MultipleInstructionsDisallowed\n${text}`),
      [],
    );
    assert.deepEqual(await linesOf(rule, `# check=error=true;skip=all\n${text}`), []);
    assert.deepEqual(
      await linesOf(rule, "FROM a:1\n# check=skip=MultipleInstructionsDisallowed\nCMD a\nCMD b\n"),
      [],
    );
    assert.deepEqual(await linesOf("no-latest-tag", "# check=skip=all\nFROM a:latest\n"), [2]);
  });

  it("say which shell /bin/sh is", async () => {
    const text = "FROM a:1\nRUN echo <(ls)\n";
    const broken = "FROM a:1\nRUN if\n";
    assert.deepEqual(await linesOf("shell-syntax", broken), [2]);
    assert.deepEqual(await linesOf("shell-syntax", `# hadolint shell=powershell\n${broken}`), []);
    assert.deepEqual(
      await linesOf(
        "shell-syntax",
        `${text}# hadolint shell=powershell\nRUN if\nSHELL ["/bin/sh", "-c"]\nRUN if\n`,
      ),
      [6],
    );
    assert.deepEqual(
      await linesOf(
        "shell-syntax",
        `# hadolint shell=powershell\nFROM a:1\nRUN if\nFROM b:1\nRUN if\n`,
      ),
      [5],
    );
  });
});

describe("quick fixes that ignore", () => {
  /** The text after each of the fixes that ignore the first problem of a rule. */
  async function fixes(
    text: string,
    rule: string,
    snippets: "supported" | "unsupported" = "unsupported",
  ) {
    const document = TextDocument.create("file:///Dockerfile", "dockerfile", 1, text);
    const problem = (await service.problems(document, request)).find((each) => each.rule === rule);
    assert.ok(problem);
    const range = {
      start: document.positionAt(problem.start),
      end: document.positionAt(problem.end),
    };
    const actions = codeActionsFor(createAnalyser()(document), [problem], [problem], ruleNamed, {
      range,
      only: undefined,
      canOpenDocumentation: false,
      snippets,
      disabled: "shown",
      uriOf: (path) => path,
    });
    return actions.filter(({ title }) => title.startsWith("Ignore "));
  }

  async function results(text: string, rule: string): Promise<readonly string[]> {
    const document = TextDocument.create("", "dockerfile", 1, text);
    return (await fixes(text, rule)).map(({ edit }) => {
      const [edits = []] = Object.values(edit?.changes ?? {});
      return TextDocument.applyEdits(document, edits);
    });
  }

  it("write a comment in the words of each tool, and the problem is gone", async () => {
    const text = "# syntax=docker/dockerfile:1\r\nFROM a:1\r\n\tCMD a\r\nCMD b\r\n";
    const written = await results(text, "single-cmd");
    const head = "# syntax=docker/dockerfile:1\r\n";
    assert.deepEqual(written, [
      `${head}FROM a:1\r\n\t# drydock ignore=single-cmd\r\n\tCMD a\r\nCMD b\r\n`,
      `${head}# drydock global ignore=single-cmd\r\nFROM a:1\r\n\tCMD a\r\nCMD b\r\n`,
      `${head}FROM a:1\r\n\t# hadolint ignore=DL4003\r\n\tCMD a\r\nCMD b\r\n`,
      `${head}# hadolint global ignore=DL4003\r\nFROM a:1\r\n\tCMD a\r\nCMD b\r\n`,
      `${head}FROM a:1\r\n# check=skip=MultipleInstructionsDisallowed\r\n\tCMD a\r\nCMD b\r\n`,
      `${head}# check=skip=MultipleInstructionsDisallowed\r\nFROM a:1\r\n\tCMD a\r\nCMD b\r\n`,
    ]);
    for (const each of written) assert.deepEqual(await linesOf("single-cmd", each), [], each);
  });

  it("extend the comments that are there", async () => {
    const text =
      "# check=error=true\n# hadolint global ignore=DL3006 reason\nFROM a:1\n# drydock ignore=x why\nCMD a\nCMD b\n";
    const written = await results(text, "single-cmd");
    assert.equal(written[0], text.replace("ignore=x", "ignore=x,single-cmd"));
    assert.equal(written[3], text.replace("DL3006", "DL3006,DL4003"));
    assert.equal(
      written.at(-1),
      text.replace("error", "skip=MultipleInstructionsDisallowed;error"),
    );
    for (const each of written) assert.deepEqual(await linesOf("single-cmd", each), [], each);
  });

  it("leave room for a reason where the editor takes snippets", async () => {
    const [first] = await fixes("FROM a:1\nCMD a\nCMD b\n", "single-cmd", "supported");
    assert.deepEqual(first?.edit?.documentChanges, [
      {
        textDocument: { uri: "file:///Dockerfile", version: 1 },
        edits: [
          {
            range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
            snippet: { kind: "snippet", value: "# drydock ignore=single-cmd ${1:reason}\n" },
          },
        ],
      },
    ]);
  });

  it("stand behind a byte order mark, and end a last line first", async () => {
    assert.equal(
      (await results("\ufeffFROM a:1\nCMD a\nCMD b\n", "single-cmd"))[1],
      "\ufeff# drydock global ignore=single-cmd\nFROM a:1\nCMD a\nCMD b\n",
    );
  });
});
