import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { mountCure } from "../syntax/cacheCures.ts";
import { isPlainCall } from "../syntax/packageCalls.ts";
import type { PackageCall } from "../syntax/packageWork.ts";

export default defineRule({
  name: "pip-no-cache",
  severity: "info",
  category: "packages",
  aliases: { hadolint: "DL3042" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3042",
    "https://pip.pypa.io/en/stable/topics/caching/",
  ],
  summary: "A `pip install` leaves what it downloads in the layer.",
  why: `pip keeps downloads and built wheels in ~/.cache/pip for the next install, which never comes in an image: the layer
    holds every package twice. --no-cache-dir or PIP_NO_CACHE_DIR switches the cache off. A cache mount on that folder
    keeps it out of the image and makes the next build faster.`,
  examples: [
    {
      bad: "FROM python:3.14\nRUN pip [|install|] flask\n",
      fixed: "FROM python:3.14\nRUN pip install --no-cache-dir flask\n",
    },
    {
      bad: "FROM python:3.14\nRUN python -m pip [|install|] -e . && /venv/bin/pip3 [|install|] a\n",
    },
    {
      bad: "FROM python:3.14\nUSER app\nRUN --mount=type=cache,target=/root/.cache pip [|install|] a\n",
    },
    { bad: "FROM python:3.14\nENV PIP_NO_CACHE_DIR=\nRUN pip [|install|] a\n" },
    {
      bad: "FROM python:3.14\r\nRUN python -m pip [|install|] \\\r\n  # why\r\n  a && pip3 [|install|] b",
      fixed:
        "FROM python:3.14\r\nRUN python -m pip install --no-cache-dir \\\r\n  # why\r\n  a && pip3 install --no-cache-dir b",
    },
    {
      bad: "FROM python:3.14\nRUN <<-EOF\n\tset -e\n\tpip [|install|] a\nEOF\n",
      fixed: "FROM python:3.14\nRUN <<-EOF\n\tset -e\n\tpip install --no-cache-dir a\nEOF\n",
    },
    {
      bad: 'FROM python:3.14\nRUN ["pip", [|"install"|], "a"]\n',
      fixed:
        'FROM python:3.14\nRUN --mount=type=cache,target=/root/.cache/pip,sharing=locked ["pip", "install", "a"]\n',
    },
    {
      bad: 'FROM python:3.14\nENV PIP_CACHE_DIR=/c\nRUN ["pip", [|"install"|], "a"]\n',
      fixed:
        'FROM python:3.14\nENV PIP_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c,sharing=locked ["pip", "install", "a"]\n',
    },
    {
      bad: 'FROM python:3.14\nUSER app\nRUN ["pip", [|"install"|], "a"]\n',
      refused: "use --no-cache-dir",
    },
    { good: "FROM python:3.14\nRUN pip install --no-cache-dir -r requirements.txt\n" },
    { good: "FROM python:3.14\nRUN pip install --no-cache a\n" },
    { good: "FROM python:3.14\nENV PIP_NO_CACHE_DIR=1\nRUN pip install a\n" },
    { good: "FROM python:3.14\nARG PIP_NO_CACHE_DIR=on\nRUN pip install a\n" },
    { good: "FROM python:3.14\nRUN PIP_NO_CACHE_DIR=yes pip install a\n" },
    { good: "FROM python:3.14\nRUN export PIP_NO_CACHE_DIR=1 && pip install a\n" },
    // pip switches the cache off for these too
    { good: "FROM python:3.14\nENV PIP_NO_CACHE_DIR=0\nRUN pip install a\n" },
    { good: "FROM python:3.14\nRUN PIP_NO_CACHE_DIR=off pip install a\n" },
    { good: "FROM python:3.14\nRUN --mount=type=cache,target=/root/.cache/pip pip install a\n" },
    {
      good: "FROM python:3.14\nUSER app\nRUN --mount=type=cache,target=/home/app/.cache/pip pip install a\n",
    },
    { good: "FROM python:3.14\nRUN pip install a && rm -rf ~/.cache/pip\n" },
    { good: "FROM python:3.14\nRUN pip download a && pip wheel a && pip freeze\n" },
    { good: "FROM python:3.14\nRUN pipx install a && pipenv install b && uv pip install c\n" },
    { good: "FROM python:3.14 AS build\nRUN poetry install && pip install a\nFROM scratch\n" },
    {
      bad: "FROM python:3.14 AS build\nRUN pip [|install|] a\nFROM scratch\n",
      options: { stages: "all" },
    },
    {
      bad: "FROM python:3.14\nENV PIP_NO_CACHE_DIR=0\nRUN pip [|install|] a && rm -rf ~/.cache/pip\n",
      options: { commands: "plain" },
    },
    { good: "FROM python:3.14\nRUN /venv/bin/pip install a\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const call of model.packages(node).calls) {
        const [verb] = call.operands;
        if (call.manager !== "pip" || verb?.text !== "install") continue;
        if (options.commands === "plain" ? !isPlainLeft(call) : call.cleaned) continue;
        const edits = [{ start: verb.end, end: verb.end, text: " --no-cache-dir" }];
        report(
          verb,
          "`pip install` leaves what it downloads in the layer: use --no-cache-dir, or mount a cache on ~/.cache/pip.",
          node.json ? undefined : { title: "Add --no-cache-dir", edits, safety: "unsafe" },
          mountCure(model, node, call),
        );
      }
    },
  },
});

/** The reading `plain` takes a false value for a cache that is on, and knows no short flag and no cleanup. */
function isPlainLeft(call: PackageCall): boolean {
  const { cleaned } = call;
  if (!isPlainCall(call)) return false;
  if (cleaned?.by === "variable") return /^(?:0|off|no|n|false|f)$/.test(cleaned.value);
  if (cleaned?.by === "flag") return cleaned.word.text !== "--no-cache-dir";
  return cleaned === undefined || cleaned.by === "command";
}
