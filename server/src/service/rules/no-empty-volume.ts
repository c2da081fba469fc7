import { defineRule } from "../lint/rule.ts";
import { volumesIn } from "../syntax/imageConfig.ts";

export default defineRule({
  name: "no-empty-volume",
  severity: "error",
  category: "runtime",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#volume",
    "https://github.com/moby/buildkit/blob/master/frontend/dockerfile/instructions/parse.go",
  ],
  summary: "VOLUME holds an empty string.",
  why: `A volume is a folder, and an empty string names none. The builder refuses it, and the build stops there. Often it is
    the default of a variable that nobody has set.`,
  examples: [
    { bad: 'FROM node:24\nVOLUME [[|""|]]\n' },
    { bad: 'FROM node:24\nVOLUME ["/data", [|" "|]]\n' },
    { bad: 'FROM node:24\nVOLUME /data [|""|]\n' },
    { bad: "FROM node:24\nARG DATA\nVOLUME [|$DATA|]\n", says: "`$DATA`" },
    { good: 'FROM node:24\nVOLUME ["/data"]\nVOLUME /a /b\n' },
    { good: "FROM node:24\nVOLUME $DATA\nARG A=/a\nVOLUME $A\n" },
    // no array of strings
    { good: 'FROM node:24\nVOLUME ["/data",]\n' },
  ],
  visit: {
    VOLUME(node, { model, report }) {
      for (const { path, start, end } of volumesIn(node, model)) {
        if (path?.trim() !== "") continue;
        const written = model.dockerfile.text.slice(start, end);
        report({ start, end }, `VOLUME \`${written}\` is empty: it names no folder.`);
      }
    },
  },
});
