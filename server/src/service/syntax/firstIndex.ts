/**
 * Index of the first item that `holds`, by halving; the number of items where there is none. Items that do not hold must
 * stand before all that do.
 */
export function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // the middle lies inside the items, whatever their type allows
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
