import { defineRule } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import type { Instruction, Word } from "../syntax/tree.ts";
import { isRoot, userName } from "../syntax/users.ts";
import { findVariables } from "../syntax/variables.ts";
import { isForWindows } from "../syntax/windows.ts";

export default defineRule({
  name: "numeric-user",
  severity: "off",
  strict: "hint",
  category: "runtime",
  aliases: { hadolint: "DL3066" },
  options: {
    every: {
      type: "boolean",
      default: false,
      summary: "Whether each USER counts, root and those of other stages included.",
    },
  },
  profiles: { hadolint: { options: { every: true } } },
  sources: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    "https://docs.docker.com/reference/dockerfile/#user",
    "https://github.com/hadolint/hadolint/wiki/DL3066",
  ],
  summary: "USER is a name; a number lets an orchestrator verify that it is not root.",
  why: `Kubernetes refuses to start a container with \`runAsNonRoot\` whose image names its user by a name: the name's number
    stands in a file inside the image, which it does not read. A number says at once that it is not 0. Where nobody asks for
    that, a name is as good.`,
  examples: [
    { bad: "FROM debian:13\nUSER [|app|]\n" },
    { bad: "FROM debian:13 AS base\nUSER a\nUSER [|app:1000|]\nFROM base\nCMD a\n" },
    { bad: "FROM debian:13\nARG NAME=app\nUSER [|$NAME|]\n", says: "`app`" },
    { bad: "FROM a\nUSER [|root|]\nFROM b\nUSER [|c|]\nUSER [|d:1|]\n", options: { every: true } },
    { bad: "USER [|a|]\n", options: { every: true } },
    { good: "FROM debian:13\nUSER 1000:app\n" },
    { good: "FROM debian:13\nUSER app\nUSER 1000\n" },
    { good: "FROM debian:13 AS test\nUSER app\nFROM debian:13\n" },
    { good: "FROM debian:13\nUSER $NAME\n" },
    // another rule's
    { good: "FROM debian:13\nUSER root\n" },
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nUSER ContainerUser\n" },
    { good: "ARG NAME=app\nFROM debian:13\nUSER ${NAME}\n", options: { every: true } },
  ],
  visit: {
    document(model, { options, report }) {
      const last = model.target && model.config(model.target).user?.instruction;
      const nodes = options.every ? model.dockerfile.instructions : last ? [last] : [];
      const declared = options.every ? declaredNames(model) : new Set<string>();
      for (const node of nodes) {
        const [word] = node.name === "USER" ? node.words : [];
        if (word === undefined) continue;
        const user = options.every ? word.value : (model.expand(word, node) ?? "0");
        if (/^\d*$/.test(userName(user))) continue;
        if (options.every ? holds(model, word, declared) : isExempt(model, node, user)) continue;
        report(
          word,
          `USER \`${user}\` is a name: nothing outside the image can tell that it is not root.`,
        );
      }
    },
  },
});

function isExempt(model: Model, node: Instruction, user: string): boolean {
  return isRoot(user) || isForWindows(model, node);
}

function declaredNames({ dockerfile }: Model): ReadonlySet<string> {
  return new Set(
    dockerfile.instructions.flatMap((node) =>
      node.name === "ARG" ? node.pairs.map(({ key }) => key.value) : [],
    ),
  );
}

function holds({ dockerfile }: Model, { text }: Word, names: ReadonlySet<string>): boolean {
  return findVariables(text, dockerfile.escape).some(({ name }) => names.has(name));
}
