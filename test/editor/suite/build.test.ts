// Building with a real engine, and what the history of the image then says.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Layer } from "../../../engine/src/history.ts";
import { skipBecause } from "./report.ts";
import { inWorkspace, write } from "./workspace.ts";

const image = "drydock-editor-test";
const pier = "A pier of 24 bytes here.";

/** Builds on an image that every engine of the tests has; see scripts/setup/baseImages.ts. */
const dockerfile = `FROM busybox:1 AS build
COPY pier.txt /pier/pier.txt
RUN cat /pier/pier.txt /pier/pier.txt > /pier/piers.txt

FROM busybox:1 AS shipped
COPY --from=build /pier/piers.txt /srv/piers.txt
CMD ["cat", "/srv/piers.txt"]
`;

describe("building", function () {
  this.timeout(120_000);

  beforeEach(function () {
    const reason = process.env["DRYDOCK_NO_ENGINE"];
    if (reason !== undefined) skipBecause(this, reason);
  });

  before(async () => {
    await write(dockerfile, "pier", "Dockerfile");
    await write(pier, "pier", "pier.txt");
  });

  after(async () => {
    if (process.env["DRYDOCK_NO_ENGINE"] === undefined)
      await docker("image", "rm", "--force", image, `${image}:stage`, `${image}:committed`);
  });

  it("builds the last stage in a terminal, without a question where all is said", async () => {
    assert.equal(await build({ target: "", tag: image }), 0);
    assert.equal(await docker("run", "--rm", "--network=none", image), pier + pier);
    assert.ok(vscode.window.terminals.some(({ name }) => name.includes(image)));
  });

  it("builds the stage that is asked for", async () => {
    assert.equal(await build({ target: "build", tag: `${image}:stage` }), 0);
    assert.equal(
      await docker("run", "--rm", "--network=none", `${image}:stage`, "cat", "/pier/pier.txt"),
      pier,
    );
  });

  it("gives the exit code of a build that fails", async () => {
    const uri = await write("FROM busybox:1\nRUN exit 3\n", "broken", "Dockerfile");
    const context = inWorkspace("broken").fsPath;
    assert.equal(await build({ uri, context, target: "", tag: `${image}:broken` }), 1);
  });

  it("shows the layers with the sizes that the engine records", async () => {
    const layers = await showHistory(image);
    assert.deepEqual(
      layers.slice(0, 2).map(({ instruction, size, origin }) => ({ instruction, size, origin })),
      [
        { instruction: `CMD ["cat", "/srv/piers.txt"]`, size: 0, origin: "dockerfile" },
        {
          instruction: "COPY /pier/piers.txt /srv/piers.txt",
          size: 2 * pier.length,
          origin: "dockerfile",
        },
      ],
    );
    const recorded = await docker("history", "--human=false", "--format={{.Size}}", image);
    assert.deepEqual(
      layers.map(({ size }) => String(size)),
      recorded.split("\n"),
    );
  });

  it("marks the layer of a container that was committed", async () => {
    const container = await docker("run", "--detach", "--network=none", image, "sh", "-c", edit);
    try {
      await docker("wait", container);
      await docker("commit", "--message=by hand", container, `${image}:committed`);
    } finally {
      await docker("rm", "--force", container);
    }
    const [committed, next] = await showHistory(`${image}:committed`);
    assert.equal(committed?.origin, "commit");
    assert.equal(committed.comment, "by hand");
    assert.equal(committed.size, 4);
    assert.equal(next?.origin, "dockerfile");
  });

  it("says in one sentence that an image is unknown", async () => {
    const layers = await vscode.commands.executeCommand<readonly Layer[] | undefined>(
      "drydock.showImageHistory",
      { image: "drydock-no-such-image" },
    );
    assert.equal(layers, undefined);
  });
});

const edit = "printf wave > /srv/note.txt";

interface Answers {
  readonly uri?: vscode.Uri;
  readonly context?: string;
  readonly target: string;
  readonly tag: string;
}

function build(answers: Answers): Thenable<number | undefined> {
  return vscode.commands.executeCommand("drydock.buildImage", {
    uri: inWorkspace("pier", "Dockerfile"),
    context: inWorkspace("pier").fsPath,
    ...answers,
  });
}

async function showHistory(name: string): Promise<readonly Layer[]> {
  const layers = await vscode.commands.executeCommand<readonly Layer[] | undefined>(
    "drydock.showImageHistory",
    { image: name },
  );
  assert.ok(layers, `a history of ${name}`);
  return layers;
}

async function docker(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("docker", args);
  return stdout.trim();
}
