import { defineRule, type Fix } from "../lint/rule.ts";
import type { BuildContext } from "../syntax/buildContext.ts";
import { contextSources, type ContextSource } from "../syntax/contextSources.ts";
import type { InstructionOf } from "../syntax/tree.ts";

export default defineRule({
  name: "missing-copy-source",
  severity: "warning",
  category: "context",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy",
    "https://docs.docker.com/build/concepts/context/",
  ],
  summary: "A COPY or ADD source does not exist in the build context.",
  why: `A build sees only its build context, usually the Dockerfile's folder or the root of the workspace. A source that is
in neither stops the build at that line, after everything before it has run. Paths count from the root of the context, and
".." does not lead out of it. A wildcard that matches nothing stops no build, but copies nothing either; beside other sources that is a way to say "if it
exists", and fine. Files that another program makes right before the build are missing until then.`,
  examples: [
    {
      bad: "FROM scratch\nCOPY [|srv|] /srv\n",
      fixed: "FROM scratch\nCOPY src /srv\n",
      files: { "src/main.go": "" },
    },
    {
      bad: "FROM scratch\nCOPY --chown=1:1 go.mod [|./readme.md|] /\n",
      fixed: "FROM scratch\nCOPY --chown=1:1 go.mod ./README.md /\n",
      files: { "go.mod": "", "README.md": "" },
    },
    {
      bad: 'FROM scratch\nADD [[|"conf/ngnix.conf"|], "/etc/"]\n',
      fixed: 'FROM scratch\nADD ["conf/nginx.conf", "/etc/"]\n',
      files: { "conf/nginx.conf": "" },
    },
    {
      bad: "FROM busybox:1\nRUN --mount=type=bind,source=[|pakage.json|],target=/p cat /p\n",
      fixed: "FROM busybox:1\nRUN --mount=type=bind,source=package.json,target=/p cat /p\n",
      files: { "package.json": "" },
    },
    { bad: "FROM scratch\nCOPY [|/build/app|] /\n", refused: "build/app", files: { src: "" } },
    {
      bad: "FROM scratch\nCOPY [|src/*.py|] /\n",
      refused: "nothing is copied",
      files: { "src/main.go": "" },
    },
    { good: "FROM scratch\nCOPY go.mod go.su* /\n", files: { "go.mod": "" } },
    {
      bad: "FROM scratch\nARG DIR=lib\nCOPY [|$DIR|] /\n",
      refused: "lib",
      files: { libs: "" },
    },
    {
      bad: 'FROM scratch\nCOPY [|"src"|] /\n',
      refused: "src",
      files: { "other/main.go": "" },
    },
    {
      bad: "FROM scratch\nCOPY [|apps|] /\n",
      refused: "apps",
      files: { "app1/a": "", "app2/a": "" },
    },
    { good: "FROM scratch\nCOPY no-context /\n" },
    {
      good: "FROM scratch\nCOPY src ./src /src/main.go ../src s?c/*.go /\nCOPY . /\n",
      files: { "src/main.go": "" },
    },
    {
      good: "FROM busybox:1 AS a\nFROM scratch\nCOPY --from=a nothing /\nCOPY --from=busybox:1 nothing /\n",
      files: { a: "" },
    },
    {
      good: "FROM scratch\nADD https://example.com/a.txt git@example.com:team/app.git /\nADD https://example.com/app.git#v1 /app/\n",
      files: { a: "" },
    },
    { good: "FROM scratch\nCOPY <<a.txt /a.txt\nhello\na.txt\n", files: { a: "" } },
    {
      good: "FROM scratch\nARG FILE TARGETARCH\nCOPY $FILE/a $UNKNOWN/a file$TARGETARCH /\n",
      files: { a: "" },
    },
    { good: "FROM scratch\nCOPY go.mod go.su[m] /\n", files: { "go.mod": "" } },
    { good: "FROM scratch\nCOPY --parents ./**/package.json /\n", files: { a: "" } },
  ],
  visit: {
    document(model, { buildContext, report }) {
      if (buildContext === undefined) return;
      for (const source of contextSources(model)) {
        if (isOptional(source) || buildContext.find(source.path) !== "missing") continue;
        const near = buildContext.nearest(source.path);
        report(
          source,
          messageFor(source, buildContext, near),
          near === undefined ? undefined : renameFix(source, near),
        );
      }
    },
  },
});

/** Wildcards may match nothing: `fil[e]` or `file*` beside other sources copies a file only if it exists. */
function isOptional({ path, instruction }: ContextSource): boolean {
  const { sources } = instruction as Partial<InstructionOf<"COPY">>;
  return path.includes("[") || (/[*?]/.test(path) && (sources?.length ?? 0) > 1);
}

function messageFor(
  { path }: ContextSource,
  { name }: BuildContext,
  near: string | undefined,
): string {
  if (/[*?]/.test(path)) return `Nothing in ${name} matches "${path}", so nothing is copied.`;
  const hint = near === undefined ? "" : ` There is "${near}".`;
  return `"${path}" does not exist in ${name}.${hint}`;
}

/** Only where the word stands in the document as it is: no quotes, variables or line ends in it. */
function renameFix({ instruction, word, path }: ContextSource, near: string): Fix | undefined {
  const quotes = instruction.json === undefined ? 0 : 1;
  const isVerbatim =
    word.text === word.value && word.end - word.start === word.text.length + 2 * quotes;
  const offset = word.text.indexOf(path);
  const around = word.text.replace(path, "");
  if (!isVerbatim || offset === -1 || !/^[./]*$/.test(around) || around.includes(".."))
    return undefined;
  if (!/^[\w./@+-]+$/.test(near)) return undefined;
  const start = word.start + quotes + offset;
  return {
    title: `Copy ${near}`,
    edits: [{ start, end: start + path.length, text: near }],
    safety: "unsafe",
  };
}
