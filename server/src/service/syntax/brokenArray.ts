// What was meant as a JSON array and is none.
import type { Dockerfile, Instruction, Span } from "./tree.ts";

export interface BrokenArray extends Span {
  /** What is wrong, as a part of a sentence. */
  readonly reason: string;
  /** The array that was certainly meant. */
  readonly mended: string | undefined;
}

/** The arguments of an instruction where they only look like a JSON array; not those that the parser refuses. */
export function brokenArray(dockerfile: Dockerfile, node: Instruction): BrokenArray | undefined {
  const { name, json, logical, bodyStart, body } = node;
  const from = name === "HEALTHCHECK" ? node.commandStart : bodyStart;
  const text = logical.text.slice(from).trim();
  if (json !== undefined || !looksLikeArray(name, text) || isArray(text)) return undefined;
  const where = name === "HEALTHCHECK" ? logical.spanOf(from, from + text.length) : body;
  const isPlain = dockerfile.text.slice(where.start, where.end) === text;
  return { ...where, reason: reasonFor(text), mended: isPlain ? mended(text) : undefined };
}

function looksLikeArray(name: string, text: string): boolean {
  const first = text[0];
  if (first === '"' && name !== "RUN") return /^"[^"]*"\s*,.*"\s*\]$/.test(text);
  if (first !== "[") return false;
  const hasComma = /^\[\s*(?:"[^"]*"|'[^']*'|[^\s"',[\]]+)\s*,/.test(text);
  if (hasComma || /^\[["']/.test(text)) return true;
  const isCommand = name === "CMD" || name === "ENTRYPOINT" || name === "HEALTHCHECK";
  return isCommand && /^\[[^\s[\]]+\]$/.test(text);
}

function isArray(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

function reasonFor(text: string): string {
  if (/^\[[^\]]*\]\s*[^\s\]]/.test(text)) return "something stands behind the closing bracket";
  if (!text.startsWith("[") || !text.endsWith("]")) return "a bracket is missing";
  if (/,\s*\]$/.test(text)) return "a comma stands behind the last string";
  if (/^\[\s*'/.test(text)) return "strings stand in double quotes, not in single quotes";
  if (/\\(?!["\\/bfnrtu])/.test(text)) return "a backslash in a string is written twice";
  if (!text.includes('"')) return "strings stand in double quotes";
  return "strings stand in double quotes, with commas between them";
}

/** The array that was certainly meant. */
function mended(text: string): string | undefined {
  if (text.includes("'") && /["\\]/.test(text)) return undefined;
  const array = text.replaceAll("'", '"').replace(/,\s*\]$/, "]");
  return isArray(array) ? array : undefined;
}
