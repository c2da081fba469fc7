import { defineRule, type Fix } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import { secretMount } from "../syntax/secretMounts.ts";
import { containsToken } from "../syntax/secretTokens.ts";
import { isSecretName, secretValueKind, type SecretNameList } from "../syntax/secrets.ts";
import type { KeyValue, KeyValues } from "../syntax/tree.ts";
import { variablesIn } from "../syntax/variableOccurrences.ts";

/** Made here, so that nobody takes the example for a token. */
const token = `ghp_${"a1B2c3D4e5F6".repeat(3)}`;

export default defineRule({
  name: "no-secret-in-env",
  severity: "warning",
  category: "secrets",
  aliases: { hadolint: "DL3064", buildkit: "SecretsUsedInArgOrEnv", trivy: "DS-0031" },
  options: {
    names: {
      type: "choice",
      choices: ["own", "buildkit", "hadolint", "trivy"],
      default: "own",
      summary: "Whose list of names counts; but for our own the name alone decides.",
    },
  },
  profiles: {
    buildkit: { options: { names: "buildkit" } },
    hadolint: { options: { names: "hadolint" } },
  },
  sources: [
    "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
    "https://docs.docker.com/build/building/secrets/",
    "https://github.com/hadolint/hadolint/wiki/DL3064",
  ],
  summary: "ARG or ENV carries what looks like a secret into the image's history.",
  why: `Everyone who has the image reads its ENV with docker inspect, and docker history shows the ARG values that a RUN has
seen. A later line cannot take them out. Pass secrets to a RUN with \`--mount=type=secret\`, and to a container when it
starts.`,
  examples: [
    {
      bad: "FROM alpine\nENV [|DB_PASSWORD|]=hunter2-4711\n",
      says: "DB_PASSWORD",
      refused: "No fix: what a container needs is given to it when it starts",
    },
    { bad: "FROM alpine\nENV A=b [|apiKey|]='c4Zz-9' C=d\nARG [|SECRET_KEY|]=qwoeiru\n" },
    {
      bad: "FROM alpine\nARG [|NPM_TOKEN|]\nRUN npm config set token $NPM_TOKEN\n",
      says: "history",
      fixed:
        "FROM alpine\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm config set token $NPM_TOKEN\n",
    },
    {
      bad: "FROM alpine\r\nARG A=b \\\r\n  [|NPM_TOKEN|] \\\r\n# why\r\n  C\r\nRUN ls\r\nrun \\\r\n# how\r\n  --network=host npm set token $NPM_TOKEN\r\n",
      fixed:
        "FROM alpine\r\nARG A=b \\\r\n# why\r\n  C\r\nRUN ls\r\nrun --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN \\\r\n# how\r\n  --network=host npm set token $NPM_TOKEN\r\n",
    },
    {
      bad: "FROM alpine AS a\nARG [|NPM_TOKEN|]=q1w2e3r4\nFROM a\nRUN <<EOF\nlogin $NPM_TOKEN\nEOF\n",
      fixed:
        "FROM alpine AS a\nFROM a\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN <<EOF\nlogin $NPM_TOKEN\nEOF\n",
    },
    {
      bad: "FROM alpine\nARG [|NPM_TOKEN|]\nRUN npm set token $NPM_TOKEN\nCOPY a /$NPM_TOKEN\n",
      refused: "No fix: COPY in line 4 uses it where no secret can be",
    },
    {
      bad: "# syntax=docker/dockerfile:1.9\nFROM alpine\nARG [|NPM_TOKEN|]\nRUN npm set token $NPM_TOKEN\n",
      refused: "No fix: secret mounts have variables from docker/dockerfile:1.10 on",
    },
    { bad: "FROM alpine\nARG GH_TOKEN\nENV [|GITHUB_TOKEN|]=${GH_TOKEN}\n", says: "GH_TOKEN" },
    {
      bad: "FROM alpine\nENV [|ADMIN_PASSWORD|]=changeme [|API_KEY|]=<your-key>\n",
      severity: "info",
    },
    { bad: "ARG [|api_key|]=q1w2e3r4\nFROM alpine\nENV [|DB_PASS|] hunter2\n" },
    { bad: "FROM alpine\nARG [|AUTH|]=1\nENV [|GPG_KEY|]=A\n", options: { names: "buildkit" } },
    { bad: "FROM alpine\nARG [|USERNAME|]\nENV [|A_TOKENS|]=1\n", options: { names: "hadolint" } },
    { bad: "FROM alpine\nENV [|DB_PASSWD|]=\n", options: { names: "trivy" } },
    {
      good: "ARG AUTH\nFROM alpine\nENV PUBLIC_KEY=a KEY_FILE=b TOKEN_VERSION=1\n",
      options: { names: "buildkit" },
    },
    {
      good: "FROM alpine\nENV DB_PASSWORD= TOKEN=true AUTH=2 API_KEY=/run/secrets/key SECRET=$NAME\n",
    },
    {
      good: "FROM alpine\nENV PASSWORD_FILE=/a TOKEN_VERSION=abcd PUBLIC_KEY=abcd AWS_ACCESS_KEY_ID=abcd\n",
    },
    {
      good: "FROM alpine\nENV GPG_KEY=0D96DF4D4110E5C43FBFB17F2D347EA6AA65421D GPG_KEYS=abcdefgh\n",
    },
    {
      good: "FROM alpine\nENV SIGNING_KEY=0D96DF4D4110E5C43FBFB17F2D347EA6AA65421D AUTH=https://keys.example.com\n",
    },
    {
      good: "FROM alpine\nARG NPM_TOKEN\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci\n",
    },
    // no-secret-value has this one
    { good: `FROM alpine\nENV API_KEY=${token}\n` },
    { good: "FROM alpine\nENV ASPNET_TOKENS=abcdef USERNAME=abcdef TIKTOKEN_NAME=abcdef\n" },
  ],
  visit: {
    document(model, { options, report, reportAs }) {
      const list: SecretNameList = options.names;
      let used: ReadonlySet<string> | undefined;
      for (const node of model.dockerfile.instructions) {
        if (node.name !== "ARG" && node.name !== "ENV") continue;
        if (list === "buildkit" && node.stage === -1) continue;
        for (const pair of node.pairs) {
          const { key, value } = pair;
          if (!isSecretName(key.value, list)) continue;
          const what = `${node.name} \`${key.value}\` looks like a secret`;
          const say = (rest: string, severity?: "info"): void => {
            const edits = secretMount(model, node, pair);
            const fix = typeof edits === "string" ? undefined : mountFix(edits);
            const refusal = typeof edits === "string" ? ` No fix: ${edits}.` : "";
            const message = `${what}${rest}${refusal}`;
            if (severity === undefined) report(key, message, fix);
            else reportAs(severity, key, message, fix);
          };
          if (list !== "own") say(" to go by its name.");
          else {
            const kind = value === undefined ? "none" : secretValueKind(value.value);
            const source = passedOn(model, node, value);
            if (source !== undefined) say(`: it keeps the build argument ${source} in the image.`);
            else if (kind === "placeholder")
              say(": whatever takes the place of its value stays in the image.", "info");
            else if (kind === "secret" && !containsToken(value?.value ?? ""))
              say(", and its value stays in the image's history.");
            else if (value === undefined && (used ??= namesInRuns(model)).has(key.value))
              say(", and the RUN that uses it writes its value into the history.");
          }
        }
      }
    },
  },
});

function mountFix(edits: Fix["edits"]): Fix {
  return { title: "Mount it as a secret where it is used", edits, safety: "unsafe" };
}

/** The ARG without a default that the value of an ENV consists of. */
function passedOn(model: Model, node: KeyValues, value: KeyValue["value"]): string | undefined {
  const [, name] = /^["']?\$\{?(\w+)\}?["']?$/.exec(value?.text ?? "") ?? [];
  if (node.name !== "ENV" || name === undefined) return undefined;
  const source = model.scope(node).get(name);
  const isPassed =
    source !== undefined && source.kind !== "ENV" && source.definition?.value === undefined;
  return isPassed && isSecretName(name, "own") ? name : undefined;
}

/** The variables that shell texts use, those from secret mounts left out. */
function namesInRuns(model: Model): ReadonlySet<string> {
  const runs = model.dockerfile.instructions.filter(({ name }) => name === "RUN");
  return new Set(
    runs.flatMap((run) => {
      const mounted = new Set(run.flags.flatMap(({ text }) => /\benv=(\w+)/.exec(text)?.[1] ?? []));
      return variablesIn(model, run)
        .map(({ name }) => name)
        .filter((name) => !mounted.has(name));
    }),
  );
}
