// Where variables stand in an instruction: in its words and flags, its shell text, its heredocs.
import { commandText } from "./commandText.ts";
import type { Model } from "./model.ts";
import { verbatim, type SourceText } from "./sourceText.ts";
import type { Instruction, Span, Word } from "./tree.ts";
import { liveHeredoc, liveShell, liveWord } from "./liveText.ts";
import { logicalOffset } from "./logicalOffset.ts";

/** `$NAME`, `${NAME…}` up to the name or its closing brace, or the name that ARG or ENV sets. */
export interface VariableOccurrence extends Span {
  readonly role: "reference" | "definition";
  readonly name: string;
  readonly nameSpan: Span;
  /** The operator behind the name in braces, `:-` for example; else "". */
  readonly modifier: string;
  /** The instruction it stands in; the trigger where that is behind ONBUILD. */
  readonly instruction: Instruction;
}

/** All variables of an instruction, those of its trigger included. */
export function variablesIn(model: Model, node: Instruction): readonly VariableOccurrence[] {
  if (node.name === "ONBUILD") {
    return node.trigger === undefined ? [] : variablesIn(model, node.trigger);
  }
  return [...definitionsIn(node), ...referencesIn(model, node)];
}

/** The variables that ARG or ENV sets. */
function definitionsIn(node: Instruction): readonly VariableOccurrence[] {
  if (node.name !== "ARG" && node.name !== "ENV") return [];
  return node.pairs
    .filter(({ key }) => key.text !== "" && key.text === key.value)
    .map(({ key: { start, end, value } }) => ({
      start,
      end,
      role: "definition",
      name: value,
      nameSpan: { start, end },
      modifier: "",
      instruction: node,
    }));
}

function referencesIn(model: Model, node: Instruction): readonly VariableOccurrence[] {
  const { escape } = model.dockerfile;
  const words = expandedWords(node).filter(({ text }) => text.includes("$"));
  const found = words.flatMap((word) => {
    const from = logicalOffset(node.logical, word.start);
    const source = node.logical.slice(from, from + word.text.length);
    return scan(source, liveWord(source.text, escape), node);
  });
  for (const string of expandedStrings(node)) {
    const source = string.content();
    for (const each of scan(source, liveWord(source.text, escape), node)) found.push(each);
  }
  const shell = shellText(model, node);
  if (shell !== undefined) return [...found, ...scanShell(model, shell, node)];
  for (const { body, expand, content } of node.heredocs) {
    if (expand && (node.name === "COPY" || node.name === "ADD")) {
      const source = verbatim(model.dockerfile.text, body);
      for (const each of scan(source, liveHeredoc(content), node)) found.push(each);
    }
  }
  return found;
}

/** The words in which BuildKit replaces variables. */
function expandedWords(node: Instruction): readonly Word[] {
  const values = node.flags.flatMap(({ value }) => value ?? []);
  return node.name === "MAINTAINER" ? values : [...values, ...node.words];
}

function expandedStrings({ name, json }: Instruction) {
  const isExpanded = name === "COPY" || name === "ADD" || name === "VOLUME";
  return isExpanded ? (json?.strings ?? []) : [];
}

/** The text that a POSIX-like shell reads from an instruction. */
function shellText(model: Model, node: Instruction): SourceText | undefined {
  const source = commandText(model.dockerfile, node);
  if (source === undefined || !source.text.includes("$")) return undefined;
  const dialect = model.dialect(node);
  return dialect === "sh" || dialect === "bash" ? source : undefined;
}

const referencePattern = /\$\$|\$(\{[#!]?)?([A-Za-z_]\w*)/g;
const modifierPattern = /:?[-+?=]|##?|%%?|\/\/?|\^\^?|,,?/y;

function scan(source: SourceText, live: string, node: Instruction): VariableOccurrence[] {
  return [...live.matchAll(referencePattern)].flatMap((match) => {
    const [all, brace, name] = match;
    if (name === undefined) return [];
    const nameEnd = match.index + all.length;
    modifierPattern.lastIndex = nameEnd;
    const modifier = brace === undefined ? "" : (modifierPattern.exec(live)?.[0] ?? "");
    const end = brace !== undefined && live[nameEnd] === "}" ? nameEnd + 1 : nameEnd;
    return {
      ...source.spanOf(match.index, end),
      role: "reference",
      name,
      nameSpan: source.spanOf(nameEnd - name.length, nameEnd),
      modifier,
      instruction: node,
    };
  });
}

/** Leaves out what the script itself has given another value. */
function scanShell(
  model: Model,
  source: SourceText,
  node: Instruction,
): readonly VariableOccurrence[] {
  const live = liveShell(source.text);
  const found = scan(source, live, node);
  if (found.length === 0 || !/=|\bfor\b|\bread\b|\bunset\b/.test(live)) return found;
  const shadows = shadowsIn(model, node);
  for (const { index, 0: all, 1: name = "" } of live.matchAll(/\bfor\s+([A-Za-z_]\w*)[^;\n]*/g)) {
    addShadow(shadows, name, source.offsetAt(index + all.length));
  }
  return found.filter(({ name, start }) => start < (shadows.get(name) ?? Infinity));
}

/** Builtins whose arguments are names that get a value. */
const assigning: ReadonlySet<string> = new Set([
  "declare",
  "export",
  "local",
  "read",
  "readonly",
  "typeset",
  "unset",
]);

/** Document offsets from which on a name is the script's own. */
function shadowsIn(model: Model, node: Instruction): Map<string, number> {
  const shadows = new Map<string, number>();
  for (const { name, program, args, assignments } of model.script(node)?.commands ?? []) {
    // before a program an assignment holds for that program alone
    if (name === undefined) {
      for (const assignment of assignments) addShadow(shadows, assignment.name, assignment.end);
    } else if (assigning.has(program)) {
      for (const { text, end } of args) {
        const [, assigned, equals] = /^([A-Za-z_]\w*)(=)?/.exec(text) ?? [];
        const gives = equals !== undefined || program === "read" || program === "unset";
        if (assigned !== undefined && gives) addShadow(shadows, assigned, end);
      }
    }
  }
  return shadows;
}

function addShadow(shadows: Map<string, number>, name: string, from: number): void {
  shadows.set(name, Math.min(from, shadows.get(name) ?? Infinity));
}
