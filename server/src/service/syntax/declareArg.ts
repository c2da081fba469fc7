import type { Model, Stage } from "./model.ts";

/** The edit that declares an ARG in the line behind a FROM; undefined where the text goes on in that line. */
export function declareArg({ dockerfile }: Model, { from }: Stage, name: string) {
  const lineEnd = /\r?(?:\n|$)/g;
  lineEnd.lastIndex = from.end;
  const start = lineEnd.exec(dockerfile.text)?.index ?? dockerfile.text.length;
  if (dockerfile.text.slice(from.end, start).trim() !== "") return undefined;
  return { start, end: start, text: `${dockerfile.eol}ARG ${name}` };
}
