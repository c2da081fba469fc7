import { commandsOption, variablesOption } from "../data/packageOptions.ts";
import { npmVersions } from "../data/packageVersions.ts";
import { defineRule } from "../lint/rule.ts";
import { namesOf, unpinnedInstalls } from "../syntax/packageVersions.ts";
import { takeVersions } from "../syntax/pinPackages.ts";

export default defineRule({
  name: "pin-npm-versions",
  severity: "off",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3016" },
  triggers: true,
  options: { commands: commandsOption, variables: variablesOption },
  profiles: { hadolint: { options: { commands: "plain", variables: true } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3016",
    "https://docs.npmjs.com/cli/v11/commands/npm-install",
  ],
  summary: "An `npm install` names packages without a version.",
  why: `Without a version each build takes the newest package there is, so two builds of the same file differ. A
    version behind the name says what was tested; for a project, package.json and its lock file do.`,
  examples: [
    { bad: "FROM node:24\nRUN npm install -g express@5 [|typescript|]\n" },
    {
      bad: "FROM node:24\nRUN npm i [|@scope/tool|] && yarn global add [|serve|] && pnpm add -g [|tsx|]\n",
    },
    { bad: "FROM node:24\nRUN npm install -g [|npm@latest|]\n" },
    { bad: "FROM node:24\nRUN npm install [|git+https://example.com/a.git|]\n" },
    // the file says which version
    {
      bad: "FROM node:24\nARG NODE_GYP_VERSION=12.1\nRUN npm install -g [|node-gyp|]\n",
      fixed:
        "FROM node:24\nARG NODE_GYP_VERSION=12.1\nRUN npm install -g node-gyp@${NODE_GYP_VERSION}\n",
    },
    {
      bad: "FROM node:24\r\nENV NODE_GYP_VERSION=12.1\r\nRUN npm install -g \\\r\n  # why\r\n  [|node-gyp|]",
      fixed:
        "FROM node:24\r\nENV NODE_GYP_VERSION=12.1\r\nRUN npm install -g \\\r\n  # why\r\n  node-gyp@${NODE_GYP_VERSION}",
    },
    {
      bad: "FROM node:24\nARG NODE_GYP_VERSION=12.1\nRUN <<EOF\nnpm install -g [|node-gyp|]\nEOF\n",
      fixed:
        "FROM node:24\nARG NODE_GYP_VERSION=12.1\nRUN <<EOF\nnpm install -g node-gyp@${NODE_GYP_VERSION}\nEOF\n",
    },
    // of something else, unknown, out of sight, or not of all of them
    {
      bad: "FROM node:24\nARG NODE_GYP_VERSION=12.1\nADD https://example.com/$NODE_GYP_VERSION /a\nRUN npm install -g [|node-gyp|]\n",
      refused: "no version",
    },
    {
      bad: "FROM node:24\nARG NODE_GYP_VERSION\nRUN npm install -g [|node-gyp|]\n",
      refused: "no version",
    },
    {
      bad: "ARG NODE_GYP_VERSION=12.1\nFROM node:24\nRUN npm install -g [|node-gyp|]\n",
      refused: "no version",
    },
    {
      bad: "FROM node:24\nARG NODE_GYP_VERSION=12.1\nRUN npm install -g [|node-gyp|] other\n",
      refused: "no version",
    },
    { good: "FROM node:24\nRUN npm install a@1 @scope/b@'>=0.1.0' c@~2.1 d@next\n" },
    {
      good: "FROM node:24\nRUN npm install git+ssh://git@example.com/a.git#v1 && npm install --registry https://example.com a@1\n",
    },
    {
      good: "FROM node:24\nRUN npm install ./folder ../b ~/c /d e-1.tgz f.tar.gz https://example.com/g.tgz\n",
    },
    {
      good: "FROM node:24\nRUN npm install && npm ci && npm install --omit dev && corepack enable && npm install -g $TOOL\n",
    },
    { bad: "FROM node:24\nRUN npm install [|$TOOL|]\n", options: { variables: true } },
    { good: "FROM node:24\nRUN npm install tool@$VERSION\n", options: { variables: true } },
    {
      good: "FROM node:24\nRUN yarn global add serve; sudo npm i a\n",
      options: { commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const install of unpinnedInstalls(model, node, npmVersions, options)) {
        const { call, words } = install;
        const [first] = words;
        if (first === undefined) continue;
        const what = `${namesOf(words)} ${words.length === 1 ? "has" : "have"} no version`;
        report(
          first,
          `${what} in this \`${call.manager} ${call.operands[0]?.text}\`, so each build takes the newest there is.`,
          takeVersions(model, node, install, "@"),
        );
      }
    },
  },
});
