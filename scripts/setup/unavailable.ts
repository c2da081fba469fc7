/**
 * Thrown by set-up code when this machine cannot offer something and nothing may be installed unasked.
 * The message says what is missing and what would make it work; suites that meet it are skipped, not failed.
 */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}
