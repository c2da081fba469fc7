// What BuildKit refuses when it replaces the variables in the words of an instruction.
import type { Report } from "./checkFlags.ts";
import type { Draft } from "./draft.ts";
import { expansionError, type ExpansionError } from "./expansionError.ts";
import { logicalOffset } from "./logicalOffset.ts";
import type { SourceText } from "./sourceText.ts";
import { verbatim } from "./sourceText.ts";
import type { Heredoc, Span, Word } from "./tree.ts";

/** The flags whose values have variables; those of mounts are replaced option by option. */
const expandedFlags: ReadonlySet<string> = new Set([
  "checksum",
  "chmod",
  "chown",
  "exclude",
  "from",
  "mount",
  "platform",
]);

/** They have no quotes around blanks. */
const splitting: ReadonlySet<string> = new Set(["ADD", "COPY", "VOLUME"]);

/** Reports quotes and braces that are not closed, and modifiers that do not exist. */
export function checkExpansion(
  draft: Draft,
  source: SourceText,
  escape: string,
  report: Report,
): void {
  if (!/[$"']/.test(source.text)) return;
  for (const { name, value } of draft.flags) {
    const error = value && expandedFlags.has(name) && expansionError(value.value, escape);
    if (value && error) reportAt(error, value, report);
  }
  for (const word of expandedWords(draft)) {
    const error = expansionError(word.text, escape);
    if (error === undefined) continue;
    const from = logicalOffset(source, word.start);
    const where = source.spanOf(from + error.start, from + error.end);
    const isSplit = error.code === "closed-quotes" && isClosedLater(draft, word, error);
    const advice = ` ${draft.name} splits at blanks inside quotes too: use a JSON array.`;
    reportAt(isSplit ? { ...error, message: error.message + advice } : error, where, report);
    // the quote that closes it opens another one in a later word
    if (isSplit) break;
  }
  if (!splitting.has(draft.name)) return;
  for (const string of draft.json?.strings ?? []) {
    const error = expansionError(string.value, escape);
    if (error) reportAt(error, string.content().spanOf(error.start, error.end), report);
  }
}

/** Whether another word has the quote that is missing in this one. */
function isClosedLater({ name, words }: Draft, word: Word, { start }: ExpansionError): boolean {
  const quote = word.text.charAt(start);
  return (
    splitting.has(name) &&
    words.some(({ start: at, text }) => at > word.start && text.includes(quote))
  );
}

/** Reports the same of heredocs that stand in for files. A backslash escapes in them, whatever the file's own escape is. */
export function checkHeredocs(
  document: string,
  heredocs: readonly Heredoc[],
  report: Report,
): void {
  for (const { expand, content, body } of heredocs) {
    const error = expand ? expansionError(content, "\\", "noQuotes") : undefined;
    if (error) {
      const where = verbatim(document, body).spanOf(error.start, error.end);
      reportAt(error, where, report);
    }
  }
}

function expandedWords({ name, words, json, more }: Draft): readonly Word[] {
  switch (name) {
    case "FROM":
      return words.slice(0, 1);
    case "ENV":
    case "LABEL":
      // a word without = is wrong already
      return (more.pairs ?? []).flatMap(({ key, value }) => (value ? [key, value] : []));
    case "ARG":
      return (more.pairs ?? []).flatMap(({ value }) => value ?? []);
    case "COPY":
    case "ADD":
      return json === undefined ? words.filter(({ text }) => !/^\d*<</.test(text)) : [];
    case "EXPOSE":
    case "STOPSIGNAL":
    case "USER":
    case "VOLUME":
    case "WORKDIR":
      return words;
    default:
      return [];
  }
}

function reportAt({ code, message }: ExpansionError, { start, end }: Span, report: Report): void {
  report(code, { start, end }, message);
}
