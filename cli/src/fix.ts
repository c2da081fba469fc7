import { writeFile } from "node:fs/promises";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { fixText } from "../../server/src/service/lint/verify.ts";
import type { Problem } from "../../server/src/service/lint/lint.ts";
import type { Fix } from "../../server/src/service/lint/rule.ts";
import { complain, createLinter, inputOptions, readInputs, type Input } from "./inputs.ts";
import { parseArguments } from "./usage.ts";

const options = {
  ...inputOptions,
  "dry-run": { type: "boolean" },
  unsafe: { type: "boolean" },
} as const;

/** `drydock fix`: gives the exit code. */
export async function fixCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options);
  const linter = await createLinter(values);
  const inputs = await readInputs(positionals);
  const choose = values.unsafe ? firstFix : firstSafeFix;
  const write = values["dry-run"] ? printDiff : writeBack;
  let failed = inputs.includes(undefined);
  for (const input of inputs.filter((each) => each !== undefined)) {
    const { text, count } = await fixText(
      input.text,
      async (changed) => (await linter.lint({ ...input, text: changed })).problems,
      choose,
    );
    failed = !(await write(input, text, count)) || failed;
  }
  return failed || linter.hasConfigMistakes ? 2 : 0;
}

/** Other files are left to editors, which show what they change. */
function firstFix({ fixes }: Problem): Fix | undefined {
  return fixes.find(({ otherFile }) => otherFile === undefined);
}

function firstSafeFix({ fixes }: Problem): Fix | undefined {
  return fixes.find(({ safety }) => safety === "safe");
}

/** A patch that `patch -p0` takes. */
function printDiff({ file, text }: Input, fixed: string): boolean {
  if (fixed === text) return true;
  const plain = { headerOptions: FILE_HEADERS_ONLY };
  process.stdout.write(createTwoFilesPatch(file, file, text, fixed, undefined, undefined, plain));
  return true;
}

/** Writes the file in place, and only where something changed; standard input goes to standard output. */
async function writeBack(input: Input, fixed: string, count: number): Promise<boolean> {
  if (input.file === "-") process.stdout.write(fixed);
  if (input.file === "-" || fixed === input.text) return true;
  if (!input.lossless) {
    complain(`${input.file}: not fixed, since it is no valid UTF-8 and would change elsewhere too`);
    return false;
  }
  try {
    await writeFile(input.file, fixed);
  } catch (error) {
    complain(`${input.file}: not written: ${(error as Error).message}`);
    return false;
  }
  process.stderr.write(`${input.file}: ${count} ${count === 1 ? "fix" : "fixes"}\n`);
  return true;
}
