// Random texts out of good ones; the same seed gives the same texts.

/** Numbers from 0 to below 1. */
export type Random = () => number;

/** A small generator (mulberry32) that a seed decides. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below `limit`. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** One of them; "" where there is none. */
export function pick(random: Random, items: readonly string[]): string {
  return items[below(random, items.length)] ?? "";
}

/** What Dockerfiles, shells and JSON find special, and what text files may hold by accident. */
const pieces: readonly string[] = [
  ..."\\ ` ' \" $ { } ( ) [ ] < > | & ; # = : , / @ - * ? ! ~ % ^ +".split(" "),
  ..."${ $( $(( )) << <<- && || ;; '' [[ ]] (( ${A:- ${A:+ ${A// $A {1..9} if then fi".split(" "),
  ..."<<EOF\n, \nEOF\n, \\\n, \\\r\n,\n# note\n,\n\n,\r,\r\n,\t, ,\0,\x1b,# escape=`\n".split(","),
  ..."\ufeff \u2028 \u00a0 é 😀 \ud83d \ude00 \ufffd \u202e \\u0041 \\ud83d constructor".split(" "),
  ...'FROM ,RUN ,COPY --from=,ENV A=,ARG A=$B,ONBUILD ,CMD [,SHELL [",AS ,HEALTHCHECK '.split(","),
  ..."LABEL ,EXPOSE ,USER ,WORKDIR ,ADD ,# syntax=a\n,# check=skip=,@sha256:,case x in ".split(","),
  ..."--mount=type=cache,target= [::1]:5000/".split(" "),
];

/** A text with one to five random changes; `others` lend pieces of theirs. */
export function mutate(random: Random, text: string, others: readonly string[]): string {
  let result = text;
  for (let left = 1 + below(random, 5); left > 0; left -= 1)
    result = change(random, result, others);
  return result.slice(0, longest);
}

/** Doubling again and again would test patience only. */
const longest = 20_000;

function change(random: Random, text: string, others: readonly string[]): string {
  const start = below(random, text.length + 1);
  const end = Math.min(text.length, start + below(random, 2 ** below(random, 10)));
  const [before, inside, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  switch (below(random, 9)) {
    case 0:
      return before + after;
    case 1:
      return before + inside + inside + after;
    case 2:
      return before + pick(random, pieces).repeat(1 + below(random, 60)) + inside + after;
    case 3:
      return before + String.fromCharCode(below(random, 0x1_0000)) + after;
    case 4:
      return before + String.fromCharCode(below(random, 0x80)) + text.slice(start + 1);
    case 5:
      return before + partOf(random, pick(random, others)) + after;
    case 6:
      return shuffled(random, text);
    case 7:
      return random() < 0.2 ? text.replaceAll("\n", "\r\n") : before;
    default:
      return before + pick(random, pieces) + pick(random, pieces) + inside + after;
  }
}

function partOf(random: Random, text: string): string {
  const start = below(random, text.length + 1);
  return text.slice(start, start + below(random, 200));
}

/** Two lines swapped. */
function shuffled(random: Random, text: string): string {
  const lines = text.split("\n");
  const [a, b] = [below(random, lines.length), below(random, lines.length)];
  return lines
    .with(a, lines[b] ?? "")
    .with(b, lines[a] ?? "")
    .join("\n");
}

/** A shorter text for which `fails` still holds: pieces are left out, ever smaller ones. */
export async function minimise(
  text: string,
  fails: (text: string) => Promise<boolean>,
): Promise<string> {
  let result = text;
  for (let size = result.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < result.length;) {
      const shorter = result.slice(0, at) + result.slice(at + size);
      if (await fails(shorter)) result = shorter;
      else at += size;
    }
  }
  return result;
}
