// What RUN installs, and what keeps caches out of its layer.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createModel } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";

function workIn(run: string, before = "FROM a:1") {
  const model = createModel(parseDockerfile(`${before}\n${run}\n`));
  const node = model.dockerfile.instructions.at(-1);
  assert.ok(node);
  return model.packages(node);
}

/** Command, manager, packages as `name` or `name version`, files. */
type Install = readonly [string, string, readonly string[], (readonly string[])?];

const installs: readonly Install[] = [
  ["apt-get install -y --no-install-recommends curl=8.* git", "apt-get", ["curl 8.*", "git"]],
  ["sudo apt -t trixie-backports install -y vim", "apt", ["vim"]],
  ["aptitude install less", "aptitude", ["less"]],
  [
    "apk add --no-cache -t .build gcc 'musl-dev~1.2' py3-pip@edge",
    "apk",
    ["gcc", "musl-dev ~1.2", "py3-pip edge"],
  ],
  ["yum -y install java-17-openjdk nginx-1.26.2", "yum", ["java-17-openjdk", "nginx 1.26.2"]],
  ["dnf group install -y --setopt tsflags=nodocs tools", "dnf", ["tools"]],
  ["microdnf install tar", "microdnf", ["tar"]],
  ["zypper -n in 'git>2'", "zypper", ["git >2"]],
  ["pacman -Syu --noconfirm base-devel", "pacman", ["base-devel"]],
  [
    "pip install 'uvicorn[standard]==0.38.0' flask>=3 -r requirements.txt",
    "pip",
    ["uvicorn 0.38.0", "flask"],
    ["requirements.txt"],
  ],
  ["pip3.14 install django", "pip", ["django"]],
  ["python3 -m pip install -i https://example.com/simple 'a~=1.0'", "pip", ["a ~=1.0"]],
  ["uv pip install --system ruff==0.14.0", "uv", ["ruff 0.14.0"]],
  ["npm install -g @scope/tool@2.1.0 typescript", "npm", ["@scope/tool 2.1.0", "typescript"]],
  ["npm ci", "npm", []],
  ["yarn global add serve@14", "yarn", ["serve 14"]],
  ["pnpm add $TOOL", "pnpm", ["?"]],
  ["gem install rails -v 8.1.1 --no-document", "gem", ["rails 8.1.1"]],
  ["go install example.com/tool/cmd/x@v1.2.3", "go", ["example.com/tool/cmd/x v1.2.3"]],
  ["cargo install --locked ripgrep --version 15.1.0", "cargo", ["ripgrep 15.1.0"]],
  ["cargo install --path crates/app", "cargo", [], ["crates/app"]],
  ["conda install -y -n base -c conda-forge numpy=2.3", "conda", ["numpy 2.3"]],
  ["mamba env create -f environment.yml", "mamba", [], ["environment.yml"]],
  ["composer require monolog/monolog:^3", "composer", ["monolog/monolog ^3"]],
];

describe("installs", () => {
  for (const [run, manager, packages, files = []] of installs) {
    it(run, () => {
      const [install, second] = workIn(`RUN ${run}`).installs;
      assert.ok(install !== undefined && second === undefined);
      assert.equal(install.manager, manager);
      assert.deepEqual(
        install.packages.map(({ name = "?", version }) =>
          version === undefined ? name : `${name} ${version}`,
        ),
        packages,
      );
      assert.deepEqual(
        install.files.map(({ text }) => text),
        files,
      );
    });
  }

  for (const run of [
    "apt-get update",
    "pip freeze",
    "npm run build",
    "go build .",
    "echo apt-get install x",
    "pacman -Q",
  ]) {
    it(`are none in ${run}`, () => assert.deepEqual(workIn(`RUN ${run}`).installs, []));
  }

  it("have places and flags", () => {
    const run = "RUN true && apk add \\\n  --no-cache \\\n  git";
    const [install] = workIn(run, "FROM a").installs;
    assert.deepEqual(
      install?.flags.map(({ text }) => text),
      ["--no-cache"],
    );
    const start = "FROM a\n".length + run.indexOf("git");
    assert.equal(install?.packages[0]?.word.start, start);
  });

  it("are found in the exec form, and behind quotes", () => {
    for (const run of ['RUN ["apt-get", "install", "x"]', `RUN "apt-get" 'install' "x"`]) {
      const names = workIn(run).installs.flatMap(({ packages }) =>
        packages.map(({ name }) => name),
      );
      assert.deepEqual(names, ["x"], run);
    }
  });

  it("are not looked for where no shell can be read", () => {
    assert.deepEqual(workIn("CMD apt-get install x").installs, []);
    assert.deepEqual(workIn("RUN apt-get install x", 'FROM a\nSHELL ["pwsh"]').installs, []);
  });
});

describe("caches", () => {
  const cleanedBy = (run: string, before?: string) =>
    workIn(`RUN ${run}`, before).installs.map(({ cleaned }) => cleaned?.by);

  it("stay in the layer where nothing is done", () => {
    assert.deepEqual(cleanedBy("apt-get update && apt-get install -y git"), [undefined]);
    assert.deepEqual(cleanedBy("pip install a && rm -rf /var/lib/apt/lists/*"), [undefined]);
    assert.deepEqual(cleanedBy("rm -rf /var/lib/apt/lists/* && apt-get install git"), [undefined]);
  });

  it("are removed by a later command", () => {
    assert.deepEqual(cleanedBy("apt-get install -y git && rm -rf /var/lib/apt/lists/*"), [
      "command",
    ]);
    assert.deepEqual(cleanedBy("dnf install -y git && dnf clean all"), ["command"]);
    assert.deepEqual(cleanedBy("npm ci && npm cache clean --force"), ["command"]);
    assert.deepEqual(cleanedBy('pip install a && rm -r "$HOME/.cache"'), ["command"]);
    assert.equal(workIn("RUN yum install a && yum clean all").cleanups.length, 1);
  });

  it("are not made with a flag or a variable", () => {
    assert.deepEqual(cleanedBy("apk add --no-cache git"), ["flag"]);
    assert.deepEqual(cleanedBy("pip install --no-cache-dir a"), ["flag"]);
    assert.deepEqual(cleanedBy("PIP_NO_CACHE_DIR=1 pip install a"), ["variable"]);
    assert.deepEqual(cleanedBy("pip install a", "FROM a\nENV PIP_NO_CACHE_DIR=1"), ["variable"]);
    assert.deepEqual(cleanedBy("pip install a", "FROM a\nENV PIP_NO_CACHE_DIR=0"), ["variable"]);
    assert.deepEqual(cleanedBy("export PIP_NO_CACHE_DIR=1 && pip install a"), ["variable"]);
    assert.deepEqual(cleanedBy("pip install a", "FROM a\nENV PIP_NO_CACHE_DIR=maybe"), [undefined]);
  });

  it("are kept outside by a mount", () => {
    assert.deepEqual(cleanedBy("--mount=type=cache,target=/root/.cache pip install a"), ["mount"]);
    assert.deepEqual(cleanedBy("--mount=type=cache,target=/root/.npm npm ci"), ["mount"]);
    assert.deepEqual(cleanedBy("--mount=type=cache,target=/root/.npm pip install a"), [undefined]);
    assert.deepEqual(cleanedBy("--mount=type=tmpfs,target=/var/cache/yum yum install a"), [
      "mount",
    ]);
  });

  it("are in the home folder of the user", () => {
    const run = "--mount=type=cache,target=/root/.cache pip install a";
    assert.deepEqual(cleanedBy(run, "FROM a\nUSER app"), [undefined]);
    const own = "--mount=type=cache,target=/home/app/.cache pip install a";
    assert.deepEqual(cleanedBy(own, "FROM a\nUSER app"), ["mount"]);
    assert.deepEqual(cleanedBy(own, "FROM a\nUSER root"), [undefined]);
    assert.deepEqual(cleanedBy(own, "FROM a\nUSER root\nENV HOME=/home/app"), ["mount"]);
  });
});
