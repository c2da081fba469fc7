import { parseArgs, type ParseArgsConfig } from "node:util";

/** The command line was called in a way that it does not know; the message says what is wrong. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** `parseArgs` of Node with its mistakes as `UsageError`. A lone `-` is an operand. */
export function parseArguments<T extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
