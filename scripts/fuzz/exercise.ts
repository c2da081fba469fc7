// Everything that is done with a text, and what must hold afterwards.
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Analysis } from "../../server/src/service/analysis.ts";
import { codeActionsFor } from "../../server/src/service/features/codeActions.ts";
import { completion } from "../../server/src/service/features/completion.ts";
import { definition } from "../../server/src/service/features/definition.ts";
import { diagnosticsOf } from "../../server/src/service/features/diagnostics.ts";
import { documentHighlight } from "../../server/src/service/features/documentHighlight.ts";
import { documentLinks } from "../../server/src/service/features/documentLinks.ts";
import { documentSymbols } from "../../server/src/service/features/documentSymbols.ts";
import { foldingRanges } from "../../server/src/service/features/foldingRanges.ts";
import { formatting, onTypeFormatting } from "../../server/src/service/features/formatting.ts";
import { hover } from "../../server/src/service/features/hover.ts";
import { references } from "../../server/src/service/features/references.ts";
import { prepareRename, rename } from "../../server/src/service/features/rename.ts";
import { signatureHelp } from "../../server/src/service/features/signatureHelp.ts";
import { ruleNamed } from "../../server/src/service/index.ts";
import { lint, type Problem } from "../../server/src/service/lint/lint.ts";
import { fixText } from "../../server/src/service/lint/verify.ts";
import { loadBuildContext } from "../../server/src/service/loadBuildContext.ts";
import { rules } from "../../server/src/service/rules/index.ts";
import { createModel, type Model } from "../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { tokensOf } from "../../server/src/service/syntax/tokens.ts";
import { selectRules } from "../../server/src/service/lint/select.ts";
import type { Instruction, Span } from "../../server/src/service/syntax/tree.ts";
import { memoryHost } from "../../test/memoryHost.ts";

const files = { "app.js": "", "src/main.go": "", "package.json": "{}", ".dockerignore": "*.log\n" };
const everyRule = selectRules(
  rules,
  "strict",
  Object.fromEntries(rules.map(({ name }) => [name, { severity: "warning" }] as const)),
);

/** Parses, reads every node and shell script, and runs all rules. Throws where something does not hold. */
export function analyse(text: string): {
  readonly model: Model;
  readonly problems: readonly Problem[];
} {
  const model = createModel(parseDockerfile(text));
  const problems = lint(model, everyRule);
  return { model, problems };
}

/** Throws where a place lies outside the text or the tokens are not the text. */
export function checkPlaces(text: string, { model, problems }: ReturnType<typeof analyse>): void {
  const { dockerfile } = model;
  let joined = "";
  for (const token of tokensOf(dockerfile)) {
    checkSpan(text, token, "token");
    joined += text.slice(token.start, token.end);
  }
  if (joined !== text) throw new Error("the tokens are not the text");
  for (const span of [...dockerfile.directives, ...dockerfile.comments, ...dockerfile.problems])
    checkSpan(text, span, "the file");
  for (const node of dockerfile.instructions) checkInstruction(text, model, node);
  for (const problem of problems) {
    checkSpan(text, problem, problem.rule);
    for (const edit of problem.fixes.flatMap(({ edits }) => edits))
      checkSpan(text, edit, `a fix of ${problem.rule}`);
  }
}

function checkSpan(text: string, { start, end }: Span, what: string): void {
  if (!(start >= 0 && start <= end && end <= text.length))
    throw new RangeError(`${what} is outside the text`);
}

function checkInstruction(text: string, model: Model, node: Instruction): void {
  const { name, keyword, flags, body, words, json, heredocs } = node;
  const operators = heredocs.flatMap(({ operator, body: lines }) => [operator, lines]);
  const own = [node, keyword, body, ...flags, ...words, ...(json?.strings ?? []), ...operators];
  for (const span of own) checkSpan(text, span, name);
  const script = model.script(node);
  for (const command of script?.commands ?? []) {
    const { name: program, args, assignments, redirects } = command;
    const parts = [command, ...(program ? [program] : []), ...args, ...assignments, ...redirects];
    for (const span of parts) checkSpan(text, span, `the shell of ${name}`);
  }
  for (const span of [...(script?.parts ?? []), ...(script?.errors ?? [])])
    checkSpan(text, span, `the shell of ${name}`);
  if (node.name === "ONBUILD" && node.trigger !== undefined)
    checkInstruction(text, model, node.trigger);
}

/** Asks every feature at some offsets, and makes all fixes. */
export async function useFeatures(text: string, offsets: readonly number[]): Promise<void> {
  const { model, problems } = analyse(text);
  const document = TextDocument.create("file:///Dockerfile", "dockerfile", 1, text);
  const analysis: Analysis = { document, version: 1, model };
  const options = { tabSize: 2, insertSpaces: true };
  documentSymbols(analysis);
  foldingRanges(analysis);
  documentLinks(analysis);
  formatting(analysis, options);
  diagnosticsOf(analysis, problems, ruleNamed);
  for (const offset of offsets) useAt(analysis, problems, offset);
  await makeFixes(text);
}

function useAt(analysis: Analysis, problems: readonly Problem[], offset: number): void {
  const position = analysis.document.positionAt(offset);
  const options = { tabSize: 2, insertSpaces: true };
  hover(analysis, position);
  completion(analysis, position, { snippets: true });
  definition(analysis, position);
  references(analysis, position, { includeDeclaration: true });
  documentHighlight(analysis, position);
  prepareRename(analysis, position);
  rename(analysis, position, "renamed");
  signatureHelp(analysis, position);
  onTypeFormatting(analysis, position, "\\", options);
  const range = { start: position, end: position };
  codeActionsFor(analysis, problems, problems, ruleNamed, {
    range,
    only: undefined,
    canOpenDocumentation: true,
    snippets: "supported",
    disabled: "shown",
    uriOf: (path) => path,
  });
}

/** Makes the first fix of every problem; no file has more errors afterwards. */
async function makeFixes(text: string): Promise<void> {
  const find = async (source: string): Promise<readonly Problem[]> => {
    const model = createModel(parseDockerfile(source));
    const buildContext = await loadBuildContext(memoryHost(files), [""], model);
    return lint(model, everyRule, { buildContext });
  };
  const fixed = await fixText(text, find, ({ fixes }) => fixes[0]);
  const errors = (source: string): number => parseDockerfile(source).problems.length;
  if (errors(fixed.text) > errors(text)) throw new Error("the fixes make an error");
}
