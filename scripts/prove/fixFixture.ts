// All safe fixes of a Dockerfile, as `drydock fix` makes them with the fixture's profile.
import { TextDocument } from "vscode-languageserver-textdocument";
import { nodeHost } from "../../server/src/nodeHost.ts";
import { createLanguageService } from "../../server/src/service/index.ts";
import type { Problem } from "../../server/src/service/lint/lint.ts";
import { fixText } from "../../server/src/service/lint/verify.ts";
import type { Fixture } from "./fixtures.ts";

export interface FixedFixture {
  readonly text: string;
  /** Rule -> how many of its safe fixes were made; rules of which none was are not in it. */
  readonly made: ReadonlyMap<string, number>;
}

export async function fixFixture({
  dockerfile,
  folder,
  name,
  profile,
  buildArgs,
}: Fixture): Promise<FixedFixture> {
  const service = createLanguageService(nodeHost, { buildArgs });
  const request = { folder, root: folder, context: folder, name: "Dockerfile" };
  // text -> the problems that were offered to be fixed in it
  const rounds = new Map<string, Problem[]>();
  const linted = new Map<Problem, string>();

  async function find(text: string): Promise<readonly Problem[]> {
    const document = TextDocument.create(`${folder}/${name}`, "dockerfile", 0, text);
    const settings = { profile, rules: {}, config: "none" } as const;
    const problems = await service.problems(document, { ...request, ...settings });
    for (const problem of problems) linted.set(problem, text);
    return problems;
  }

  const { text } = await fixText(dockerfile, find, (problem) => {
    const fix = problem.fixes.find(({ safety }) => safety === "safe");
    const source = linted.get(problem);
    if (fix === undefined || source === undefined) return undefined;
    rounds.set(source, [...(rounds.get(source) ?? []), problem]);
    return fix;
  });
  return { text, made: countMade(rounds, text) };
}

/** What a round was offered and the next one is not was made in it; what the last text is offered still was refused. */
function countMade(
  rounds: ReadonlyMap<string, readonly Problem[]>,
  last: string,
): ReadonlyMap<string, number> {
  const count = (round: readonly Problem[] | undefined, rule: string): number =>
    round?.filter((problem) => problem.rule === rule).length ?? 0;
  const made = new Map<string, number>();
  const inOrder = [...rounds.values()];
  for (const [index, round] of inOrder.entries()) {
    if (round === rounds.get(last)) continue;
    for (const rule of new Set(round.map((problem) => problem.rule))) {
      const gone = count(round, rule) - count(inOrder[index + 1], rule);
      if (gone > 0) made.set(rule, (made.get(rule) ?? 0) + gone);
    }
  }
  return made;
}
