// What lint and fix have in common: the files, the configuration, the build context.
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ConfigFile } from "../../server/src/service/config/config.ts";
import type { ConfigProblem } from "../../server/src/service/config/parseConfig.ts";
import { findConfig } from "../../server/src/service/config/findConfig.ts";
import {
  createLanguageService,
  type Configuration,
  type LintRequest,
} from "../../server/src/service/index.ts";
import { profiles, type Profile } from "../../server/src/service/lint/rule.ts";
import type { Problem } from "../../server/src/service/lint/lint.ts";
import type { Model } from "../../server/src/service/syntax/model.ts";
import { nodeHost } from "../../server/src/nodeHost.ts";
import { rememberingHost } from "../../server/src/rememberingHost.ts";
import { createShellcheck } from "../../server/src/shellcheck.ts";
import { UsageError } from "./usage.ts";

/** Options of every command that looks at Dockerfiles, for `parseArgs`. */
export const inputOptions = {
  config: { type: "string" },
  "no-config": { type: "boolean" },
  context: { type: "string" },
  profile: { type: "string" },
  "build-arg": { type: "string", multiple: true },
  shellcheck: { type: "boolean" },
} as const;

export interface InputOptions {
  readonly config?: string | undefined;
  readonly "no-config"?: boolean | undefined;
  readonly context?: string | undefined;
  readonly profile?: string | undefined;
  readonly "build-arg"?: readonly string[] | undefined;
  readonly shellcheck?: boolean | undefined;
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
  /** What is configured for a file, whether it exists or not. */
  configuration(file: string): Promise<Configuration>;
  /** Over that of the configuration. */
  readonly profile: Profile | undefined;
  /** Whether a configuration had mistakes; they have been said. */
  readonly hasConfigMistakes: boolean;
}

export interface Linted extends Configuration {
  readonly model: Model;
  readonly problems: readonly Problem[];
}

export async function createLinter(options: InputOptions): Promise<Linter> {
  if (options.config !== undefined && options["no-config"]) {
    throw new UsageError("--config and --no-config contradict each other.");
  }
  const host = rememberingHost(nodeHost);
  host.remember();
  const context = options.context === undefined ? undefined : await contextFolder(options.context);
  const given =
    options.config === undefined ? ("search" as const) : await readConfig(options.config);
  const config = options["no-config"] ? ("none" as const) : given;
  const profile = profileNamed(options.profile);
  const told = new Set<string>();
  let hasConfigMistakes = false;
  const service = createLanguageService(host, {
    configRead: tell,
    buildArgs: buildArgsOf(options["build-arg"] ?? []),
    shellcheck: createShellcheck(complain),
  });

  function tell(file: ConfigFile, problems: readonly ConfigProblem[]): void {
    if (told.has(file.path)) return;
    told.add(file.path);
    const document = TextDocument.create(file.path, "yaml", 0, file.text);
    for (const { start, message } of problems) {
      const { line, character } = document.positionAt(start);
      complain(`${file.path}:${line + 1}:${character + 1}: ${message}`);
      hasConfigMistakes = true;
    }
  }

  /** A configuration is looked for from the file's folder up to the current one; so is what is copied. */
  async function requestFor(file: string): Promise<LintRequest> {
    const root = toHostPath(".");
    const shellcheck = options.shellcheck ? "shellcheck" : undefined;
    const common = { context, config, profile, shellcheck, rules: {} };
    if (file !== "-") {
      const folder = toHostPath(path.dirname(file));
      return { ...common, folder, root, name: path.basename(file) };
    }
    // a text from a pipe belongs to no folder, but the one who pipes it has a configuration
    const found = config === "search" ? await findConfig(host, root, root) : config;
    return { ...common, folder: undefined, root: undefined, config: found ?? "none" };
  }

  return {
    async lint({ file, text }) {
      const document = TextDocument.create(file, "dockerfile", 0, text);
      const request = await requestFor(file);
      const problems = await service.problems(document, request);
      const configuration = await service.configuration(request);
      return { model: service.analyse(document).model, problems, ...configuration };
    },
    configuration: async (file) => service.configuration(await requestFor(file)),
    profile,
    get hasConfigMistakes() {
      return hasConfigMistakes;
    },
  };
}

function profileNamed(name: string | undefined): Profile | undefined {
  const profile = profiles.find((each) => each === name);
  if (name !== undefined && profile === undefined)
    throw new UsageError(`There is no profile ${name}: ${profiles.join(", ")}.`);
  return profile;
}

/** As the engine takes them: `NAME=VALUE`, or `NAME` for the value in the environment. */
function buildArgsOf(args: readonly string[]): Readonly<Record<string, string>> {
  const pairs = args.flatMap((arg) => {
    const at = arg.indexOf("=");
    const name = at === -1 ? arg : arg.slice(0, at);
    const value = at === -1 ? process.env[name] : arg.slice(at + 1);
    if (name === "") throw new UsageError(`--build-arg takes NAME=VALUE, not ${arg || "nothing"}.`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
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
