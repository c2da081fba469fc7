import { signalNames } from "../data/signals.ts";

/**
 * `SIGTERM`, `term` and `Term` -> `TERM`; a number from 1 to 64 stays one. undefined for everything else. The builder
 * takes other numbers too, but nothing can send them.
 */
export function signalName(text: string): string | undefined {
  if (/^\+?\d+$/.test(text)) {
    const number = Number(text);
    return number >= 1 && number <= 64 ? `${number}` : undefined;
  }
  const name = text.toUpperCase().replace(/^SIG/, "");
  return signalNames.includes(name) ? name : undefined;
}
