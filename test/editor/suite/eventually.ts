import { setTimeout as pause } from "node:timers/promises";

/** Tries again until `attempt` succeeds and gives its value; after `limit` milliseconds rejects as its last try did. */
export async function eventually<T>(attempt: () => T | Promise<T>, limit = 30_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(25);
    }
  }
}
