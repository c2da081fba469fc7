import { defineRule, type Fix } from "../lint/rule.ts";
import { knownFolders, pathAt } from "../syntax/copyPaths.ts";
import type { Copy, Word } from "../syntax/tree.ts";

export default defineRule({
  name: "copy-destination-slash",
  severity: "warning",
  strict: "error",
  category: "context",
  aliases: { hadolint: "DL3021", trivy: "DS-0011", utils: "INVALID_DESTINATION" },
  triggers: true,
  options: {
    always: {
      type: "boolean",
      default: false,
      summary: "Whether the slash is asked for even where the destination is known to be a folder.",
    },
    copyOnly: { type: "boolean", default: false, summary: "Whether ADD is left alone." },
  },
  profiles: { hadolint: { options: { always: true, copyOnly: true } } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#destination",
    "https://github.com/hadolint/hadolint/wiki/DL3021",
  ],
  summary: "COPY or ADD has several sources but the destination does not end with a slash.",
  why: `Without the slash the destination may be a file. The classic builder refuses that for more than one source; BuildKit
writes one source after the other to the same name, so that only the last is left, unless a folder is there already. The
slash says that a folder is meant.`,
  examples: [
    { bad: "FROM alpine\nCOPY a b [|/srv/app|]\n", fixed: "FROM alpine\nCOPY a b /srv/app/\n" },
    {
      bad: 'FROM alpine\nADD ["a", "b", [|"/srv/my app"|]]\n',
      fixed: 'FROM alpine\nADD ["a", "b", "/srv/my app/"]\n',
    },
    { bad: "FROM alpine\nCOPY a b [|'bar'|]\n", fixed: "FROM alpine\nCOPY a b 'bar/'\n" },
    {
      bad: "FROM alpine\nCOPY <<A <<B [|/srv|]\nA\nB\n",
      fixed: "FROM alpine\nCOPY <<A <<B /srv/\nA\nB\n",
    },
    { bad: "FROM alpine\nONBUILD COPY a b [|bar|]\n" },
    { bad: "FROM alpine AS a\nFROM alpine\nCOPY --from=a /a /b [|/c|]\n" },
    { bad: "FROM alpine\nWORKDIR /srv\nCOPY a b [|/srv|]\n", options: { always: true } },
    {
      good: "FROM alpine\nCOPY a b /srv/\nCOPY a b .\nCOPY a b ./\nCOPY a b ..\nCOPY a b ../..\nCOPY a b /\n",
    },
    { good: "FROM alpine\nWORKDIR /srv/app\nCOPY a b /srv/app\nCOPY a b /srv\nCOPY a b ../app\n" },
    { good: "FROM alpine\nCOPY a /srv/\nCOPY b c /srv\nCOPY d /opt/e/f\nCOPY d e /opt/e\n" },
    { good: "FROM alpine AS a\nWORKDIR /srv\nFROM a\nCOPY a b /srv\n" },
    { good: "# escape=`\nFROM servercore\nCOPY a b C:\\srv\\\n" },
    { good: "FROM alpine\nARG DIR\nCOPY a b $DIR\nCOPY a b ${DIR}/c/\n" },
    { good: "FROM alpine\nCOPY a* /srv/app\nCOPY --chown=1:1 a /b\n" },
    { good: "FROM alpine\nADD a b /srv/app\n", options: { copyOnly: true } },
  ],
  visit: {
    block({ instructions }, { model, options, report }) {
      const folders = options.always ? undefined : knownFolders(model, instructions);
      for (const each of instructions) {
        const node = each.name === "ONBUILD" ? each.trigger : each;
        if (node?.name !== "COPY" && (node?.name !== "ADD" || options.copyOnly)) continue;
        const { destination, sources } = node;
        if (destination === undefined || sources.length < 2) continue;
        const text = pathAt(model, node, destination);
        if (text === undefined || /[/\\]$|(?:^|[/\\])\.\.?$/.test(text)) continue;
        if (folders?.(node, text) === true) continue;
        const count = `${sources.length} sources go to \`${destination.value}\``;
        report(
          destination,
          `${count}, which is a folder for sure only with a slash at its end.`,
          slashFix(node, destination),
        );
      }
    },
  },
});

function slashFix({ json }: Copy, { start, end, text, value }: Word): Fix | undefined {
  const isQuoted = json !== undefined || /^(["'])[^"'\\$]*\1$/.test(text);
  if (json === undefined ? end - start !== text.length : end - start !== value.length + 2)
    return undefined;
  if (!isQuoted && text !== value) return undefined;
  const at = isQuoted ? end - 1 : end;
  return { title: "Add the slash", edits: [{ start: at, end: at, text: "/" }], safety: "unsafe" };
}
