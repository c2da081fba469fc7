import type { Command as ShellCommand } from "../syntax/shell.ts";
import type { Model, Stage } from "../syntax/model.ts";
import type { Comment, Instruction, InstructionName, InstructionOf, Span } from "../syntax/tree.ts";

/** From quiet to loud; `off` rules do not run. */
export type Severity = "off" | "hint" | "info" | "warning" | "error";
export const severities: readonly Severity[] = ["off", "hint", "info", "warning", "error"];

export type Category =
  | "syntax" | "stages" | "base-image" | "context" | "run" | "packages" | "shell" | "runtime" | "security"
  | "secrets" | "labels" | "variables" | "cache" | "layout" | "directives" | "windows";

/** Codes under which other tools know the same finding. A code may be a list where the tool has several. */
export interface Aliases {
  readonly hadolint?: string | readonly string[];
  readonly buildkit?: string | readonly string[];
  readonly trivy?: string | readonly string[];
  readonly checkov?: string | readonly string[];
  readonly utils?: string | readonly string[];
}

/** Replaces the document's text in `start`..`end` by `text`. */
export interface Edit extends Span {
  readonly text: string;
}

/** `safe`: the built image has the same files and the same configuration. `unsafe`: it changes them on purpose. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly safety: "safe" | "unsafe";
}

/** One example: `bad` marks the expected range as `[|…|]`; `fixed` is the text after all fixes of the problem. */
export type Example =
  | { readonly bad: string; readonly fixed?: string; readonly files?: ExampleFiles }
  | { readonly good: string; readonly files?: ExampleFiles };

/** The build context of an example: path -> content. */
export type ExampleFiles = Readonly<Record<string, string>>;

export interface RuleContext {
  readonly model: Model;
  /**
   * Adds a problem. The message says what is wrong with which text; pass a fix only where it is sure to apply, and
   * say in the message why there is none where a user would expect one.
   */
  report(where: Span, message: string, ...fixes: readonly (Fix | undefined)[]): void;
}

/** What a rule looks at. Keys are instruction names (ONBUILD triggers are not visited), or one of the four others. */
export type Visitor = {
  readonly [N in InstructionName]?: (node: InstructionOf<N>, context: RuleContext) => void;
} & {
  /** Once a file. */
  readonly document?: (model: Model, context: RuleContext) => void;
  readonly stage?: (stage: Stage, context: RuleContext) => void;
  /** Each simple command in RUN, CMD, ENTRYPOINT and HEALTHCHECK in a POSIX shell, nested ones included. */
  readonly command?: (command: ShellCommand, node: Instruction, context: RuleContext) => void;
  readonly comment?: (comment: Comment, context: RuleContext) => void;
};

export interface Rule {
  /** Kebab case; the file's name, the diagnostic's code, the page in docs/rules and the key in the settings. */
  readonly name: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly aliases: Aliases;
  /** Public pages on which the claim stands. */
  readonly sources: readonly string[];
  /** One sentence. */
  readonly summary: string;
  /** Two to five sentences: what it costs, and when it is fine. */
  readonly why: string;
  readonly examples: readonly Example[];
  readonly visit: Visitor;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
