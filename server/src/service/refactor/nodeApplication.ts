// What a Node.js application needs from its build: what was built with the packages for production, a folder of static
// files, or all of its folder.
import { fileServers } from "../data/buildEcosystems.ts";
import { parseImageTag } from "../syntax/imageTag.ts";
import { plainText } from "../syntax/runCommands.ts";
import { folderAt, isBelow, lineOf, refuse, resolve, type Refusal } from "./buildWork.ts";
import { nothingLeft, refuseProgram, same, type Product, type ProductQuestion } from "./product.ts";
import { isCopied, type RuntimeCommand } from "./runtimeNeeds.ts";

export function nodeApplication(question: ProductQuestion): Product | Refusal {
  const { work, start } = question;
  const app = applicationFolder(question);
  if (typeof app !== "string") return app;
  for (const started of start) {
    const refusal = refuseStart(question, started, app);
    if (refusal !== undefined) return refusal;
  }
  const [only, second] = start;
  if (only !== undefined && second === undefined && buildsFiles(question)) {
    const served = servedFolder(only, app);
    if (served !== undefined) return { transfers: [same(served)] };
    const built = builtFolder(only, app);
    const pruning = built === undefined ? undefined : pruneOf(question);
    if (built !== undefined && pruning !== undefined)
      return {
        transfers: [`${app}/package.json`, `${app}/node_modules`, built].map(same),
        note: `# Not copied: what else the application reads in ${app}.`,
        finishing: pruning,
      };
  }
  if (question.runtime.kind === "same" && !work.hasTools) return nothingLeft();
  return { transfers: [same(app)] };
}

/** Where the application is built; the whole folder may have to be copied. */
function applicationFolder({ work }: ProductQuestion): string | Refusal {
  const last = work.section.at(-1);
  const app = last && folderAt(work.model, work.stage, last);
  if (app === undefined || app === "/")
    return refuse(
      "The application is in no folder of its own: set one with WORKDIR before the build.",
    );
  const elsewhere = work.builds.find(
    ({ folder }) => folder === undefined || !isBelow(folder, [app]),
  );
  return elsewhere === undefined
    ? app
    : refuse(
        `${lineOf(elsewhere.run)} builds outside ${app}: what the application needs of that cannot be known.`,
      );
}

function refuseStart(
  question: ProductQuestion,
  started: RuntimeCommand,
  app: string,
): Refusal | undefined {
  const { command, folder } = started;
  const name = command.name?.literal ?? "";
  const path = name.includes("/") ? resolve(folder, name) : undefined;
  const isKnown =
    path !== undefined && (isBelow(path, [app]) || isCopied(question.work, question.parts, path));
  return isKnown ? undefined : refuseProgram(question, started);
}

/** Whether a script of the application is run that builds. */
function buildsFiles({ work }: ProductQuestion): boolean {
  return work.builds.some(
    ({ command }) =>
      ["tsc", "vite"].includes(command.program) ||
      command.args.some((word) => /^(?:build|compile|bundle|generate)/.test(plainText(word))),
  );
}

/** `serve -s dist`: the folder is all that is read. */
function servedFolder({ command, folder }: RuntimeCommand, app: string): string | undefined {
  if (!fileServers.includes(command.program)) return undefined;
  const paths = command.args
    .map(({ literal }) => literal ?? "")
    .filter(
      (word, index, words) =>
        !word.startsWith("-") &&
        !/^(?:-l|-p|--listen|--port|-a|-c|--config)$/.test(words[index - 1] ?? ""),
    );
  const path = paths.length === 1 ? resolve(folder, paths[0] ?? "") : undefined;
  return path !== undefined && path !== app && isBelow(path, [app]) ? path : undefined;
}

const builtFolders: ReadonlySet<string> = new Set([
  "dist",
  "build",
  "out",
  "output",
  "lib",
  ".output",
]);

/** The folder of `node dist/main.js`, where it is one that builds are written to. */
function builtFolder({ command, folder }: RuntimeCommand, app: string): string | undefined {
  const [script, ...rest] = command.args.filter(
    ({ text }) => !/^--[\w-]+(?:=.*)?$/.test(text) || /require|import|loader/.test(text),
  );
  if (command.program !== "node" || folder !== app || script?.literal === undefined)
    return undefined;
  if (rest.some(({ literal }) => literal === undefined || literal.includes("/"))) return undefined;
  const path = resolve(folder, script.literal);
  if (path === undefined || !isBelow(path, [app])) return undefined;
  const [top = "", inside] = path.slice(app.length + 1).split("/");
  return inside !== undefined && builtFolders.has(top) ? `${app}/${top}` : undefined;
}

/** Commands that leave the packages for production; undefined where the manager has none that is sure to work. */
function pruneOf({ work }: ProductQuestion): readonly string[] | undefined {
  const installs = work.builds.filter(
    ({ command }) =>
      command.args.length === 0 ||
      command.args.some((word) => /^(?:ci|i|install)$/.test(plainText(word))),
  );
  const managers = new Set(installs.map(({ command }) => command.program));
  const [manager] = managers;
  const words = installs.flatMap(({ command }) => command.args.map(plainText));
  const isWhole = installs.every(
    ({ folder, run }) => folder === folderAt(work.model, work.stage, run),
  );
  if (manager === undefined || managers.size > 1 || !isWhole) return undefined;
  if (
    words.some((word) =>
      /^(?:--production|--prod|--omit=dev|--only=prod(?:uction)?|-P)$/.test(word),
    )
  )
    return [];
  const [major = 99] = parseImageTag(work.reference.tag?.text ?? "").version;
  if (manager === "npm")
    return [major < 16 ? "RUN npm prune --production" : "RUN npm prune --omit=dev"];
  if (manager === "pnpm") return ["RUN pnpm prune --prod"];
  // only the first generation of yarn has it, and images bring that
  const isBerry =
    words.includes("--immutable") ||
    work.commands.some(({ command }) => command.program === "corepack");
  return isBerry ? undefined : ["RUN yarn install --production --ignore-scripts --prefer-offline"];
}
