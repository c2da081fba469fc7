import { defineRule, type RuleContext } from "../lint/rule.ts";
import { inCaseOf } from "../syntax/keywordCase.ts";
import type { Copy, Word } from "../syntax/tree.ts";

const addOnlyFlags = ["checksum", "unpack", "keep-git-dir"];
const remote = /:\/\/|^[\w.-]+@[\w.-]+:|\.git(?:#|$)|^github\.com\//i;
/** The ends of files that ADD may unpack: tar, bare or compressed. */
const archive = /\.(?:tar|gz|tgz|taz|bz2?|tbz2?|tb2|xz|txz|lzma|tlz|zst|tzst)$/i;
/** A wildcard whose end says nothing: it may match an archive. */
const openPattern = /[*?\]][^.]*$/;

export default defineRule({
  name: "prefer-copy",
  severity: "warning",
  category: "context",
  aliases: { hadolint: "DL3020", trivy: "DS-0005", checkov: "CKV_DOCKER_4" },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#add-or-copy",
    "https://docs.docker.com/reference/dockerfile/#add",
    "https://github.com/hadolint/hadolint/wiki/DL3020",
  ],
  summary: "ADD is used for local files that COPY would copy the same way.",
  why: `ADD downloads URLs, clones git repositories and unpacks local archives; a reader of ADD has to check which of
    the three happens. COPY only copies. Keep ADD for what COPY cannot do: archives that are to be unpacked, downloads
    with a checksum, git sources.`,
  examples: [
    { bad: "FROM alpine\n[|ADD|] app.js /app/\n", fixed: "FROM alpine\nCOPY app.js /app/\n" },
    { bad: "FROM alpine\n[|add|] . /app\n", fixed: "FROM alpine\ncopy . /app\n" },
    {
      bad: 'FROM alpine\r\n  [|ADD|] --chown=app:app ["a b.txt", "/data/"]\r\n',
      fixed: 'FROM alpine\r\n  COPY --chown=app:app ["a b.txt", "/data/"]\r\n',
    },
    // only tar files are unpacked, zip and jar files are not
    {
      bad: "FROM alpine\n[|ADD|] site.zip target/app.jar /srv/\n",
      fixed: "FROM alpine\nCOPY site.zip target/app.jar /srv/\n",
    },
    {
      bad: "FROM alpine\n[|ADD|] <<EOF /etc/motd\nhello\nEOF\n",
      fixed: "FROM alpine\nCOPY <<EOF /etc/motd\nhello\nEOF\n",
    },
    {
      bad: "FROM alpine\nONBUILD [|ADD|] . /app\n",
      fixed: "FROM alpine\nONBUILD COPY . /app\n",
    },
    {
      bad: "FROM alpine\n[|ADD|] notes.txt https://example.com/list.txt /srv/\n",
      refused: "Not replaced: `https://example.com/list.txt` needs ADD",
    },
    { bad: "FROM alpine\n[|ADD|] a.txt b.tar.gz /srv/\n", refused: "`b.tar.gz` needs ADD" },
    {
      bad: "FROM alpine\n[|ADD|] dist/* /srv/\n",
      refused: "Not replaced: `dist/*` may match an archive",
    },
    { good: "FROM alpine\nCOPY app.js /app/\n" },
    { good: "FROM alpine\nADD https://example.com/list.txt /srv/\n" },
    { good: "FROM alpine\nADD https://example.com/tool.git#v1.2:src /src\n" },
    { good: "FROM alpine\nADD git@example.com:team/tool.git /src\n" },
    { good: "FROM alpine\nADD ssh://git@example.com/team/tool /src\n" },
    { good: "FROM alpine\nADD github.com/team/tool.git#main /src\n" },
    { good: "FROM alpine\nADD rootfs.tar /\n" },
    { good: "FROM alpine\nADD rootfs.tar.gz a.tgz b.tar.xz c.txz d.tar.bz2 e.tbz f.tar.zst /\n" },
    { good: "FROM alpine\nADD --unpack=false rootfs.img /\n" },
    { good: "FROM alpine\nADD --checksum=sha256:24454f830cdb app.bin /\n" },
    { good: "FROM alpine\nADD --keep-git-dir=true tool /src\n" },
    { good: "FROM alpine\nARG SOURCE\nADD $SOURCE /srv/\n" },
    { good: "FROM alpine\nARG VERSION\nADD app-${VERSION}.bin /srv/\n" },
  ],
  visit: {
    ADD: check,
    ONBUILD({ trigger }, context) {
      if (trigger?.name === "ADD") check(trigger, context);
    },
  },
});

function check(node: Copy, { report }: RuleContext): void {
  const { sources, flags, keyword, logical } = node;
  if (flags.some(({ name }) => addOnlyFlags.includes(name))) return;
  const [copied] = sources.filter((source) => !needsAdd(source));
  if (copied === undefined) return;
  const reason = refusal(sources);
  const what = copied.value.startsWith("<<") ? "a heredoc" : `the local \`${copied.value}\``;
  const message = `ADD does no more than COPY for ${what}.`;
  if (reason !== undefined) report(keyword, `${message} Not replaced: ${reason}.`);
  else if (logical.crosses(0, keyword.text.length)) report(keyword, message);
  else {
    const { start, end } = keyword;
    const edits = [{ start, end, text: inCaseOf(keyword, "COPY") }];
    report(keyword, message, { title: "Use COPY", edits, safety: "safe" });
  }
}

function needsAdd({ value }: Word): boolean {
  return value.includes("$") || remote.test(value) || archive.test(value);
}

function refusal(sources: readonly Word[]): string | undefined {
  const other = sources.find(needsAdd);
  if (other !== undefined) return `\`${other.value}\` needs ADD`;
  const pattern = sources.find(({ value }) => openPattern.test(value));
  return pattern && `\`${pattern.value}\` may match an archive, which ADD unpacks`;
}
