import { defineRule, type OptionSchemas, type RuleContext } from "../lint/rule.ts";
import { contextSources } from "../syntax/contextSources.ts";
import { inCaseOf } from "../syntax/keywordCase.ts";
import type { Copy, Word } from "../syntax/tree.ts";

const addOnlyFlags = ["checksum", "unpack", "keep-git-dir"];
const remote = /:\/\/|^[\w.-]+@[\w.-]+:|\.git(?:#|$)|^github\.com\//i;
/** The ends of files that ADD may unpack: tar, bare or compressed. */
const archive = /\.(?:tar|gz|tgz|taz|bz2?|tbz2?|tb2|xz|txz|lzma|tlz|zst|tzst)$/i;
/** The ends of files that have an archive inside under another name. */
const disguised = /\.(?:apk|box|crate|deb|gem|ova|pkg|rpm|snap|unitypackage|whl)$/i;
/** A wildcard whose end says nothing: it may match an archive. */
const openPattern = /[*?\]][^.]*$/;
/** What hadolint takes for an archive or a URL, whatever ADD does with it. */
const hadolintSilent =
  /^https?:\/\/|\.(?:tar|gz|bz2|xz|zip|tgz|tb2|tbz2?|taz|lz|lzma|lzo|tlz|txz|tzst|zst|t?Z)$/;

const options = {
  noAdd: {
    type: "boolean",
    default: false,
    summary: "Whether ADD is never fine, not even for archives and downloads.",
  },
  byName: {
    type: "boolean",
    default: false,
    summary: "Whether names alone decide: variables are local files, and zip files archives.",
  },
} as const satisfies OptionSchemas;

export default defineRule({
  name: "prefer-copy",
  severity: "warning",
  category: "context",
  aliases: { hadolint: "DL3020", trivy: "DS-0005", checkov: "CKV_DOCKER_4" },
  options,
  profiles: { hadolint: { options: { byName: true } } },
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
    { bad: "FROM alpine\n[|ADD|] app.gem /srv/\n", refused: "`app.gem` may be an archive" },
    {
      bad: "FROM alpine\n[|ADD|] app.whl data /srv/\n",
      fixed: "FROM alpine\nCOPY app.whl data /srv/\n",
      files: { "app.whl": "PK", "data/all.tar": "" },
    },
    {
      bad: "FROM alpine\n[|ADD|] notes.txt model.bin /srv/\n",
      refused: "`model.bin` needs ADD",
      files: { "notes.txt": "", "model.bin": "BZh9" },
    },
    { good: "FROM alpine\nCOPY app.js /app/\n" },
    { good: "FROM alpine\nADD rootfs /\n", files: { rootfs: `${"\0".repeat(257)}ustar` } },
    { good: "FROM alpine\nADD *.bin /\n", files: { "a.bin": "\u001F\u008B", "b.bin": "" } },
    { good: 'FROM alpine\nADD "my file.txt" /x\n' },
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
    { bad: "FROM alpine\n[|ADD|] $FILES /srv/\n", options: { byName: true }, refused: "needs ADD" },
    { good: "FROM alpine\nADD site.zip /srv/\n", options: { byName: true } },
    { bad: "FROM alpine\n[|ADD|] rootfs.tar /\n", options: { noAdd: true }, says: "forbidden" },
    {
      bad: "FROM alpine\n[|ADD|] --checksum=sha256:24454f830cdb https://example.com/a /a\n",
      options: { noAdd: true },
    },
  ],
  visit: {
    document(model, context) {
      const paths = new Map(contextSources(model).map(({ word, path }) => [word, path]));
      for (const node of model.dockerfile.instructions) {
        const add = node.name === "ONBUILD" ? node.trigger : node;
        if (add?.name === "ADD") check(add, paths, context);
      }
    },
  },
});

/** `paths`: where sources lie in the build context, as far as that is known. */
function check(
  node: Copy,
  paths: ReadonlyMap<Word, string>,
  { model, options: { noAdd, byName }, buildContext, report }: RuleContext<typeof options>,
): void {
  const { sources, flags, keyword, logical, json } = node;
  // a quote that is open at a blank fails the build
  const isBroken = (word: Word): boolean =>
    json === undefined && !word.text.includes("$") && model.expand(word, node) === undefined;
  if (sources.some(isBroken)) return;
  const isArchive = (word: Word): boolean | undefined => {
    const path = paths.get(word);
    return path === undefined ? undefined : buildContext?.hasArchive(path);
  };
  const needing = sources.filter((word) => needsAdd(word) || isArchive(word) === true);
  const [copied] = sources.filter((word) =>
    byName ? !hadolintSilent.test(word.value) : !needing.includes(word),
  );
  if (copied === undefined || flags.some(({ name }) => addOnlyFlags.includes(name))) {
    if (noAdd)
      report(keyword, "ADD is forbidden here: download and unpack in a RUN, and use COPY.");
    return;
  }
  const doubtful = sources.filter((word) => isArchive(word) === undefined);
  const reason = refusal(sources, needing, doubtful);
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

/** `doubtful`: those that only their names tell something about. */
function refusal(
  sources: readonly Word[],
  [needing]: readonly Word[],
  doubtful: readonly Word[],
): string | undefined {
  if (needing !== undefined) return `\`${needing.value}\` needs ADD`;
  const hidden = doubtful.find(({ value }) => disguised.test(value));
  if (hidden !== undefined) return `\`${hidden.value}\` may be an archive, which ADD unpacks`;
  const pattern = sources.find(({ value }) => openPattern.test(value));
  return pattern && `\`${pattern.value}\` may match an archive, which ADD unpacks`;
}
