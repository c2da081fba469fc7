import { defineRule } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
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
    { bad: "FROM alpine\nENV [|DB_PASSWORD|]=hunter2-4711\n", says: "DB_PASSWORD" },
    { bad: "FROM alpine\nENV A=b [|apiKey|]='c4Zz-9' C=d\nARG [|SECRET_KEY|]=qwoeiru\n" },
    {
      bad: "FROM alpine\nARG [|NPM_TOKEN|]\nRUN npm config set token $NPM_TOKEN\n",
      says: "history",
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
      good: "FROM alpine\nENV DB_PASSWORD= TOKEN=true AUTH=2 API_KEY=/run/secrets/key SECRET=$1\n",
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
        for (const { key, value } of node.pairs) {
          if (!isSecretName(key.value, list)) continue;
          const message = `${node.name} \`${key.value}\` looks like a secret`;
          if (list !== "own") report(key, `${message} to go by its name.`);
          else {
            const kind = value === undefined ? "none" : secretValueKind(value.value);
            const source = passedOn(model, node, value);
            if (source !== undefined)
              report(key, `${message}: it keeps the build argument ${source} in the image.`);
            else if (kind === "placeholder")
              reportAs(
                "info",
                key,
                `${message}: whatever takes the place of its value stays in the image.`,
              );
            else if (kind === "secret" && !containsToken(value?.value ?? ""))
              report(key, `${message}, and its value stays in the image's history.`);
            else if (value === undefined && (used ??= namesInRuns(model)).has(key.value))
              report(
                key,
                `${message}, and the RUN that uses it writes its value into the history.`,
              );
          }
        }
      }
    },
  },
});

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
