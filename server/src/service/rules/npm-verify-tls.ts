import { defineRule } from "../lint/rule.ts";
import {
  commandSettings,
  instructionSettings,
  type EnvironmentSetting,
} from "../syntax/environmentSettings.ts";
import { plainText } from "../syntax/runCommands.ts";
import { textMatches } from "../syntax/writtenText.ts";

export default defineRule({
  name: "npm-verify-tls",
  severity: "warning",
  category: "security",
  aliases: { checkov: ["CKV2_DOCKER_12", "CKV2_DOCKER_13"] },
  triggers: true,
  sources: [
    "https://docs.npmjs.com/cli/v11/using-npm/config#strict-ssl",
    "https://yarnpkg.com/configuration/yarnrc#enableStrictSsl",
  ],
  summary: "Certificate checks of `npm` or `yarn` are switched off.",
  why: `Whoever sits between the build and the registry can then hand over other packages, whose scripts run in the build. The
    setting stays in the image, too. For a registry of one's own, name its certificate authority with \`cafile\` or
    NODE_EXTRA_CA_CERTS instead.`,
  examples: [
    { bad: "FROM node:24\nRUN npm config set [|strict-ssl|] false && npm ci\n" },
    {
      bad: "FROM node:24\nRUN npm set [|strict-ssl=false|] && yarn config set [|'strict-ssl'|] \"false\" -g\n",
    },
    { bad: "FROM node:24\nRUN npm ci [|--no-strict-ssl|] && pnpm i [|--strict-ssl=false|]\n" },
    {
      bad: "FROM node:24\nENV [|NPM_CONFIG_STRICT_SSL=false|]\nARG [|npm_config_strict_ssl='false'|]\n",
    },
    { bad: "FROM node:24\nRUN [|npm_config_strict_ssl=false|] npm ci\n" },
    { bad: 'FROM node:24\nRUN echo "[|strict-ssl=false|]" >> .npmrc\n' },
    { bad: "FROM node:24\nCOPY <<EOF .npmrc\n[|strict-ssl = false|]\nEOF\n" },
    { bad: "FROM node:24\nRUN yarn config set [|enableStrictSsl|] false\n" },
    { good: "FROM node:24\nRUN npm config set strict-ssl true && npm config get strict-ssl\n" },
    { good: "FROM node:24\nENV NPM_CONFIG_STRICT_SSL=true\nRUN npm ci --strict-ssl\n" },
    { good: "FROM node:24\nRUN npm config delete strict-ssl && echo a --no-strict-ssl\n" },
  ],
  visit: {
    ENV(node, { model, report }) {
      for (const each of instructionSettings(model, node)) if (isOff(each)) report(each, message);
    },
    ARG(node, { model, report }) {
      for (const each of instructionSettings(model, node)) if (isOff(each)) report(each, message);
    },
    command(command, _, { model, report }) {
      for (const each of commandSettings(model, command)) if (isOff(each)) report(each, message);
      if (!/^(?:p?npm|npx|yarn)$/.test(command.program)) return;
      const words = command.args.map(plainText);
      words.forEach((word, index) => {
        const key = command.args[index];
        const isFlag = /^--(?:no-strict-ssl|strict-ssl=false)$/.test(word);
        const isSet =
          /^(?:strict-ssl|enableStrictSsl)(?:=false)?$/.test(word) && words.includes("set");
        const value = word.endsWith("=false") ? "false" : words[index + 1];
        if (key !== undefined && (isFlag || (isSet && value === "false"))) report(key, message);
      });
    },
    RUN(node, { model, report }) {
      for (const each of textMatches(model, node, setting)) report(each, message);
    },
    COPY(node, { model, report }) {
      if (node.heredocs.length === 0) return;
      for (const each of textMatches(model, node, setting)) report(each, message);
    },
  },
});

const message = "`strict-ssl` switched off lets every certificate of a registry pass.";
/** In a file; what stands on a command line is behind `--` or `set`. */
const setting = /(?<!\bset\s+["']?)(?:strict-ssl\s*=\s*|enableStrictSsl:\s*)false\b/g;

function isOff({ name, value }: EnvironmentSetting): boolean {
  return /^(?:npm_config_strict_ssl|yarn_enable_strict_ssl)$/i.test(name) && value === "false";
}
