import { defineRule } from "../lint/rule.ts";
import { isWindowsStage } from "../syntax/commandText.ts";
import type { Model } from "../syntax/model.ts";
import type { Heredoc, Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "plain-line-ends",
  severity: "warning",
  category: "layout",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#here-documents",
    "https://man7.org/linux/man-pages/man2/execve.2.html",
  ],
  summary: "CRLF line ends inside a heredoc make a script that Linux cannot start.",
  why: `The builder takes the carriage return off the lines of instructions, but leaves the body of a heredoc as it is. The kernel
    then looks for an interpreter whose name ends with a carriage return, and a shell takes it for a part of the last word of each
    line. Elsewhere in the file such line ends do no harm. Save the file with LF, and let \`.gitattributes\` keep it so.`,
  examples: [
    {
      bad: "FROM alpine:3.20\r\nRUN [|<<EOF|]\r\nls /app\r\nEOF\r\n",
      refused: "No fix: an editor",
    },
    { bad: "FROM alpine:3.20\nCOPY [|<<EOF|] /run.sh\n#!/bin/sh\r\nls\r\nEOF\n" },
    { bad: "FROM alpine:3.20\r\nRUN cat [|<<'EOF'|] > /run.sh\r\n#!/bin/sh\r\nEOF\r\n" },
    { bad: "FROM alpine:3.20\r\nRUN --network=none bash -e [|<<-EOF|]\r\n\tls\r\n\tEOF\r\n" },
    { bad: "FROM alpine:3.20\r\nONBUILD RUN [|<<EOF|]\r\nls\r\nEOF\r\n" },
    { good: "FROM alpine:3.20\r\nRUN ls \\\r\n  /app\r\nCOPY <<EOF /a.txt\r\ntext\r\nEOF\r\n" },
    { good: "FROM alpine:3.20\nRUN <<EOF\nls\nEOF\nCOPY <<EOF /run.sh\n#!/bin/sh\nEOF\n" },
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\r\nRUN <<EOF\r\ndir\r\nEOF\r\n" },
    { good: "FROM alpine:3.20\r\nRUN cat <<EOF > /a.txt\r\ntext\r\nEOF\r\n" },
  ],
  visit: {
    RUN: (node, { model, report }) => checkBodies(node, model, report),
    COPY: (node, { model, report }) => checkBodies(node, model, report),
    ADD: (node, { model, report }) => checkBodies(node, model, report),
  },
});

function checkBodies(
  node: Instruction,
  model: Model,
  report: (where: Heredoc["operator"], message: string) => void,
): void {
  for (const heredoc of node.heredocs) {
    const { content, operator, name } = heredoc;
    if (!content.includes("\r\n") || !isScript(node, heredoc, model)) continue;
    if (isOnWindows(node, model)) return;
    const message = `The lines of ${name} end with a carriage return, which Linux takes for text:`;
    // edits cannot do it: an editor gives every line of a file the same end
    report(
      operator,
      `${message} save the file with LF. No fix: an editor has one kind of line end for a whole file, and edits do not change it.`,
    );
  }
}

/** A file with a shebang, or what a POSIX shell reads. */
function isScript(node: Instruction, { content, operator }: Heredoc, model: Model): boolean {
  if (content.startsWith("#!")) return true;
  if (node.name !== "RUN") return false;
  const before = model.dockerfile.text.slice(node.body.start, operator.start);
  const isShell = /^(?:\S*\/)?(?:ba|da|a|k|z)?sh(?:\s+-\S+)*\s*$/.test(before);
  if (before.trim() !== "" && !isShell) return false;
  return isShell || ["sh", "bash"].includes(model.dialect(node));
}

function isOnWindows(node: Instruction, model: Model): boolean {
  const stage = model.stageOf(node);
  const root = stage && model.lineage(stage).at(-1);
  return root !== undefined && isWindowsStage(model.dockerfile, root);
}
