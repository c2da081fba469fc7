import { setTimeout as pause } from "node:timers/promises";

/** Asks `probe` again until it gives a value; rejects, naming `what` was awaited, after `limit` milliseconds. */
export async function waitFor<T>(
  what: string,
  probe: () => T | undefined,
  limit = 15_000,
): Promise<T> {
  const end = Date.now() + limit;
  while (Date.now() < end) {
    const value = probe();
    if (value !== undefined) return value;
    await pause(20);
  }
  throw new Error(`no ${what} after ${limit} ms`);
}
