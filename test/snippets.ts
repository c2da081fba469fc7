// The snippets as the tests see them: read from their files, and each as a whole Dockerfile or ignore file.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expandSnippet } from "./snippetExpansion.ts";

/** One snippet of the files in snippets/, in the format that VS Code defines. */
export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  /** Whether the body is a file of its own; the others are some lines of one. */
  readonly isFileTemplate?: boolean;
  readonly body: readonly string[];
}

const folder = path.resolve(import.meta.dirname, "../snippets");

export const dockerfileSnippets = read("dockerfile.json");
export const ignoreSnippets = read("ignore.json");

function read(file: string): readonly Snippet[] {
  const snippets = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Record<
    string,
    Omit<Snippet, "name">
  >;
  return Object.entries(snippets).map(([name, snippet]) => ({ name, ...snippet }));
}

/** Where a fragment belongs: the lines above it and below it. */
type Surroundings = readonly [above: string, below: string];

/** In a stage that is shipped as it is. */
const shipped = (image: string): Surroundings => [`FROM ${image}\n`, "\n"];

/** In a stage whose result goes into another image. */
const build = (image: string): Surroundings => [
  `FROM ${image} AS build\nWORKDIR /src\n`,
  "\n\nFROM debian:trixie-slim\nCOPY --from=build /src/ /opt/app/\n",
];

const surroundings: ReadonlyMap<string, Surroundings> = new Map([
  ["fromas", ["", ""]],
  [
    "copyfrom",
    ["FROM debian:trixie-slim AS build\nWORKDIR /out\n\nFROM debian:trixie-slim\n", "\n"],
  ],
  ["runapt", shipped("debian:trixie-slim")],
  ["runapk", shipped("alpine:3.24")],
  ["runcacheapt", shipped("debian:trixie-slim")],
  ["runcachenpm", build("node:26-slim")],
  ["runcachepip", shipped("python:3.14-slim")],
  ["runcacheuv", build("ghcr.io/astral-sh/uv:0.12-python3.14-trixie-slim")],
  ["runcachego", build("golang:1.27-trixie")],
  ["runcachecargo", build("rust:1.98-slim-trixie")],
  ["runcachemaven", build("maven:3.9-eclipse-temurin-25")],
  ["runcachegradle", build("gradle:9-jdk25")],
  ["runcachenuget", build("mcr.microsoft.com/dotnet/sdk:10.0")],
  ["runcachecomposer", build("composer:2")],
  ["runsecretfile", build("node:26-slim")],
  ["runsecretenv", build("debian:trixie-slim")],
  ["runssh", build("debian:trixie-slim")],
  ["runheredoc", shipped("debian:trixie-slim")],
  ["userdebian", shipped("debian:trixie-slim")],
  ["useralpine", shipped("alpine:3.24")],
  ["healthcurl", shipped("debian:trixie-slim")],
  ["healthwget", shipped("alpine:3.24")],
  ["healthexec", shipped("gcr.io/distroless/static-debian13:nonroot")],
  ["argmirror", shipped("debian:trixie-slim")],
]);

/**
 * The snippet with its defaults as a whole Dockerfile: a template by itself, a fragment where it belongs.
 * Throws for a fragment whose surroundings nobody has named above.
 */
export function asDockerfile({ prefix, body, isFileTemplate = false }: Snippet): string {
  const [above, below] = isFileTemplate ? ["", ""] : (surroundings.get(prefix) ?? missing(prefix));
  return above + expandSnippet(body) + below;
}

function missing(prefix: string): never {
  throw new Error(`name the surroundings of the snippet ${prefix} in test/snippets.ts`);
}
