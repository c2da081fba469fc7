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

/** Places are right where the value has no continuation, as nearly always. Quotes around an option are left out. */
function optionsOf(value: Word): readonly MountOption[] {
  let at = value.start;
  return value.text.split(",").map((text) => {
    const start = at;
    at += text.length + 1;
    const equals = text.indexOf("=");
    const keyLength = equals === -1 ? text.length : equals;
    const written = text.slice(keyLength + 1);
    const word = written.replace(/^["']+|["']+$/g, "");
    const end = Math.min(start + text.length, value.end);
    const valueStart = Math.min(start + keyLength + 1 + written.indexOf(word), value.end);
    const valueEnd = Math.min(valueStart + word.length, value.end);
    return {
      start,
      end,
      key: text.slice(0, keyLength).replace(/["']/g, "").toLowerCase(),
      keySpan: { start, end: start + keyLength },
      value:
        equals === -1
          ? undefined
          : { start: valueStart, end: valueEnd, text: word, value: word.replace(/["']/g, "") },
    };
  });
}
