// Parser directives: comments at the top of the file that tell BuildKit how to read it.
import type { Choice } from "./flags.ts";

export interface DirectiveRecord {
  /** Lower case. */
  readonly name: string;
  /** Markdown. */
  readonly documentation: string;
  /** Common values. */
  readonly choices: readonly Choice[];
  readonly link: string;
  /** The lowest version of `docker/dockerfile` that knows it; left out where all do. */
  readonly since?: string;
}

export const directives: readonly DirectiveRecord[] = [
  {
    name: "syntax",
    documentation: `The image of the Dockerfile frontend that reads this file. BuildKit fetches it first, so new features work on an older engine. \`docker/dockerfile:1\` is always the newest 1.x release.

\`\`\`dockerfile
# syntax=docker/dockerfile:1
\`\`\``,
    choices: [
      { value: "docker/dockerfile:1", documentation: "The newest stable frontend." },
      {
        value: "docker/dockerfile:1-labs",
        documentation: "The newest one, with features that may still change.",
      },
    ],
    link: "https://docs.docker.com/reference/dockerfile/#syntax",
  },
  {
    name: "escape",
    documentation: `The character that continues a line and escapes others: a backslash, or a backtick so that Windows paths can be written with backslashes. It counts for the whole file.

\`\`\`dockerfile
# escape=\`
\`\`\``,
    choices: [
      { value: "\\", documentation: "The default." },
      { value: "`", documentation: "For Windows paths." },
    ],
    link: "https://docs.docker.com/reference/dockerfile/#escape",
  },
  {
    name: "check",
    documentation: `How BuildKit's own checks run: \`skip=\` with names separated by commas, or \`all\`, leaves checks out; \`error=true\` makes the build fail when one finds something. A semicolon joins the two.

\`\`\`dockerfile
# check=skip=JSONArgsRecommended;error=true
\`\`\``,
    choices: [
      { value: "skip=all", documentation: "No checks." },
      { value: "error=true", documentation: "The build fails when a check finds something." },
    ],
    link: "https://docs.docker.com/reference/dockerfile/#check",
    since: "1.8",
  },
];

/** The names that `# check=skip=` knows. */
export const buildChecks: readonly string[] = [
  "ConsistentInstructionCasing",
  "CopyIgnoredFile",
  "DuplicateStageName",
  "ExposeInvalidFormat",
  "ExposeProtoCasing",
  "FromAsCasing",
  "FromPlatformFlagConstDisallowed",
  "InvalidBaseImagePlatform",
  "InvalidDefaultArgInFrom",
  "InvalidDefinitionDescription",
  "JSONArgsRecommended",
  "LegacyKeyValueFormat",
  "MaintainerDeprecated",
  "MultipleInstructionsDisallowed",
  "NoEmptyContinuation",
  "RedundantTargetPlatform",
  "ReservedStageName",
  "SecretsUsedInArgOrEnv",
  "StageNameCasing",
  "UndefinedArgInFrom",
  "UndefinedVar",
  "WorkdirRelativePath",
];

/** Checks that only run where `# check=experimental=` asks for them, and that `skip` does not know. */
export const experimentalChecks: ReadonlySet<string> = new Set(["InvalidDefinitionDescription"]);

/** Checks of the file as a whole: a `# check=skip=` above an instruction does not reach them. */
export const fileChecks: ReadonlySet<string> = new Set([
  "ConsistentInstructionCasing",
  "DuplicateStageName",
  "InvalidBaseImagePlatform",
  "InvalidDefaultArgInFrom",
  "NoEmptyContinuation",
  "ReservedStageName",
]);
