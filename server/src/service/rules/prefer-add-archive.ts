import { defineRule } from "../lint/rule.ts";
import { addInstead } from "../syntax/addInstead.ts";
import { pathAt } from "../syntax/copyPaths.ts";
import type { Model } from "../syntax/model.ts";
import { plainText, runCommands } from "../syntax/runCommands.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Copy, Instruction, Word } from "../syntax/tree.ts";

const archive = /\.(?:tar|tgz|taz|tbz2?|tb2|txz|tzst|tar\.(?:gz|bz2|xz|zst))$/i;
const otherArchive = /\.(?:gz|bz2|xz|zip|lz|lzma|lzo|tlz|zst|t?Z)$/;
/** What takes something out that ADD would leave as it is. */
const otherPrograms: ReadonlySet<string> = new Set([
  "unzip",
  "gunzip",
  "bunzip2",
  "unlzma",
  "unxz",
  "zgz",
  "uncompress",
  "zcat",
  "gzcat",
]);

export default defineRule({
  name: "prefer-add-archive",
  severity: "off",
  strict: "hint",
  category: "context",
  aliases: { hadolint: "DL3010" },
  options: {
    anyArchive: {
      type: "boolean",
      default: false,
      summary:
        "Whether archives count that ADD does not unpack, such as zip files; those named by variables do not.",
    },
  },
  profiles: { hadolint: { options: { anyArchive: true } } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives",
    "https://github.com/hadolint/hadolint/wiki/DL3010",
  ],
  summary: "An archive is copied and then unpacked by a RUN, where ADD would do both.",
  why: `The layer of the COPY keeps the archive, and the layer of the RUN its content: the image holds both, even if the archive
is removed. ADD unpacks a local tar file, compressed or not, into its destination, and needs no tar in the image. Other
archives, such as zip files, it copies as they are.`,
  examples: [
    {
      bad: "FROM alpine\nCOPY [|app.tar|] /srv/\nWORKDIR /srv\nRUN true && tar -xf app.tar\n",
      refused: "No fix: the RUN has other commands",
    },
    {
      bad: "FROM alpine\nCOPY a.txt [|b/app.tar.gz|] /tmp/\nRUN tar xzf /tmp/app.tar.gz -C /srv && \\\n  rm /tmp/app.tar.gz\n",
      refused: "No fix: other files are copied with it",
    },
    {
      bad: "FROM alpine\r\nCOPY \\\r\n# what\r\n  [|b/app.tar.gz|] /tmp/\r\nENV A=b\r\nrun tar xzf /tmp/app.tar.gz -C /srv && \\\r\n# why\r\n  rm /tmp/app.tar.gz\r\nCMD c",
      fixed: "FROM alpine\r\nADD \\\r\n# what\r\n  b/app.tar.gz /srv/\r\nENV A=b\r\n# why\r\nCMD c",
    },
    {
      bad: "FROM alpine\nCOPY [|app.tar|] /srv/\nWORKDIR /opt/x\nRUN tar -xf /srv/app.tar\n",
      fixed: "FROM alpine\nADD app.tar /opt/x/\nWORKDIR /opt/x\n",
    },
    {
      bad: "FROM scratch\nCOPY [|b/app.tgz|] /a.tgz\nRUN tar --extract --file=/a.tgz\n",
      refused: "No fix: only tar's flags",
    },
    {
      bad: "FROM alpine\nCOPY [|a.tar|] /\nRUN tar xf /a.tar --strip-components=1 -C /b\n",
      refused: "No fix: only tar's flags",
    },
    {
      bad: "FROM alpine\nCOPY [|a.tar|] /\nRUN apk add tar\nRUN tar xf /a.tar -C /b\n",
      refused: "No fix: RUN in line 3 stands between them",
    },
    {
      bad: "FROM alpine\nARG V=1\nCOPY [|a-$V.tar|] /\nRUN tar xf a-$V.tar\n",
      refused: "No fix: the folder in which it is unpacked is not known",
    },
    { bad: "FROM alpine\nCOPY [|a.zip|] /\nRUN unzip /a.zip\n", options: { anyArchive: true } },
    { good: "FROM alpine\nCOPY a.zip b.gz /\nRUN unzip /a.zip && gunzip b.gz\n" },
    {
      good: "FROM alpine\nADD app.tar /srv/\nCOPY b.tar /srv/\nRUN tar cf c.tar /srv/b.tar && tar tf b.tar\n",
    },
    { good: "FROM alpine AS a\nFROM alpine\nCOPY --from=a /app.tar /\nRUN tar xf /app.tar\n" },
    { good: "FROM alpine AS a\nCOPY app.tar /\nFROM alpine\nRUN tar xf app.tar\n" },
    { good: "FROM alpine\nRUN tar xf app.tar\nCOPY app.tar /\n" },
  ],
  visit: {
    block({ instructions }, { model, options, report }) {
      const copied = new Map<string, Word>();
      for (const node of instructions) {
        if (node.name === "COPY") {
          for (const [name, word] of archivesIn(model, node, options.anyArchive))
            copied.set(name, word);
        } else if (node.name === "RUN" && copied.size > 0) {
          for (const name of unpackedIn(model, node, options.anyArchive)) {
            const word = copied.get(name);
            copied.delete(name);
            if (word === undefined) continue;
            const message = `\`${word.value}\` is copied only to be unpacked: ADD does both in one step.`;
            const edits = addInstead(model, word, node);
            if (typeof edits === "string") report(word, `${message} No fix: ${edits}.`);
            else report(word, message, { title: "Unpack it with ADD", edits, safety: "unsafe" });
          }
        }
      }
    },
  },
});

/** The names under which archives of the build context lie in the stage. */
function archivesIn(
  model: Model,
  node: Copy,
  anyArchive: boolean,
): readonly (readonly [string, Word])[] {
  if (node.flags.some(({ name }) => name === "from")) return [];
  const [only, second] = node.sources;
  const destination = node.destination && pathAt(model, node, node.destination);
  return node.sources
    .filter(({ value }) =>
      anyArchive
        ? (archive.test(value) || otherArchive.test(value)) && !value.includes("$")
        : archive.test(value),
    )
    .flatMap((word) => {
      const own = [baseName(word.text), word] as const;
      const isRenamed = word === only && second === undefined && archive.test(destination ?? "");
      return isRenamed ? [own, [baseName(destination ?? ""), word] as const] : [own];
    });
}

/** The base names in the arguments of commands that unpack. */
function unpackedIn(model: Model, node: Instruction, anyArchive: boolean): readonly string[] {
  return runCommands(model, node)
    .filter((command) => isUnpacking(command) || (anyArchive && otherPrograms.has(command.program)))
    .flatMap(({ args }) => args.map((word) => baseName(plainText(word))));
}

function isUnpacking({ program, args }: ShellCommand): boolean {
  if (program !== "tar" && program !== "bsdtar") return false;
  return args.some(
    ({ text }, index) =>
      /^-[a-zA-Z]*x|^--(?:extract|get)$/.test(text) ||
      (index === 0 && /^[a-zA-Z]*x[a-zA-Z]*$/.test(text)),
  );
}

function baseName(path: string): string {
  return (
    path
      .split(/[/\\=]/)
      .at(-1)
      ?.replaceAll(/["']/g, "") ?? path
  );
}
