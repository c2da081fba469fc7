/** The function with its results kept by argument, for as long as the argument lives. */
export function memoize<Argument extends object, Result>(
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  const known = new WeakMap<Argument, { readonly result: Result }>();
  return (argument) => {
    const entry = known.get(argument) ?? { result: compute(argument) };
    known.set(argument, entry);
    return entry.result;
  };
}

/** The function with its result kept. */
export function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => (known ??= { result: compute() }).result;
}
