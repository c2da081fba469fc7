/** The function with its results kept by argument, for as long as the argument lives. */
export function memoize<Argument extends object, Result>(
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  return keepIn(new WeakMap<Argument, { readonly result: Result }>(), compute);
}

/**
 * The function with its results kept for as long as the function itself lives: for facts of a model about its own parts. The
 * collector has less work with them than with those of `memoize`.
 */
export function memoizeParts<Argument extends object, Result>(
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  return keepIn(new Map<Argument, { readonly result: Result }>(), compute);
}

interface Kept<Argument, Result> {
  get(argument: Argument): { readonly result: Result } | undefined;
  set(argument: Argument, entry: { readonly result: Result }): unknown;
}

function keepIn<Argument extends object, Result>(
  known: Kept<Argument, Result>,
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  return (argument) => {
    const entry = known.get(argument);
    if (entry !== undefined) return entry.result;
    const result = compute(argument);
    known.set(argument, { result });
    return result;
  };
}

/** The function with its result kept. */
export function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => (known ??= { result: compute() }).result;
}
