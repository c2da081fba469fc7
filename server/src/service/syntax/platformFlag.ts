// `FROM --platform=…`: the flag, and what takes it away.
import type { Dockerfile, Flag, From, Span } from "./tree.ts";

/** The flag of a FROM, if it has a value. */
export function platformFlag({ flags }: From): Flag | undefined {
  return flags.find(({ name }) => name === "platform");
}

/** The edit that removes it with the blanks behind; undefined where more than blanks stand there. */
export function removal(
  { text }: Dockerfile,
  node: From,
): (Span & { readonly text: string }) | undefined {
  const flag = platformFlag(node);
  if (flag === undefined || node.image === undefined) return undefined;
  const blanks = /[ \t]+/y;
  blanks.lastIndex = flag.end;
  const end = blanks.test(text) ? blanks.lastIndex : flag.end;
  return end === node.image.start ? { start: flag.start, end, text: "" } : undefined;
}
