// `RUN cd FOLDER && …` as WORKDIR and RUN, where nothing that follows takes notice.
import { hasCommentInside } from "./commentInside.ts";
import { dropCommand } from "./dropCommand.ts";
import { firstIndex } from "./firstIndex.ts";
import { inCaseOf } from "./keywordCase.ts";
import { memoize } from "./memoize.ts";
import type { Model, Stage } from "./model.ts";
import { mountsOf, optionNamed } from "./mounts.ts";
import { cleanPath } from "./paths.ts";
import type { ShellCommand } from "./shell.ts";
import type { Instruction } from "./tree.ts";
import type { WrittenEdits } from "./writtenEdits.ts";

/** Puts a WORKDIR above a RUN in place of its `cd`; without WORKDIR where that is the folder already. */
export function enterFolder(
  model: Model,
  node: Instruction,
  command: ShellCommand,
  folder: string,
): WrittenEdits {
  const { dockerfile } = model;
  const before = model.workdir(node);
  if (before === undefined && !folder.startsWith("/")) {
    return { refusal: "only the base image says where the relative path begins" };
  }
  const path = cleanPath(folder.startsWith("/") ? folder : `${before}/${folder}`);
  if (path === before) return dropCommand(model, node, command);
  const refusal = refuse(model, node, command, path);
  if (refusal !== undefined) return { refusal };
  const workdir = `${inCaseOf(node.keyword, "WORKDIR")} ${path}`;
  if (model.script(node)?.parts.length === 1) {
    return { edits: [{ start: node.start, end: node.end, text: workdir }], refusal: undefined };
  }
  const dropped = dropCommand(model, node, command);
  if (dropped.refusal !== undefined) return dropped;
  const { text, lineStarts, eol } = dockerfile;
  const indentation = text.slice(lineStarts[node.startLine], node.start);
  const inserted = { start: node.start, end: node.start, text: workdir + eol + indentation };
  return { edits: [inserted, ...dropped.edits], refusal: undefined };
}

function refuse(
  model: Model,
  node: Instruction,
  { args, redirects, start }: ShellCommand,
  path: string,
): string | undefined {
  const { dockerfile } = model;
  const script = model.script(node);
  const others = script?.parts.filter((part) => part.start < start) ?? [];
  const sets = script?.commands.filter(({ program }) => program === "set") ?? [];
  if (!others.every((part) => sets.some((each) => each.start === part.start))) {
    return "commands before it work in another folder";
  }
  if (node.onbuild) return "the trigger would become two";
  if (args.length !== 1 || redirects.length > 0) return "the `cd` has more than a folder";
  if (!/^[\w./@%+:=,-]+$/.test(path)) return "WORKDIR would read the name in another way";
  const mount = mountsOf(node).find((each) => {
    const target = optionNamed(each, "target", "dst", "destination")?.value?.value;
    return target !== undefined && !target.startsWith("/");
  });
  if (mount !== undefined) return "a mount has a relative target";
  const { comments } = dockerfile;
  const above = comments[firstIndex(comments, (comment) => comment.start > node.start) - 1];
  if (above?.line === node.startLine - 1 && /\bignore\b|shellcheck/.test(above.text)) {
    return "the comment above is for this RUN alone";
  }
  if (script?.parts.length === 1 && hasCommentInside(dockerfile, node)) {
    return "the comment inside would be lost";
  }
  return dependence(model, node);
}

/** What follows and works in the folder that is set now. */
function dependence(model: Model, node: Instruction): string | undefined {
  const stage = model.stageOf(node);
  if (stage === undefined) return "the RUN stands in no stage";
  for (let at = node.index - stage.from.index; ; at += 1) {
    const next = stage.instructions[at];
    if (next === undefined) break;
    if (next.name === "WORKDIR" && isAbsolute(model, next, next.words[0])) return undefined;
    if (dependsOnFolder(model, next)) {
      return `${next.keyword.text} in line ${next.startLine + 1} would work in the new folder`;
    }
  }
  const child = continued(model).get(stage);
  return child && `${child.from.keyword.text} in line ${child.from.startLine + 1} builds on it`;
}

function dependsOnFolder(model: Model, node: Instruction): boolean {
  switch (node.name) {
    case "RUN": {
      const first = model.script(node)?.commands[0];
      const isEntering = first?.program === "cd" && first.wrappers.length === 0;
      return !isEntering || first.args[0]?.literal?.startsWith("/") !== true;
    }
    case "COPY":
    case "ADD":
      return !isAbsolute(model, node, node.destination);
    case "WORKDIR":
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK":
    case "ONBUILD":
    case "UNKNOWN":
      return true;
    default:
      return false;
  }
}

function isAbsolute(
  model: Model,
  node: Instruction,
  word: { readonly text: string } | undefined,
): boolean {
  return word !== undefined && model.expand(word, node)?.startsWith("/") === true;
}

/** The first stage that is built FROM each stage. */
const continued = memoize(({ stages }: Model): ReadonlyMap<Stage, Stage> => {
  const pairs = stages.flatMap((stage) =>
    stage.base.kind === "stage" ? [[stage.base.stage, stage] as const] : [],
  );
  return new Map(pairs.toReversed());
});
