// Expands VS Code snippets the way the editor does when a person accepts every default, for tests only.
// Syntax: https://code.visualstudio.com/docs/editing/userdefinedsnippets#_snippet-syntax

interface TabStop {
  readonly kind: "stop";
  readonly index: number;
  readonly content: readonly Node[];
}

type Node = { readonly kind: "text"; readonly text: string } | TabStop;

/** Some pieces of a snippet and the offset behind them. */
interface Parsed {
  readonly nodes: readonly Node[];
  readonly end: number;
}

/**
 * The text of a snippet with its defaults: a placeholder gives its content, a choice its first option, and every
 * other mention of the same tab stop repeats that. Throws where the snippet holds something that the editor would
 * leave in the text or fill from the editor: a variable without a default, a transformation, a `${` without an end.
 */
export function expandSnippet(body: readonly string[]): string {
  const nodes = parseSnippet(body);
  return render(nodes, defaultsOf(nodes));
}

/** The indexes of all tab stops in the order in which they stand, those in placeholders included. */
export function tabStopsOf(body: readonly string[]): readonly number[] {
  return stopsIn(parseSnippet(body)).map(({ index }) => index);
}

function parseSnippet(body: readonly string[]): readonly Node[] {
  const text = body.join("\n");
  const { nodes, end } = parseNodes(text, 0, undefined);
  if (end < text.length) throw new Error(`not read to the end: ${text.slice(end)}`);
  return nodes;
}

/** Reads nodes up to the end of the text or, inside a placeholder, up to the brace that closes it. */
function parseNodes(text: string, start: number, closing: "}" | undefined): Parsed {
  const nodes: Node[] = [];
  let offset = start;
  while (offset < text.length) {
    if (text[offset] === closing) return { nodes, end: offset + 1 };
    const parsed = parseDollar(text, offset) ?? parseCharacter(text, offset);
    nodes.push(...parsed.nodes);
    offset = parsed.end;
  }
  if (closing !== undefined) throw new Error(`a placeholder has no end: ${text.slice(start)}`);
  return { nodes, end: offset };
}

function parseCharacter(text: string, offset: number): Parsed {
  const escaped = /^\\[$}\\]/.test(text.slice(offset, offset + 2));
  const at = escaped ? offset + 1 : offset;
  return { nodes: [{ kind: "text", text: text.charAt(at) }], end: at + 1 };
}

/** `$1`, `${1}`, `${1:content}`, `${1|a,b|}` or `${NAME:content}`; undefined where the `$` is plain text. */
function parseDollar(text: string, offset: number): Parsed | undefined {
  const match = /^\$(?:(\d+|[A-Za-z_]\w*)|\{(\d+|[A-Za-z_]\w*)?)/.exec(text.slice(offset));
  if (match === null) return undefined;
  const [head, plain, braced = ""] = match;
  const end = offset + head.length;
  if (plain !== undefined) return { nodes: [tabStop(plain, [])], end };
  switch (text[end]) {
    case "}":
      return { nodes: [tabStop(braced, [])], end: end + 1 };
    case ":": {
      const content = parseNodes(text, end + 1, "}");
      return isIndex(braced)
        ? { nodes: [tabStop(braced, content.nodes)], end: content.end }
        : content;
    }
    case "|":
      return parseChoice(text, end + 1, braced);
    default:
      throw new Error(`neither tab stop nor plain text: ${text.slice(offset)}`);
  }
}

function parseChoice(text: string, start: number, name: string): Parsed {
  const match = /^((?:\\[\\,|]|[^\\,|])+)(?:,(?:\\[\\,|]|[^\\,|])*)*\|\}/.exec(text.slice(start));
  if (match === null) throw new Error(`a choice has no end: ${text.slice(start)}`);
  const first = (match[1] ?? "").replace(/\\([\\,|])/g, "$1");
  return {
    nodes: [tabStop(name, [{ kind: "text", text: first }])],
    end: start + match[0].length,
  };
}

function tabStop(name: string, content: readonly Node[]): TabStop {
  if (!isIndex(name)) throw new Error(`the variable "${name}" has no default`);
  return { kind: "stop", index: Number(name), content };
}

function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}

function stopsIn(nodes: readonly Node[]): readonly TabStop[] {
  return nodes.flatMap((node) => (node.kind === "stop" ? [node, ...stopsIn(node.content)] : []));
}

/** The first mention of a tab stop that has content is what the others repeat. */
function defaultsOf(nodes: readonly Node[]): ReadonlyMap<number, readonly Node[]> {
  const defaults = new Map<number, readonly Node[]>();
  for (const { index, content } of stopsIn(nodes)) {
    if (content.length > 0 && !defaults.has(index)) defaults.set(index, content);
  }
  return defaults;
}

function render(nodes: readonly Node[], defaults: ReadonlyMap<number, readonly Node[]>): string {
  return nodes
    .map((node) =>
      node.kind === "text"
        ? node.text
        : render(
            node.content.length > 0 ? node.content : (defaults.get(node.index) ?? []),
            defaults,
          ),
    )
    .join("");
}
