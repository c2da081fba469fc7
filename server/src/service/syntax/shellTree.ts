// The parser's tree of a script, kept beside it for facts that are computed when a rule asks for them.
import { forEachChild, type ParsedScript, type SyntaxNode } from "unbash";
import type { ShellCommand, ShellScript } from "./shell.ts";

export type ShellNode = SyntaxNode;
export type ShellNodeOf<T extends SyntaxNode["type"]> = Extract<SyntaxNode, { type: T }>;

export interface ShellTree {
  readonly root: ParsedScript;
  /** The script's simple commands by their nodes. */
  readonly commands: ReadonlyMap<ShellNode, ShellCommand>;
}

const trees = new WeakMap<ShellScript, ShellTree>();

/** Called once, by whoever parses. */
export function keepTree(script: ShellScript, tree: ShellTree): ShellScript {
  trees.set(script, tree);
  return script;
}

/** undefined for a script that is nested too deeply to be parsed. */
export function treeOf(script: ShellScript): ShellTree | undefined {
  return trees.get(script);
}

/** The direct children of a node, except what stands inside escaped backticks: its offsets count in a text of their own. */
export function eachChild(node: ShellNode, visit: (child: ShellNode) => void): void {
  if (node.type === "CommandExpansion" && node.script?.source !== undefined) return;
  forEachChild(node, visit);
}
