// `RUN --mount=type=cache,target=/x`: comma-separated keys, with places.
import type { Flag, Instruction, Span, Word } from "./tree.ts";

export interface MountOption extends Span {
  /** Lower case. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Word | undefined;
}

export interface Mount {
  readonly flag: Flag;
  /** `bind` where none is written. */
  readonly type: string;
  readonly options: readonly MountOption[];
}

/** The mounts of a RUN instruction, in order. */
export function mountsOf({ flags }: Instruction): readonly Mount[] {
  return flags.filter(({ name }) => name === "mount").map(mountOf);
}

/** What a `--mount` flag says. */
export function mountOf(flag: Flag): Mount {
  const options = flag.value === undefined ? [] : optionsOf(flag.value);
  return {
    flag,
    type: optionNamed({ options }, "type")?.value?.value.toLowerCase() ?? "bind",
    options,
  };
}

/** The option with this key, or with another name for it. */
export function optionNamed(
  { options }: Pick<Mount, "options">,
  ...keys: readonly string[]
): MountOption | undefined {
  return options.find(({ key }) => keys.includes(key));
}

/** Places are right where the value has no quotes and no continuation, as nearly always. */
function optionsOf(value: Word): readonly MountOption[] {
  let at = value.start;
  return value.text.split(",").map((text) => {
    const start = at;
    at += text.length + 1;
    const equals = text.indexOf("=");
    const keyLength = equals === -1 ? text.length : equals;
    const word = text.slice(keyLength + 1);
    const end = Math.min(start + text.length, value.end);
    const valueStart = Math.min(start + keyLength + 1, value.end);
    return {
      start,
      end,
      key: text.slice(0, keyLength).replaceAll('"', "").toLowerCase(),
      keySpan: { start, end: start + keyLength },
      value:
        equals === -1
          ? undefined
          : { start: valueStart, end, text: word, value: word.replaceAll('"', "") },
    };
  });
}
