// No fix is offered or made that breaks the file: the text is parsed again as it would be afterwards.
import { parseDockerfile } from "../syntax/parse.ts";
import { applyEdits, compatibleEdits } from "./fix.ts";
import type { Problem } from "./lint.ts";
import type { Edit, Fix } from "./rule.ts";

/** Whether the text with these edits has no more syntax errors than before. */
function keepsSyntax(text: string, edits: readonly Edit[]): boolean {
  const errors = (source: string): number => parseDockerfile(source).problems.length;
  return errors(applyEdits(text, edits)) <= errors(text);
}

export interface FixedText {
  readonly text: string;
  /** How many fixes were made. */
  readonly count: number;
}

/** More rounds than fixes that make each other possible ever need. */
const mostRounds = 10;

/**
 * Makes fixes until there are none left: those that do not overlap, then those of what is found afterwards. Edits
 * after which the file would have more errors are not made.
 *
 * @param find the problems of a text
 * @param choose the fix to make for a problem, if any
 */
export async function fixText(
  original: string,
  find: (text: string) => Promise<readonly Problem[]>,
  choose: (problem: Problem) => Fix | undefined,
): Promise<FixedText> {
  let text = original;
  let count = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const problems = await find(text);
    const fixes = problems.flatMap((problem) => choose(problem) ?? []);
    const errors = problems.filter(isError).length;
    const accepted = await acceptable(
      text,
      fixes,
      async (result) => (await find(result)).filter(isError).length <= errors,
    );
    const result = applyEdits(text, compatibleEdits(accepted));
    if (result === text) break;
    text = result;
    count += accepted.length;
  }
  return { text, count };
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}

/** All fixes where they are fine together, else those that are fine one by one. */
async function acceptable(
  text: string,
  fixes: readonly Fix[],
  isFine: (result: string) => Promise<boolean>,
): Promise<readonly Fix[]> {
  const accepts = async (candidates: readonly Fix[]): Promise<boolean> => {
    const edits = compatibleEdits(candidates);
    return keepsSyntax(text, edits) && (await isFine(applyEdits(text, edits)));
  };
  if (fixes.length === 0 || (await accepts(fixes))) return fixes;
  let accepted: readonly Fix[] = [];
  for (const fix of fixes) {
    if (await accepts([...accepted, fix])) accepted = [...accepted, fix];
  }
  return accepted;
}
