import { defineRule } from "../lint/rule.ts";
import { instructionTexts } from "../syntax/instructionTexts.ts";
import type { Model } from "../syntax/model.ts";
import { containsToken } from "../syntax/secretTokens.ts";
import { secretValueKind } from "../syntax/secrets.ts";
import type { Instruction } from "../syntax/tree.ts";
import { findUrls, isExampleHost, type Url } from "../syntax/urls.ts";

export default defineRule({
  name: "no-password-in-url",
  severity: "warning",
  category: "secrets",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/build/building/secrets/",
    "https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1",
  ],
  summary: "A URL holds a user name with a password or token.",
  why: `The Dockerfile is in the repository, and the history of the image shows every RUN and ENV: both give the password away.
An ARG in its place is no better, since the history shows its value too. Take it from a secret mount, for example with a
.netrc file that is mounted for one RUN.`,
  examples: [
    {
      bad: "FROM alpine\nRUN curl -O \\\n  [|https://ada:s3cr3t@files.acme.io|]/a\n",
      says: "files.acme.io",
    },
    {
      bad: "FROM alpine\nADD [|https://bot:t0k3n-9@git.acme.io|]/a.git /a\nENV DB=[|postgres://app:hunter2@db.acme.io|]:5432/app\n",
    },
    {
      bad: "FROM alpine\nRUN git clone [|https://0123456789abcdef0123@github.com|]/a/b\n",
      says: "github.com",
    },
    {
      bad: "FROM alpine\nARG TOKEN\nRUN git clone [|https://x:${TOKEN}@github.com|]/a/b && pip install [|git+https://$TOKEN@github.com|]/c/d\n",
      says: "history",
    },
    { bad: "FROM alpine\nRUN <<EOF\nwget [|ftp://a:b4d-pw@acme.io|]/c\nEOF\n" },
    {
      bad: "FROM alpine\nENV A=[|redis://a:s3cr3t@localhost|]:6379 B=[|https://a:s3cr3t@example.com|]/ C=[|amqp://a:changeme@mq.acme.io|]\n",
      severity: "info",
    },
    {
      good: "FROM alpine\nRUN --mount=type=secret,id=t,env=T git clone https://x:$T@github.com/a/b https://$(cat /run/secrets/t)@github.com/c/d\n",
    },
    {
      good: "FROM alpine\nRUN git clone ssh://git@github.com/a/b git@github.com:c/d https://git@github.com/e/f\n",
    },
    {
      good: "FROM alpine\n# https://ada:s3cr3t@files.acme.io\nENV A=https://acme.io/@scope B=https://acme.io:80/a@b C=https://ada@acme.io\n",
    },
    {
      good: "FROM alpine\nRUN U=a; P=b; curl https://$U:$P@files.acme.io/ mysql://user:@db.acme.io\n",
    },
  ],
  visit: {
    document(model, { report, reportAs }) {
      for (const { node, source } of instructionTexts(model, "://")) {
        for (const url of findUrls(source.text)) {
          const kind = kindOf(model, node, url);
          if (kind === "none") continue;
          const where = source.spanOf(url.start, url.end);
          const message =
            kind === "argument"
              ? `The URL of ${url.host} takes its password from an ARG, and the image's history shows the value.`
              : `The URL of ${url.host} holds a password, which everyone with the file or the image can read.`;
          if (kind === "placeholder" || isExampleHost(url.host)) reportAs("info", where, message);
          else report(where, message);
        }
      }
    },
  },
});

const gitHost =
  /(?:^|\.)(?:github|gitlab|bitbucket|dev\.azure|codeberg|gitea)\.(?:com|org)$|^(?:git|gitlab|github)\./i;

/** `argument`: a variable that the build passes. The name alone is a secret only where it is a token for a Git host. */
function kindOf(
  model: Model,
  node: Instruction,
  { user, password, host }: Url,
): "secret" | "placeholder" | "argument" | "none" {
  const secret = password ?? (gitHost.test(host) ? user : undefined) ?? "";
  const [, name] = /^\$\{?(\w+)\}?$/.exec(secret) ?? [];
  if (name !== undefined) {
    const variable = model.scope(node).get(name);
    return variable?.kind === "ARG" && !node.flags.some(({ text }) => text.includes(`env=${name}`))
      ? "argument"
      : "none";
  }
  if (password === undefined && !/^(?=.*\d)[\w-]{16,}$/.test(secret)) return "none";
  if (containsToken(secret) || /[${}<>*%]/.test(secret)) return "none";
  return secret === ""
    ? "none"
    : secretValueKind(secret) === "placeholder"
      ? "placeholder"
      : "secret";
}
