// Which text a shell gets from an instruction, and which shell it is.
import { windowsImages } from "../data/windowsImages.ts";
import type { Stage } from "./stage.ts";
import { joinPieces, verbatim, type Piece, type SourceText } from "./sourceText.ts";
import type { Dockerfile, Heredoc, Instruction } from "./tree.ts";

/** `sh` is any POSIX shell, `bash` one that knows bash's extensions, `other` what we cannot read. */
export type Dialect = "sh" | "bash" | "powershell" | "cmd" | "other";

const shells: Readonly<Record<string, Dialect>> = {
  sh: "sh",
  ash: "sh",
  dash: "sh",
  bash: "bash",
  ksh: "bash",
  powershell: "powershell",
  pwsh: "powershell",
  cmd: "cmd",
};

/** `/bin/bash` or `C:\Windows\System32\cmd.exe` -> the shell's dialect. */
export function dialectOfProgram(program: string): Dialect {
  const name =
    program
      .split(/[/\\]/)
      .at(-1)
      ?.toLowerCase()
      .replace(/\.exe$/, "") ?? "";
  return (Object.hasOwn(shells, name) ? shells[name] : undefined) ?? "other";
}

/**
 * The shell that runs an instruction: that of its heredoc's first line or of its own `sh -c`, else the first of `words`,
 * the effective SHELL.
 */
export function shellProgram(node: Instruction, words: readonly string[]): string {
  return ownShell(node) ?? words[0] ?? "";
}

/** Whether a stage that is built on no other one of the file runs on Windows. */
export function isWindowsStage(
  { escape }: Dockerfile,
  { base, platform, from }: Pick<Stage, "base" | "platform" | "from">,
): boolean {
  const system = platform?.text?.split("/")[0]?.toLowerCase();
  if (system === "windows" || system === "linux") return system === "windows";
  // where a variable is unknown the rest of the name may still say it
  const image = base.kind === "image" ? (base.text ?? from.image?.text ?? "") : "";
  return escape === "`" || windowsImages.some((pattern) => pattern.test(image));
}

function ownShell(node: Instruction): string | undefined {
  const wrapped = shellCall(node);
  if (wrapped !== undefined) return wrapped.program;
  const script = scriptHeredoc(node);
  const [, interpreter = ""] = /^#!\s*(\S+(?:\s+\S+)*)/.exec(script?.content ?? "") ?? [];
  if (interpreter === "") return undefined;
  const [program = "", ...rest] = interpreter.split(/\s+/);
  const named = program.endsWith("/env") ? rest.find((word) => !word.startsWith("-")) : program;
  return named ?? "";
}

/** The exec form of a shell: `["sh", "-c", "…"]`. */
function shellCall({ json }: Instruction) {
  const [program, flags, script] = json?.strings ?? [];
  if (program === undefined || flags === undefined || script === undefined) return undefined;
  if (!/^-[a-z]*c$/.test(flags.value) || dialectOfProgram(program.value) === "other")
    return undefined;
  return { program: program.value, script };
}

/** The heredoc of `RUN <<EOF`, where nothing else stands in the line: its body is the script. */
function scriptHeredoc(node: Instruction) {
  const [heredoc, second] = node.heredocs;
  if (node.name !== "RUN" || heredoc === undefined || second !== undefined) return undefined;
  const { start, end } = heredoc.operator;
  return node.body.start === start && node.body.end === end ? heredoc : undefined;
}

/** The text that the shell of an instruction reads; undefined where the instruction runs none. */
export function commandText({ text }: Dockerfile, node: Instruction): SourceText | undefined {
  const { name, json, logical, bodyStart, heredocs } = node;
  if (name !== "RUN" && name !== "CMD" && name !== "ENTRYPOINT" && name !== "HEALTHCHECK")
    return undefined;
  if (name === "HEALTHCHECK" && node.kind?.text.toUpperCase() !== "CMD") return undefined;
  if (json !== undefined) return shellCall(node)?.script.content();
  const script = scriptHeredoc(node);
  if (script !== undefined) return heredocScript(text, script);
  const start = name === "HEALTHCHECK" ? node.commandStart : bodyStart;
  const command = logical.slice(start, logical.text.trimEnd().length);
  if (heredocs.length === 0) return command;
  const pieces = command.pieces(0, command.text.length);
  return joinPieces(text, [...pieces, ...heredocPieces(heredocs, pieces.at(-1)?.end ?? node.end)]);
}

/** A heredoc's body as the shell gets it: `<<-` drops the tabs at the start of lines. */
function heredocScript(text: string, { body, chomp }: Heredoc): SourceText {
  if (!chomp) return verbatim(text, body);
  let at = body.start;
  const lines = text.slice(body.start, body.end).split(/(?<=\n)/);
  const pieces = lines.map((line) => {
    const start = at + (/^\t*/.exec(line)?.[0].length ?? 0);
    at += line.length;
    return { start, end: at };
  });
  return joinPieces(text, pieces);
}

/** What BuildKit puts behind a command: a line feed, the body and the delimiter of each heredoc. */
function heredocPieces(heredocs: readonly Heredoc[], commandEnd: number): readonly Piece[] {
  let at = commandEnd;
  return heredocs.flatMap(({ body, terminator }) => {
    const lineEnd = { start: at, end: body.start, text: "\n" };
    at = (terminator ?? body).end;
    return [lineEnd, body, ...(terminator === undefined ? [] : [terminator])];
  });
}
