// What BuildKit refuses in a mount of RUN.
import { mountTypes } from "../data/mounts.ts";
import type { Report } from "./checkFlags.ts";
import { nearestName } from "./editDistance.ts";
import { mountOf, optionNamed, type Mount, type MountOption } from "./mounts.ts";
import { cleanPath } from "./paths.ts";
import type { Flag, Word } from "./tree.ts";

const mountKeys: ReadonlySet<string> = new Set(
  mountTypes.flatMap(({ keys }) => keys.flatMap(({ names }) => names)).concat("type"),
);

/** What a key's value looks like, and how to say so; of keys that are not here any text is right. */
const valuePatterns: Readonly<Record<string, readonly [RegExp, string]>> = {
  gid: [/^\d{1,10}$/, "a number"],
  uid: [/^\d{1,10}$/, "a number"],
  mode: [/^[0-7]{1,11}$/, "an octal number"],
  sharing: [/^(?:shared|private|locked)$/i, "shared, private or locked"],
  // as Docker reads sizes
  size: [/^\d+(?:\.\d+)* ?[kmgtp]?(?:i?b)?$/i, "a number of bytes, or one such as 64m"],
};
const booleanPattern = /^(?:1|0|t|f|true|false)$/i;
const booleans: ReadonlySet<string> = new Set(["readonly", "ro", "readwrite", "rw", "required"]);

/** Keys that some types of mount refuse; all others are read and ignored where they mean nothing. */
const allowedIn: Readonly<Record<string, readonly string[]>> = {
  from: ["bind", "cache", "tmpfs", "ssh"],
  gid: ["cache", "secret", "ssh"],
  mode: ["cache", "secret", "ssh"],
  required: ["secret", "ssh"],
  sharing: ["cache"],
  size: ["tmpfs"],
  uid: ["cache", "secret", "ssh"],
};

/** Values with variables are judged when the build knows them. */
export function checkMount(flag: Flag, report: Report): void {
  const mount = mountOf(flag);
  const written = optionNamed(mount, "type");
  if (mount.type.includes("$")) {
    for (const option of mount.options) checkOption(option, undefined, report);
  } else if (mountTypes.every(({ name }) => name !== mount.type)) {
    const known = mountTypes.map(({ name }) => name).join(", ");
    const value = written?.value ?? written ?? flag;
    const nearest = nearestName(
      mount.type,
      mountTypes.map(({ name }) => name),
    );
    const meant = nearest === undefined ? undefined : { ...value, text: nearest };
    report("valid-mount", value, `A mount is of type ${known}, not ${mount.type}.`, meant);
  } else {
    const problems = mount.options.filter((option) => checkOption(option, mount.type, report));
    if (problems.length === 0) checkRequired(mount, report);
  }
}

/** Returns whether it has reported something. `type` is undefined where only the build knows it. */
function checkOption(option: MountOption, type: string | undefined, report: Report): boolean {
  const { key, keySpan, value } = option;
  if (!mountKeys.has(key)) {
    const nearest = nearestName(key, [...mountKeys]);
    const advice = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
    const message =
      key === "" ? "An option is missing beside the comma." : `Mounts have no key ${key}.`;
    report(
      "valid-mount",
      option,
      `${message}${advice}`,
      nearest === undefined ? undefined : { ...keySpan, text: nearest },
    );
    return true;
  }
  const where = value ?? option;
  const message = optionMessage(key, value, type);
  if (message === undefined) return false;
  report("valid-mount", message.startsWith("Mounts") ? option : where, message);
  return true;
}

function optionMessage(
  key: string,
  value: Word | undefined,
  type: string | undefined,
): string | undefined {
  if (value === undefined && !booleans.has(key)) return `${key} needs a value: ${key}=…`;
  const text = value?.value ?? "";
  if (key === "from" && /\$./.test(text))
    return `from cannot hold a variable: name a stage instead, FROM ${text} AS name.`;
  if (type !== undefined && allowedIn[key]?.includes(type) === false)
    return `Mounts of type ${type} have no key ${key}.`;
  if (value === undefined || text.includes("$")) return undefined;
  const [pattern, what] = booleans.has(key)
    ? ([booleanPattern, "true or false"] as const)
    : (valuePatterns[key] ?? []);
  if (pattern === undefined || pattern.test(text)) return undefined;
  return `${key} is ${what}, not ${text === "" ? "empty" : text}.`;
}

/** What must be said of a mount, as far as it is written without variables. */
function checkRequired({ flag, type, ...mount }: Mount, report: Report): void {
  if (type === "secret") {
    const source = optionNamed(mount, "id", "source", "src", "target", "dst", "destination");
    if (source === undefined)
      report("valid-mount", flag, "A secret mount needs an id: type=secret,id=…");
    return;
  }
  if (type === "ssh") return;
  const target = mount.options.findLast(({ key }) => targetKeys.has(key));
  if (target === undefined) {
    report("valid-mount", flag, `A mount of type ${type} needs a target: target=…`);
  } else if (target.value !== undefined && cleanPath(`/${target.value.value}`) === "/") {
    const text = target.value.value;
    // a dot is the working directory
    if (text === "" || text.startsWith("/"))
      report("valid-mount", target, "A mount cannot hide the root folder.");
  }
}

const targetKeys: ReadonlySet<string> = new Set(["target", "dst", "destination"]);
