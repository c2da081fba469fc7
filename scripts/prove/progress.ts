// What `docker build --progress=rawjson` says of a build that failed.
import type { Failure } from "./build.ts";

interface Progress {
  readonly vertexes?: readonly { readonly error?: string }[];
  readonly logs?: readonly { readonly stream: number; readonly data: string }[];
}

/** @param output lines of JSON, and behind them what is meant for people */
export function readProgress(output: string): Failure {
  const lines = output.split("\n");
  const progress = lines.flatMap((line) => (line.startsWith("{") ? parseLine(line) : []));
  const errors = progress.flatMap(({ vertexes = [] }) =>
    vertexes.flatMap(({ error }) => error ?? []),
  );
  // a stage that another one has ended says so too
  const error = errors.find((each) => !/context canceled/.test(each));
  const forPeople = lines.filter((line) => line.startsWith("ERROR: ")).join("\n");
  // where no command failed, those of other stages and steps were ended wherever they were
  const isOfCommand = error?.startsWith("process ") ?? false;
  const written = (stream: number): string =>
    (isOfCommand ? progress : [])
      .flatMap(({ logs = [] }) => logs.filter((log) => log.stream === stream))
      .map(({ data }) => Buffer.from(data, "base64").toString("utf8"))
      .join("");
  return { reason: reasonOf(error ?? forPeople), stdout: written(1), stderr: written(2) };
}

function parseLine(line: string): readonly Progress[] {
  try {
    return [JSON.parse(line) as Progress];
  } catch {
    return [];
  }
}

/** Without what differs from build to build: the command's text, which a fix may change, and the builder's own names. */
function reasonOf(error: string): string {
  return error
    .replace(/^process "(?:[^"\\]|\\.)*" /, "")
    .replaceAll(/\bref \S+/g, "ref")
    .replaceAll(/dockerfile parse error on line \d+/g, "dockerfile parse error");
}

/** One line for each part that is not the same in both. */
export function compareFailures(before: Failure, after: Failure): readonly string[] {
  return (["reason", "stdout", "stderr"] as const).flatMap((part) =>
    before[part] === after[part]
      ? []
      : [
          `${part} of the failure: ${JSON.stringify(before[part])} -> ${JSON.stringify(after[part])}`,
        ],
  );
}
