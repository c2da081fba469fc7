// Several questions in one quick input, with a back button and "1/3".
import * as vscode from "vscode";

/** The person pressed the back button. */
const back = Symbol("back");

/** Where a question stands in its dialog. */
export interface Position {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** Asks one question; undefined when the person gave up. `answers` holds what was answered before. */
export type Question<Answers> = (
  answers: Answers,
  position: Position,
) => Promise<Answers | typeof back | undefined>;

/** Asks one question after the other, and the one before again on "back". Undefined when the person gave up. */
export async function askInSteps<Answers>(
  title: string,
  questions: readonly Question<Answers>[],
  initial: Answers,
): Promise<Answers | undefined> {
  // the answers before each question that was asked so far
  const asked = [initial];
  while (asked.length <= questions.length) {
    const question = questions[asked.length - 1];
    const answers = asked.at(-1);
    if (question === undefined || answers === undefined) break;
    const position = { title, step: asked.length, totalSteps: questions.length };
    const next = await question(answers, position);
    if (next === undefined) return undefined;
    if (next === back) asked.pop();
    else asked.push(next);
  }
  return asked.at(-1);
}

/** A choice among items; `active` is chosen by Enter alone. */
export function pick<Item extends vscode.QuickPickItem>(
  position: Position,
  placeholder: string,
  items: readonly Item[],
  active: Item | undefined,
): Promise<Item | typeof back | undefined> {
  const input = vscode.window.createQuickPick<Item>();
  input.items = items;
  if (active !== undefined) input.activeItems = [active];
  return answerOf(input, position, placeholder, () => input.activeItems[0]);
}

/**
 * A line of text.
 *
 * @param refuse says what is wrong with a text, undefined where nothing is
 */
export function enter(
  position: Position,
  placeholder: string,
  value: string,
  refuse: (text: string) => string | undefined,
): Promise<string | typeof back | undefined> {
  const input = vscode.window.createInputBox();
  input.value = value;
  input.prompt = placeholder;
  input.onDidChangeValue((text) => (input.validationMessage = refuse(text) ?? ""));
  return answerOf(input, position, placeholder, () => {
    input.validationMessage = refuse(input.value) ?? "";
    return input.validationMessage === "" ? input.value : undefined;
  });
}

/** Shows an input until it is accepted with an answer, left with the back button, or hidden. */
function answerOf<Answer>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  position: Position,
  placeholder: string,
  answer: () => Answer | undefined,
): Promise<Answer | typeof back | undefined> {
  Object.assign(input, position, { placeholder, ignoreFocusOut: true });
  if (position.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<Answer | typeof back | undefined>((resolve) => {
    input.onDidAccept(() => {
      const given = answer();
      if (given !== undefined) resolve(given);
    });
    input.onDidTriggerButton(() => resolve(back));
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}
