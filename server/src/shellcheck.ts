// Runs ShellCheck: one process for all texts of a dialect, each text once.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ShellcheckFinding, ShellcheckInput } from "./service/lint/shellcheck.ts";

const timeLimit = 20_000;
const mostOutput = 32 * 1024 * 1024;
/** Texts whose findings are kept; beyond it all are forgotten. */
const mostKnown = 2_000;

/**
 * @param complain is told, once a program, why it cannot be run and what to do
 */
export function createShellcheck(complain: (message: string) => void) {
  const known = new Map<string, readonly ShellcheckFinding[]>();
  const broken = new Set<string>();

  async function learn(program: string, inputs: readonly ShellcheckInput[]): Promise<void> {
    for (const dialect of ["sh", "bash"] as const) {
      const unknown = inputs.filter(
        (input) => input.dialect === dialect && !known.has(keyOf(program, input)),
      );
      const texts = [...new Set(unknown.map(({ text }) => text))];
      if (texts.length === 0) continue;
      if (known.size > mostKnown) known.clear();
      const found = await check(program, dialect, texts);
      texts.forEach((text, index) =>
        known.set(keyOf(program, { text, dialect }), found[index] ?? []),
      );
    }
  }

  return async (
    program: string,
    inputs: readonly ShellcheckInput[],
  ): Promise<readonly (readonly ShellcheckFinding[])[]> => {
    if (broken.has(program)) return [];
    try {
      await learn(program, inputs);
    } catch (error) {
      broken.add(program);
      complain(
        `ShellCheck cannot be run as ${program}: ${(error as Error).message}. Install it, name its path in the setting drydock.shellcheckPath, or switch drydock.shellcheck off.`,
      );
    }
    return inputs.map((input) => known.get(keyOf(program, input)) ?? []);
  };
}

function keyOf(program: string, { dialect, text }: ShellcheckInput): string {
  return `${program}\n${dialect}\n${text}`;
}

async function check(
  program: string,
  dialect: string,
  texts: readonly string[],
): Promise<readonly (readonly ShellcheckFinding[])[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "drydock-shellcheck-"));
  try {
    await Promise.all(texts.map((text, index) => writeFile(path.join(folder, `${index}`), text)));
    // no configuration of the workspace, which ShellCheck would look for beside the texts
    const options = ["--norc", "--format=json1", `--shell=${dialect}`];
    const output = await run(
      program,
      [...options, ...texts.map((_, index) => String(index))],
      folder,
    );
    return sorted(JSON.parse(output), texts.length);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Exit code 1 means that there are findings. */
function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: timeLimit, maxBuffer: mostOutput, windowsHide: true };
    execFile(program, args, { ...limits, cwd }, (error, stdout, stderr) => {
      if (error === null || error.code === 1) resolve(stdout);
      else reject(new Error(stderr.trim().split("\n")[0] || error.message));
    });
  });
}

/** By the number of the text, which is the file's name. */
function sorted(output: unknown, count: number): readonly (readonly ShellcheckFinding[])[] {
  const { comments } = output as { readonly comments?: unknown };
  if (!Array.isArray(comments)) throw new Error("its output is not what was expected");
  const findings = comments as readonly (ShellcheckFinding & { readonly file: string })[];
  const lists: ShellcheckFinding[][] = Array.from({ length: count }, () => []);
  for (const finding of findings) lists[Number(finding.file)]?.push(finding);
  return lists;
}
