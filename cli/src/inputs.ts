// What lint and fix have in common: the files, the configuration, the build context.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  emptyConfig,
  parseConfig,
  type Config,
  type ConfigFile,
} from "../../server/src/service/config/config.ts";
import { findConfig } from "../../server/src/service/config/findConfig.ts";
import { createLanguageService, ruleNames } from "../../server/src/service/index.ts";
import type { Problem } from "../../server/src/service/lint/lint.ts";
import { nodeHost } from "../../server/src/nodeHost.ts";
import { UsageError } from "./usage.ts";

/** Options of every command that looks at Dockerfiles, for `parseArgs`. */
export const inputOptions = {
  config: { type: "string" },
  "no-config": { type: "boolean" },
  context: { type: "string" },
} as const;

export interface InputOptions {
  readonly config?: string | undefined;
  readonly "no-config"?: boolean | undefined;
  readonly context?: string | undefined;
}

/** A Dockerfile that was read. */
export interface Input {
  /** As given; `-` is standard input. */
  readonly file: string;
  readonly text: string;
  /** Whether the text holds every byte of the file; a file that is no UTF-8 cannot be written back. */
  readonly lossless: boolean;
}

/** Reads what can be read; what cannot is said on standard error. */
export async function readInputs(
  files: readonly string[],
): Promise<readonly (Input | undefined)[]> {
  if (files.length === 0)
    throw new UsageError("Which Dockerfile? Name one, or - for standard input.");
  const inputs: (Input | undefined)[] = [];
  for (const file of files) inputs.push(await readInput(file));
  return inputs;
}

async function readInput(file: string): Promise<Input | undefined> {
  try {
    const bytes = file === "-" ? await readStandardInput() : await readFile(file);
    const text = bytes.toString("utf8");
    return { file, text, lossless: Buffer.from(text, "utf8").equals(bytes) };
  } catch (error) {
    complain(`${file}: ${reasonOf(error)}`);
    return undefined;
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder: name the Dockerfile in it",
  EACCES: "it may not be read: check its permissions",
};

function reasonOf(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}

export function complain(message: string): void {
  process.stderr.write(`drydock: ${message}\n`);
}

/** Finds the problems of texts as the options ask for it. */
export interface Linter {
  problems(input: Input): Promise<readonly Problem[]>;
}

export async function createLinter(options: InputOptions): Promise<Linter> {
  if (options.config !== undefined && options["no-config"]) {
    throw new UsageError("--config and --no-config contradict each other.");
  }
  const service = createLanguageService(nodeHost);
  const given = options.config === undefined ? undefined : await readConfig(options.config);
  const found = new Map<string, Promise<Config>>();
  const context = options.context === undefined ? undefined : toHostPath(options.context);

  function configFor(folder: string | undefined): Promise<Config> {
    if (given !== undefined) return Promise.resolve(given);
    if (options["no-config"] || folder === undefined) return Promise.resolve(emptyConfig);
    const known = found.get(folder) ?? searchConfig(folder);
    found.set(folder, known);
    return known;
  }

  return {
    async problems({ file, text }) {
      const folder = file === "-" ? undefined : toHostPath(path.dirname(file));
      const { rules } = await configFor(folder);
      const document = TextDocument.create(file, "dockerfile", 0, text);
      const name = file === "-" ? undefined : path.basename(file);
      const place = { folder, root: undefined, name, context, config: "none" } as const;
      return service.problems(document, { ...place, severities: rules });
    },
  };
}

/** The language service joins paths with `/` on every platform. */
function toHostPath(file: string): string {
  return path.resolve(file).replaceAll(path.sep, "/").replace(/\/$/, "");
}

async function readConfig(file: string): Promise<Config> {
  const text = await nodeHost.readFile(file);
  if (text === undefined) throw new UsageError(`The configuration ${file} cannot be read.`);
  return checked({ path: file, text });
}

/** Looks from the Dockerfile's folder up to the current one. */
async function searchConfig(folder: string): Promise<Config> {
  const file = await findConfig(nodeHost, folder, toHostPath("."));
  return file === undefined ? emptyConfig : checked(file);
}

function checked(file: ConfigFile): Config {
  const { config, problems } = parseConfig(file, ruleNames);
  const document = TextDocument.create(file.path, "yaml", 0, file.text);
  for (const { start, message } of problems) {
    const { line, character } = document.positionAt(start);
    complain(`${file.path}:${line + 1}:${character + 1}: ${message}`);
  }
  return config;
}
