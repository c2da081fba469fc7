import { defineRule, type RuleContext } from "../lint/rule.ts";
import {
  commandSettings,
  instructionSettings,
  type EnvironmentSetting,
} from "../syntax/environmentSettings.ts";
import { dropCommand, dropWords } from "../syntax/dropCommand.ts";
import { dropAssignment, dropPair } from "../syntax/dropSetting.ts";
import { dropText } from "../syntax/dropText.ts";
import { isLocalAddress } from "../syntax/localAddress.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { Instruction, KeyValues, Span } from "../syntax/tree.ts";
import { offer, type WrittenEdits } from "../syntax/writtenEdits.ts";
import { textMatches } from "../syntax/writtenText.ts";

export default defineRule({
  name: "pip-verify-tls",
  severity: "warning",
  category: "security",
  aliases: { checkov: ["CKV2_DOCKER_4", "CKV2_DOCKER_16"] },
  triggers: true,
  sources: [
    "https://pip.pypa.io/en/stable/cli/pip/#cmdoption-trusted-host",
    "https://pip.pypa.io/en/stable/topics/configuration/",
  ],
  summary: "A host without a valid certificate is trusted by `pip`.",
  why: `Whoever sits between the build and that host can then hand over other packages, whose code runs when they are
    installed. For an index of one's own, name its certificate authority with \`--cert\` or PIP_CERT instead. A mirror beside
    the build, on localhost or under a name without a dot, is a small risk.`,
  examples: [
    { bad: "FROM python:3\nRUN pip install [|--trusted-host|] pypi.org a\n", says: "`pypi.org`" },
    { bad: "FROM python:3\nRUN python3 -m pip install [|--trusted-host=$HOST|] a\n" },
    { bad: "FROM python:3\nENV [|PIP_TRUSTED_HOST=pypi.org|]\nARG [|PIP_TRUSTED_HOST=a.b|]\n" },
    { bad: "FROM python:3\nRUN [|PIP_TRUSTED_HOST=a.b|] pip3 install c\n" },
    { bad: "FROM python:3\nRUN pip config set [|global.trusted-host|] 'a.b'\n" },
    { bad: "FROM python:3\nCOPY <<EOF /etc/pip.conf\n[global]\n[|trusted-host = a.b|]\nEOF\n" },
    { bad: "FROM python:3\nRUN echo '[|trusted-host=a.b|]' >> ~/.pip/pip.conf\n" },
    { bad: "FROM python:3\nRUN pip install [|--trusted-host|] localhost a\n", severity: "info" },
    { bad: "FROM python:3\nENV [|PIP_TRUSTED_HOST=mirror|]\n", severity: "info" },
    {
      bad: "FROM python:3\nRUN pip install [|--trusted-host|] a.b -i https://a.b/c d\n",
      fixed: "FROM python:3\nRUN pip install -i https://a.b/c d\n",
    },
    {
      bad: "FROM python:3\r\nRUN pip install \\\r\n    [|--trusted-host|] a.b \\\r\n    # why\r\n    c",
      fixed: "FROM python:3\r\nRUN pip install \\\r\n    # why\r\n    c",
    },
    {
      bad: "FROM python:3\nRUN <<EOF\nset -e\npip config set [|global.trusted-host|] a.b\npip install [|--trusted-host=a.b|] c\nEOF\n",
      fixed: "FROM python:3\nRUN <<EOF\nset -e\npip install c\nEOF\n",
    },
    {
      bad: "FROM python:3\nENV A=1 [|PIP_TRUSTED_HOST=a.b|]\nRUN [|PIP_TRUSTED_HOST=a.b|] pip3 install c\n",
      fixed: "FROM python:3\nENV A=1\nRUN pip3 install c\n",
    },
    {
      bad: "FROM python:3\nCOPY <<EOF /etc/pip.conf\n[global]\n[|trusted-host = a.b|]\nEOF\n",
      fixed: "FROM python:3\nCOPY <<EOF /etc/pip.conf\n[global]\nEOF\n",
    },
    {
      bad: "FROM python:3\nRUN echo '[|trusted-host=a.b|]' >> ~/.pip/pip.conf && pip install c\n",
      fixed: "FROM python:3\nRUN pip install c\n",
    },
    {
      bad: "FROM python:3\nRUN pip install \\\n    # why\n    [|--trusted-host|] a.b c\n",
      refused: "No fix: something else stands between",
    },
    {
      bad: 'FROM python:3\nRUN ["pip", "install", [|"--trusted-host"|], "a.b", "c"]\n',
      refused: "No fix: something else stands between",
    },
    { good: "FROM python:3\nRUN pip install -i https://a.b c && d --trusted-host e.f\n" },
    { good: "FROM python:3\nARG PIP_TRUSTED_HOST\nENV PIP_TRUSTED_HOST=\n" },
    { good: "FROM python:3\nRUN pip config get global.trusted-host\n" },
  ],
  visit: {
    ENV: reportPairs,
    ARG: reportPairs,
    command(command, node, context) {
      const { model } = context;
      for (const each of commandSettings(model, command)) {
        if (isTrust(each))
          reportHost(each, each.value, dropAssignment(model, node, command, each), context);
      }
      if (
        !/^(?:pip[\d.]*|python[\d.]*|pypy[\d.]*|uv|pipx|pipenv|pip-compile)$/.test(command.program)
      )
        return;
      const words = command.args.map(plainText);
      words.forEach((text, index) => {
        const [, isKey, value] =
          /^(--(?:trusted|allow-insecure)-host|[\w-]+\.trusted-host)(?:=(.*))?$/.exec(text) ?? [];
        const word = command.args[index];
        if (isKey === undefined || word === undefined) return;
        if (!isKey.startsWith("--")) {
          if (!words.includes("set")) return;
          reportHost(word, value ?? words[index + 1], dropCommand(model, node, command), context);
          return;
        }
        const last = value === undefined ? command.args[index + 1] : word;
        const found = dropWords(model, command, word, last);
        reportHost(word, value ?? words[index + 1], found, context);
      });
    },
    RUN: reportTexts,
    COPY: reportTexts,
  },
});

/** In a file. */
const setting = /(?<!\.)trusted-host\s*=\s*([^\s"'\\]+)/g;

function reportPairs(node: KeyValues, context: RuleContext): void {
  for (const each of instructionSettings(context.model, node)) {
    if (isTrust(each)) reportHost(each, each.value, dropPair(context.model, node, each), context);
  }
}

function isTrust({ name, value }: EnvironmentSetting): boolean {
  return name === "PIP_TRUSTED_HOST" && value !== "";
}

function reportTexts(node: Instruction, context: RuleContext): void {
  if (node.name === "COPY" && node.heredocs.length === 0) return;
  for (const each of textMatches(context.model, node, setting))
    reportHost(each, each.match[1], dropText(context.model, node, each), context);
}

function reportHost(
  where: Span,
  host: string | undefined,
  found: WrittenEdits,
  { report, reportAs }: RuleContext,
): void {
  const message = `\`pip\` takes any certificate of ${host === undefined ? "this host" : `\`${host}\``}.`;
  const offered = offer(message, "Do not trust the host", found);
  const isNear = host !== undefined && (isLocalAddress(host) || /^[a-z\d-]+(?::\d+)?$/i.test(host));
  if (isNear) reportAs("info", where, ...offered);
  else report(where, ...offered);
}
