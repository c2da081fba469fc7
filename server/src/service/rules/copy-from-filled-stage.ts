import { defineRule } from "../lint/rule.ts";
import { walkScratch } from "../syntax/scratchStages.ts";

const fileMakers: ReadonlySet<string> = new Set(["ADD", "COPY", "RUN", "WORKDIR"]);

export default defineRule({
  name: "copy-from-filled-stage",
  severity: "error",
  category: "stages",
  aliases: {},
  sources: [
    "https://docs.docker.com/build/building/base-images/#create-a-minimal-base-image-using-scratch",
    "https://docs.docker.com/reference/dockerfile/#copy---from",
  ],
  summary: "COPY --from reads a scratch stage into which nothing was ever put.",
  why: `scratch is an empty image: without ADD, COPY, RUN or WORKDIR a stage built on it holds no file, and the builder stops
because it does not find the source, or copies nothing. Usually an instruction is missing, or the wrong stage is named. What ONBUILD puts in is
put into other stages.`,
  examples: [
    { bad: "FROM scratch AS files\nLABEL a=b\nFROM a:1\nCOPY --from=[|files|] /a /b\n" },
    {
      bad: "FROM scratch\nFROM 0 AS x\nFROM scratch AS e\nFROM e AS f\nFROM a:1\nCOPY --from=[|0|] /a /b\nCOPY --from=[|F|] /a /b\n",
    },
    { bad: "FROM scratch AS x\nONBUILD COPY a /a\nFROM b:1\nCOPY --from=[|x|] /a /b\n" },
    { bad: "FROM scratch AS x\nFROM a:1\nCOPY --from=[|x|] / /b\n", severity: "warning" },
    {
      good: "FROM scratch AS x\nCOPY a /a\nFROM scratch AS y\nADD a.tar /\nFROM b:1\nCOPY --from=x /a /b\nCOPY --from=y /a /b\n",
    },
    { good: "FROM scratch AS x\nWORKDIR /a\nFROM b:1\nCOPY --from=x /a /b\n" },
    { good: "FROM scratch AS x\nCOPY <<EOF /a\nhello\nEOF\nFROM b:1\nCOPY --from=x /a /b\n" },
    { good: "FROM scratch AS x\nONBUILD COPY a /a\nFROM x AS y\nFROM b:1\nCOPY --from=y /a /b\n" },
    { good: 'FROM scratch AS x\nRUN ["/bin/x"]\nFROM x AS y\nFROM b:1\nCOPY --from=y /a /b\n' },
    {
      good: "FROM a:1 AS x\nFROM b:1\nCOPY --from=x /a /b\nCOPY --from=later /a /b\nFROM scratch AS later\n",
    },
  ],
  visit: {
    document(model, { report, reportAs }) {
      if (!model.stages.some(({ base }) => base.kind === "scratch")) return;
      const empty = walkScratch(model, ({ name }) => fileMakers.has(name));
      for (const reference of model.references) {
        const { kind, text, stage, instruction } = reference;
        if (kind !== "--from" || stage === undefined || !empty.has(stage)) continue;
        if (stage.index >= instruction.stage) continue;
        const message = `The stage ${text} is empty: nothing was put into it.`;
        // its root is there, and copying that does nothing
        const sources = instruction.name === "COPY" ? instruction.sources : [];
        if (sources.every(({ value }) => /^\/?\.?$/.test(value)))
          reportAs("warning", reference, message);
        else report(reference, message);
      }
    },
  },
});
