// Which text a shell gets from an instruction, and which shell it is.
import type { Stage } from "./stage.ts";
import { verbatim, type SourceText } from "./sourceText.ts";
import type { Dockerfile, Instruction } from "./tree.ts";

/** `sh` is any POSIX shell, `bash` one that knows bash's extensions, `other` what we cannot read. */
export type Dialect = "sh" | "bash" | "powershell" | "cmd" | "other";

const shells: Readonly<Record<string, Dialect>> = {
  sh: "sh",
  ash: "sh",
  dash: "sh",
  bash: "bash",
  ksh: "bash",
  zsh: "bash",
  powershell: "powershell",
  pwsh: "powershell",
  cmd: "cmd",
};

/** `/bin/bash` or `C:\Windows\System32\cmd.exe` -> the shell's dialect. */
function dialectOfProgram(program: string): Dialect {
  const name =
    program
      .split(/[/\\]/)
      .at(-1)
      ?.toLowerCase()
      .replace(/\.exe$/, "") ?? "";
  return (Object.hasOwn(shells, name) ? shells[name] : undefined) ?? "other";
}

/**
 * The shell that runs an instruction: that of its heredoc's first line or of its own `sh -c`, else the last SHELL
 * before it, else that of the platform. `ancestors`: its stage and those it is built FROM.
 */
export function dialectOf(
  dockerfile: Dockerfile,
  node: Instruction,
  ancestors: readonly Stage[],
): Dialect {
  const own = ownShell(node);
  if (own !== undefined) return own;
  for (const stage of ancestors) {
    const shell = stage.instructions.findLast(
      ({ name, index }) => name === "SHELL" && index < node.index,
    );
    const [program] = shell?.json?.strings ?? [];
    if (program !== undefined) return dialectOfProgram(program.value);
  }
  const base = ancestors.at(-1)?.base;
  const image = base?.kind === "image" ? (base.text ?? "") : "";
  const isWindows =
    dockerfile.escape === "`" || /\b(?:windows|nanoserver|servercore)\b/.test(image);
  return isWindows ? "cmd" : "sh";
}

function ownShell(node: Instruction): Dialect | undefined {
  const wrapped = shellCall(node);
  if (wrapped !== undefined) return dialectOfProgram(wrapped.program);
  const script = scriptHeredoc(node);
  const [, interpreter = ""] = /^#!\s*(\S+(?:\s+\S+)*)/.exec(script?.content ?? "") ?? [];
  if (interpreter === "") return undefined;
  const [program = "", ...rest] = interpreter.split(/\s+/);
  const named = program.endsWith("/env") ? rest.find((word) => !word.startsWith("-")) : program;
  return dialectOfProgram(named ?? "");
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
  if (script !== undefined) return verbatim(text, script.body);
  const start = name === "HEALTHCHECK" ? node.commandStart : bodyStart;
  const command = logical.slice(start, logical.text.trimEnd().length);
  const last = heredocs.at(-1);
  if (last === undefined) return command;
  const span = {
    start: command.spanOf(0, command.text.length).end,
    end: (last.terminator ?? last.body).end,
  };
  return command.append({ ...span, text: text.slice(span.start, span.end) });
}
