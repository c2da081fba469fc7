import type {
  Dockerfile,
  Heredoc,
  Instruction,
  JsonForm,
} from "../../server/src/service/syntax/tree.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { readInputs } from "./inputs.ts";
import { parseArguments } from "./usage.ts";

/** `drydock ast`: one JSON object a line and file, in the terms of BuildKit's parser. Gives the exit code. */
export async function astCommand(args: readonly string[]): Promise<number> {
  const { positionals } = parseArguments(args, {});
  const inputs = await readInputs(positionals);
  for (const input of inputs.filter((each) => each !== undefined)) {
    const line = { file: input.file, ...describeDockerfile(parseDockerfile(input.text)) };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  return inputs.includes(undefined) ? 2 : 0;
}

/** BuildKit's parser does not look into instructions: what is wrong in one makes the build fail later. */
export function describeDockerfile({ escape, problems, instructions }: Dockerfile) {
  const error = problems.find(({ level }) => level === "parser")?.message ?? "";
  return { error, escape, instructions: instructions.map(describeInstruction) };
}

/**
 * Lines count from 1. `args` is there for the JSON form only, begins with CMD in HEALTHCHECK, and is null for an empty
 * array, as BuildKit has it.
 */
function describeInstruction(node: Instruction): object {
  const { keyword, startLine, endLine, logical, flags, heredocs } = node;
  const json = (node.name === "ONBUILD" ? node.trigger : node)?.json;
  const kind = node.name === "HEALTHCHECK" && node.kind !== undefined ? [node.kind.text] : [];
  return {
    keyword: keyword.text,
    startLine: startLine + 1,
    endLine: endLine + 1,
    text: logical.text,
    flags: flags.map(({ text }) => text),
    json: json !== undefined,
    ...(node.json === undefined ? {} : { args: argumentsOf(node.json, kind) }),
    ...(heredocs.length === 0 ? {} : { heredocs: heredocs.map(describeHeredoc) }),
  };
}

function argumentsOf({ strings }: JsonForm, kind: readonly string[]): readonly string[] | null {
  const values = [...kind, ...strings.map(({ value }) => value)];
  return values.length === 0 ? null : values;
}

function describeHeredoc({ name, expand, chomp, content, fd }: Heredoc): object {
  return { name, expand, chomp, content, fd };
}
