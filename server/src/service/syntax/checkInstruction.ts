// What BuildKit refuses in an instruction once its parser has taken it: wrong flags, too few or too many arguments.
import { checkFlags, type Report } from "./checkFlags.ts";
import { instructionNames, type Draft } from "./draft.ts";
import { nearestName } from "./editDistance.ts";
import { inCaseOf } from "./keywordCase.ts";
import type { SourceText } from "./sourceText.ts";
import type { Meant, Word } from "./tree.ts";

/** Where the problems of an instruction go, and those of its trigger. */
export interface Reports {
  readonly here: Report;
  readonly inTrigger: Report;
}

/** Reports what is wrong with an instruction. */
export function checkInstruction(draft: Draft, source: SourceText, reports: Reports): void {
  const { name, keyword } = draft;
  const report = reports.here;
  if (name === "UNKNOWN") {
    const nearest = nearestName(keyword.text.toUpperCase(), instructionNames);
    const advice = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
    report(
      "unknown-instruction",
      keyword,
      `${keyword.text} is no Dockerfile instruction.${advice}`,
      meantBy(keyword, nearest),
    );
    return;
  }
  checkFlags(draft, report);
  if (name === "ONBUILD") checkTrigger(draft, source, reports);
  else checkArguments(draft, source, report);
}

/** A keyword in the case of the one that stands there. */
function meantBy(keyword: Word, name: string | undefined): Meant | undefined {
  if (name === undefined) return undefined;
  const { start, end } = keyword;
  return { start, end, text: inCaseOf(keyword, name) };
}

function checkArguments(draft: Draft, source: SourceText, report: Report): void {
  const { name, keyword, json, more, body } = draft;
  const isEmpty = body.from >= body.to;
  switch (name) {
    case "FROM":
      return checkFrom(draft, report);
    case "COPY":
    case "ADD":
      if ((more.sources ?? []).length > 0) return checkDestination(draft, report);
      return report(
        "argument-count",
        more.destination ?? keyword,
        `${name} needs a source and a destination.`,
      );
    case "ENV":
    case "LABEL":
    case "ARG":
      return checkPairs(draft, report);
    case "EXPOSE":
    case "VOLUME":
      if (isEmpty || json?.strings.length === 0) needsOne();
      return;
    case "USER":
    case "WORKDIR":
    case "STOPSIGNAL":
    case "MAINTAINER":
      if (isEmpty) report("argument-count", keyword, `${name} needs a value.`);
      return;
    case "SHELL":
      if (isEmpty) needsOne();
      else if (json === undefined || json.strings.length === 0) {
        const where = source.spanOf(body.from, body.to);
        report(
          "valid-shell",
          where,
          `SHELL takes a JSON array of at least one string: SHELL ["/bin/bash", "-c"].`,
        );
      }
      return;
    case "HEALTHCHECK":
      return checkHealthcheck(draft, source, report);
    default:
  }

  function needsOne(): void {
    report("argument-count", keyword, `${name} needs at least one argument.`);
  }
}

function checkFrom({ words, keyword, more }: Draft, report: Report): void {
  const [image, second, third] = words;
  if (image === undefined) report("argument-count", keyword, "FROM needs an image or a stage.");
  else if (words.length === 1) return;
  else if (second !== undefined && more.as === undefined) {
    report("valid-as", second, `Behind the image comes AS and a name, not ${second.text}.`);
  } else if (third === undefined)
    report("valid-as", second ?? image, "AS needs a name for the stage.");
  else if (words[3] !== undefined) {
    report(
      "valid-as",
      words[3],
      `${words[3].text} is too much: a stage has one name, without blanks.`,
    );
  } else if (!/^[a-z][a-z0-9-_.]*$/i.test(third.text)) {
    const rule = "it begins with a letter and has letters, digits, -, _ and . only";
    report("valid-stage-name", third, `${third.text} cannot name a stage: ${rule}.`);
  }
}

function checkDestination({ name, more: { destination } }: Draft, report: Report): void {
  if (destination !== undefined && /^\d*<<-?[^<]+$/.test(destination.text)) {
    report(
      "argument-count",
      destination,
      `${name} needs a path behind the heredoc: a heredoc cannot be the destination.`,
    );
  }
}

function checkPairs({ name, keyword, more: { pairs = [] } }: Draft, report: Report): void {
  if (pairs.length === 0) report("argument-count", keyword, `${name} needs at least one argument.`);
  for (const { key, start, end } of pairs) {
    if (key.text === "")
      report("key-value-syntax", { start, end }, `${name} needs a name before the =.`);
  }
}

function checkHealthcheck(
  { keyword, body, json, more }: Draft,
  source: SourceText,
  report: Report,
): void {
  const { kind, commandStart = body.to } = more;
  const hasCommand = commandStart < body.to && json?.strings.length !== 0;
  if (kind === undefined)
    report("argument-count", keyword, "HEALTHCHECK needs CMD and a command, or NONE.");
  else if (kind.text.toUpperCase() === "NONE") {
    if (commandStart < body.to) {
      report(
        "valid-healthcheck",
        source.spanOf(commandStart, body.to),
        "HEALTHCHECK NONE stands alone.",
      );
    }
  } else if (kind.text.toUpperCase() !== "CMD") {
    report("valid-healthcheck", kind, `HEALTHCHECK takes CMD or NONE, not ${kind.text}.`);
  } else if (!hasCommand) report("valid-healthcheck", kind, "HEALTHCHECK CMD needs a command.");
}

const noTriggers: ReadonlySet<string> = new Set(["ONBUILD", "MAINTAINER", "FROM"]);
const triggerNames = instructionNames.filter((name) => !noTriggers.has(name));

function checkTrigger(
  { keyword, trigger }: Draft,
  source: SourceText,
  { here, inTrigger }: Reports,
): void {
  if (trigger === undefined) {
    here("argument-count", keyword, "ONBUILD needs an instruction.");
  } else if (noTriggers.has(trigger.name)) {
    const message = `${trigger.name} cannot be a trigger of ONBUILD.`;
    here("valid-onbuild-trigger", trigger.keyword, message);
  } else if (trigger.name === "UNKNOWN") {
    const { keyword: word } = trigger;
    const nearest = nearestName(word.text.toUpperCase(), triggerNames);
    const advice = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
    const message = `${word.text} is no Dockerfile instruction, so every build on this image fails.${advice}`;
    inTrigger("valid-onbuild-trigger", word, message, meantBy(word, nearest));
  } else checkInstruction(trigger, source, { here: inTrigger, inTrigger });
}
