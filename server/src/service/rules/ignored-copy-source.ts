import { defineRule, type Fix } from "../lint/rule.ts";
import type { IgnoredSource } from "../syntax/buildContext.ts";
import { contextSources } from "../syntax/contextSources.ts";
import { parseIgnoreFile } from "../syntax/ignoreFile.ts";
import { cleanPath } from "../syntax/paths.ts";

export default defineRule({
  name: "ignored-copy-source",
  severity: "warning",
  category: "context",
  aliases: { buildkit: "CopyIgnoredFile" },
  options: {
    plainOnly: {
      type: "boolean",
      default: false,
      summary: "Whether only COPY and ADD count, and only ignore files without `!` lines.",
    },
  },
  profiles: { buildkit: { options: { plainOnly: true } } },
  sources: [
    "https://docs.docker.com/reference/build-checks/copy-ignored-file/",
    "https://docs.docker.com/build/concepts/context/#dockerignore-files",
  ],
  summary: "A COPY or ADD source is excluded by the ignore file.",
  why: `What .dockerignore names is not sent to the engine, so the build stops at the line that copies it and says that the
file is not there, although everybody sees it in the folder. An ignore file that is called after the Dockerfile, such as
Dockerfile.dockerignore, takes the place of .dockerignore. A folder of which a "!" line brings something back is fine, as
long as that is what the build needs. Take the line out of the ignore file, or copy something else.`,
  examples: [
    {
      bad: "FROM scratch\nCOPY go.mod [|dist|] /\n",
      says: 'by line 2 of .dockerignore: "dist"',
      files: { "dist/app.js": "", "go.mod": "", ".dockerignore": "# made here\ndist\n" },
    },
    {
      bad: "FROM scratch\nADD [|./src/app.log|] /\n",
      says: "**/*.log",
      files: { "src/app.log": "", ".dockerignore": "**/*.log\n" },
    },
    {
      bad: 'FROM scratch\nCOPY [[|"logs/*.txt"|], "/"]\n',
      says: "logs",
      files: { "logs/a.txt": "", "logs/b.txt": "", ".dockerignore": "logs\n!logs/keep\n" },
    },
    {
      bad: "FROM busybox:1\nRUN --mount=type=bind,source=[|secrets|],target=/s ls /s\n",
      says: "secrets/",
      files: { "secrets/a": "", ".dockerignore": "secrets/\n!README.md\n" },
    },
    {
      bad: "FROM scratch\nCOPY [|made-later|] /\n",
      says: "*",
      files: { ".dockerignore": "*\n!src\n" },
    },
    {
      bad: "FROM scratch\nCOPY [|.|] /\nCOPY [|*.txt|] /\n",
      files: { "a.txt": "", ".dockerignore": "*\n" },
    },
    {
      bad: "FROM scratch\nCOPY [|*.txt|] [|made/*.o|] /\n",
      files: { ".dockerignore": "*.txt\nmade\n" },
    },
    {
      good: "FROM busybox:1\nCOPY a /\nRUN --mount=type=bind,source=b,target=/b ls /b\n",
      files: { a: "", b: "", ".dockerignore": "a\nb\n!c\n" },
      options: { plainOnly: true },
    },
    { good: "FROM scratch\nCOPY . /\n", files: { a: "", ".dockerignore": "*\n!made\n" } },
    {
      good: "FROM scratch\nCOPY docs src /\nCOPY . /\n",
      files: {
        "docs/a.md": "",
        "docs/b/README.md": "",
        "src/a": "",
        ".dockerignore": "docs\n!**/README.md\n",
      },
    },
    {
      good: "FROM scratch\nCOPY logs/*.txt /\n",
      files: { "logs/a.txt": "", "logs/b.txt": "", ".dockerignore": "logs/a.txt\n" },
    },
    {
      good: "FROM a:1 AS b\nFROM scratch\nCOPY --from=b dist /\nCOPY <<dist /\ndist\nCOPY https://example.com/dist /\n",
      files: { ".dockerignore": "*\n" },
    },
    { good: "FROM scratch\nCOPY dist /\n", files: { "dist/a": "" } },
    { good: "FROM scratch\nCOPY dist /\n" },
  ],
  visit: {
    document(model, { options, buildContext, report }) {
      if (buildContext === undefined) return;
      for (const source of contextSources(model)) {
        const ignored = buildContext.ignored(source.path);
        if (ignored === undefined) continue;
        const { pattern, file, hasExceptions } = ignored;
        if (options.plainOnly && (hasExceptions || source.instruction.name === "RUN")) continue;
        const line = `line ${pattern.line + 1} of ${file}: "${pattern.text}"`;
        const message = `"${source.path}" is kept out of the build by ${line}.`;
        report(source, message, exceptionFor(source.path, ignored));
      }
    },
  },
});

/** A last line that lets the source in again, where one does. */
function exceptionFor(source: string, { file, path, content }: IgnoredSource): Fix | undefined {
  const line = `!${cleanPath(source).replace(/^\/+/, "")}`;
  const eol = content.includes("\r\n") ? "\r\n" : "\n";
  const start = content.length;
  const text = `${content === "" || content.endsWith("\n") ? "" : eol}${line}${eol}`;
  const changed = parseIgnoreFile(content + text);
  const isIn = [line.slice(1), `${line.slice(1)}/any`].every(
    (each) => !changed.match(each).ignored,
  );
  if (changed.problems.length > 0 || !isIn) return undefined;
  return {
    title: `Add ${line} to ${file}`,
    edits: [],
    safety: "unsafe",
    otherFile: { path, content, edits: [{ start, end: start, text }] },
  };
}
