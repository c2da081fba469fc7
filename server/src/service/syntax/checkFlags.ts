// What BuildKit refuses in the flags of an instruction.
import { flags as flagRecords, type FlagRecord } from "../data/flags.ts";
import type { Draft } from "./draft.ts";
import { nearestName } from "./editDistance.ts";
import { checkFileFlag } from "./checkFileFlags.ts";
import { checkMount } from "./checkMount.ts";
import type { Flag, InstructionName, Meant, Span } from "./tree.ts";

/** Adds a problem of an instruction. */
export type Report = (code: string, where: Span, message: string, meant?: Meant) => void;

/** ARG and STOPSIGNAL take what looks like a flag and look no further. */
const unchecked: ReadonlySet<InstructionName> = new Set(["ARG", "STOPSIGNAL", "UNKNOWN"]);

/** Reports unknown, repeated and wrong flags. */
export function checkFlags(draft: Draft, report: Report): void {
  const { name, flags, more } = draft;
  // the flags of HEALTHCHECK NONE are not read
  if (unchecked.has(name) || more.kind?.text.toUpperCase() === "NONE") return;
  const records = flagRecords.filter(({ instructions }) => instructions.includes(name));
  flags.forEach((flag, index) => {
    const record = records.find((each) => each.name === flag.name);
    if (record === undefined) return reportUnknown(name, flag, records, report);
    const first = flags.find((each) => each.name === flag.name);
    if (first !== flag && !record.repeatable) {
      const start = flags[index - 1]?.end ?? flag.start;
      const isSame = first?.text === flag.text;
      report(
        "duplicate-flag",
        flag,
        `--${flag.name} stands here a second time; only one is allowed.`,
        isSame ? { start, end: flag.end, text: "" } : undefined,
      );
    }
    checkValue(flag, record, report);
    checkFileFlag(flag, draft, report);
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
    nearest === undefined ? undefined : { ...flag.nameSpan, text: nearest },
  );
}

/** The others count as not written where nothing stands behind the =. */
const neverEmpty: ReadonlySet<string> = new Set(["device", "mount", "network", "security"]);

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
  } else if (text === undefined || (text === "" && neverEmpty.has(name))) {
    report("flag-value-missing", flag, `--${name} needs a value: --${name}=…`);
  } else if (value.kind === "mount") checkMount(flag, report);
  else if (value.kind === "duration") checkDuration(flag, text, report);
  else if (value.kind === "number" && text !== "" && !isCount(text)) {
    report(
      "valid-healthcheck-flag",
      flag.value ?? flag,
      `--${name} is a number from 0 on, not ${text}.`,
    );
  } else if (value.kind === "enum" && !value.choices.some((choice) => choice.value === text)) {
    const known = value.choices.map((choice) => choice.value).join(", ");
    report(
      "valid-copy-flag-value",
      flag.value ?? flag,
      `--${name} is one of ${known}, not ${text}.`,
    );
  }
}

function isCount(text: string): boolean {
  return /^\+?\d+$/.test(text) && Number(text) < 2 ** 31;
}

/** Nanoseconds of Go's units. */
const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};
const unit = Object.keys(units).join("|");
const durationPattern = new RegExp(`^[-+]?(?:0|(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:${unit}))+)$`);
const partPattern = new RegExp(`([\\d.]+)(${unit})`, "g");

/** Durations as Go writes them: `1h30m`, `1.5s`, and at least a millisecond, or none. */
function checkDuration(flag: Flag, text: string, report: Report): void {
  if (text === "") return;
  const where = flag.value ?? flag;
  const length = nanoseconds(text);
  if (!durationPattern.test(text) || length >= 2 ** 63) {
    report(
      "valid-healthcheck-flag",
      where,
      `--${flag.name} is a duration such as 30s or 1m30s, not ${text}.`,
    );
  } else if (length !== 0 && (text.startsWith("-") || length < 1e6)) {
    report("valid-healthcheck-flag", where, `--${flag.name} is at least 1ms, not ${text}.`);
  }
}

function nanoseconds(text: string): number {
  return [...text.matchAll(partPattern)].reduce(
    (sum, [, amount, name = ""]) => sum + Number(amount) * (units[name] ?? 0),
    0,
  );
}
