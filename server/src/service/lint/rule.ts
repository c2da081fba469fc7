import type { BuildContext } from "../syntax/buildContext.ts";
import type { Block, Model, Stage } from "../syntax/model.ts";
import type { UnusedIgnore } from "./suppress.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { IgnoreFile } from "../syntax/ignoreFile.ts";
import type {
  Comment,
  Instruction,
  InstructionName,
  InstructionOf,
  Span,
  SyntaxProblem,
} from "../syntax/tree.ts";

export type { UnusedIgnore } from "./suppress.ts";

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
export const tools = ["hadolint", "buildkit", "shellcheck", "trivy", "checkov", "utils"] as const;
export type Tool = (typeof tools)[number];

/**
 * Which rules run, and how loud: our own choice, all of them, or the rules of one tool as that tool has them.
 * hadolint's include those of the ShellCheck in it.
 */
export const profiles = ["recommended", "strict", "hadolint", "buildkit"] as const;
export type Profile = (typeof profiles)[number];

/** What can be set about a rule besides its severity, in JSON schema's words. */
export type OptionSchema = { readonly summary: string } & (
  | { readonly type: "boolean"; readonly default: boolean }
  | { readonly type: "number"; readonly default: number }
  | { readonly type: "choice"; readonly choices: readonly string[]; readonly default: string }
  | { readonly type: "words"; readonly default: readonly string[] }
);
export type OptionSchemas = Readonly<Record<string, OptionSchema>>;
export type OptionValue = boolean | number | string | readonly string[];

/** The values of a rule's options. */
export type OptionsOf<S extends OptionSchemas> = {
  readonly [K in keyof S]: S[K] extends { readonly type: "boolean" }
    ? boolean
    : S[K] extends { readonly type: "number" }
      ? number
      : S[K] extends { readonly choices: readonly (infer Choice)[] }
        ? Choice
        : readonly string[];
};

/** What a project says that several rules ask for. */
export interface Project {
  /** Registries that images may come from, `*.example.com` for all below a name; empty: any. */
  readonly trustedRegistries: readonly string[];
  /** The labels that images have, and what their values are. */
  readonly labelSchema: Readonly<Record<string, LabelType>>;
  /** Whether labels outside the schema are wrong. */
  readonly strictLabels: boolean;
}

/** hadolint's names of the values that a label can have. */
export const labelTypes = [
  "text",
  "rawtext",
  "url",
  "semver",
  "hash",
  "rfc3339",
  "spdx",
  "email",
] as const;
export type LabelType = (typeof labelTypes)[number];

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
  /** Edits of a file beside the document, such as the ignore file; only editors make them, one by one. */
  readonly otherFile?: OtherFileEdit;
}

export interface OtherFileEdit {
  /** The host's path. */
  readonly path: string;
  /** What the edits were made for. */
  readonly content: string;
  readonly edits: readonly Edit[];
}

/** The build context of an example: path -> content. */
export type ExampleFiles = Readonly<Record<string, string>>;

/** Under which circumstances an example holds; those of the profile recommended where nothing is said. */
export interface ExampleSetting {
  readonly files?: ExampleFiles;
  readonly options?: OptionValues;
  readonly project?: Partial<Project>;
  /** The values of `--build-arg`. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Names of rules that run beside it. */
  readonly beside?: readonly string[];
  /** The text is an ignore file. */
  readonly language?: "ignore";
}

/**
 * One example. `bad` marks each expected range as `[|…|]`; `fixed` is the text after the first fix of every problem of
 * the rule, `says` a part of every message, `refused` one that says why there is no fix; `severity` is that of every
 * problem where it is quieter than the rule's own.
 */
export type Example = ExampleSetting &
  (
    | {
        readonly bad: string;
        readonly fixed?: string;
        readonly refused?: string;
        readonly says?: string;
        readonly severity?: Severity;
      }
    | { readonly good: string }
  );

/** Adds a problem. */
export type Report = (where: Span, message: string, ...fixes: readonly (Fix | undefined)[]) => void;

export interface RuleContext<S extends OptionSchemas = OptionSchemas> {
  readonly model: Model;
  readonly options: OptionsOf<S>;
  readonly project: Project;
  /** Every name and code that rules go by. */
  readonly ruleNames: RuleNames;
  /** What is known of the files beside the Dockerfile; undefined where nothing is. */
  readonly buildContext: BuildContext | undefined;
  /**
   * The message says what is wrong with which text; pass a fix only where it is sure to apply, and say in the message
   * why there is none where a user would expect one.
   */
  readonly report: Report;
  /** As `report`, but no louder than this: for the cases of a rule that cost less than the others. */
  readonly reportAs: (severity: Exclude<Severity, "off">, ...problem: Parameters<Report>) => void;
}

/** What ignore comments and settings may call rules. */
export interface RuleNames {
  /** The rules' own names. */
  readonly own: readonly string[];
  /** The codes of a tool. */
  readonly codes: (tool: Tool) => readonly string[];
}

/**
 * What a rule looks at. Keys are instruction names, or one of the others. Instructions that stand before the first FROM
 * are visited too.
 */
export type Visitor<S extends OptionSchemas = OptionSchemas> = {
  readonly [N in InstructionName]?: (node: InstructionOf<N>, context: RuleContext<S>) => void;
} & {
  /** Once a file. */
  readonly document?: (model: Model, context: RuleContext<S>) => void;
  readonly stage?: (stage: Stage, context: RuleContext<S>) => void;
  /** The instructions of a stage, and those that stand before the first FROM though they belong into a stage. */
  readonly block?: (block: Block, context: RuleContext<S>) => void;
  /** Each simple command in RUN, CMD, ENTRYPOINT and HEALTHCHECK in a POSIX shell, nested ones and exec forms included. */
  readonly command?: (command: ShellCommand, node: Instruction, context: RuleContext<S>) => void;
  readonly comment?: (comment: Comment, context: RuleContext<S>) => void;
  /** What makes BuildKit reject the file, and has the rule's name as its code. */
  readonly syntax?: (problem: SyntaxProblem, context: RuleContext<S>) => void;
  /** A name in an ignore comment that leaves nothing out though its rule runs. */
  readonly unusedIgnore?: (unused: UnusedIgnore, context: RuleContext<S>) => void;
  /** An ignore file, which is linted by itself. */
  readonly ignoreFile?: (file: IgnoreFile, context: Omit<RuleContext<S>, "model">) => void;
};

/** What a profile sets of a rule, where that is not what follows from the rule's other fields. */
export interface ProfileSetting<S extends OptionSchemas> {
  readonly severity?: Severity;
  readonly options?: Partial<OptionsOf<S>> & { readonly stages?: "all" | "shipped" };
}

interface RuleFields<S extends OptionSchemas> {
  /** Kebab case; the file's name, the diagnostic's code, the page in docs/rules and the key in the settings. */
  readonly name: string;
  /** In the profile recommended. */
  readonly severity: Severity;
  /** In the profile strict, where that differs. */
  readonly strict?: Severity;
  readonly category: Category;
  readonly aliases: Aliases;
  /**
   * `shipped`: only the stages whose files go into the image are visited. The option `stages` extends it to all, as the
   * profiles of the tools do.
   */
  readonly stages?: "shipped";
  /** Visits the triggers of ONBUILD as well, as instructions of their stage. */
  readonly triggers?: true;
  /** No ignore comment switches it off. */
  readonly unignorable?: true;
  readonly options?: S;
  /** The tools' profiles run every rule that has an alias of the tool, as loud as strict has it. */
  readonly profiles?: {
    readonly [P in Exclude<Profile, "recommended">]?: ProfileSetting<S>;
  };
  /** Public pages on which the claim stands. */
  readonly sources: readonly string[];
  /** One sentence. */
  readonly summary: string;
  /** Two to five sentences: what it costs, and when it is fine. */
  readonly why: string;
  readonly examples: readonly Example[];
}

export interface RuleDefinition<S extends OptionSchemas> extends RuleFields<S> {
  readonly visit: Visitor<S>;
}

/** A rule as whoever runs it sees it: it knows the values of options by name only. */
export interface Rule extends Omit<RuleFields<OptionSchemas>, "profiles"> {
  readonly options: OptionSchemas;
  readonly profiles?: { readonly [P in Profile]?: RuleSetting };
  readonly visit: Visitor;
}

/** A severity and values of options, as a profile or a configuration gives them. */
export interface RuleSetting {
  readonly severity?: Severity;
  readonly options?: OptionValues;
}

export type OptionValues = Readonly<Record<string, OptionValue>>;

const stagesOption: OptionSchemas = {
  stages: {
    type: "choice",
    choices: ["shipped", "all"],
    default: "shipped",
    summary: "Whether only the stages count whose files go into the image, or all.",
  },
};

/** Gives a rule file its types. */
export function defineRule<const S extends OptionSchemas = Readonly<Record<string, never>>>(
  rule: RuleDefinition<S>,
): Rule {
  const own = rule.stages === undefined ? {} : stagesOption;
  const complete = { ...rule, options: { ...rule.options, ...own } };
  // whoever runs a rule gives it the values of its own options
  return complete as unknown as Rule;
}

/** The codes of all tools, as ignore comments and reports name them. */
export function aliasCodes({ aliases }: Pick<Rule, "aliases">): readonly string[] {
  return tools.flatMap((tool) => aliases[tool] ?? []);
}
