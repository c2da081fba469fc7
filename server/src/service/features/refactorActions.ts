import { CodeActionKind, type CodeAction, type Range } from "vscode-languageserver-types";
import { rangeOf, type Analysis } from "../analysis.ts";
import { extractBuildStage } from "../refactor/extractBuildStage.ts";
import type { Edit } from "../lint/rule.ts";
import { splitRun } from "../syntax/splitRun.ts";
import type { Instruction } from "../syntax/tree.ts";

/** What is found for a place: the change, or why there is none. */
type Refactoring =
  | { readonly title: string; readonly edits: readonly Edit[] }
  | { readonly title: string; readonly refused: string };

/**
 * The refactorings at a range: a build stage of the FROM of the stage that is shipped, and the lines of a RUN. One that was
 * asked for by its kind and is not possible says why.
 */
export function refactorActions(
  analysis: Pick<Analysis, "document" | "model">,
  range: Range,
  isWanted: (kind: string) => boolean,
  disabled: "shown" | "hidden",
): CodeAction[] {
  const { document, model } = analysis;
  const touches = ({ start, end }: Instruction): boolean =>
    start <= document.offsetAt(range.end) && document.offsetAt(range.start) <= end;
  const from = model.target?.from;
  const extraction =
    from !== undefined && isWanted(CodeActionKind.RefactorExtract) && touches(from)
      ? [actionFor(CodeActionKind.RefactorExtract, extract(analysis))]
      : [];
  const splits = isWanted(CodeActionKind.RefactorRewrite)
    ? model.dockerfile.instructions
        .filter((node) => node.name === "RUN" && touches(node))
        .map((node) => actionFor(CodeActionKind.RefactorRewrite, split(analysis, node)))
    : [];
  return [...extraction, ...splits].filter(
    (action) => action.disabled === undefined || disabled === "shown",
  );

  function actionFor(kind: string, refactoring: Refactoring): CodeAction {
    const { title } = refactoring;
    if ("refused" in refactoring) return { title, kind, disabled: { reason: refactoring.refused } };
    const changes = refactoring.edits.map(({ text, ...span }) => ({
      range: rangeOf(analysis, span),
      newText: text,
    }));
    return { title, kind, edit: { changes: { [document.uri]: changes } } };
  }
}

function extract({ model }: Pick<Analysis, "model">): Refactoring {
  const result = extractBuildStage(model);
  return "refused" in result ? { title: "Extract build stage", ...result } : result;
}

function split({ model }: Pick<Analysis, "model">, node: Instruction): Refactoring {
  const result = splitRun(model, node);
  if (result.refusal === undefined) return result;
  return { title: "Put each command on its own line", refused: `Not split: ${result.refusal}.` };
}
