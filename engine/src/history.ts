// What an image's history says, layer by layer: the instruction as it stood in the Dockerfile, and where a layer
// came from that no Dockerfile describes.
//
// Builders leave their marks: BuildKit names itself in the comment and writes `RUN /bin/sh -c … # buildkit`; the
// classic builder and buildah write `/bin/sh -c #(nop)  CMD …` and, for RUN, nothing but the command. `docker commit`
// writes nothing but the container's command either, hence "perhaps" below.
import type { HistoryEntry } from "./engine.ts";

/**
 * Where a layer came from:
 * - "dockerfile": an instruction of a Dockerfile;
 * - "import": a file system that was imported as a whole;
 * - "commit": `docker commit` (or podman's), whose content nobody can read from a Dockerfile;
 * - "perhaps-commit": the history reads the same for `docker commit` and for a RUN;
 * - "other": another builder of images.
 */
export type LayerOrigin = "dockerfile" | "import" | "commit" | "perhaps-commit" | "other";

export interface Layer extends HistoryEntry {
  readonly origin: LayerOrigin;
  /** The instruction, cleaned from builders' notation; the container's command for a commit; may have several lines. */
  readonly instruction: string;
}

/** Explains a history, newest entry first as engines print it; the layers come in the same order. */
export function explainHistory(history: readonly HistoryEntry[]): readonly Layer[] {
  const classic = besideClassicBuilder(history);
  const layers: Layer[] = [];
  let below: Below = { shell: defaultShell, command: undefined, lowest: true };
  for (const entry of history.toReversed()) {
    const origin = originOf(entry, below, classic.has(entry));
    const written = origin === "dockerfile" || noOperation.test(entry.createdBy);
    const instruction = written ? cleanInstruction(entry.createdBy, below.shell) : entry.createdBy;
    layers.push({ ...entry, origin, instruction });
    below = after(below, origin, instruction);
  }
  return layers.toReversed();
}

/**
 * The entries that may be a RUN of the classic builder: those with no layer of BuildKit between them and an
 * instruction that the classic builder certainly wrote.
 */
function besideClassicBuilder(history: readonly HistoryEntry[]): ReadonlySet<HistoryEntry> {
  const found = new Set<HistoryEntry>();
  let stretch: HistoryEntry[] = [];
  const close = (): void => {
    if (stretch.some(({ createdBy }) => noOperation.test(createdBy)))
      for (const entry of stretch) found.add(entry);
    stretch = [];
  };
  for (const entry of history) {
    if (isOfBuildKit(entry)) close();
    else stretch.push(entry);
  }
  close();
  return found;
}

function isOfBuildKit({ createdBy, comment }: HistoryEntry): boolean {
  return comment.startsWith("buildkit.") || createdBy.endsWith("# buildkit");
}

/** What the layers below one say about it. */
interface Below {
  /** The shell of RUN: what SHELL set, as one text. */
  readonly shell: string;
  /** The words of the image's CMD, joined by blanks as `docker commit` joins them. */
  readonly command: string | undefined;
  readonly lowest: boolean;
}

const defaultShell = "/bin/sh -c";
/** How the classic builder and buildah mark an instruction that runs nothing, behind whatever shell was set. */
const noOperation = /^(?:powershell\b[^#]{0,200}|\S+(?: \S+){0,5} )#\(nop\) +/i;
const keywords =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s/;
/** A shell that waits for input; no RUN is like that. */
const bareShell =
  /^(?:\S*\/)?(?:sh|bash|ash|dash|zsh|fish|ksh|cmd|cmd\.exe|powershell|pwsh)(?: -[il]+)*$/i;
/** How builders begin that work without a Dockerfile, and `docker build --squash`. */
const otherBuilders =
  /^(?:bazel |jib-|ko build |apko|buildpacks? |layer: '|application |umoci |# debian\.sh |debuerreotype|store paths: |this is an apko |merge sha256:)/i;

function originOf(entry: HistoryEntry, below: Below, classic: boolean): LayerOrigin {
  const { createdBy, comment } = entry;
  if (/^imported from /i.test(comment)) return "import";
  if (isOfBuildKit(entry)) return "dockerfile";
  if (noOperation.test(createdBy) || keywords.test(createdBy)) return "dockerfile";
  if (otherBuilders.test(createdBy) || otherBuilders.test(comment)) return "other";
  // a commit always has the history of its container's image below it
  if (below.lowest) return "other";
  const buildah = comment.startsWith("FROM ");
  // buildah calls a container that it commits and a Dockerfile that it builds in one go the same
  if (bareShell.test(createdBy)) return buildah ? "perhaps-commit" : "commit";
  if (buildah || /^\|\d+ /.test(createdBy)) return "dockerfile";
  if (comment !== "" || createdBy === "" || createdBy === below.command) return "commit";
  if (createdBy.startsWith(`${below.shell} `) || /^cmd \/S \/C /i.test(createdBy))
    return classic ? "dockerfile" : "perhaps-commit";
  return classic ? "perhaps-commit" : "commit";
}

function after(below: Below, origin: LayerOrigin, instruction: string): Below {
  const next = { ...below, lowest: false };
  // a commit makes the container's command the image's CMD and forgets what SHELL set
  if (origin === "commit") return { ...next, command: instruction, shell: defaultShell };
  const [, keyword, value = ""] = /^(CMD|SHELL) (.*)$/s.exec(instruction) ?? [];
  if (keyword === "CMD") return { ...next, command: wordsOf(value)?.join(" ") };
  if (keyword === "SHELL") return { ...next, shell: value.replace(/^\[|\]$/g, "") };
  return next;
}

/** An instruction without the notation of the builder that recorded it. */
function cleanInstruction(createdBy: string, shell: string): string {
  const [nop] = noOperation.exec(createdBy) ?? [];
  const text = createdBy.slice(nop?.length ?? 0).replace(/\s*# buildkit$/, "");
  const [, keyword = "RUN", value = text] =
    new RegExp(`(${keywords.source})(.*)$`, "s").exec(text) ?? [];
  return `${keyword.trim()} ${cleanValue(keyword.trim(), value.trim(), shell)}`;
}

function cleanValue(keyword: string, value: string, shell: string): string {
  switch (keyword) {
    case "RUN":
      return withoutShell(value, shell);
    case "CMD":
    case "ENTRYPOINT": {
      const words = wordsOf(value);
      return words === undefined
        ? value
        : `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
    }
    case "EXPOSE":
      return value.replace(/^(?:map)?\[(.*)\]$/, "$1").replaceAll(":{}", "");
    case "ADD":
    case "COPY":
      return value.replace(/\b((?:dir|file|multi):[0-9a-f]{12})[0-9a-f]+/g, "$1");
    default:
      return value;
  }
}

/** `|2 A=1 B=x y /bin/sh -c command` -> `command`. A RUN in exec form has no shell, but perhaps build arguments. */
function withoutShell(value: string, shell: string): string {
  const prefix = `${shell} `;
  if (value.startsWith(prefix)) return value.slice(prefix.length);
  const count = /^\|(\d{1,3}) /.exec(value)?.[1];
  if (count === undefined) return value.replace(/^cmd \/S \/C /i, "");
  // the values of the arguments may hold blanks, so the shell is the better sign of where they end
  const start = value.indexOf(` ${prefix}`);
  if (start >= 0) return value.slice(start + 1 + prefix.length);
  return value.replace(new RegExp(`^\\|\\d+ (?:[^\\s=]+=\\S* ){${count}}`), "");
}

/** The words of `["a" "b"]`, as Go prints them, or of `["a", "b"]`; undefined where it is not that form. */
function wordsOf(value: string): readonly string[] | undefined {
  const inner = /^\[(.*)\]$/s.exec(value)?.[1];
  if (inner === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(
      `[${inner.replace(/("(?:[^"\\]|\\.)*")\s+(?=")/gs, "$1,")}]`,
    );
    return Array.isArray(parsed) ? parsed.map(String) : undefined;
  } catch {
    return undefined;
  }
}
