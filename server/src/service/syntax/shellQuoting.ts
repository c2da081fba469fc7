// What each character of a shell text stands in, found without a tree: it works where the text is broken or cut off too.

/** `plain` is code outside quotes, in substitutions as well; `variable` is the inside of `${…}`. */
export type Inside = "plain" | "quotes" | "arithmetic" | "variable" | "comment";

export interface Quoting {
  at(offset: number): Inside;
  /** Offsets of the `#` that begin comments. */
  readonly comments: readonly number[];
}

type Frame = "top" | "(" | "`" | '"' | "((" | "${";

const insides: Readonly<Record<Frame, Inside>> = {
  top: "plain",
  "(": "plain",
  "`": "plain",
  '"': "quotes",
  "((": "arithmetic",
  "${": "variable",
};

/** Ranges of characters that are not plain, in order. */
interface Run {
  readonly start: number;
  readonly inside: Inside;
}

/** Reads POSIX quoting, substitutions and arithmetic. Linear in the length of the text. */
export function quotingOf(text: string): Quoting {
  const runs: Run[] = [{ start: 0, inside: "plain" }];
  const comments: number[] = [];
  const frames: Frame[] = ["top"];
  const mark = (start: number, inside: Inside): void => {
    if (runs.at(-1)?.inside !== inside) runs.push({ start, inside });
  };
  let at = 0;
  while (at < text.length) {
    const frame = frames.at(-1) ?? "top";
    mark(at, insides[frame]);
    const token = tokenAt(text, at, frame);
    if (token.kind === "skip") {
      mark(at, token.inside);
      if (token.inside === "comment") comments.push(at);
    } else if (token.kind === "open") {
      if (token.frame === '"') mark(at, "quotes");
      frames.push(token.frame);
    } else if (token.kind === "close" && frames.length > 1) frames.pop();
    at = token.end;
  }
  return {
    comments,
    at(offset) {
      let low = 0;
      let high = runs.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((runs[middle]?.start ?? 0) <= offset) low = middle;
        else high = middle;
      }
      return runs[low]?.inside ?? "plain";
    },
  };
}

type Token =
  | { readonly kind: "text" | "close"; readonly end: number }
  | { readonly kind: "skip"; readonly end: number; readonly inside: Inside }
  | { readonly kind: "open"; readonly end: number; readonly frame: Frame };

function tokenAt(text: string, at: number, frame: Frame): Token {
  const character = text[at] ?? "";
  if (character === "\\") return { kind: "skip", end: at + 2, inside: insides[frame] };
  if (character === "$") return dollarAt(text, at);
  if (character === "`") {
    return frame === "`"
      ? { kind: "close", end: at + 1 }
      : { kind: "open", end: at + 1, frame: "`" };
  }
  if (character === '"') {
    return frame === '"'
      ? { kind: "close", end: at + 1 }
      : { kind: "open", end: at + 1, frame: '"' };
  }
  if (frame === '"') return { kind: "text", end: at + 1 };
  if (frame === "${" && character === "}") return { kind: "close", end: at + 1 };
  if (frame === "((") {
    if (text.startsWith("))", at)) return { kind: "close", end: at + 2 };
    if (character === "(") return { kind: "open", end: at + 1, frame: "(" };
    return { kind: "text", end: at + 1 };
  }
  if (character === "'") {
    const close = text.indexOf("'", at + 1);
    return { kind: "skip", end: close === -1 ? text.length : close + 1, inside: "quotes" };
  }
  if (frame === "${") return { kind: "text", end: at + 1 };
  if (text.startsWith("((", at)) return { kind: "open", end: at + 2, frame: "((" };
  if (character === "(") return { kind: "open", end: at + 1, frame: "(" };
  if (character === ")" && frame === "(") return { kind: "close", end: at + 1 };
  if (character === "#" && /^[\s;&|()]?$/.test(text[at - 1] ?? "")) {
    const feed = text.indexOf("\n", at);
    return { kind: "skip", end: feed === -1 ? text.length : feed, inside: "comment" };
  }
  return { kind: "text", end: at + 1 };
}

function dollarAt(text: string, at: number): Token {
  if (text.startsWith("$((", at)) return { kind: "open", end: at + 3, frame: "((" };
  if (text.startsWith("$(", at)) return { kind: "open", end: at + 2, frame: "(" };
  if (text.startsWith("${", at)) return { kind: "open", end: at + 2, frame: "${" };
  return { kind: "text", end: at + (/^[#$!?@*-]/.test(text[at + 1] ?? "") ? 2 : 1) };
}
