import type { BuildContext } from "../syntax/buildContext.ts";
import type { Model, Stage } from "../syntax/model.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Comment, Instruction, InstructionName, InstructionOf, Span } from "../syntax/tree.ts";

/** From quiet to loud; `off` rules do not run. */
export const severities = ["off", "hint", "info", "warning", "error"] as const;
export type Severity = (typeof severities)[number];

/** What a rule is about. */
export type Category =
  | "syntax"
  | "stages"
  | "base-image"
  | "context"
  | "run"
  | "packages"
  | "shell"
  | "runtime"
  | "security"
  | "secrets"
  | "labels"
  | "variables"
  | "cache"
  | "layout"
  | "directives"
  | "windows";

/** Tools whose codes a rule can go by; `utils` is dockerfile-utils. */
const tools = ["hadolint", "buildkit", "trivy", "checkov", "utils"] as const;
export type Tool = (typeof tools)[number];

/** Codes under which other tools know the same finding. */
export type Aliases = { readonly [T in Tool]?: string | readonly string[] };

/** Replaces the document's text in `start`..`end` by `text`. */
export interface Edit extends Span {
  readonly text: string;
}

/**
 * `safe`: the built image has the same files and the same configuration. `unsafe`: it changes them on purpose.
 * The edits of one fix do not overlap.
 */
export interface Fix {
  /** What it does, in the imperative: "Use COPY". */
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly safety: "safe" | "unsafe";
}

/** The build context of an example: path -> content. */
export type ExampleFiles = Readonly<Record<string, string>>;

/**
 * One example. `bad` marks each expected range as `[|…|]`; `fixed` is the text after the first fix of every problem of
 * the rule, `refused` a part of the message that says why there is none.
 */
export type Example =
  | {
      readonly bad: string;
      readonly fixed?: string;
      readonly refused?: string;
      readonly files?: ExampleFiles;
    }
  | { readonly good: string; readonly files?: ExampleFiles };

export interface RuleContext {
  readonly model: Model;
  /** What is known of the files beside the Dockerfile; undefined where nothing is. */
  readonly buildContext: BuildContext | undefined;
  /**
   * Adds a problem. The message says what is wrong with which text; pass a fix only where it is sure to apply, and
   * say in the message why there is none where a user would expect one.
   */
  readonly report: (where: Span, message: string, ...fixes: readonly (Fix | undefined)[]) => void;
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

/** The identity; it gives a rule file its types. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** The codes of all tools, as ignore comments and reports name them. */
export function aliasCodes({ aliases }: Pick<Rule, "aliases">): readonly string[] {
  return tools.flatMap((tool) => aliases[tool] ?? []);
}
