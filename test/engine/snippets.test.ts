// The builder's own word on every snippet: its parser and its checks accept each one, and those that need nothing
// from a network do what they say.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { run } from "../../scripts/setup/run.ts";
import { expandSnippet } from "../snippetExpansion.ts";
import { asDockerfile, dockerfileSnippets } from "../snippets.ts";

/** One of the images of scripts/setup/baseImages.ts. */
const localImage = "debian:bookworm-slim";

describe("snippets in a real engine", { concurrency: 2 }, () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "drydock-snippets-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /**
   * Runs `docker buildx build` on a Dockerfile without a context. A build that fails fails the test, with its output.
   * `name` is the file's; tests run at the same time, so no two may share one.
   */
  async function build(name: string, dockerfile: string, ...options: readonly string[]) {
    const file = path.join(folder, `${name}.Dockerfile`);
    writeFileSync(file, dockerfile);
    const args = ["buildx", "build", "--progress=plain", ...options, "--file", file, folder];
    const { code, output } = await run("docker", args);
    assert.equal(code, 0, `${dockerfile}\n${output}`);
    return output;
  }

  for (const snippet of dockerfileSnippets) {
    it(`${snippet.prefix} passes the checks of the builder`, async () => {
      const dockerfile = onLocalImages(asDockerfile(snippet));
      const output = await build(`check-${snippet.prefix}`, dockerfile, "--check");
      assert.match(output, /no warnings found/);
    });
  }

  it("userdebian makes a user and switches to it", async () => {
    const proof = `RUN test "$(id -un) $(id -u) $(id -gn) $(id -g)" = "app 10001 app 10001"`;
    await build("userdebian", `FROM ${localImage}\n${bodyOf("userdebian")}\n${proof}\n`);
  });

  it("runheredoc runs its commands", async () => {
    await build("runheredoc", `FROM ${localImage}\n${bodyOf("runheredoc")}RUN test -d /data\n`);
  });

  for (const mirror of ["http://deb.debian.org", "http://mirror.example.com"]) {
    it(`argmirror gives apt the sources of ${mirror} in both formats`, async () => {
      const options = ["--build-arg", `APT_MIRROR=${mirror}`];
      await build(`argmirror-${new URL(mirror).host}`, mirrorDockerfile(mirror), ...options);
    });
  }
  it("argmirror changes nothing without an argument", async () => {
    await build("argmirror-default", mirrorDockerfile("http://deb.debian.org"));
  });
});

/** Every image of a registry replaced by a local one, since the checks read the image that FROM names. */
function onLocalImages(dockerfile: string): string {
  const stages = new Set(
    [...dockerfile.matchAll(/^FROM .* AS (\S+)$/gm)].map(([, stage]) => stage ?? ""),
  );
  return dockerfile.replace(
    /^(FROM (?:--\S+ )?)(\S+)/gm,
    (from: string, head: string, image: string) => (stages.has(image) ? from : head + localImage),
  );
}

function bodyOf(prefix: string): string {
  const snippet = dockerfileSnippets.find((candidate) => candidate.prefix === prefix);
  assert.ok(snippet !== undefined, prefix);
  return expandSnippet(snippet.body);
}

/** Sources as they stand in Debian 12 and later, and in Debian 11; a RUN proves what the snippet made of them. */
function mirrorDockerfile(expected: string): string {
  const list = (mirror: string) => `deb ${mirror}/debian bullseye main`;
  const sources = (mirror: string) =>
    `Types: deb\nURIs: ${mirror}/debian-security\nSuites: bookworm-security\nComponents: main`;
  const files = (folder: string, mirror: string) =>
    `COPY <<LIST ${folder}/sources.list\n${list(mirror)}\nLIST\n` +
    `COPY <<SOURCES ${folder}/sources.list.d/debian.sources\n${sources(mirror)}\nSOURCES\n`;
  return [
    `FROM ${localImage}`,
    files("/etc/apt", "http://deb.debian.org"),
    bodyOf("argmirror"),
    files("/expected", expected),
    "RUN cmp /etc/apt/sources.list /expected/sources.list \\",
    "    && cmp /etc/apt/sources.list.d/debian.sources /expected/sources.list.d/debian.sources",
    "",
  ].join("\n");
}
