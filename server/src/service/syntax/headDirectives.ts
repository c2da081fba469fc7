// The directives that choose the frontend and the checks. They are looked for in the raw text, before it is parsed:
// a shebang line may stand above them, and nothing before their `#`.
import { LineReader } from "./lines.ts";
import type { Directive, Dockerfile, Span } from "./tree.ts";

/**
 * Where `syntax` and `check` are read from, in order, and `escape` among them. Below a shebang `escape` is left out: for
 * the parser, which reads it, the shebang is a comment that ends the directives.
 */
export function headDirectives(dockerfile: Dockerfile): readonly Directive[] {
  const { text, directives } = dockerfile;
  const hasShebang = text.startsWith("#!");
  const found = hasShebang ? belowShebang(text) : directives;
  const end = found.findIndex(({ start }) => !startsLine(text, start));
  const head = end === -1 ? found : found.slice(0, end);
  return hasShebang ? head.filter(({ name }) => name !== "escape") : head;
}

/** Whether nothing stands before a place in its line. */
export function startsLine(text: string, start: number): boolean {
  return start === 0 || text[start - 1] === "\n" || (start === 1 && text[0] === "\ufeff");
}

function belowShebang(text: string): readonly Directive[] {
  const offset = text.indexOf("\n") + 1;
  if (offset === 0) return [];
  const reader = new LineReader(text.slice(offset));
  reader.nextInstruction();
  const moved = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
  return reader.directives.map((directive) => ({
    ...directive,
    ...moved(directive),
    nameSpan: moved(directive.nameSpan),
    value: { ...directive.value, ...moved(directive.value) },
    line: directive.line + 1,
  }));
}
