import { defineRule, type RuleContext } from "../lint/rule.ts";
import { dropCommand, dropWords } from "../syntax/dropCommand.ts";
import { dropText } from "../syntax/dropText.ts";
import { dropAssignment, dropPair } from "../syntax/dropSetting.ts";
import {
  commandSettings,
  instructionSettings,
  type EnvironmentSetting,
} from "../syntax/environmentSettings.ts";
import { plainText } from "../syntax/runCommands.ts";
import { textMatches } from "../syntax/writtenText.ts";
import type { KeyValues } from "../syntax/tree.ts";
import { offer, type WrittenEdits } from "../syntax/writtenEdits.ts";

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
    {
      bad: "FROM node:24\nRUN npm config set [|strict-ssl|] false && npm ci [|--no-strict-ssl|]\n",
      fixed: "FROM node:24\nRUN npm ci\n",
    },
    {
      bad: "FROM node:24\r\nRUN one \\\r\n  && npm config set -g [|strict-ssl|] false \\\r\n  # why\r\n  && npm ci \\\r\n  [|--strict-ssl=false|] \\\r\n  -q",
      fixed: "FROM node:24\r\nRUN one \\\r\n  # why\r\n  && npm ci \\\r\n  -q",
    },
    {
      bad: "FROM node:24\nENV [|NPM_CONFIG_STRICT_SSL=false|] A=1\nRUN [|npm_config_strict_ssl=false|] npm ci\n",
      fixed: "FROM node:24\nENV A=1\nRUN npm ci\n",
    },
    {
      bad: 'FROM node:24\nRUN echo "[|strict-ssl=false|]" >> .npmrc && npm ci\n',
      fixed: "FROM node:24\nRUN npm ci\n",
    },
    {
      bad: "FROM node:24\nCOPY <<EOF .npmrc\n[|strict-ssl = false|]\na=b\nEOF\n",
      fixed: "FROM node:24\nCOPY <<EOF .npmrc\na=b\nEOF\n",
    },
    {
      bad: "FROM node:24\nRUN <<EOF\nset -e\nnpm set [|strict-ssl=false|]\nnpm ci\nEOF\n",
      fixed: "FROM node:24\nRUN <<EOF\nset -e\nnpm ci\nEOF\n",
    },
    {
      bad: "FROM node:24\nRUN npm set [|strict-ssl=false|] a=b\n",
      refused: "No fix: the command sets more",
    },
    {
      bad: 'FROM node:24\nRUN echo "[|strict-ssl=false|]" > .npmrc && npm ci && rm .npmrc\n',
      refused: "No fix: the file is used elsewhere",
    },
    {
      bad: 'FROM node:24\nRUN printf "a=b\\n[|strict-ssl=false|]\\n" > .npmrc\n',
      refused: "No fix: it stands in a longer text",
    },
    { good: "FROM node:24\nRUN npm config set strict-ssl true && npm config get strict-ssl\n" },
    { good: "FROM node:24\nENV NPM_CONFIG_STRICT_SSL=true\nRUN npm ci --strict-ssl\n" },
    { good: "FROM node:24\nRUN npm config delete strict-ssl && echo a --no-strict-ssl\n" },
  ],
  visit: {
    ENV: reportPairs,
    ARG: reportPairs,
    command(command, node, { model, report }) {
      for (const each of commandSettings(model, command)) {
        if (!isOff(each)) continue;
        const found = dropAssignment(model, node, command, each);
        report(each, ...offer(message, `Remove ${each.name}`, found));
      }
      if (!/^(?:p?npm|npx|yarn)$/.test(command.program)) return;
      const words = command.args.map(plainText);
      words.forEach((word, index) => {
        const key = command.args[index];
        const isFlag = /^--(?:no-strict-ssl|strict-ssl=false)$/.test(word);
        const isSet =
          /^(?:strict-ssl|enableStrictSsl)(?:=false)?$/.test(word) && words.includes("set");
        const value = word.endsWith("=false") ? "false" : words[index + 1];
        if (key === undefined || !(isFlag || (isSet && value === "false"))) return;
        const others = words.filter(
          (other, at) => at !== index && !/^-|^(?:config|c|set)$/.test(other),
        );
        const isAll = isSet && others.every((other) => other === "false");
        const found: WrittenEdits = isFlag
          ? dropWords(model, command, key)
          : isAll
            ? dropCommand(model, node, command)
            : { refusal: "the command sets more" };
        report(key, ...offer(message, "Remove strict-ssl", found));
      });
    },
    RUN(node, { model, report }) {
      for (const each of textMatches(model, node, setting)) {
        report(each, ...offer(message, "Remove strict-ssl", dropText(model, node, each)));
      }
    },
    COPY(node, { model, report }) {
      if (node.heredocs.length === 0) return;
      for (const each of textMatches(model, node, setting)) {
        report(each, ...offer(message, "Remove strict-ssl", dropText(model, node, each)));
      }
    },
  },
});

function reportPairs(node: KeyValues, { model, report }: RuleContext): void {
  for (const each of instructionSettings(model, node)) {
    if (!isOff(each)) continue;
    report(each, ...offer(message, `Remove ${each.name}`, dropPair(model, node, each)));
  }
}

const message = "`strict-ssl` switched off lets every certificate of a registry pass.";
/** In a file; what stands on a command line is behind `--` or `set`. */
const setting = /(?<!\bset\s+["']?)(?:strict-ssl\s*=\s*|enableStrictSsl:\s*)false\b/g;

function isOff({ name, value }: EnvironmentSetting): boolean {
  return /^(?:npm_config_strict_ssl|yarn_enable_strict_ssl)$/i.test(name) && value === "false";
}
