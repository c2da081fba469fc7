import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "copy-whole-stage",
  severity: "info",
  strict: "warning",
  category: "stages",
  aliases: { hadolint: "DL3067" },
  stages: "shipped",
  options: {
    flatten: {
      type: "boolean",
      default: false,
      summary: "Copies onto scratch count too.",
    },
  },
  profiles: { hadolint: { options: { flatten: true } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3067",
    "https://docs.docker.com/build/building/multi-stage/",
    "https://docs.docker.com/reference/dockerfile/#copy---from",
  ],
  summary: "COPY --from copies a complete root file system.",
  why: `Copying / onto / brings everything of the other stage, its compilers, caches and leftovers, and overwrites files of the
base image, the package database included. Copy the folders that the program needs, or build FROM the stage. Onto scratch it
is a way to put a file system into one layer, and is left alone.`,
  examples: [
    { bad: "FROM a:1 AS b\nFROM c:1\nCOPY --from=b [|/|] /\n" },
    { bad: 'FROM c:1\nCOPY --link --from=team/x:1 [|"/"|] "/"\n' },
    {
      bad: 'FROM c:1\nCOPY --from=x:1 [[|"/"|], "/"]\nCOPY --from=x:1 [|/.|] /\nCOPY --from=x:1 [|/*|] //\n',
    },
    { good: "FROM a:1 AS b\nFROM scratch\nCOPY --from=b / /\n" },
    { good: "FROM a:1 AS b\nFROM c:1 AS d\nCOPY --from=b / /\nFROM e:1\nCOPY --from=d /x /\n" },
    { good: "FROM c:1\nCOPY --from=x:1 /app /\nCOPY --from=x:1 / /app\nCOPY / /\n" },
    { bad: "FROM a:1 AS b\nFROM scratch\nCOPY --from=b [|/|] /\n", options: { flatten: true } },
    { bad: "FROM c:1 AS d\nCOPY --from=x:1 [|/|] /\nFROM e:1\n", options: { stages: "all" } },
  ],
  visit: {
    COPY({ flags, sources, destination, ...node }, { model, report, options }) {
      const from = flags.find(({ name }) => name === "from")?.value;
      if (from === undefined || !/^\/+\.?$/.test(unquoted(destination?.value))) return;
      const whole = sources.find(({ value }) => /^\/+[.*]?$/.test(unquoted(value)));
      const stage = model.stages[node.stage];
      if (whole === undefined || (!options.flatten && stage?.base.kind === "scratch")) return;
      report(whole, `This copies all of ${from.value}, whatever is in it.`);
    },
  },
});

/** COPY keeps the quotes of its words until it expands them. */
function unquoted(text = ""): string {
  return text.replace(/^(["'])(.*)\1$/, "$2");
}
