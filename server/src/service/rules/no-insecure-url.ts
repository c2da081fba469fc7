import { defineRule, type RuleContext } from "../lint/rule.ts";
import { pathAt } from "../syntax/copyPaths.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Copy, Instruction, Span } from "../syntax/tree.ts";
import { findUrls, isLocalHost } from "../syntax/urls.ts";

export default defineRule({
  name: "no-insecure-url",
  severity: "warning",
  category: "context",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#add---checksum",
    "https://www.rfc-editor.org/rfc/rfc9110.html#section-4.2.2",
  ],
  summary: "A download goes over plain http.",
  why: `Whoever sits between the build and the server can put another file in the place of the one that is asked for, and the
image runs it. With https the server proves who it is. A checksum or signature that the same RUN compares does as well, and
so do the package mirrors of apt, apk and dnf, which sign what they serve.`,
  examples: [
    {
      bad: "FROM alpine\nADD [|http://example.com|]/a.tar /a/\n",
      fixed: "FROM alpine\nADD https://example.com/a.tar /a/\n",
    },
    {
      bad: "FROM alpine\nRUN apk add curl && \\\n  curl -fsSL [|http://example.com|]/a | sh\n",
      fixed: "FROM alpine\nRUN apk add curl && \\\n  curl -fsSL https://example.com/a | sh\n",
    },
    {
      bad: 'FROM alpine\nRUN wget -qO- "[|http://example.com|]:8080/$V"\nRUN git clone [|http://example.com|]/a\n',
    },
    {
      bad: "FROM alpine\nRUN pip install -i [|http://pypi.example.com|]/simple --extra-index-url=[|http://b.example.com|] a\n",
    },
    {
      bad: "FROM alpine\nRUN gem install --source [|http://rubygems.org|] a\nONBUILD RUN curl --url [|http://example.com|]\n",
    },
    {
      good: "FROM alpine\nADD --checksum=sha256:24454f830cdb http://example.com/a /a\nADD https://example.com/a /a\n",
    },
    {
      good: "FROM alpine\nRUN curl http://localhost:80 http://db/a http://10.0.0.1/ http://a.internal http://b.local http://192.168.1.2\n",
    },
    {
      good: "FROM alpine\nRUN curl -O http://example.com/a && echo 'abc  a' | sha256sum -c\nRUN wget http://example.com/a && gpg --verify a.asc a\n",
    },
    {
      good: "FROM debian\nRUN echo deb http://deb.debian.org/debian sid main > /etc/apt/sources.list\n# curl http://example.com\n",
    },
    {
      good: "FROM alpine\nRUN apk add -X http://dl-cdn.alpinelinux.org/alpine/edge/main a\nRUN sed -i s,a,http://example.com, b\n",
    },
    {
      good: 'FROM alpine\nCOPY <<EOF /a.svg\n<svg xmlns="http://www.w3.org/2000/svg"/>\nEOF\nRUN curl http://$HOST/a http://${MIRROR}/b\n',
    },
    {
      good: "FROM alpine\nRUN curl -x http://proxy.example.com -H 'Referer: http://example.com' -e http://example.com https://example.com\n",
    },
  ],
  visit: {
    ADD: checkAdd,
    command(command, node, context) {
      if (node.name !== "RUN" || !downloaders.has(command.program)) return;
      const found = command.args.filter(
        (word, index) =>
          isAddress(command, index) && /^(?:--[\w-]+=)?["']?(?:git\+)?http:\/\//.test(word.text),
      );
      if (found.length === 0 || isVerified(node, context)) return;
      for (const word of found) check(word, plainText(word), context);
    },
  },
});

const downloaders: ReadonlySet<string> = new Set([
  "aria2c",
  "curl",
  "gem",
  "git",
  "pip",
  "pip3",
  "wget",
]);
/** Options whose values are addresses of another kind, or no addresses. */
const otherOptions =
  /^(?:-[a-zA-Z]*[xeHAdF]|--(?:proxy|preproxy|referer|header|user-agent|data[\w-]*|form|json|execute))$/;

function isAddress({ program, args }: ShellCommand, index: number): boolean {
  const before = args[index - 1]?.text ?? "";
  const isOther = (program === "curl" || program === "wget") && otherOptions.test(before);
  return !isOther && !/^--(?:proxy|referer|trusted-host|http-proxy)=/.test(args[index]?.text ?? "");
}

/** What compares what was downloaded with a checksum or a signature. */
function isVerified(node: Instruction, { model }: RuleContext): boolean {
  const commands = model.script(node)?.commands ?? [];
  return commands.some(
    ({ program, args }) =>
      /^(?:(?:sha\d*|md5|b2)sum|shasum|gpgv?2?|cosign|minisign|signify|openssl|apt-key|rpm|rpmkeys)$/.test(
        program,
      ) && args.length > 0,
  );
}

function checkAdd(node: Copy, context: RuleContext): void {
  if (node.flags.some(({ name }) => name === "checksum")) return;
  for (const word of node.sources) {
    const text = /^["']?http:/i.test(word.text)
      ? word.text
      : (pathAt(context.model, node, word) ?? "");
    if (/^["']?http:/i.test(text)) check(word, text, context);
  }
}

function check(word: Span, text: string, { model, report }: RuleContext): void {
  const [url] = findUrls(text);
  if (url === undefined || url.scheme !== "http" || /[${}]/.test(url.host) || isLocalHost(url.host))
    return;
  const written = model.dockerfile.text.slice(word.start, word.end);
  const at = written.indexOf("http://");
  if (at === -1) {
    report(word, messageFor(url.host));
    return;
  }
  const start = word.start + at;
  const host = written.indexOf(url.host, at);
  const end = host === -1 ? word.end : word.start + host + url.host.length;
  const edits = [{ start, end: start + 4, text: "https" }];
  report({ start, end }, messageFor(url.host), { title: "Use https", edits, safety: "unsafe" });
}

function messageFor(host: string): string {
  return `The download from ${host} goes over plain http, where anybody on the way can replace it.`;
}
