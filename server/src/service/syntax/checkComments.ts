// `# check=`: which of BuildKit's checks run. At the top of the file it is a directive; above an instruction it is a
// comment that holds for this instruction only.
import { instructionChecksSince } from "../data/frontendReleases.ts";
import { firstIndex } from "./firstIndex.ts";
import { frontendOf, isOlderFrontend } from "./frontend.ts";
import { headDirectives, startsLine } from "./headDirectives.ts";
import type { Comment, Directive, Dockerfile, Span } from "./tree.ts";

export interface CheckName extends Span {
  readonly name: string;
}

/** `skip=A,B`, one of the parts between semicolons. */
export interface CheckOption extends Span {
  /** As written, without blanks around it; anything where it is wrong. */
  readonly key: CheckName;
  /** What stands between the commas of the value; undefined where there is no `=`. */
  readonly names: readonly CheckName[] | undefined;
  /** Whether the builder takes it: it gives up on the file, or on the comment, where it does not. */
  readonly isValid: boolean;
}

export interface CheckComment extends Span {
  readonly comment: Comment | Directive;
  /**
   * What it holds for. `none`: for nothing, as it is `indented` or `inside` an instruction, the frontend is too `old`, an
   * empty comment has `parted` it from the instruction, it is a `second` one or `last` in the file, or the options of one
   * above an instruction are `invalid`.
   */
  readonly scope: "file" | "instruction" | "none";
  readonly why?: "indented" | "inside" | "old" | "parted" | "second" | "last" | "invalid";
  readonly options: readonly CheckOption[];
  /** What stands behind the options; "" for nothing. */
  readonly reason: string;
}

const pattern = /^(#[\t\n\f\r ]*check[\t\n\f\r ]*=[\t\n\f\r ]*)(\S.*)$/i;

/** Everything in the file that is written as `# check=`, in order. */
export function checkComments(dockerfile: Dockerfile): readonly CheckComment[] {
  const { text, directives, comments } = dockerfile;
  if (!/#\s*check\s*=/i.test(text)) return [];
  const head = headDirectives(dockerfile).filter(({ name }) => name === "check");
  const others = directives.filter(
    ({ name, start }) => name === "check" && start !== head[0]?.start,
  );
  const below = comments.filter(({ start }) => start !== head[0]?.start);
  return [
    ...head.slice(0, 1).map((directive) => fileComment(directive)),
    ...others.map((directive) => ({
      ...fileComment(directive),
      scope: "none" as const,
      why: "indented" as const,
    })),
    ...instructionComments(dockerfile, below),
  ].toSorted((a, b) => a.start - b.start);
}

function fileComment(directive: Directive): CheckComment {
  const { start, end, value } = directive;
  return { start, end, comment: directive, scope: "file", ...readOptions(value.text, value.start) };
}

/** Of several above one instruction only the first counts, and an empty comment parts it from the ones above. */
function instructionComments(
  dockerfile: Dockerfile,
  comments: readonly Comment[],
): readonly CheckComment[] {
  const { text, instructions } = dockerfile;
  const isOld = isOlderFrontend(frontendOf(dockerfile), instructionChecksSince);
  const found: CheckComment[] = [];
  let index = -1;
  /** Place in `found` of the first one above the instruction with this index. */
  let first = -1;
  for (const comment of comments) {
    const { start, end, inside } = comment;
    const below = inside ? index : firstIndex(instructions, (node) => node.start > start);
    if (below !== index) first = -1;
    index = below;
    const standsFirst = startsLine(text, start);
    const before = found[first];
    if (!inside && standsFirst && before !== undefined && comment.text.trimEnd() === "#") {
      found[first] = { ...before, scope: "none", why: "parted" };
      first = -1;
    }
    const [, head, options] = pattern.exec(comment.text.trimEnd()) ?? [];
    if (head === undefined || options === undefined) continue;
    const read = readOptions(options, start + head.length);
    const why = whyIgnored();
    const scope = why === undefined ? "instruction" : "none";
    if (why === undefined || why === "invalid") first = found.length;
    found.push({ start, end, comment, scope, ...(why && { why }), ...read });

    function whyIgnored(): CheckComment["why"] {
      if (inside) return "inside";
      if (!standsFirst) return "indented";
      if (isOld) return "old";
      if (instructions[below] === undefined) return "last";
      if (first !== -1) return "second";
      return read.options.every(({ isValid }) => isValid) ? undefined : "invalid";
    }
  }
  return found;
}

const booleans = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/** At most three parts; what stands behind a blank is no part of them. */
function readOptions(text: string, start: number): Pick<CheckComment, "options" | "reason"> {
  const blank = text.indexOf(" ");
  const list = blank === -1 ? text : text.slice(0, blank);
  const reason = blank === -1 ? "" : text.slice(blank).trim();
  const parts = list.split(";");
  const pieces = parts.length > 3 ? [...parts.slice(0, 2), parts.slice(2).join(";")] : parts;
  let at = start;
  const options = pieces.map((piece) => {
    const option = readOption(piece, at);
    at += piece.length + 1;
    return option;
  });
  return { options, reason };
}

function readOption(piece: string, start: number): CheckOption {
  const equals = piece.indexOf("=");
  const key = nameAt(equals === -1 ? piece : piece.slice(0, equals), start);
  const value = equals === -1 ? undefined : piece.slice(equals + 1);
  let at = start + equals + 1;
  const names = value?.split(",").map((part) => {
    const name = nameAt(part, at);
    at += part.length + 1;
    return name;
  });
  const isValid =
    value !== undefined &&
    (key.name === "skip" ||
      key.name === "experimental" ||
      (key.name === "error" && booleans.test(value.trim())));
  return { start, end: start + piece.length, key, names, isValid };
}

function nameAt(text: string, start: number): CheckName {
  const name = text.trim();
  const from = start + text.length - text.trimStart().length;
  return { name, start: from, end: from + name.length };
}

/**
 * Whether it was meant for the top of the file, where it would be a directive: above the first instruction, and of no
 * use there.
 */
export function belongsToTop(
  { start, scope, why, options }: CheckComment,
  { instructions }: Dockerfile,
): boolean {
  if (scope === "file" || why === "inside" || why === "indented") return false;
  const isAbove = start < (instructions[0]?.start ?? Infinity);
  const hasError = options.some(({ key, isValid }) => isValid && key.name === "error");
  return isAbove && (why === "old" || hasError);
}
