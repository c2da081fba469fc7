// COPY of an archive and a RUN that unpacks it as one ADD.
import { firstIndex } from "./firstIndex.ts";
import { inCaseOf } from "./keywordCase.ts";
import type { Model } from "./model.ts";
import { cleanPath } from "./paths.ts";
import { destinationPath } from "./scratchStages.ts";
import type { ShellCommand } from "./shell.ts";
import type { TextEdit } from "./shellEdits.ts";
import type { Instruction, InstructionName, Word } from "./tree.ts";
import { wholeLines } from "./wholeLines.ts";

/** They neither see the archive nor change who unpacks it, and where. */
const indifferent: ReadonlySet<InstructionName> = new Set([
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "LABEL",
  "STOPSIGNAL",
  "WORKDIR",
]);

/** The edits, or why there are none, as the rest of a sentence. Only for a RUN that does nothing else. */
export function addInstead(
  model: Model,
  source: Word,
  run: Instruction,
): readonly TextEdit[] | string {
  const { dockerfile } = model;
  const { instructions, text } = dockerfile;
  const copy = instructions[firstIndex(instructions, (node) => node.start > source.start) - 1];
  if (copy?.name !== "COPY" || copy.destination === undefined) return "it is part of a trigger";
  if (copy.sources.length > 1) return "other files are copied with it";
  if (copy.json !== undefined || copy.flags.length > 0 || run.flags.length > 0)
    return "flags or the exec form would have to be carried over";
  const between = instructions.slice(copy.index + 1, run.index);
  const other = between.find(({ name }) => !indifferent.has(name));
  if (other !== undefined)
    return `${other.keyword.text} in line ${other.startLine + 1} stands between them`;
  const path = destinationPath(model, copy);
  const name = source.value.split("/").at(-1) ?? "";
  const archive = path !== undefined && isFolder(copy.destination) ? `${path}/${name}` : path;
  const folder = unpackingFolder(model, run, archive && cleanPath(archive));
  if (!folder.startsWith("/")) return folder;
  const { destination, keyword } = copy;
  if (
    /[\s"'$\\`]/.test(folder) ||
    text.slice(destination.start, destination.end) !== destination.text
  )
    return "its path has quotes, variables or blanks";
  return [
    { start: keyword.start, end: keyword.end, text: inCaseOf(keyword, "ADD") },
    {
      start: destination.start,
      end: destination.end,
      text: folder.endsWith("/") ? folder : `${folder}/`,
    },
    ...wholeLines(dockerfile, run).map((line) => ({ ...line, text: "" })),
  ];
}

function isFolder({ value }: Word): boolean {
  return /(?:^|\/)\.?$/.test(value);
}

/** Where `tar xf archive -C folder`, and perhaps an rm of the archive, puts its content; a sentence for everything else. */
function unpackingFolder(model: Model, run: Instruction, archive: string | undefined): string {
  const script = model.script(run);
  const workdir = model.workdir(run);
  const isChain = script?.parts.every(
    ({ kind, operator, background }) =>
      kind === "command" &&
      !background &&
      (operator === "" || operator === "&&" || operator === ";"),
  );
  const [tar, rm, more] = script?.commands ?? [];
  if (!isChain || tar?.program !== "tar" || more !== undefined || script?.hasComment)
    return "the RUN has other commands";
  const absolute = (word: string | undefined): string | undefined => {
    if (word?.startsWith("/")) return cleanPath(word);
    return word === undefined || workdir === undefined
      ? undefined
      : cleanPath(`${workdir}/${word}`);
  };
  if (rm !== undefined && !isRemoval(rm, archive, absolute)) return "the RUN has other commands";
  const words = tar.args.map(({ literal }) => literal);
  const [flags, file, change, folder, rest] = words;
  const isPlain =
    /^-?(?=[a-z]*x)[xzjJvp]*f$/.test(flags ?? "") &&
    rest === undefined &&
    tar.redirects.length === 0 &&
    (change === undefined || change === "-C");
  if (words.length > 1 && words.every((word) => word !== undefined) && !isPlain)
    return "only tar's flags -x, -f and -C mean the same to ADD";
  const target = change === undefined ? workdir : absolute(folder);
  if (target === undefined || words.some((word) => word === undefined))
    return "the folder in which it is unpacked is not known";
  if (!isPlain) return "only tar's flags -x, -f and -C mean the same to ADD";
  if (archive === undefined || absolute(file) !== archive) return "the RUN unpacks another file";
  return target;
}

function isRemoval(
  { program, args, redirects }: ShellCommand,
  archive: string | undefined,
  absolute: (word: string | undefined) => string | undefined,
): boolean {
  const files = args.filter(({ text }) => !text.startsWith("-"));
  const [file, second] = files;
  return (
    program === "rm" &&
    redirects.length === 0 &&
    second === undefined &&
    absolute(file?.literal) === archive
  );
}
