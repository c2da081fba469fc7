// What lint and fix have in common: the files, the configuration, the build context.
import { readFile, stat } from "node:fs/promises";
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
import type { Model } from "../../server/src/service/syntax/model.ts";
import { nodeHost } from "../../server/src/nodeHost.ts";
import { rememberingHost } from "../../server/src/rememberingHost.ts";
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
    const lossless = Buffer.from(text, "utf8").equals(bytes);
    if (!lossless) complain(`${file}: is no valid UTF-8, so places may be wrong: convert it`);
    return { file, text, lossless };
  } catch (error) {
    complain(`${file || '""'}: ${reasonOf(error)}`);
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
  lint(input: Input): Promise<Linted>;
  /** Whether a configuration had mistakes; they have been said. */
  readonly hasConfigMistakes: boolean;
}

export interface Linted {
  readonly model: Model;
  readonly problems: readonly Problem[];
}

export async function createLinter(options: InputOptions): Promise<Linter> {
  if (options.config !== undefined && options["no-config"]) {
    throw new UsageError("--config and --no-config contradict each other.");
  }
  const host = rememberingHost(nodeHost);
  host.remember();
  const service = createLanguageService(host);
  const context = options.context === undefined ? undefined : await contextFolder(options.context);
  const found = new Map<string, Promise<Config>>();
  let hasConfigMistakes = false;
  const given =
    options.config === undefined ? undefined : checked(await readConfig(options.config));

  function checked(file: ConfigFile): Config {
    const { config, problems } = parseConfig(file, ruleNames);
    const document = TextDocument.create(file.path, "yaml", 0, file.text);
    for (const { start, message } of problems) {
      const { line, character } = document.positionAt(start);
      complain(`${file.path}:${line + 1}:${character + 1}: ${message}`);
      hasConfigMistakes = true;
    }
    return config;
  }

  /** Looks from a folder up to the current one. */
  async function searchConfig(folder: string): Promise<Config> {
    const file = await findConfig(host, folder, toHostPath("."));
    return file === undefined ? emptyConfig : checked(file);
  }

  function configFor(folder: string): Promise<Config> {
    if (given !== undefined) return Promise.resolve(given);
    if (options["no-config"]) return Promise.resolve(emptyConfig);
    const known = found.get(folder) ?? searchConfig(folder);
    found.set(folder, known);
    return known;
  }

  return {
    async lint({ file, text }) {
      const isFile = file !== "-";
      const folder = isFile ? toHostPath(path.dirname(file)) : undefined;
      const { rules } = await configFor(folder ?? toHostPath("."));
      const document = TextDocument.create(file, "dockerfile", 0, text);
      const name = isFile ? path.basename(file) : undefined;
      const place = { folder, root: undefined, name, context, config: "none" } as const;
      const problems = await service.problems(document, { ...place, rules });
      return { model: service.analyse(document).model, problems };
    },
    get hasConfigMistakes() {
      return hasConfigMistakes;
    },
  };
}

/** The language service joins paths with `/` on every platform. */
function toHostPath(file: string): string {
  return path.resolve(file).replaceAll(path.sep, "/").replace(/\/$/, "");
}

async function contextFolder(folder: string): Promise<string> {
  const isFolder = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new UsageError(`The build context ${folder} is no folder.`);
  return toHostPath(folder);
}

async function readConfig(file: string): Promise<ConfigFile> {
  const text = await nodeHost.readFile(file);
  if (text === undefined) throw new UsageError(`The configuration ${file} cannot be read.`);
  return { path: file, text };
}
