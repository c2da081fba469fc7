// Reading what engines print. Every function throws on what it cannot read; `run` turns that into a problem.

/** An object of JSON whose members nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One JSON object a line: Docker's `{{json .}}`. */
export function linesOfJson(text: string): readonly JsonObject[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => objectOf(JSON.parse(line)));
}

/** A JSON array of objects: Podman's `json`. Podman prints nothing where there is nothing to list. */
export function listOfJson(text: string): readonly JsonObject[] {
  const value: unknown = text.trim() === "" ? [] : JSON.parse(text);
  if (!Array.isArray(value)) throw new TypeError("a JSON array was expected");
  return value.map(objectOf);
}

function objectOf(value: unknown): JsonObject {
  if (!isObject(value)) throw new TypeError("a JSON object was expected");
  return value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text at `key`; empty where it is missing, for engines leave empty members out. */
export function textOf(object: JsonObject, key: string): string {
  const value = object[key] ?? "";
  if (typeof value !== "string") throw new TypeError(`${key} is not a text`);
  return value;
}

/** The list of texts at `key`; empty where it is missing or null. */
export function textsOf(object: JsonObject, key: string): readonly string[] {
  const value = object[key] ?? [];
  if (!Array.isArray(value)) throw new TypeError(`${key} is not a list`);
  return value.map((item: unknown) => {
    if (typeof item !== "string") throw new TypeError(`${key} holds something that is not a text`);
    return item;
  });
}

/** The number of bytes at `key`, written as a number or as its digits. */
export function bytesOf(object: JsonObject, key: string): number {
  const value = object[key];
  const bytes = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof bytes !== "number" || !Number.isSafeInteger(bytes) || bytes < 0)
    throw new TypeError(`${key} is not a number of bytes`);
  return bytes;
}

/** Builds that are to be reproducible write 1970 or 1980; the oldest real image is of 2013. */
const firstRealDate = Date.UTC(2013, 0);

/**
 * Milliseconds since 1970 of a date in RFC 3339 or as Go prints it ("2026-11-24 06:57:13 +0000 UTC"); undefined
 * where the text holds no real date.
 */
export function dateOf(text: string): number | undefined {
  const go = /^(\S+) (\S+) ([+-]\d\d)(\d\d)/.exec(text);
  const time = Date.parse(go === null ? text : `${go[1]}T${go[2]}${go[3]}:${go[4]}`);
  return time >= firstRealDate ? time : undefined;
}

/** An id, or undefined where the engine says that it has none. */
export function idOf(text: string): string | undefined {
  return text === "" || text === "<missing>" ? undefined : text;
}
