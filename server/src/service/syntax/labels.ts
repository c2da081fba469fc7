// Labels whose key and value stand in the file, and what their values have to be.
import { ociAnnotations } from "../data/ociAnnotations.ts";
import type { Instruction, KeyValue, KeyValues, Span } from "./tree.ts";
import { findVariables } from "./variables.ts";

export interface KnownLabel {
  /** Without quotes. */
  readonly key: string;
  readonly value: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

/** The labels of an instruction without variables in them. */
export function knownLabels({ pairs }: KeyValues, escape: string): readonly KnownLabel[] {
  return pairs.flatMap(({ key, value }) => {
    if (value === undefined || [key, value].some(({ text }) => isVariable(text, escape))) return [];
    const [keySpan, valueSpan] = [key, value].map(({ start, end }) => ({ start, end }));
    if (keySpan === undefined || valueSpan === undefined) return [];
    return [{ key: key.value, value: value.value, keySpan, valueSpan }];
  });
}

/** The key without quotes; undefined where a variable is in it. */
export function labelKey({ key }: KeyValue, escape: string): string | undefined {
  return isVariable(key.text, escape) ? undefined : key.value;
}

function isVariable(text: string, escape: string): boolean {
  return text.includes("$") && findVariables(text, escape).length > 0;
}

/** All pairs of LABEL among instructions. */
export function labelPairs(nodes: readonly Instruction[]): readonly KeyValue[] {
  return nodes.flatMap((node) => (node.name === "LABEL" ? node.pairs : []));
}

/**
 * What a key's value is by the project's schema, and by the OCI specification where `keys` says so; undefined for keys
 * of neither.
 */
export function labelType(
  key: string,
  schema: Readonly<Record<string, string>>,
  keys: "schema" | "oci",
): string | undefined {
  if (Object.hasOwn(schema, key)) return schema[key];
  return keys === "oci" ? ociAnnotations.get(key) : undefined;
}
