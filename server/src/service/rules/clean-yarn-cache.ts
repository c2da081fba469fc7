import { yarnCache } from "../data/packageCaches.ts";
import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { cacheCures } from "../syntax/cacheCures.ts";
import { isConfigured } from "../syntax/fileSettings.ts";
import { isInherited, leavesCache } from "../syntax/leftCaches.ts";

export default defineRule({
  name: "clean-yarn-cache",
  severity: "info",
  category: "packages",
  aliases: { hadolint: "DL3060" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3060",
    "https://classic.yarnpkg.com/lang/en/docs/cli/cache/",
    "https://yarnpkg.com/features/caching",
  ],
  summary: "The cache of `yarn` stays in the layer.",
  why: `yarn keeps every package that it downloads in its cache, beside the copy in node_modules, so the layer holds it
    twice. \`yarn cache clean\` has to run in the RUN of the install, since a later one makes no layer smaller. A cache
    mount keeps the cache out of the image and makes the next build faster.`,
  examples: [
    { bad: "FROM node:24\nRUN yarn [|install|] --frozen-lockfile\n" },
    { bad: "FROM node:24\nRUN corepack enable && [|yarn|] && yarn build\n" },
    { bad: "FROM node:24\nRUN yarn cache clean && yarn [|add|] serve\n" },
    { bad: "FROM node:24\nRUN yarn [|install|]\nRUN yarn cache clean\n" },
    { bad: "FROM node:24\nRUN --mount=type=cache,target=/srv yarn [|install|]\n" },
    {
      bad: "FROM node:24\nRUN yarn [|install|] && yarn build\n",
      fixed: "FROM node:24\nRUN yarn install && yarn cache clean && yarn build\n",
    },
    {
      bad: "FROM node:24\r\nRUN [|yarn|] \\\r\n  # why\r\n  --prod",
      fixed: "FROM node:24\r\nRUN yarn \\\r\n  # why\r\n  --prod \\\r\n  && yarn cache clean",
    },
    {
      bad: "FROM node:24\nRUN <<EOF\nset -e\nyarn [|install|]\nEOF\n",
      fixed: "FROM node:24\nRUN <<EOF\nset -e\nyarn install\nyarn cache clean\nEOF\n",
    },
    {
      bad: 'FROM node:24\nRUN ["yarn", [|"install"|]]\n',
      fixed:
        'FROM node:24\nRUN --mount=type=cache,target=/usr/local/share/.cache/yarn,sharing=locked ["yarn", "install"]\n',
    },
    {
      bad: "FROM node:24\nENV YARN_CACHE_FOLDER=/y\nRUN gosu app yarn [|install|]\n",
      fixed:
        "FROM node:24\nENV YARN_CACHE_FOLDER=/y\nRUN --mount=type=cache,target=/y,sharing=locked gosu app yarn install\n",
    },
    // whose cache, and where, the file does not say
    {
      bad: 'FROM node:24\nUSER app\nRUN ["yarn", [|"install"|]]\n',
      refused: "No fix: the exec form runs one command",
    },
    {
      bad: 'FROM node:24\nRUN corepack enable\nRUN ["yarn", [|"install"|]]\n',
      refused: "No fix: the exec form runs one command",
    },
    { good: "FROM node:24\nRUN yarn install && yarn cache clean --all\n" },
    { good: "FROM node:24\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install\n" },
    { good: "FROM node:24\nRUN --mount=type=tmpfs,target=/usr/local/share/.cache yarn\n" },
    {
      good: "FROM node:24\nENV YARN_CACHE_FOLDER=/y\nRUN --mount=type=cache,target=/y yarn install\n",
    },
    { good: "FROM node:24\nCOPY .yarn ./.yarn\nRUN yarn install --immutable\n" },
    { good: "FROM node:24\nRUN yarn build && yarn run install-x && yarn --version\n" },
    { good: "FROM node:24 AS build\nRUN yarn install\nFROM node:24\n" },
    {
      bad: "FROM node:24 AS a\nCOPY .yarn .yarn\nRUN yarn [|install|]\nFROM a AS b\nFROM scratch\n",
      options: { stages: "all", commands: "plain" },
    },
    {
      good: "FROM node:24 AS build\nRUN yarn install\nFROM node:24\nRUN yarn\n",
      options: { stages: "all", commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      const call = leavesCache(model, node, yarnCache, options.commands);
      const where = call?.operands[0] ?? call?.command.name;
      if (call === undefined || where === undefined) return;
      if (options.commands === "all") {
        // packages that are kept beside the sources on purpose
        if (isConfigured(model, node, keptPackages)) return;
      } else if (!isInherited(model, node)) return;
      const message =
        "yarn's cache stays in the layer: run `yarn cache clean` behind it in the same RUN, or mount a cache there.";
      const cure = { message, cleanup: "yarn cache clean", behind: call };
      report(where, ...cacheCures(model, node, cure));
    },
  },
});

/** Copied, not written. */
const keptPackages = { setting: /(?!)/, file: /\.yarn(?:[/\s]|$)/ };
