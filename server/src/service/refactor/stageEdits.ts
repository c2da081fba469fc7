// The two stages as edits: what stays keeps its text, what moves takes the comments right above it along.
import type { Edit } from "../lint/rule.ts";
import { firstIndex } from "../syntax/firstIndex.ts";
import type { Dockerfile, Instruction, Span } from "../syntax/tree.ts";
import { isRoot, userName } from "../syntax/users.ts";
import type { BuildWork } from "./buildWork.ts";
import type { Product, ProductQuestion, Transfer } from "./product.ts";
import type { Part } from "./sections.ts";

export interface StageNaming {
  /** Of the build stage. */
  readonly name: string;
  /** Packages that the runtime stage lacks. */
  readonly dropped: readonly string[];
}

export function stageEdits(
  question: ProductQuestion,
  product: Product,
  naming: StageNaming,
): readonly Edit[] {
  const { work, parts } = question;
  const { dockerfile } = work.model;
  const moved = parts.filter(({ place }) => place === "runtime");
  const first = work.builds[0]?.run;
  const preparing = first === undefined ? [] : (product.preparing ?? []);
  const start = first === undefined ? 0 : (dockerfile.lineStarts[first.startLine] ?? 0);
  const prepared = preparing.map((line) => `${line}${dockerfile.eol}`).join("");
  return [
    nameEdit(work, naming.name),
    ...removals(
      dockerfile,
      moved.map(({ node }) => node),
    ),
    ...(prepared === "" ? [] : [{ start, end: start, text: prepared }]),
    runtimeStage(question, product, naming),
  ];
}

/** The name behind AS becomes that of the build stage; the runtime stage takes the old one. */
function nameEdit({ stage }: BuildWork, name: string): Edit {
  const { stageName, body } = stage.from;
  return stageName === undefined
    ? { start: body.end, end: body.end, text: ` AS ${name}` }
    : { start: stageName.start, end: stageName.end, text: name };
}

/** Everything behind the last instruction of the build that is new. */
function runtimeStage(question: ProductQuestion, product: Product, naming: StageNaming): Edit {
  const { work, parts } = question;
  const { dockerfile } = work.model;
  const { eol } = dockerfile;
  const last = work.section.at(-1) ?? work.stage.from;
  const at = dockerfile.lineStarts[last.endLine + 1];
  const textOf = (part: Part): string => part.text ?? writtenText(dockerfile, part);
  const isSetting = ({ place, node }: Part): boolean =>
    place === "both" || node.name === "LABEL" || node.name === "MAINTAINER";
  const running = parts.filter(({ place }) => place !== "build");
  const lines = [
    ...(product.finishing ?? []),
    "",
    ...checkLines(question, naming.dropped),
    ...(product.note === undefined ? [] : [product.note]),
    fromLine(question),
    ...(product.settings ?? []),
    ...running.filter(isSetting).map(textOf),
    ...certificates(question, naming.name),
    ...product.transfers.map((transfer) => copyLine(transfer, naming.name, ownerOf(work))),
    ...(product.following ?? []),
    ...running.filter((part) => !isSetting(part)).map(textOf),
  ];
  const text = lines.join(eol);
  return at === undefined
    ? { start: dockerfile.end, end: dockerfile.end, text: `${eol}${text}` }
    : { start: at, end: at, text: `${text}${eol}` };
}

const widest = 100;

/** What to look at, as comments. */
function checkLines(
  { work, runtime }: ProductQuestion,
  dropped: readonly string[],
): readonly string[] {
  const check = runtime.kind === "same" ? work.ecosystem.sameCheck : work.ecosystem.check;
  const lines = [
    `# ${check.replace("{runtime}", () => runtime.text).replace("{build}", () => work.image)}`,
  ];
  const names = [...new Set(dropped)].join(", ");
  const line = `# Only the build stage has ${names}.`;
  if (names !== "")
    lines.push(
      line.length <= widest
        ? line
        : `# Only the build stage has its ${dropped.length} packages for the build.`,
    );
  return lines;
}

function fromLine({ work, runtime }: ProductQuestion): string {
  const { keyword, flags, stageName, as } = work.stage.from;
  const words = [
    keyword.text,
    ...flags.map(({ text }) => text),
    runtime.text,
    ...(stageName === undefined ? [] : [as?.text ?? "AS", stageName.text]),
  ];
  return words.join(" ");
}

const certificateFile = "/etc/ssl/certs/ca-certificates.crt";

/** Debian's slim images have none, and programs that are built of Go or Rust look for them there. */
function certificates({ work, runtime, parts }: ProductQuestion, name: string): readonly string[] {
  const isInstalled = parts.some(
    ({ place, text, node }) =>
      place !== "build" && (text ?? node.logical.text).includes("ca-certificates"),
  );
  const isBare = /(?:^|\/)debian:/.test(runtime.text) && runtime.kind === "other" && !isInstalled;
  return isBare && /golang|rust/.test(work.image)
    ? [copyLine({ from: certificateFile, to: certificateFile }, name)]
    : [];
}

function copyLine({ from, to }: Transfer, name: string, owner = ""): string {
  return `COPY --from=${name}${owner} ${from} ${to}`;
}

/** The flag for the user who builds: without it root would own the folders that are copied, though not what is in them. */
function ownerOf({ model, builds }: BuildWork): string {
  const last = builds.at(-1);
  const user = last && model.user(last.run)?.text;
  return user === undefined || isRoot(userName(user)) ? "" : ` --chown=${user}`;
}

/** The lines of an instruction, with the comments right above it where it moves. */
function writtenText(dockerfile: Dockerfile, { node, place }: Part): string {
  const span = linesOf(
    dockerfile,
    node,
    place === "runtime" ? commentedLine(dockerfile, node) : node.startLine,
  );
  return dockerfile.text.slice(span.start, span.end).replace(/\r?\n$/, "");
}

function linesOf({ lineStarts, end }: Dockerfile, { endLine }: Instruction, from: number): Span {
  return { start: lineStarts[from] ?? end, end: lineStarts[endLine + 1] ?? end };
}

/** The first line of the comments that stand right above an instruction. */
function commentedLine({ comments }: Dockerfile, { startLine }: Instruction): number {
  let line = startLine;
  for (
    let at = firstIndex(comments, (comment) => comment.line >= startLine) - 1;
    comments[at]?.line === line - 1;
    at -= 1
  )
    line -= 1;
  return line;
}

/** Removes instructions with their comments, and one of two blank lines that would come together. */
function removals(dockerfile: Dockerfile, nodes: readonly Instruction[]): readonly Edit[] {
  const { lineStarts, text, end } = dockerfile;
  const startOf = (line: number): number => lineStarts[line] ?? end;
  const isBlank = (line: number): boolean =>
    line >= 0 &&
    line < lineStarts.length &&
    text.slice(startOf(line), startOf(line + 1)).trim() === "";
  const groups: { from: number; to: number }[] = [];
  for (const node of nodes) {
    const from = commentedLine(dockerfile, node);
    const group = groups.at(-1);
    if (group?.to === from) group.to = node.endLine + 1;
    else groups.push({ from, to: node.endLine + 1 });
  }
  return groups.map(({ from, to }) => ({
    start: startOf(from),
    end: startOf(isBlank(from - 1) && isBlank(to) ? to + 1 : to),
    text: "",
  }));
}
