import { defineRule } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import type { Instruction, Word } from "../syntax/tree.ts";

export default defineRule({
  name: "consistent-instruction-casing",
  severity: "hint",
  category: "layout",
  aliases: { buildkit: "ConsistentInstructionCasing", utils: "CASING_INSTRUCTION" },
  options: {
    style: {
      type: "choice",
      choices: ["majority", "upper"],
      default: "majority",
      summary: "Whether keywords are to follow most of the file, or to be in capitals.",
    },
    everywhere: {
      type: "boolean",
      default: true,
      summary: "Whether ARG above the first FROM and the instructions behind ONBUILD count too.",
    },
  },
  // BuildKit looks at the instructions of stages only
  profiles: { buildkit: { options: { everywhere: false } } },
  sources: [
    "https://docs.docker.com/reference/build-checks/consistent-instruction-casing/",
    "https://docs.docker.com/reference/dockerfile/#format",
  ],
  summary: "Keywords mix upper and lower case.",
  why: `The builder takes keywords in any case, and most files write them in capitals to tell them from their arguments. In a file
    that uses both, the odd ones are easily overlooked. What most keywords of the file have counts, capitals where both are
    equally many; a keyword that mixes both cases in itself never fits.`,
  examples: [
    {
      bad: "FROM alpine:3.20\n[|workdir|] /app\nCMD ls\n",
      fixed: "FROM alpine:3.20\nWORKDIR /app\nCMD ls\n",
    },
    {
      bad: "from alpine:3.20\r\nworkdir /app\r\n  [|CMD|] ls\r\n",
      fixed: "from alpine:3.20\r\nworkdir /app\r\n  cmd ls\r\n",
      says: "in small letters",
    },
    { bad: "FROM alpine:3.20\n[|cmd|] ls\n", fixed: "FROM alpine:3.20\nCMD ls\n" },
    { bad: "[|From|] alpine:3.20\n[|Cmd|] ls\n", fixed: "FROM alpine:3.20\nCMD ls\n" },
    {
      bad: "FROM alpine:3.20\nONBUILD [|run|] ls\n",
      fixed: "FROM alpine:3.20\nONBUILD RUN ls\n",
    },
    { bad: "[|arg|] A=1\nFROM alpine:$A\nCMD ls\n" },
    {
      bad: "[|from|] alpine:3.20\n[|cmd|] ls\n",
      options: { style: "upper" },
      fixed: "FROM alpine:3.20\nCMD ls\n",
    },
    { good: "arg A=1\nFROM alpine:$A\nONBUILD run ls\n", options: { everywhere: false } },
    { good: "from alpine:3.20\ncmd ls\n" },
    { good: "FROM alpine:3.20\nCMD ls\nnonsense\n" },
  ],
  visit: {
    document(model, { options, report }) {
      const keywords = keywordsOf(model, options.everywhere ? "everywhere" : "stages");
      const lower = keywords.filter(({ text }) => text === text.toLowerCase()).length;
      const upper = keywords.filter(({ text }) => text === text.toUpperCase()).length;
      const isLower = options.style === "majority" && lower > upper;
      const where = options.style === "majority" ? "Most keywords of the file are" : "Keywords are";
      for (const { text, start, end } of keywords) {
        const wanted = isLower ? text.toLowerCase() : text.toUpperCase();
        if (text === wanted) continue;
        const letters = isLower ? "small letters" : "capitals";
        report({ start, end }, `${where} in ${letters}, unlike ${text}.`, {
          title: `Write ${wanted}`,
          edits: [{ start, end, text: wanted }],
          safety: "safe",
        });
      }
    },
  },
});

function keywordsOf(
  { dockerfile, stages }: Model,
  where: "everywhere" | "stages",
): readonly Word[] {
  const first = stages[0]?.from.index ?? 0;
  const nodes: readonly Instruction[] =
    where === "everywhere"
      ? dockerfile.instructions.flatMap(withTrigger)
      : dockerfile.instructions.slice(first);
  return nodes.filter(({ name }) => name !== "UNKNOWN").map(({ keyword }) => keyword);
}

function withTrigger(node: Instruction): readonly Instruction[] {
  return node.name === "ONBUILD" && node.trigger ? [node, node.trigger] : [node];
}
