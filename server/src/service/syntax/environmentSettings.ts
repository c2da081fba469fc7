// Environment variables that are set to a value: by ENV and ARG, before a command, by export and by env.
import type { Model } from "./model.ts";
import type { ShellCommand } from "./shell.ts";
import type { KeyValues, Span } from "./tree.ts";

/** `NAME=value`; the span is that of both. */
export interface EnvironmentSetting extends Span {
  readonly name: string;
  /** Without quotes; undefined where only the build or the shell knows it. */
  readonly value: string | undefined;
}

const none: readonly EnvironmentSetting[] = [];

/** What an ENV or an ARG with a default sets. */
export function instructionSettings(model: Model, node: KeyValues): readonly EnvironmentSetting[] {
  return node.pairs.flatMap(({ key, value, start, end }) =>
    value === undefined ? [] : { name: key.value, value: model.expand(value, node), start, end },
  );
}

const declarations: ReadonlySet<string> = new Set(["export", "declare", "typeset", "readonly"]);
const wrappersWithSettings: ReadonlySet<string> = new Set(["env", "sudo", "doas"]);

/** What `A=b command`, `export A=b` and `env A=b command` set. */
export function commandSettings(
  model: Model,
  command: ShellCommand,
): readonly EnvironmentSetting[] {
  const { assignments, program, args, wrappers } = command;
  const isDeclaration = declarations.has(program);
  const isWrapped = wrappers.some((each) => wrappersWithSettings.has(each));
  if (assignments.length === 0 && !isDeclaration && !isWrapped && program !== "env") return none;
  return [
    ...assignments.map(({ start, end, name, value }) => ({
      start,
      end,
      name,
      value: plain(value),
    })),
    ...(isDeclaration || program === "env" ? args.flatMap(wordSetting) : []),
    ...(isWrapped ? wrapperSettings(model, command) : []),
  ];
}

function wordSetting({ start, end, text, literal }: ShellCommand["args"][number]) {
  const [, name] = /^([A-Za-z_]\w*)=/.exec(text) ?? [];
  if (name === undefined) return [];
  const value = literal?.startsWith(`${name}=`) ? literal.slice(name.length + 1) : undefined;
  return { start, end, name, value };
}

/** Words between `env` and the program. */
function wrapperSettings({ dockerfile }: Model, { start, name }: ShellCommand) {
  const text = dockerfile.text.slice(start, name?.start ?? start);
  return [...text.matchAll(/(?<=\s)([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g)].map((match) => {
    const from = start + match.index;
    const [whole, variable = "", value = ""] = match;
    return { start: from, end: from + whole.length, name: variable, value: plain(value) };
  });
}

function plain(value: string): string | undefined {
  const quoted = /^(["'])(.*)\1$/s.exec(value);
  return /[$`]/.test(value) ? undefined : (quoted?.[2] ?? value);
}
