// The shell form of a command as the exec form: `node server.js` -> `["node", "server.js"]`.
import { shellOnlyCommands, shellVariants } from "../data/shellBuiltins.ts";
import { hasCommentInside } from "./commentInside.ts";
import type { Model } from "./model.ts";
import type { ShellCommand, ShellScript, ShellWord } from "./shell.ts";
import type { Instruction } from "./tree.ts";

/** The array, or why there is none, as the rest of a sentence. */
export type ExecForm =
  | { readonly text: string; readonly refusal: undefined }
  | { readonly refusal: string };

/** What CMD or ENTRYPOINT would be without a shell; only where the shell does nothing but start the program. */
export function execForm(model: Model, node: Instruction): ExecForm {
  const body = node.logical.text.slice(node.bodyStart).trim();
  if (looksLikeArray(body)) {
    return { refusal: "it looks like an array but is no valid JSON array of strings" };
  }
  const script = model.script(node);
  if (script === undefined)
    return { refusal: `its shell (${model.dialect(node)}) has its own quoting` };
  if (hasCommentInside(model.dockerfile, node) || script.hasComment)
    return { refusal: "the comment in it would be lost" };
  const [command] = script.commands;
  const refusal = refuseScript(script) ?? (command && refuseCommand(command));
  if (command === undefined || refusal !== undefined) {
    return { refusal: refusal ?? "there is no program in it" };
  }
  const before = wordsBefore(model, command);
  if (before === undefined) return { refusal: "it is quoted in a way that needs a shell" };
  const words = [...before, ...[command.name, ...command.args].map((word) => word?.literal ?? "")];
  return { text: `[${words.map((word) => JSON.stringify(word)).join(", ")}]`, refusal: undefined };
}

function refuseScript({ errors, parts, commands }: ShellScript): string | undefined {
  if (errors.length > 0) return "the shell would not understand it";
  const operator = parts[1]?.operator;
  if (operator) return `\`${operator}\` needs a shell`;
  if (commands[0]?.background) return "`&` needs a shell";
  if (parts[0]?.kind === "pipeline") return "a pipe, `!` or `time` needs a shell";
  if (parts[0]?.kind === "compound") return "a compound command needs a shell";
  return undefined;
}

function refuseCommand(command: ShellCommand): string | undefined {
  const { assignments, redirects, program, wrappers, name, args } = command;
  const [assignment] = assignments;
  if (assignment !== undefined) return `the assignment to \`${assignment.name}\` needs a shell`;
  const [redirect] = redirects;
  if (redirect !== undefined) return `the redirect \`${redirect.operator}\` needs a shell`;
  const builtin = [...wrappers, program].find((word) => shellOnlyCommands.has(word));
  if (builtin !== undefined) return `\`${builtin}\` is part of the shell`;
  const open = [name, ...args].find((word) => word !== undefined && needsShell(word));
  if (open !== undefined) {
    const what = /[$`]/.test(open.text) ? "the variable or command" : "the pattern";
    return `${what} in \`${open.text}\` needs a shell`;
  }
  const isVaried = shellVariants.has(program) && args.some(({ text }) => /^["']?-|\\/.test(text));
  return isVaried
    ? `the shell's own \`${program}\` reads options and escapes in another way than the program`
    : undefined;
}

/** `["a", "b"`, `[ 'a', b ]` and `"a", "b"]`, but neither the test `[ -f a ]` nor `[[ -f a ]]`. */
function looksLikeArray(body: string): boolean {
  const isTight = /^\[(?![\s[]|$)/.test(body);
  const hasComma = /^\[\s*(?:"[^"]*"|'[^']*'|[^\s"',]+)\s*,/.test(body);
  return isTight || hasComma || (!body.includes("[") && /["']\s*\]$/.test(body));
}

/** Shells differ in how they read `--home=~/x`, `$'…'` and `$[…]`. */
function needsShell({ literal, text }: ShellWord): boolean {
  return literal === undefined || /[=:]~|\$['"[]/.test(text);
}

/** The words of programs that run the named one, such as `sudo -u app`; undefined unless they are plain. */
function wordsBefore({ dockerfile }: Model, command: ShellCommand): readonly string[] | undefined {
  const text = dockerfile.text.slice(command.start, command.name?.start ?? command.start);
  return /^[\w./:@,+=\s-]*$/.test(text) && !text.includes("\n")
    ? text.split(/\s+/).filter((word) => word !== "")
    : undefined;
}
