import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { problemOf, type ProblemKind } from "../../../engine/src/problem.ts";
import type { Dialect } from "../../../engine/src/engine.ts";

/** What command lines say, by the problem that it means. */
const said: readonly (readonly [ProblemKind, Dialect, string])[] = [
  [
    "not-running",
    "docker",
    "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
  ],
  [
    "not-running",
    "docker",
    'error during connect: This error may indicate that the docker daemon is not running.: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/images/json": open //./pipe/docker_engine: The system cannot find the file specified.',
  ],
  [
    "not-running",
    "docker",
    "failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory",
  ],
  [
    "not-running",
    "docker",
    'error during connect: Head "http://docker.example.com/_ping": command [ssh -- 127.0.0.1 docker system dial-stdio] has exited with exit status 255',
  ],
  [
    "not-running",
    "docker",
    'Failed to initialize: unable to resolve docker endpoint: context "old": context not found',
  ],
  [
    "not-running",
    "podman",
    "Cannot connect to Podman. Please verify your connection to the Linux system using `podman system connection list`, or try `podman machine init` and `podman machine start` to manage a new Linux VM\nError: unable to connect to Podman socket: dial tcp 127.0.0.1:5: connect: connection refused",
  ],
  [
    "permission-denied",
    "docker",
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Head "http://%2Fvar%2Frun%2Fdocker.sock/_ping": dial unix /var/run/docker.sock: connect: permission denied',
  ],
  [
    "permission-denied",
    "docker",
    "Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get http: dial unix /var/run/docker.sock: connect: permission denied",
  ],
  [
    "permission-denied",
    "docker",
    'error during connect: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/_ping": open //./pipe/docker_engine: Access is denied.',
  ],
  ["unknown-image", "docker", "Error response from daemon: No such image: ship:latest"],
  ["unknown-image", "docker", "Error: No such image: ship:latest"],
  ["unknown-image", "podman", "Error: ship:latest: image not known"],
  [
    "unknown-image",
    "docker",
    "Error response from daemon: invalid reference format: repository name (library/Ship) must be lowercase",
  ],
  ["too-old", "docker", "unknown flag: --human\nSee 'docker history --help'."],
  ["too-old", "docker", "docker: 'buildx' is not a docker command.\nSee 'docker --help'"],
  ["unexpected", "docker", "Error response from daemon: layer does not exist"],
  ["unexpected", "docker", ""],
];

describe("problems of an engine", () => {
  for (const [kind, dialect, stderr] of said) {
    it(`${kind}: ${stderr.slice(0, 70)}`, () => {
      const commandLine = [`/usr/bin/${dialect}`, "image", "history", "ship"];
      const problem = problemOf({
        dialect,
        commandLine,
        how: { ended: "failed", code: 1, stderr },
      });
      assert.equal(problem.kind, kind);
      assert.match(problem.message, /^[A-Z].{20,}$/);
      assert.ok(problem.detail.startsWith(commandLine.join(" ")));
      assert.ok(problem.detail.includes(stderr));
    });
  }

  it("name the image that is unknown", () => {
    for (const stderr of [
      "Error response from daemon: No such image: ship:latest",
      "Error: ship:latest: image not known",
    ]) {
      const how = { ended: "failed", code: 1, stderr } as const;
      const { message } = problemOf({ dialect: "docker", commandLine: ["docker"], how });
      assert.equal(message, "The engine has no image ship:latest: build it or pull it first.");
    }
  });

  it("repeat what they do not know", () => {
    const how = { ended: "failed", code: 1, stderr: "hint\nlayer does not exist\n" } as const;
    const { message } = problemOf({ dialect: "docker", commandLine: ["docker"], how });
    assert.match(message, /: layer does not exist$/);
  });
});
