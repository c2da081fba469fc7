// The runner with real processes: this Node stands for the engine.
import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { detectEngine } from "../../../engine/src/detect.ts";
import type { EngineCommand } from "../../../engine/src/engine.ts";
import { EngineError, type ProblemKind } from "../../../engine/src/problem.ts";
import { run } from "../../../engine/src/run.ts";

const node = { executable: process.execPath, dialect: "docker" } as const;
const script = (code: string): EngineCommand<string> => ({
  args: ["-e", code],
  parse: (stdout) => stdout,
});
const isProblem = (kind: ProblemKind) => (error: unknown) =>
  error instanceof EngineError && error.problem.kind === kind;

let folder = "";
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drydock-run-"));
});
after(() => rmSync(folder, { recursive: true }));

describe("run", () => {
  it("gives what the command prints, in a locale of its own", async () => {
    const command = script("process.stdout.write(process.env.LC_ALL + ' ä')");
    assert.equal(await run(node, command), "C ä");
  });

  it("passes arguments as they are", async () => {
    const args = ["-p", "JSON.stringify(process.argv.slice(1))", "--", "$HOME; `x`", "a b", ""];
    const parse = (stdout: string): unknown => JSON.parse(stdout);
    assert.deepEqual(await run(node, { args, parse }), ["$HOME; `x`", "a b", ""]);
  });

  it("tells why a command failed", async () => {
    await assert.rejects(
      run(node, script("console.error('No such image: x'); process.exit(1)")),
      isProblem("unknown-image"),
    );
    await assert.rejects(run(node, script("process.kill(process.pid)")), isProblem("unexpected"));
    await assert.rejects(
      run({ ...node, executable: path.join(folder, "none") }, script("")),
      isProblem("not-installed"),
    );
  });

  it("tells that an answer cannot be read", async () => {
    const command = {
      ...script("console.log('{')"),
      parse: (text: string): unknown => JSON.parse(text),
    };
    await assert.rejects(run(node, command), isProblem("unexpected"));
  });

  it("ends a command that takes too long", async () => {
    const command = script("setInterval(() => {}, 1000)");
    await assert.rejects(run(node, command, { timeout: 200 }), isProblem("timed-out"));
  });

  it("ends a command that never stops talking", async () => {
    const command = script(
      "const line = 'x'.repeat(65536); const go = () => process.stdout.write(line, go); go()",
    );
    await assert.rejects(run(node, command), isProblem("unexpected"));
  });

  it("does not mind a flood of messages", async () => {
    const command = script("process.stderr.write('x'.repeat(5e6), () => console.log('done'))");
    assert.equal(await run(node, command), "done\n");
  });

  it(
    "ends the whole process tree when it is cancelled",
    { skip: process.platform === "win32" },
    async () => {
      const file = path.join(folder, "child.pid");
      const watcher = watch(folder);
      const child = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000)`;
      const command = script(
        `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`,
      );
      const controller = new AbortController();
      const running = run(node, command, { signal: controller.signal });
      await once(watcher, "change");
      watcher.close();
      let pid = 0;
      while (pid === 0) {
        pid = Number(readFileSync(file, "utf8"));
        await pause(5);
      }
      controller.abort(new Error("enough"));
      await assert.rejects(running, /enough/);
      await waitUntilGone(pid);
    },
  );
});

describe("detectEngine", { skip: process.platform === "win32" }, () => {
  const install = (name: string, prints: string): void => {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\n[ "$1" = --version ] && echo '${prints}'\n`);
    chmodSync(file, 0o755);
  };
  const env = () => ({ PATH: `relative:${folder}` });

  it("finds no engine on an empty path", async () => {
    const error = await detectEngine("", { env: { PATH: "" } }).catch((thrown: unknown) => thrown);
    assert.ok(isProblem("not-installed")(error));
    await assert.rejects(
      detectEngine("nerdctl", { env: env() }),
      /"nerdctl" of the setting drydock\.engine\.path/,
    );
  });

  it("takes podman where there is no docker, and docker before podman", async () => {
    install("podman", "podman version 5.4.1");
    const podman = { executable: path.join(folder, "podman"), dialect: "podman", version: "5.4.1" };
    assert.deepEqual(await detectEngine("", { env: env() }), podman);
    install("docker", "Docker version 28.5.2, build ecc6942");
    const docker = {
      executable: path.join(folder, "docker"),
      dialect: "docker",
      version: "28.5.2",
    };
    assert.deepEqual(await detectEngine("", { env: env() }), docker);
    assert.deepEqual(await detectEngine("podman", { env: env() }), podman);
    assert.deepEqual(await detectEngine(podman.executable, { env: {} }), podman);
  });

  it("asks a program what it is instead of trusting its name", async () => {
    install("docker", "podman version 4.3.1");
    assert.equal((await detectEngine("", { env: env() })).dialect, "podman");
  });
});

async function waitUntilGone(pid: number): Promise<void> {
  const end = Date.now() + 5000;
  for (; Date.now() < end; await pause(10)) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    // without anybody to reap it, an ended child stays a zombie
    if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))) return;
  }
  assert.fail(`process ${pid} still runs`);
}
