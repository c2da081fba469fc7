import { defineRule, type Fix } from "../lint/rule.ts";
import { execForm } from "../syntax/execForm.ts";
import type { Model } from "../syntax/model.ts";
import { mountsOf, optionNamed } from "../syntax/mounts.ts";
import { destinationPath, walkScratch } from "../syntax/scratchStages.ts";
import type { Instruction } from "../syntax/tree.ts";

/** Where /bin/sh may come with what is put there; /bin may be a link into /usr. */
const shellFolders = /^\/(?:$|(?:usr|bin)(?:\/|$))/;
/** Files with these ends hold no other files. */
const singleFile = /\.(?:conf|crt|css|html?|jar|js|json|md|pem|py|so|txt|wasm|ya?ml)$/i;

export default defineRule({
  name: "no-shell-in-scratch",
  severity: "error",
  category: "stages",
  aliases: {},
  sources: [
    "https://docs.docker.com/build/building/base-images/#create-a-minimal-base-image-using-scratch",
    "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form",
  ],
  summary: "A command in shell form stands in a stage that starts from scratch and has no shell.",
  why: `The shell form runs /bin/sh -c, and scratch holds no file at all. RUN then stops the build, CMD and ENTRYPOINT keep
containers from starting. Use the exec form with the program's path, or do the work in a stage that has a shell and copy
the result.`,
  examples: [
    {
      bad: "FROM scratch\nCOPY app /app\n[|RUN|] chmod +x /app\nRUN ls\n",
      refused: "No fix: `chmod` is not there either",
    },
    {
      bad: "FROM scratch\r\nCOPY app /app\r\n[|RUN|] /app \\\r\n  init\r\n",
      fixed: 'FROM scratch\r\nCOPY app /app\r\nRUN ["/app", "init"]\r\n',
    },
    {
      bad: "FROM scratch\nCOPY app /app\n[|RUN|] /app a && /app b\n",
      refused: "No fix: `&&` needs a shell",
    },
    {
      bad: "FROM scratch\nCOPY app /app\n[|RUN|] /app \\\n# why\n  init\n",
      refused: "No fix: the comment in it",
    },
    {
      bad: "FROM a:1 AS b\nFROM scratch AS c\nWORKDIR /srv\nCOPY --from=b /srv .\nFROM c\n[|RUN|] <<EOF\nls\nEOF\n",
    },
    { bad: "FROM scratch\nCOPY index.html /\n[|run|] --network=none ls\n" },
    {
      bad: 'FROM scratch\nCOPY app /app\nHEALTHCHECK CMD ["/app"]\n[|CMD|] /app --serve\n',
      severity: "warning",
      fixed: 'FROM scratch\nCOPY app /app\nHEALTHCHECK CMD ["/app"]\nCMD ["/app", "--serve"]\n',
    },
    {
      bad: "FROM scratch\nCOPY app /app\n[|HEALTHCHECK|] --retries=2 CMD /app check\n[|ENTRYPOINT|] /app\n",
      severity: "warning",
      fixed:
        'FROM scratch\nCOPY app /app\nHEALTHCHECK --retries=2 CMD ["/app", "check"]\nENTRYPOINT ["/app"]\n',
    },
    { good: 'FROM scratch\nCOPY app /app\nRUN ["/app", "init"]\nCMD ["/app"]\nRUN ls\n' },
    { good: 'FROM scratch\nCOPY sh /my/sh\nSHELL ["/my/sh", "-c"]\nRUN ls\n' },
    { good: "FROM scratch\nADD rootfs.tar.xz /\nRUN ls\nCMD ls\n" },
    { good: "FROM a:1 AS b\nFROM scratch\nCOPY --from=b / /\nRUN ls\n" },
    { good: "FROM scratch\nCOPY --from=busybox:1 /bin/busybox /bin/sh\nRUN ls\n" },
    { good: "FROM scratch\nCOPY . .\nRUN ls\nFROM scratch\nARG D\nCOPY a $D\nRUN ls\n" },
    { good: "FROM scratch\nRUN --mount=from=busybox:1,source=/bin,target=/bin ls\n" },
    { good: "FROM scratch AS x\nCMD never\nFROM a:1\nRUN ls\nONBUILD RUN ls\n" },
    { good: "FROM scratch AS x\nONBUILD COPY a /\nFROM x\nRUN ls\n" },
  ],
  visit: {
    document(model, { report, reportAs }) {
      if (!model.stages.some(({ base }) => base.kind === "scratch")) return;
      walkScratch(
        model,
        (node) => mayAddShell(model, node),
        (node) => {
          if (!needsShell(node)) return;
          const stage = model.stageOf(node);
          const message = `This ${node.name} needs /bin/sh, and nothing put it into this stage.`;
          const fix = execFix(model, node);
          const [text, fixes] =
            typeof fix === "string" ? [`${message} No fix: ${fix}.`, []] : [message, [fix]];
          if (node.name === "RUN") report(node.keyword, text, ...fixes);
          else if (stage && model.shipped.has(stage))
            reportAs("warning", node.keyword, text, ...fixes);
        },
      );
    },
  },
});

/** The exec form, where it starts a program by its path; or why not. */
function execFix(model: Model, node: Instruction): Fix | string {
  if (node.heredocs.length > 0) return "a heredoc is a script";
  const form = execForm(model, node);
  if (form.refusal !== undefined) return form.refusal;
  const { name, program = "" } = model.script(node)?.commands[0] ?? {};
  if (!name?.literal?.startsWith("/")) return `\`${program}\` is not there either`;
  const from = node.name === "HEALTHCHECK" ? node.commandStart : node.bodyStart;
  const span = node.logical.spanOf(from, node.logical.text.trimEnd().length);
  return {
    title: "Use the exec form",
    edits: [{ ...span, text: form.text }],
    safety: "unsafe",
  };
}

/** Whether /bin/sh runs it: no exec form, no script with an interpreter of its own, no mount that may hold the shell. */
function needsShell(node: Instruction): boolean {
  const { name, json, logical, heredocs } = node;
  if (name === "HEALTHCHECK") return node.kind?.value.toUpperCase() === "CMD" && json === undefined;
  if (name !== "RUN" && name !== "CMD" && name !== "ENTRYPOINT") return false;
  if (json !== undefined || logical.text.slice(node.bodyStart).trim() === "") return false;
  if (heredocs[0]?.content.startsWith("#!")) return false;
  return mountsOf(node).every((mount) => {
    const target = optionNamed(mount, "target", "dst", "destination")?.value?.value ?? "$";
    return target.startsWith("/") && !shellFolders.test(target);
  });
}

/** A RUN that has been told of is enough, and what one in exec form does is not known. */
function mayAddShell(model: Model, node: Instruction): boolean {
  if (node.name === "RUN" || node.name === "SHELL") return true;
  if (node.name !== "COPY" && node.name !== "ADD") return false;
  const path = destinationPath(model, node);
  if (path !== undefined && !shellFolders.test(path)) return false;
  return node.heredocs.length === 0 && !node.sources.every(({ value }) => singleFile.test(value));
}
