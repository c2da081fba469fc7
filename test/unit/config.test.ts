// Configuration files: what is read, what is said about mistakes, and what holds for a Dockerfile.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parseConfig } from "../../server/src/service/config/parseConfig.ts";
import { configSchema } from "../../server/src/service/config/schema.ts";
import { createLanguageService, type LintRequest } from "../../server/src/service/index.ts";
import { rules } from "../../server/src/service/rules/index.ts";
import { memoryHost } from "../memoryHost.ts";

/** The configuration of a text, and its mistakes with the text that they are shown at. */
function read(text: string, path = "/drydock.yaml") {
  const { config, problems } = parseConfig({ path, text }, rules);
  const { places, ...values } = config;
  return {
    ...values,
    places,
    problems: problems.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`),
  };
}

describe("drydock.yaml", () => {
  it("sets profile, severities, options, files, registries and labels", () => {
    const config = read(`profile: strict
rules:
  merge-runs: off
  no-latest-tag: { severity: error }
  DL3020: hint
ignore: ["vendor/**", "!vendor/own"]
contexts: { "docker/*.Dockerfile": . }
trustedRegistries: [docker.io, "*.example.com"]
labels: { schema: { team: text, version: semver }, strict: true }
failOn: error
`);
    assert.deepEqual(config.problems, []);
    assert.equal(config.profile, "strict");
    assert.deepEqual(config.rules, {
      "merge-runs": { severity: "off" },
      "no-latest-tag": { severity: "error", options: {} },
      "prefer-copy": { severity: "hint" },
    });
    assert.deepEqual(config.ignore, ["vendor/**", "!vendor/own"]);
    assert.deepEqual(config.contexts, { "docker/*.Dockerfile": "." });
    assert.deepEqual(config.project, {
      trustedRegistries: ["docker.io", "*.example.com"],
      labelSchema: { team: "text", version: "semver" },
      strictLabels: true,
    });
    assert.equal(config.failOn, "error");
  });

  it("takes a rule's own name for more than a code that means it too", () => {
    const { rules: settings } = read("rules:\n  prefer-copy: error\n  DL3020: off\n");
    assert.deepEqual(settings, { "prefer-copy": { severity: "error" } });
  });

  it("is JSON as well, with comments", () => {
    const text = '{\n  // why\n  "rules": { "merge-runs": "off" }\n}\n';
    const config = read(text, "/drydock.jsonc");
    assert.deepEqual(config.rules, { "merge-runs": { severity: "off" } });
    assert.deepEqual(config.problems, []);
  });

  it("says what is wrong where it stands, and keeps the rest", () => {
    const config = read(`profil: strict
rules:
  merge-run: off
  no-latest-tag: loud
  prefer-copy: { noAdd: perhaps, nothing: 1, severity: error }
  tag-base-image: hint
trustedRegistries: docker.io
labels: { schema: { team: word }, strictly: true }
contexts: { a: [b] }
failOn: sometimes
`);
    assert.deepEqual(
      config.problems.map((problem) => problem.split(":")[0]),
      [
        "profil",
        "merge-run",
        "loud",
        "perhaps",
        "nothing",
        "trustedRegistries",
        "word",
        "strictly",
        "a",
        "sometimes",
      ],
    );
    assert.match(config.problems[0] ?? "", /did you mean profile\?/);
    assert.match(config.problems[1] ?? "", /did you mean merge-runs\?/);
    assert.deepEqual(config.rules["tag-base-image"], { severity: "hint" });
    assert.deepEqual(config.rules["prefer-copy"], { severity: "error", options: {} });
  });

  it("survives anything", () => {
    const texts = [
      "",
      "- a\n",
      "a: &a [*a]\n",
      "rules: &r {x: *r}\n",
      "[".repeat(50_000),
      "rules:\n\tmerge-runs: off\n",
      "profile: strict\n---\nprofile: hadolint\n",
      "\u0000\uffff: \ud800\n",
    ];
    for (const text of texts)
      for (const path of ["/drydock.yaml", "/drydock.json", "/.hadolint.yaml"]) {
        const { problems } = parseConfig({ path, text }, rules);
        for (const { start, end } of problems)
          assert.ok(
            start >= 0 && start <= end && end <= Math.max(1, text.length),
            text.slice(0, 40),
          );
      }
  });

  it("has a schema that knows every rule and every key", () => {
    const { properties } = configSchema(rules) as {
      readonly properties: { readonly rules: { readonly properties: object } };
    };
    assert.deepEqual(
      Object.keys(properties.rules.properties),
      rules.map(({ name }) => name),
    );
    for (const key of Object.keys(properties))
      assert.ok(!read(`${key}: {}\n`).problems.some((each) => each.includes("is no setting")), key);
  });
});

describe("hadolint's configuration", () => {
  const text = `ignored: [DL3007, DL3005, SC9999]
override:
  error: [DL3007, DL3020]
  style: [DL3059]
label-schema: { author: email, revision: hash }
strict-labels: true
trustedRegistries: [docker.io]
disable-ignore-pragma: true
failure-threshold: style
format: json
`;

  it("is read in its own format", () => {
    const config = read(text, "/.hadolint.yaml");
    assert.deepEqual(config.problems, []);
    assert.deepEqual(config.rules["no-latest-tag"], { severity: "off" });
    assert.deepEqual(config.rules["prefer-copy"], { severity: "error" });
    assert.deepEqual(config.rules["merge-runs"], { severity: "hint" });
    assert.deepEqual(config.project.labelSchema, { author: "email", revision: "hash" });
    assert.equal(config.project.strictLabels, true);
    assert.equal(config.suppressions, "never");
    assert.equal(config.failOn, "hint");
  });

  it("is recognised under any name", () => {
    assert.deepEqual(read("ignored: [DL3007]\n", "/ci/lint.yml").rules["no-latest-tag"], {
      severity: "off",
    });
  });

  it("says what is wrong in it", () => {
    const { problems } = read(
      "ignore: [DL3007]\noverride: { warn: [DL3007] }\nignored: [nope]\n",
      "/.hadolint.yml",
    );
    assert.deepEqual(
      problems.map((problem) => problem.split(":")[0]),
      ["ignore", "warn", "nope"],
    );
  });
});

describe("what holds for a Dockerfile", () => {
  const text = "FROM alpine:latest\n";
  const find = async (files: Record<string, string>, request: Partial<LintRequest> = {}) => {
    const service = createLanguageService(memoryHost(files));
    const document = TextDocument.create("file:///a/b/Dockerfile", "dockerfile", 1, text);
    const place = { folder: "/a/b", root: "/a", name: "Dockerfile", rules: {} };
    const problems = await service.problems(document, { ...place, ...request });
    return problems.map(({ rule, severity }) => `${rule} ${severity}`);
  };
  const off = "rules: { no-latest-tag: off }\n";
  const loud = "rules: { no-latest-tag: error }\n";

  it("is said by the nearest file, else by the user's own", async () => {
    assert.deepEqual(await find({}), ["no-latest-tag warning"]);
    assert.deepEqual(await find({ "a/drydock.yaml": off }), []);
    assert.deepEqual(await find({ "a/drydock.yaml": off, "a/b/drydock.json": `{"rules":{}}` }), [
      "no-latest-tag warning",
    ]);
    assert.deepEqual(await find({ "home/drydock.yaml": loud }), ["no-latest-tag error"]);
    assert.deepEqual(
      await find({ "home/drydock.yaml": loud, "a/.hadolint.yaml": "ignored: [DL3007]" }),
      [],
    );
    assert.deepEqual(await find({ "drydock.yaml": off }), ["no-latest-tag warning"]);
  });

  it("is overruled by the editor's settings", async () => {
    const files = { "a/drydock.yaml": `profile: buildkit\n${off}` };
    assert.deepEqual(await find(files, { rules: { "no-latest-tag": { severity: "hint" } } }), [
      "no-latest-tag hint",
    ]);
    assert.deepEqual(await find({ "a/drydock.yaml": "profile: buildkit\n" }), []);
    assert.deepEqual(
      await find({ "a/drydock.yaml": "profile: buildkit\n" }, { profile: "recommended" }),
      ["no-latest-tag warning"],
    );
  });

  it("can leave files out, and none that lies elsewhere", async () => {
    assert.deepEqual(await find({ "a/drydock.yaml": "ignore: [b]\n" }), []);
    assert.deepEqual(await find({ "a/drydock.yaml": 'ignore: ["**", "!b"]\n' }), [
      "no-latest-tag warning",
    ]);
    assert.deepEqual(await find({ "home/drydock.yaml": 'ignore: ["**"]\n' }), [
      "no-latest-tag warning",
    ]);
  });

  it("names the build context", async () => {
    const service = createLanguageService(
      memoryHost({
        "a/drydock.yaml": "contexts: { b/Dockerfile: ../shared }\n",
        "shared/app.js": "",
        "a/b/x": "",
      }),
    );
    const source = "FROM alpine:3.24\nCOPY app.js x /\n";
    const document = TextDocument.create("file:///a/b/Dockerfile", "dockerfile", 1, source);
    const place = { folder: "/a/b", root: "/a", name: "Dockerfile", rules: {} };
    const problems = await service.problems(document, place);
    assert.deepEqual(
      problems
        .filter(({ rule }) => rule === "missing-copy-source")
        .map(({ start, end }) => source.slice(start, end)),
      ["x"],
    );
  });
});
