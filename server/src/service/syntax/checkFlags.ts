// What BuildKit refuses in the flags of an instruction.
import { flags as flagRecords, type FlagRecord } from "../data/flags.ts";
import { mountTypes } from "../data/mounts.ts";
import type { Draft } from "./draft.ts";
import { nearestName } from "./editDistance.ts";
import { mountOf, type MountOption } from "./mounts.ts";
import type { Flag, InstructionName, Span } from "./tree.ts";

/** Adds a problem of an instruction. */
export type Report = (code: string, where: Span, message: string) => void;

/** ARG and STOPSIGNAL take what looks like a flag and look no further. */
const unchecked: ReadonlySet<InstructionName> = new Set(["ARG", "STOPSIGNAL", "UNKNOWN"]);

/** Reports unknown, repeated and wrong flags. */
export function checkFlags({ name, flags }: Draft, report: Report): void {
  if (unchecked.has(name)) return;
  const records = flagRecords.filter(({ instructions }) => instructions.includes(name));
  flags.forEach((flag, index) => {
    const record = records.find((each) => each.name === flag.name);
    if (record === undefined) return reportUnknown(name, flag, records, report);
    const isRepeated = flags.findIndex((each) => each.name === flag.name) < index;
    if (isRepeated && !record.repeatable) {
      report(
        "duplicate-flag",
        flag,
        `--${flag.name} stands here a second time; only one is allowed.`,
      );
    }
    checkValue(flag, record, report);
  });
}

function reportUnknown(
  name: InstructionName,
  flag: Flag,
  records: readonly FlagRecord[],
  report: Report,
): void {
  const names = records.map((record) => record.name);
  const nearest = nearestName(flag.name, names);
  const known = names.map((each) => `--${each}`).join(", ");
  const advice =
    nearest === undefined
      ? known === ""
        ? "it has none"
        : `it has ${known}`
      : `did you mean --${nearest}?`;
  report(
    "unknown-flag",
    flag,
    `${name} has no flag --${flag.name}: ${advice}${advice.endsWith("?") ? "" : "."}`,
  );
}

function checkValue(flag: Flag, { name, value }: FlagRecord, report: Report): void {
  const text = flag.value?.value;
  if (value.kind === "boolean") {
    if (text === "")
      report(
        "flag-value-missing",
        flag,
        `--${name}= has no value: write --${name}, or =true or =false.`,
      );
    else if (text !== undefined && !/^(?:true|false)$/i.test(text)) {
      report("boolean-flag-value", flag.value ?? flag, `--${name} is true or false, not ${text}.`);
    }
  } else if (text === undefined) {
    report("flag-value-missing", flag, `--${name} needs a value: --${name}=…`);
  } else if (value.kind === "mount") checkMount(flag, report);
  else if (value.kind === "duration") checkDuration(flag, text, report);
  else if (value.kind === "number" && text !== "" && !/^\+?\d+$/.test(text)) {
    report("valid-healthcheck-flag", flag.value ?? flag, `--${name} is a number, not ${text}.`);
  } else if (value.kind === "enum" && !value.choices.some((choice) => choice.value === text)) {
    const known = value.choices.map((choice) => choice.value).join(", ");
    report("valid-flag-value", flag.value ?? flag, `--${name} is one of ${known}, not ${text}.`);
  }
}

const unit = "(?:ns|us|µs|μs|ms|s|m|h)";
const durationPattern = new RegExp(`^[-+]?(?:0|(?:(?:\\d+\\.?\\d*|\\.\\d+)${unit})+)$`);
const shortPattern = /^[-+]?(?:[\d.]+(?:ns|us|µs|μs))+$/;

/** Durations as Go writes them: `1h30m`, `1.5s`, and at least a millisecond, or none. */
function checkDuration(flag: Flag, text: string, report: Report): void {
  if (text === "") return;
  const where = flag.value ?? flag;
  if (!durationPattern.test(text)) {
    report(
      "valid-healthcheck-flag",
      where,
      `--${flag.name} is a duration such as 30s or 1m30s, not ${text}.`,
    );
  } else if (text.startsWith("-") || (shortPattern.test(text) && nanoseconds(text) < 1e6)) {
    if (!/^[-+]?[0.]+[a-zµμ]*$/.test(text)) {
      report("valid-healthcheck-flag", where, `--${flag.name} is at least 1ms, not ${text}.`);
    }
  }
}

function nanoseconds(text: string): number {
  const parts = text.matchAll(/([\d.]+)(ns|us|µs|μs)/g);
  return [...parts].reduce(
    (sum, [, amount, name]) => sum + Number(amount) * (name === "ns" ? 1 : 1000),
    0,
  );
}

const mountKeys: ReadonlySet<string> = new Set(
  mountTypes.flatMap(({ keys }) => keys.flatMap(({ names }) => names)).concat("type"),
);
const valueless: ReadonlySet<string> = new Set(["readonly", "ro", "readwrite", "rw", "required"]);

/** Values with variables are judged when the build knows them. */
function checkMount(flag: Flag, report: Report): void {
  const mount = mountOf(flag);
  const type = mountTypes.find((each) => each.name === mount.type);
  const written = mount.options.find(({ key }) => key === "type")?.value;
  if (type === undefined && !mount.type.includes("$")) {
    const known = mountTypes.map(({ name }) => name).join(", ");
    report("valid-mount", written ?? flag, `A mount is of type ${known}, not ${mount.type}.`);
  }
  for (const option of mount.options) checkMountOption(option, mount.type, report);
}

function checkMountOption(option: MountOption, type: string, report: Report): void {
  const { key, value } = option;
  if (!mountKeys.has(key)) {
    const nearest = nearestName(key, [...mountKeys]);
    const advice = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
    report("valid-mount", option, `Mounts have no key ${key}.${advice}`);
  } else if (value === undefined && !valueless.has(key)) {
    report("valid-mount", option, `${key} needs a value: ${key}=…`);
  } else if (key === "from" && value !== undefined && /\$./.test(value.value)) {
    report(
      "valid-mount",
      value,
      `from cannot hold a variable: name a stage instead, FROM ${value.value} AS name.`,
    );
  } else if (
    key === "sharing" &&
    value !== undefined &&
    !/\$|^(?:shared|private|locked)$/i.test(value.value)
  ) {
    report("valid-mount", value, `sharing is shared, private or locked, not ${value.value}.`);
  } else if (key === "required" && type !== "secret" && type !== "ssh" && !type.includes("$")) {
    report("valid-mount", option, `Mounts of type ${type} have no key required.`);
  } else if (key === "size" && type !== "tmpfs" && !type.includes("$")) {
    report("valid-mount", option, `Mounts of type ${type} have no key size.`);
  }
}
