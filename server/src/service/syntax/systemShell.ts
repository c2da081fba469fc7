// Which program `/bin/sh` is: what a POSIX script may use depends on it.
import {
  shellsByImage,
  shellsByPattern,
  shellsByWord,
  type SystemShell,
} from "../data/systemShells.ts";
import type { Stage } from "./stage.ts";
import type { Instruction } from "./tree.ts";

export type { SystemShell } from "../data/systemShells.ts";

/** Which shell the base image of a stage has as `/bin/sh`; undefined where its name does not say it. */
export function baseShell({ base, from }: Pick<Stage, "base" | "from">): SystemShell | undefined {
  if (base.kind !== "image") return undefined;
  // where a variable is unknown the rest of the name may still say it
  const text = base.text ?? (from.image?.text ?? "").replace(/\$(?:\{[^}]*\}|\w+)/g, "");
  return shellOfImage(text);
}

/** `alpine:3.20` has busybox, `fedora` bash, `python:3-slim` dash. */
export function shellOfImage(image: string): SystemShell | undefined {
  const [full = ""] = image.toLowerCase().split("@");
  const name = full.replace(hub, "");
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  const path = colon === -1 ? name : name.slice(0, colon);
  const tag = name.slice(path.length);
  return (
    byWord(tag) ??
    shellsByPattern.find(([pattern]) => pattern.test(name))?.[1] ??
    byWord(path) ??
    shellsByImage.get(path)
  );
}

/** Docker Hub under its names, mirrors of its official images, and those for other processors. */
const hub =
  /^(?:(?:index\.)?docker\.io\/)?(?:[\w.:-]+\/(?:[\w.-]+\/)*library\/|library\/|(?:amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)\/)?/;

function byWord(text: string): SystemShell | undefined {
  for (const word of text.split(/[^a-z\d]+/)) {
    const shell = shellsByWord.get(word.replace(/\d+$/, ""));
    if (shell !== undefined) return shell;
  }
  return undefined;
}

const linkToShell =
  /\bln\s+(?:-\S+\s+)*(?:\S*\/)?(bash|dash|busybox)\s+(?:\/usr)?\/bin\/sh(?![\w.])|\bdpkg-reconfigure\b.{0,200}\bdash\b/s;

/** Which shell a RUN puts in the place of `/bin/sh`; undefined for none. Later instructions have it. */
export function replacingShell({ name, logical }: Instruction): SystemShell | undefined {
  if (name !== "RUN" || !/\/sh\b|dpkg-reconfigure/.test(logical.text)) return undefined;
  const link = linkToShell.exec(logical.text);
  if (link === null) return undefined;
  // `dpkg-reconfigure dash` is only ever asked to say no to dash
  return shellNames.get(link[1] ?? "bash");
}

const shellNames: ReadonlyMap<string, SystemShell> = new Map([
  ["bash", "bash"],
  ["dash", "dash"],
  ["busybox", "busybox"],
]);

/**
 * The shell behind the name of a program: `sh` is the system's, `ash` busybox's. undefined where only the base image
 * knows, and for every other program.
 */
export function shellNamed(
  program: string,
  system: SystemShell | undefined,
): SystemShell | undefined {
  const name = program.split("/").at(-1) ?? "";
  if (name === "sh") return system;
  return name === "ash" ? "busybox" : shellNames.get(name);
}
