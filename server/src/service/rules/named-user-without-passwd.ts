import { defineRule } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import { destinationPath, walkScratch } from "../syntax/scratchStages.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "named-user-without-passwd",
  severity: "warning",
  strict: "error",
  category: "stages",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#user",
    "https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
    "https://docs.docker.com/build/building/base-images/#create-a-minimal-base-image-using-scratch",
  ],
  summary: "USER or --chown uses a name in a scratch stage that has no passwd or group file.",
  why: `Names of users and groups are looked up in /etc/passwd and /etc/group of the image, and scratch has neither. Containers
then do not start, RUN fails, and --chown stops the build or silently leaves the files to
root. Numbers need no file: USER 65532:65532. Or copy a
passwd file first.`,
  examples: [
    { bad: 'FROM scratch\nCOPY app /app\nUSER [|nobody|]\nCMD ["/app"]\n', says: "/etc/passwd" },
    { bad: "FROM scratch AS x\nCOPY --chown=[|app:app|] app /app\nFROM x\nUSER [|1000:staff|]\n" },
    { bad: 'ARG U=app\nFROM scratch\nARG U\nUSER [|$U|]\nRUN ["/app"]\n' },
    { good: "FROM scratch\nCOPY --chown=0:0 app /app\nUSER 65532:65532\nUSER 1000\n" },
    { good: "FROM scratch\nCOPY --chown=root:root app /app\n" },
    { good: "FROM scratch\nCOPY passwd /etc/passwd\nUSER app\nCOPY --chown=app a /a\n" },
    { good: "FROM scratch\nCOPY --from=x:1 /etc /etc/\nUSER app\n" },
    { good: "FROM scratch\nADD rootfs.tar /\nUSER app\nFROM scratch\nCOPY . .\nUSER app\n" },
    { good: 'FROM scratch\nCOPY a /a\nSHELL ["/a"]\nRUN b\nUSER app\n' },
    { good: "FROM scratch\nARG U\nCOPY a $D\nUSER app\nFROM scratch\nUSER $U\nUSER ${U}:0\n" },
    { good: "FROM debian:13\nUSER nobody\nONBUILD USER app\n" },
  ],
  visit: {
    document(model, { report }) {
      if (!model.stages.some(({ base }) => base.kind === "scratch")) return;
      walkScratch(
        model,
        (node) => mayAddPasswd(model, node),
        (node) => {
          const isUser = node.name === "USER";
          const [word] = isUser
            ? node.words
            : [node.flags.find(({ name }) => name === "chown")?.value];
          const text = word && model.expand(word, node);
          if (word === undefined || text === undefined || !hasName(text)) return;
          // what cannot be looked up is root's
          if (!isUser && /^(?:root|0)(?::(?:root|0)?)?$/.test(text)) return;
          const result = isUser
            ? "containers do not start"
            : "the build stops or the files are root's";
          report(
            word,
            `${text} cannot be looked up, ${result}: this stage has no /etc/passwd. Use numbers.`,
          );
        },
      );
    },
  },
});

function hasName(text: string): boolean {
  return text.split(":").some((part) => part !== "" && !/^\d+$/.test(part));
}

function mayAddPasswd(model: Model, node: Instruction): boolean {
  if (node.name === "RUN" || node.name === "SHELL") return true;
  if (node.name !== "COPY" && node.name !== "ADD") return false;
  const path = destinationPath(model, node);
  return path === undefined || /^\/(?:etc(?:\/|$)|$)/.test(path);
}
