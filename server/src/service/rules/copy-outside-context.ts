import { defineRule, type RuleContext } from "../lint/rule.ts";
import { isHeredoc, pathAt } from "../syntax/copyPaths.ts";
import { cleanPath } from "../syntax/paths.ts";
import type { Copy } from "../syntax/tree.ts";

export default defineRule({
  name: "copy-outside-context",
  severity: "warning",
  strict: "error",
  category: "context",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#source",
    "https://docs.docker.com/build/concepts/context/",
  ],
  summary: "A COPY or ADD source climbs out of the build context with `..`.",
  why: `A build sees its context and nothing above it. The classic builder refuses such a source. BuildKit cuts the leading
dots off, so that \`../lib\` means \`lib\` in the context: it is not found, or it is another one than meant. Build with the
parent folder as context, or name the other folder with \`--build-context\`.`,
  examples: [
    { bad: "FROM scratch\nCOPY [|../lib|] /lib\n", says: "`lib`" },
    { bad: "FROM scratch\nADD a [|./b/../../c|] [|..|] /d/\n" },
    { bad: 'FROM scratch\nCOPY [[|"../a b"|], "/c"]\n' },
    { bad: "FROM scratch\nARG DIR=..\nCOPY [|$DIR/a|] /a\n" },
    { bad: "FROM scratch\nONBUILD COPY [|../a|] /a\n" },
    { good: "FROM scratch\nCOPY a/../b ./c /d /../e ..f /g/\n" },
    { good: "FROM scratch AS a\nFROM scratch\nCOPY --from=a ../b /b\n" },
    { good: "FROM scratch\nADD https://example.com/../a /a\nCOPY <<../x /x\nx\n../x\n" },
    { good: "FROM scratch\nARG DIR\nCOPY ${DIR}/../a /a\n" },
  ],
  visit: {
    COPY: check,
    ADD: check,
  },
});

function check(node: Copy, { model, report }: RuleContext): void {
  if (!node.logical.text.includes("..") && !node.logical.text.includes("$")) return;
  if (node.flags.some(({ name }) => name === "from")) return;
  for (const word of node.sources) {
    const text = isHeredoc(node, word)
      ? undefined
      : pathAt(model, node, word)?.replaceAll("\\", "/");
    if (text === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(text)) continue;
    const path = cleanPath(text);
    if (!/^\.\.(?:\/|$)/.test(path)) continue;
    const inside = path.replace(/^(?:\.\.(?:\/|$))+/, "") || "the root of the context";
    report(
      word,
      `\`${word.value}\` lies outside the build context, and BuildKit takes \`${inside}\` for it.`,
    );
  }
}
