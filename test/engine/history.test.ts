// Builds with a real engine, and what the history then says about them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { Layer } from "../../engine/src/history.ts";
import { run } from "../../engine/src/run.ts";
import { debianMirror } from "../../scripts/setup/apt.ts";
import { ask, build, commands, engine, layersOf, nameOf, removeAll } from "./engineUnderTest.ts";

let folder = "";
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drydock-history-"));
});
after(async () => {
  await removeAll();
  rmSync(folder, { recursive: true });
});

const told = (layers: readonly Layer[]) =>
  layers.map(({ origin, instruction }) => [origin, instruction]);
const bytesOf = (layers: readonly Layer[]) => layers.reduce((sum, { size }) => sum + size, 0);

describe("a two-stage image", () => {
  const image = nameOf("two-stage");
  const stage = nameOf("stage");
  const dockerfile = () => path.join(folder, "two", "Dockerfile");
  // a layer from the cache would have the age of an earlier run
  const moment = Date.now();

  before(async () => {
    mkdirSync(path.join(folder, "two"));
    writeFileSync(
      dockerfile(),
      `FROM busybox:1 AS rope
RUN mkdir /out && head -c 40000 /dev/zero > /out/rope

FROM alpine:3.20
LABEL pier=4
COPY --from=rope /out /ship/
RUN echo ${moment} > /ship/log && \\
    rm -f /tmp/*
CMD ["cat", "/ship/log"]
`,
    );
    await build({ dockerfile: dockerfile(), context: path.dirname(dockerfile()), tag: image });
  });

  it("shows its own instructions, the newest first, above the base image", async () => {
    const layers = await layersOf(image);
    assert.deepEqual(told(layers.slice(0, 4)), [
      ["dockerfile", 'CMD ["cat", "/ship/log"]'],
      ["dockerfile", `RUN echo ${moment} > /ship/log &&     rm -f /tmp/*`],
      ["dockerfile", "COPY /out /ship/"],
      ["dockerfile", "LABEL pier=4"],
    ]);
    const base = await layersOf("alpine:3.20");
    assert.deepEqual(told(layers.slice(4)), told(base));
    assert.ok(Math.abs(Date.now() - (layers[0]?.created ?? 0)) < 600_000, "built just now");
  });

  it("has the sizes of what lies in its layers", async (t) => {
    const layers = await layersOf(image);
    const status = await ask("info", "--format", "{{.DriverStatus}}");
    // the containerd store counts disk blocks and the compressed copy
    if (status.includes("io.containerd.snapshotter")) return t.skip("this store counts otherwise");
    assert.equal(
      bytesOf(layers),
      Number(await ask("image", "inspect", "--format", "{{.Size}}", image)),
    );
    const saved = await bytesPerSavedLayer(image);
    const sizes = layers.map(({ size }) => size).toReversed();
    assert.deepEqual(
      sizes.filter((size) => size > 0),
      saved.filter((size) => size > 0),
    );
    assert.deepEqual(
      layers.slice(0, 4).map(({ size }) => size),
      [0, `${moment}\n`.length, 40000, 0],
    );
  });

  it("can be built up to a named stage", async () => {
    await build({
      dockerfile: dockerfile(),
      context: path.dirname(dockerfile()),
      tag: stage,
      target: "rope",
    });
    assert.deepEqual(told(await layersOf(stage))[0], [
      "dockerfile",
      "RUN mkdir /out && head -c 40000 /dev/zero > /out/rope",
    ]);
  });

  it("is listed among the images", async () => {
    const images = await run(engine, commands.images());
    const listed = images.find(({ reference }) => reference.endsWith(`${image}:latest`));
    assert.match(listed?.size ?? "", /^\d+(\.\d+)? [kMG]?B$/);
    assert.ok((await layersOf(listed?.id ?? "")).length > 4, "its id stands for it");
  });

  /** Sums up the files in each layer of a saved image, from the base upwards. */
  async function bytesPerSavedLayer(saved: string): Promise<readonly number[]> {
    const unpacked = path.join(folder, "saved");
    mkdirSync(unpacked);
    await ask("save", "-o", `${unpacked}.tar`, saved);
    execFileSync("tar", ["-xf", `${unpacked}.tar`, "-C", unpacked]);
    const [{ Layers }] = JSON.parse(readFileSync(path.join(unpacked, "manifest.json"), "utf8")) as [
      { readonly Layers: readonly string[] },
    ];
    return Layers.map((layer) => {
      const list = execFileSync("tar", ["-tvf", path.join(unpacked, layer)], { encoding: "utf8" });
      return list.split("\n").reduce((sum, line) => sum + bytesOfEntry(line), 0);
    });
  }

  /** A line of `tar -tv`: a file has its bytes, a link has those of the path it points to. */
  function bytesOfEntry(line: string): number {
    if (line.startsWith("-")) return Number(line.split(/\s+/)[2]);
    return line.startsWith("l") ? Buffer.byteLength(line.split(" -> ")[1] ?? "") : 0;
  }
});

describe("the nginx demo", () => {
  it("is built, and its layers have sizes", async (t) => {
    const mirror = mirrorHere();
    const reachable = await fetch(`${mirror.replace(/\/$/, "")}/dists/bookworm/InRelease`, {
      method: "HEAD",
    }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!reachable) return t.skip(`the Debian mirror ${mirror} does not answer`);
    const context = path.join(folder, "nginx-demo");
    cpSync(path.join(import.meta.dirname, "../fixtures/workspace/nginx-demo"), context, {
      recursive: true,
    });
    writeFileSync(path.join(context, "sources.list"), `deb ${mirror} bookworm main\n`);
    const image = nameOf("nginx");
    await build(
      { dockerfile: path.join(context, "Dockerfile"), context, tag: image },
      "--network",
      "host",
    );
    const layers = await layersOf(image);
    const instructions = layers.map(({ instruction }) => instruction);
    assert.equal(instructions[1], "EXPOSE 80/tcp");
    const install = layers.find(
      ({ instruction }) => instruction === "RUN apt-get install -y nginx",
    );
    const update = layers.find(({ instruction }) => instruction === "RUN apt-get update");
    assert.ok((install?.size ?? 0) > 5e6, "nginx takes some megabytes");
    assert.ok((update?.size ?? 0) > 5e6, "so do the package lists");
    assert.ok(
      layers.every(({ origin }) => !origin.endsWith("commit")),
      "nobody committed a container",
    );
    return undefined;
  });

  function mirrorHere(): string {
    try {
      return debianMirror();
    } catch {
      return "http://deb.debian.org/debian";
    }
  }
});

describe("a committed container", () => {
  /** Runs a container of `from` and commits it. */
  const commit = async (
    what: string,
    from: string,
    command: readonly string[],
    options: readonly string[] = [],
  ) => {
    const [container, image] = [nameOf(`${what}-container`), nameOf(what)];
    await ask("run", "--network", "none", "--name", container, from, ...command);
    await ask("commit", ...options, container, image);
    return image;
  };

  it("is marked, with its message, size and the command it ran", async () => {
    const image = await commit(
      "message",
      "busybox:1",
      ["sh", "-c", "echo caulked > /hull"],
      ["-m", "by hand"],
    );
    const [top, ...base] = await layersOf(image);
    assert.deepEqual(told(base), told(await layersOf("busybox:1")));
    assert.equal(top?.origin, "commit");
    assert.equal(top?.instruction, "sh -c echo caulked > /hull");
    assert.equal(top?.comment, "by hand");
    assert.ok((top?.size ?? 0) >= 8);
  });

  it("is marked without a shell, with changes, and under further layers", async () => {
    const image = await commit("bare", "busybox:1", ["touch", "/hull"], ["--change", 'CMD ["ls"]']);
    const again = await commit("again", image, []);
    const dockerfile = path.join(folder, "Dockerfile");
    writeFileSync(dockerfile, `FROM ${again}\nRUN touch /sail\n`);
    const above = nameOf("above");
    await build({ dockerfile, context: folder, tag: above });
    assert.deepEqual(told(await layersOf(above)).slice(0, 3), [
      ["dockerfile", "RUN touch /sail"],
      ["commit", "ls"],
      ["commit", "touch /hull"],
    ]);
  });
});
