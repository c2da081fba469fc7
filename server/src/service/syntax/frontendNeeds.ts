// Parts of a file that not every release of `docker/dockerfile` knows.
import { flags, spacedHeredocSince } from "../data/flags.ts";
import {
  heredocs,
  labsFlags,
  mountKeys,
  symbolicChmod,
  variableModifiers,
  type FrontendFeature,
} from "../data/frontendReleases.ts";
import type { FrontendVersion } from "./frontend.ts";
import { mountOf } from "./mounts.ts";
import type { Dockerfile, Flag, Instruction, Span } from "./tree.ts";
import { findVariables } from "./variables.ts";

export interface FrontendNeed extends Span {
  /** What it is, to begin a sentence with. */
  readonly what: string;
  readonly feature: FrontendFeature;
}

/** Everything in the file that came with some version of the frontend, triggers of ONBUILD included. */
export function frontendNeeds(dockerfile: Dockerfile): readonly FrontendNeed[] {
  return dockerfile.instructions.flatMap((node) => [
    ...needsOf(node, dockerfile),
    ...(node.name === "ONBUILD" && node.trigger ? needsOf(node.trigger, dockerfile) : []),
  ]);
}

/** Whether a version has a feature. */
export function hasFeature(
  { minor, channel }: FrontendVersion,
  { since, labs = since }: FrontendFeature,
): boolean {
  if (minor === undefined) return true;
  const isLabsOnly = since.endsWith("-labs");
  if (!isLabsOnly && minor >= minorOf(since)) return true;
  return channel !== "stable" && minor >= minorOf(labs);
}

/** `1.14-labs` -> 14. */
export function minorOf(version: string): number {
  return Number(/^\d+\.(\d+)/.exec(version)?.[1] ?? 0);
}

const flagFeatures: ReadonlyMap<string, FrontendFeature> = new Map(
  flags.flatMap(({ name, instructions, since }) => {
    if (since === undefined) return [];
    const labs = labsFlags.get(name);
    const feature = labs === undefined ? { since } : { since, labs };
    return instructions.map((instruction) => [`${instruction} ${name}`, feature] as const);
  }),
);

function needsOf(node: Instruction, { text, escape }: Dockerfile): readonly FrontendNeed[] {
  const modifiers = [...node.words, ...node.flags.flatMap(({ value }) => value ?? [])]
    .filter((word) => word.text.includes("${"))
    .flatMap((word) =>
      findVariables(word.text, escape).flatMap(({ name, modifier, start, end }) => {
        const feature = variableModifiers.get(modifier);
        // a continuation in the middle makes the word longer than its text
        const isPlain = text.startsWith(word.text, word.start);
        const span = isPlain ? { start: word.start + start, end: word.start + end } : word;
        return feature ? [need(span, `The operator ${modifier} behind ${name}`, feature)] : [];
      }),
    );
  const documents = node.heredocs.map(({ operator, name }) => {
    const isSpaced = /<<-?\s/.test(text.slice(operator.start, operator.end));
    if (!isSpaced) return need(operator, `The heredoc ${name}`, heredocs);
    return need(operator, "A blank behind <<", { since: spacedHeredocSince });
  });
  return [...node.flags.flatMap((flag) => flagNeeds(node, flag)), ...modifiers, ...documents];
}

function flagNeeds(node: Instruction, flag: Flag): readonly FrontendNeed[] {
  const { name, nameSpan, value } = flag;
  const feature = flagFeatures.get(`${node.name} ${name}`);
  if (feature === undefined) return [];
  const own = need(nameSpan, `--${name} of ${node.name}`, feature);
  if (name === "chmod" && value !== undefined && /^[ugoa]*[-+=][rwxXst]*/.test(value.value))
    return [own, need(value, `The symbolic mode ${value.text}`, symbolicChmod)];
  if (name === "mount") return [own, ...mountNeeds(flag)];
  return [own];
}

function mountNeeds(flag: Flag): readonly FrontendNeed[] {
  const { type, options } = mountOf(flag);
  return options.flatMap(({ key, keySpan }) => {
    const feature = mountKeys.get(`${type},${key}`);
    return feature ? [need(keySpan, `The key ${key} of ${type} mounts`, feature)] : [];
  });
}

function need({ start, end }: Span, what: string, feature: FrontendFeature): FrontendNeed {
  return { start, end, what, feature };
}
