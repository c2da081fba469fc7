import { defineRule } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import { mountsOf, optionNamed } from "../syntax/mounts.ts";
import { plainText, runCommands } from "../syntax/runCommands.ts";
import { isSecretFile } from "../syntax/secrets.ts";
import type { ShellCommand, ShellWord } from "../syntax/shell.ts";
import type { Instruction, Span } from "../syntax/tree.ts";

export default defineRule({
  name: "no-secret-mount-leak",
  severity: "warning",
  category: "secrets",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/build/building/secrets/",
    "https://docs.docker.com/reference/dockerfile/#run---mounttypesecret",
  ],
  summary: "A secret from a mount is written into the layer.",
  why: `A secret mount is gone when its RUN ends, but a copy of it is a file like any other and becomes a part of the layer. Read
the secret where it lies, mount it at the path where the program looks for it, or pass it with \`env=\`.`,
  examples: [
    {
      bad: "FROM alpine\nRUN --mount=type=secret,id=key true && \\\n  cp [|/run/secrets/key|] /root/key\n",
      says: "/root/key",
    },
    {
      bad: "FROM alpine\nRUN --mount=type=secret,id=a,target=/a cat /a > [|/b|]\nRUN --mount=type=secret,id=a cat /run/secrets/a | tee [|/b|]\n",
    },
    {
      bad: 'FROM alpine\nRUN --mount=type=secret,id=t,env=T echo "//r/:_authToken=$T" > [|/root/.npmrc|] && npm ci\n',
    },
    {
      bad: 'FROM alpine\nRUN --mount=type=secret,id=t echo "token $(cat /run/secrets/t)" >> [|~/.netrc|]\n',
    },
    { good: "FROM alpine\nRUN --mount=type=secret,id=t,env=T export A=$T && npm ci > /log\n" },
    {
      good: "FROM alpine\nRUN --mount=type=secret,id=t,target=/root/.npmrc npm ci && cat /root/.npmrc > /dev/null\n",
    },
    {
      good: 'FROM alpine\nRUN --mount=type=secret,id=t,env=T echo "$T" > .npmrc && npm ci && rm -f .npmrc\n',
    },
    {
      good: "FROM alpine\nRUN --mount=type=secret,id=t cp /run/secrets/t /tmp/t && use /tmp/t; rm /tmp/t\n",
    },
    {
      good: "FROM alpine\nRUN --mount=type=secret,id=t --mount=type=tmpfs,target=/k cp /run/secrets/t /k/t && use\n",
    },
    {
      good: "FROM alpine\nRUN cp /run/secrets/t /t\nRUN --mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) npm ci > out\n",
    },
  ],
  visit: {
    RUN(node, { model, report }) {
      if (!node.logical.text.includes("secret")) return;
      const mounts = mountsOf(node);
      const secrets = mounts.filter(({ type }) => type === "secret");
      if (secrets.length === 0) return;
      const paths = secrets.map(
        (mount) =>
          optionNamed(mount, "target", "dst", "destination")?.value?.value ??
          `/run/secrets/${optionNamed(mount, "id")?.value?.value ?? ""}`,
      );
      const names = secrets.flatMap((mount) => optionNamed(mount, "env")?.value?.value ?? []);
      const outside = mounts.flatMap((mount) =>
        mount.type === "secret"
          ? []
          : (optionNamed(mount, "target", "dst", "destination")?.value?.value ?? []),
      );
      for (const { where, path } of copiesIn(model, node, { paths, names })) {
        if (path.startsWith("/dev/") || outside.some((folder) => path.startsWith(`${folder}/`)))
          continue;
        if (!isRemoved(model, node, path))
          report(
            where,
            `The secret is written to \`${path}\`, which stays in the layer of this RUN.`,
          );
      }
    },
  },
});

interface Secrets {
  readonly paths: readonly string[];
  /** Of variables. */
  readonly names: readonly string[];
}

interface Written {
  readonly where: Span;
  readonly path: string;
}

function copiesIn(model: Model, node: Instruction, secrets: Secrets): readonly Written[] {
  const commands = runCommands(model, node);
  return commands.flatMap((command, index): readonly Written[] => {
    const { program, args, redirects } = command;
    const isSource = ({ text }: ShellWord): boolean =>
      secrets.paths.includes(text.replaceAll(/["']/g, ""));
    const last = args.at(-1);
    if (/^(?:cp|install|mv)$/.test(program) && last !== undefined) {
      return args
        .slice(0, -1)
        .filter(isSource)
        .map((where) => ({ where, path: plainText(last) }));
    }
    const before = commands[index - 1];
    if (program === "tee" && before !== undefined && isReading(before, secrets))
      return args
        .filter(({ text }) => !text.startsWith("-"))
        .map((where) => ({ where, path: plainText(where) }));
    return redirects.flatMap(({ operator, target }) => {
      if (!/^(?:&?>>?|>\|)$/.test(operator) || target === undefined) return [];
      const isCopy = program === "cat" && args.some(isSource);
      const isCredential =
        /^(?:echo|printf)$/.test(program) &&
        isReading(command, secrets) &&
        isSecretFile(plainText(target));
      return isCopy || isCredential ? [{ where: target, path: plainText(target) }] : [];
    });
  });
}

/** Whether the words of a command name a secret. */
function isReading({ args }: ShellCommand, { paths, names }: Secrets): boolean {
  return args.some(
    ({ text }) =>
      paths.some((path) => text.includes(path)) ||
      [...text.matchAll(/\$\{?(\w+)/g)].some(([, name = ""]) => names.includes(name)),
  );
}

function isRemoved(model: Model, node: Instruction, path: string): boolean {
  return runCommands(model, node).some(
    ({ program, args }) =>
      /^(?:rm|shred)$/.test(program) &&
      args.some((word) => baseName(plainText(word)) === baseName(path)),
  );
}

function baseName(path: string): string {
  return path.split("/").at(-1) ?? path;
}
