const longestName = 100;

/**
 * The name among `names` that is spelled nearly like `name`: the same in another case, else at most two inserted,
 * deleted, replaced or swapped characters away, and at most a third of the name. undefined where there is none or where
 * two are equally near.
 */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const sameLetters = names.filter(
    (each) => each.length === name.length && each.toLowerCase() === lower,
  );
  if (sameLetters.length > 0) return sameLetters.length === 1 ? sameLetters[0] : undefined;
  const most = Math.min(2, Math.floor(name.length / 3));
  if (most === 0 || name.length > longestName) return undefined;
  const near = names
    .filter((each) => Math.abs(each.length - name.length) <= most && sharesStart(name, each, most))
    .map((each) => ({ each, distance: editDistance(name, each) }))
    .filter(({ distance }) => distance <= most)
    .toSorted((a, b) => a.distance - b.distance);
  const [first, second] = near;
  return first !== undefined && first.distance !== second?.distance ? first.each : undefined;
}

/**
 * Whether names can be as near as `most` by their first characters: among the first `most + 1` of one, one stands near
 * its place in the other. It spares most names the long way.
 */
function sharesStart(name: string, other: string, most: number): boolean {
  for (let at = 0; at <= most; at += 1) {
    const code = name.charCodeAt(at);
    for (let near = Math.max(0, at - most); near <= at + most; near += 1)
      if (other.charCodeAt(near) === code) return true;
  }
  return false;
}

/** How many characters have to be inserted, deleted, replaced or swapped with their neighbour. */
function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && isSwapped) {
        least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
