import { defineRule, type RuleContext } from "../lint/rule.ts";
import {
  commandSettings,
  instructionSettings,
  type EnvironmentSetting,
} from "../syntax/environmentSettings.ts";
import { isLocalAddress } from "../syntax/localAddress.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { Span } from "../syntax/tree.ts";
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
    { good: "FROM python:3\nRUN pip install -i https://a.b c && d --trusted-host e.f\n" },
    { good: "FROM python:3\nARG PIP_TRUSTED_HOST\nENV PIP_TRUSTED_HOST=\n" },
    { good: "FROM python:3\nRUN pip config get global.trusted-host\n" },
  ],
  visit: {
    ENV(node, context) {
      for (const each of instructionSettings(context.model, node)) reportSetting(each, context);
    },
    ARG(node, context) {
      for (const each of instructionSettings(context.model, node)) reportSetting(each, context);
    },
    command(command, _, context) {
      for (const each of commandSettings(context.model, command)) reportSetting(each, context);
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
        if (!isKey.startsWith("--") && !words.includes("set")) return;
        reportHost(word, value ?? words[index + 1], context);
      });
    },
    RUN(node, context) {
      for (const each of textMatches(context.model, node, setting))
        reportHost(each, each.match[1], context);
    },
    COPY(node, context) {
      if (node.heredocs.length === 0) return;
      for (const each of textMatches(context.model, node, setting))
        reportHost(each, each.match[1], context);
    },
  },
});

/** In a file. */
const setting = /(?<!\.)trusted-host\s*=\s*([^\s"'\\]+)/g;

type Context = Pick<RuleContext, "report" | "reportAs">;

function reportSetting(each: EnvironmentSetting, context: Context): void {
  if (each.name === "PIP_TRUSTED_HOST" && each.value !== "") reportHost(each, each.value, context);
}

function reportHost(where: Span, host: string | undefined, { report, reportAs }: Context): void {
  const message = `\`pip\` takes any certificate of ${host === undefined ? "this host" : `\`${host}\``}.`;
  const isNear = host !== undefined && (isLocalAddress(host) || /^[a-z\d-]+(?::\d+)?$/i.test(host));
  if (isNear) reportAs("info", where, message);
  else report(where, message);
}
