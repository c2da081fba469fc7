// What a real engine says when it cannot answer, and what becomes of it.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { EngineError, type ProblemKind } from "../../engine/src/problem.ts";
import { run, type RunOptions } from "../../engine/src/run.ts";
import { commands, engine, layersOf } from "./engineUnderTest.ts";

const isProblem = (kind: ProblemKind, message: RegExp) => (error: unknown) =>
  error instanceof EngineError && error.problem.kind === kind && message.test(error.message);

describe("an engine that cannot answer", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "drydock-problems-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("answers now", async () => {
    assert.match(await run(engine, commands.ping()), /^\d+\./);
  });

  it("does not know the image", async () => {
    await assert.rejects(
      layersOf("drydock-test-none"),
      isProblem("unknown-image", /no image drydock-test-none/),
    );
    await assert.rejects(layersOf("Drydock:Test:None"), isProblem("unknown-image", /name:tag/));
  });

  it("has no daemon", async () => {
    for (const host of [`unix://${folder}/none.sock`, "tcp://127.0.0.1:1"]) {
      const env = { ...process.env, DOCKER_HOST: host };
      for (const command of [commands.ping(), commands.images(), commands.history("busybox:1")])
        await assert.rejects(
          run<unknown>(engine, command, { env }),
          isProblem("not-running", /start Docker/),
        );
    }
  });

  it("has a daemon that never answers", async () => {
    const socket = path.join(folder, "mute.sock");
    const server = createServer().listen(socket);
    const env = { ...process.env, DOCKER_HOST: `unix://${socket}` };
    const asked = run(engine, commands.images(), { env, timeout: 500 });
    await assert.rejects(asked, isProblem("timed-out", /0\.5 seconds/));
    server.close();
  });

  it("refuses its socket", async () => {
    const socket = path.join(folder, "shut.sock");
    const server = createServer((connection) => connection.destroy()).listen(socket, () =>
      chmodSync(socket, 0),
    );
    const options: RunOptions = { env: { ...process.env, DOCKER_HOST: `unix://${socket}` } };
    // root may use any socket until that privilege is taken away
    const privileges = ["--bounding-set", "-dac_override,-dac_read_search", engine.executable];
    for (const command of [commands.ping(), commands.history("busybox:1")]) {
      const asked =
        process.getuid?.() === 0
          ? run<unknown>(
              { ...engine, executable: "/usr/bin/setpriv" },
              { ...command, args: [...privileges, ...command.args] },
              options,
            )
          : run<unknown>(engine, command, options);
      await assert.rejects(asked, isProblem("permission-denied", /socket/));
    }
    server.close();
  });
});
