// The sample Dockerfiles: every problem at its place, and what their fixes make of them.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./eventually.ts";
import { find, open, problems, untitled, write } from "./workspace.ts";

const found: Readonly<Record<string, readonly string[]>> = {
  "nginx-demo": [
    "2:6-2:21 hint prefer-slim-base",
    "3:1-3:11 info no-maintainer",
    "5:1-5:4 warning prefer-copy",
    "7:13-7:19 info clean-apt-lists",
    "7:13-7:19 warning apt-update-with-install",
    "8:13-8:20 hint no-recommends",
    "12:5-12:24 info exec-form",
    "12:5-12:24 warning foreground-process",
  ],
  "go-two-stage": [
    "3:9-3:12 info absolute-workdir",
    "4:1-4:4 warning prefer-copy",
    "7:13-7:19 warning no-latest-tag",
    "10:13-10:14 info name-stages",
    "11:6-11:16 warning missing-copy-source",
    "13:5-13:11 info exec-form",
  ],
  "php-extension": [
    "8:1-8:4 warning prefer-copy",
    "15:1-15:4 warning single-cmd",
    "16:5-16:24 info exec-form",
  ],
};

describe("problems", () => {
  for (const [folder, expected] of Object.entries(found)) {
    it(`of ${folder} are these`, async () => {
      const document = await open(folder, "Dockerfile");
      await eventually(() => assert.deepEqual(problems(document), expected));
    });
  }

  it("name their rule, their source and a page about it", async () => {
    const document = await open("php-extension", "Dockerfile");
    const [diagnostic] = await diagnosticsAt(document, "ADD");
    assert.equal(diagnostic?.source, "drydock");
    assert.ok(typeof diagnostic.code === "object");
    const page = await vscode.workspace.openTextDocument(diagnostic.code.target);
    assert.match(page.getText(), /^# prefer-copy\n/);
  });

  it("that another extension reports too are hidden on demand", async () => {
    const document = await open("php-extension", "Dockerfile");
    const others = vscode.languages.createDiagnosticCollection("another linter");
    const setting = vscode.workspace.getConfiguration("drydock", document.uri);
    const rule = "8:1-8:4 warning prefer-copy";
    const own = (): readonly string[] => problems(document).filter((each) => !each.includes("DL"));
    try {
      const diagnostic = new vscode.Diagnostic(new vscode.Range(7, 0, 7, 1), "Use COPY");
      diagnostic.code = "DL3020";
      others.set(document.uri, [diagnostic]);
      await eventually(() => assert.ok(own().includes(rule)));
      await setting.update("hideDuplicates", true, vscode.ConfigurationTarget.Workspace);
      await eventually(() => assert.ok(!own().includes(rule)));
      assert.ok(own().length > 0, "what only we report is still there");
      others.clear();
      await eventually(() => assert.ok(own().includes(rule)));
      others.set(document.uri, [diagnostic]);
      await eventually(() => assert.ok(!own().includes(rule)));
    } finally {
      others.dispose();
      await setting.update("hideDuplicates", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it("in ignore files are shown as well", async () => {
    await write("*.log\n[a-\n", "ignored", "Dockerfile.dockerignore");
    const document = await open("ignored", "Dockerfile.dockerignore");
    await eventually(() =>
      assert.deepEqual(problems(document), ["2:1-2:4 error valid-ignore-pattern"]),
    );
  });

  it("go when the text no longer has them, and come back with it", async () => {
    const document = await open("php-extension", "Dockerfile");
    await replace(document, find(document, "ADD"), "COPY");
    await eventually(() => assert.deepEqual(problems(document), found["php-extension"]?.slice(1)));
    await replace(document, find(document, "COPY build"), "ADD build");
    await eventually(() => assert.deepEqual(problems(document), found["php-extension"]));
  });
});

describe("fixes", () => {
  it("turn ADD into COPY", async () => {
    const document = await open("nginx-demo", "Dockerfile");
    await fix(document, "ADD", "Use COPY");
    assert.equal(document.lineAt(4).text, "COPY ./sources.list /etc/apt/sources.list");
  });

  it("put apt-get update and install into one RUN", async () => {
    const document = await open("nginx-demo", "Dockerfile");
    await fix(document, "update", "Merge the update with the install");
    assert.equal(
      document.getText(new vscode.Range(6, 0, 8, 0)),
      "RUN apt-get update \\\n    && apt-get install -y nginx\n",
    );
  });

  it("turn MAINTAINER into a label", async () => {
    const document = await open("nginx-demo", "Dockerfile");
    await fix(document, "MAINTAINER", "Use a label");
    assert.equal(
      document.lineAt(2).text,
      'LABEL org.opencontainers.image.authors="Harbour Crew <crew@example.com>"',
    );
  });

  it("keep a server in the foreground", async () => {
    const document = await open("nginx-demo", "Dockerfile");
    await fix(document, "service nginx start", "Run in the foreground");
    assert.equal(document.lineAt(11).text, 'CMD ["nginx", "-g", "daemon off;"]');
  });

  it("name a stage and every reference to it", async () => {
    const document = await open("go-two-stage", "Dockerfile");
    await fix(document, "0 /out/tide", "Name the stage builder");
    assert.equal(document.lineAt(1).text, "FROM golang:1.24-alpine AS builder");
    assert.equal(document.lineAt(9).text, "COPY --from=builder /out/tide .");
  });

  it("give a command its exec form", async () => {
    const document = await open("php-extension", "Dockerfile");
    await fix(document, "php -S 0.0.0.0:8000", "Use the exec form");
    assert.equal(document.lineAt(15).text, 'CMD ["php", "-S", "0.0.0.0:8000"]');
  });

  it("merge consecutive RUN instructions", async () => {
    const document = await untitled("FROM alpine:3.20\nRUN mkdir /sail\nRUN touch /sail/jib\n");
    await fix(document, "RUN touch", "Merge 2 RUN instructions");
    assert.equal(
      document.getText(),
      "FROM alpine:3.20\nRUN mkdir /sail \\\n    && touch /sail/jib\n",
    );
  });

  it("are all made at once where they are safe", async () => {
    const document = await open("nginx-demo", "Dockerfile");
    await diagnosticsAt(document, "ADD");
    const everything = new vscode.Range(0, 0, document.lineCount, 0);
    const actions = await codeActions(document, everything, "source.fixAll");
    assert.deepEqual(
      actions.map(({ kind }) => kind?.value),
      ["source.fixAll.drydock"],
    );
    await apply(actions[0]);
    const left = [
      "prefer-slim-base",
      "no-maintainer",
      "no-recommends",
      "clean-apt-lists",
      "exec-form",
      "foreground-process",
    ];
    await eventually(() =>
      assert.deepEqual(
        problems(document).map((problem) => problem.split(" ").at(-1)),
        left,
      ),
    );
  });

  it("come with the rule's page", async () => {
    const document = await open("nginx-demo", "Dockerfile");
    await diagnosticsAt(document, "ADD");
    const actions = await codeActions(document, find(document, "ADD"), "quickfix");
    const page = actions.find(({ title }) => /documentation/.test(title));
    assert.equal(page?.command?.command, "drydock.openRuleDocumentation");
    await apply(page);
    await eventually(() => {
      const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
        tabs.map(({ label }) => label),
      );
      assert.ok(
        labels.some((label) => /prefer-copy/.test(label)),
        labels.join(", "),
      );
    });
  });
});

/** Waits for the problems at the place of a text. */
function diagnosticsAt(
  document: vscode.TextDocument,
  text: string,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(() => {
    const place = find(document, text);
    const there = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ range }) => range.intersection(place) !== undefined);
    assert.ok(there.length > 0, `problems at ${text}`);
    return there;
  });
}

/** Makes the fix with this title at a text. */
async function fix(document: vscode.TextDocument, text: string, title: string): Promise<void> {
  await diagnosticsAt(document, text);
  const place = find(document, text);
  const actions = await codeActions(document, place.with(undefined, place.start), "quickfix");
  const action = actions.find((each) => each.title === title);
  assert.ok(action?.edit, `one of ${actions.map((each) => each.title).join(", ")}`);
  await apply(action);
}

function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: string,
): Thenable<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    kind,
    // the edits of actions that fix many problems are worked out when they are asked for
    10,
  );
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action);
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
  if (action.command) {
    const { command, arguments: args = [] } = action.command;
    await vscode.commands.executeCommand(command, ...args);
  }
}

async function replace(
  document: vscode.TextDocument,
  range: vscode.Range,
  text: string,
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
