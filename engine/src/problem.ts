// What can go wrong with an engine, recognised from what its command line says. The texts are those of Docker 20.10
// to 29 and Podman 4 and 5; `LC_ALL=C` keeps them English.
import type { Dialect } from "./engine.ts";

export type ProblemKind =
  | "not-installed"
  | "not-running"
  | "permission-denied"
  | "unknown-image"
  | "too-old"
  | "timed-out"
  | "unexpected";

export interface EngineProblem {
  readonly kind: ProblemKind;
  /** One sentence for a person that says what to do. */
  readonly message: string;
  /** What was run and what it said, for a log. */
  readonly detail: string;
}

/** Thrown by everything that asks an engine. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly problem: EngineProblem;

  constructor(problem: EngineProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** How a command of an engine ended without an answer. */
export interface Failure {
  readonly dialect: Dialect;
  readonly commandLine: readonly string[];
  readonly how:
    | { readonly ended: "never-started"; readonly error: Error }
    | { readonly ended: "failed"; readonly code: number | undefined; readonly stderr: string }
    | { readonly ended: "timed-out"; readonly milliseconds: number }
    | { readonly ended: "unreadable"; readonly why: string };
}

/** Nothing to run was found; `configured` is the value of the setting, where it names one. */
export function noEngine(configured: string): EngineProblem {
  const message =
    configured === ""
      ? "No container engine was found: install Docker or Podman, or name one in the setting drydock.engine.path."
      : `The engine "${configured}" of the setting drydock.engine.path was not found: correct the setting or clear it.`;
  return { kind: "not-installed", message, detail: `PATH=${process.env["PATH"] ?? ""}` };
}

/** What a failure means. */
export function problemOf({ dialect, commandLine, how }: Failure): EngineProblem {
  const detail = (said: string) => `${commandLine.join(" ")}\n${said}`.trimEnd();
  if (how.ended === "never-started") {
    const message = `${commandLine[0]} cannot be started: install it again, or name another engine in the setting drydock.engine.path.`;
    return { kind: "not-installed", message, detail: detail(how.error.message) };
  }
  if (how.ended === "timed-out") {
    const seconds = how.milliseconds / 1000;
    const message = `The engine did not answer within ${seconds} seconds: check that it is running and not overloaded, then try again.`;
    return { kind: "timed-out", message, detail: detail("timed out") };
  }
  if (how.ended === "unreadable") {
    const message =
      "The engine answered something that Drydock cannot read: update the engine's command line.";
    return { kind: "unexpected", message, detail: detail(how.why) };
  }
  return {
    ...(recognise(how.stderr, dialect) ?? unexpected(how.stderr)),
    detail: detail(`exit code ${how.code ?? "none"}\n${how.stderr}`),
  };
}

type Told = Omit<EngineProblem, "detail">;

function unexpected(stderr: string): Told {
  const lastLine = stderr.trim().split("\n").at(-1) ?? "";
  const said = lastLine === "" ? "it gave no reason" : lastLine.slice(0, 300);
  return {
    kind: "unexpected",
    message: `The engine failed, and the output shows what it was asked: ${said}`,
  };
}

/** The order matters: Docker's message on a refused socket begins like the one on a daemon that is down. */
const recognised: readonly {
  readonly kind: ProblemKind;
  readonly text: RegExp;
  readonly message: (dialect: Dialect, match: RegExpExecArray) => string;
}[] = [
  {
    kind: "permission-denied",
    text: /permission denied while trying to connect|connect: permission denied|docker_engine\S*: Access is denied/i,
    message: (dialect) =>
      dialect === "docker"
        ? "You may not use Docker's socket: add yourself to the group docker and sign in again, or use a rootless engine."
        : "You may not use Podman's socket: start Podman as the user that owns it, or select another connection.",
  },
  {
    kind: "unknown-image",
    text: /no such image:? *([^\s"]*)|(\S+): image not known/i,
    message: (_, [, docker, podman]) =>
      `The engine has no image ${docker || podman || "of this name"}: build it or pull it first.`,
  },
  {
    kind: "unknown-image",
    text: /invalid reference format/i,
    message: () => "This is not the name of an image: write it as name:tag, in lower case.",
  },
  {
    kind: "not-running",
    text: /context not found|unable to resolve docker endpoint/i,
    message: () =>
      "The selected Docker context does not exist: choose another with `docker context use`.",
  },
  {
    kind: "not-running",
    text: /cannot connect to the docker daemon|failed to connect to the docker api|error during connect|docker daemon is not running|docker desktop is unable to start|cannot connect to podman|unable to connect to podman|connect: connection refused/i,
    message: (dialect) =>
      dialect === "docker"
        ? "Docker does not answer: start Docker, or check DOCKER_HOST and the selected context."
        : "Podman does not answer: start its machine with `podman machine start`, or check the selected connection.",
  },
  {
    kind: "too-old",
    text: /unknown (?:shorthand )?flag|is not a docker command|unrecognized command|unknown command/i,
    message: () => "The engine's command line is too old for this: update Docker or Podman.",
  },
];

function recognise(stderr: string, dialect: Dialect): Told | undefined {
  for (const { kind, text, message } of recognised) {
    const match = text.exec(stderr);
    if (match !== null) return { kind, message: message(dialect, match) };
  }
  return undefined;
}
