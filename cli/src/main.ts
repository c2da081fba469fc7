// The command line: `drydock COMMAND …`. One file a command; this one only finds it.
import { inspect } from "node:util";
import manifest from "../../package.json" with { type: "json" };
import { astCommand } from "./ast.ts";
import { configCommand } from "./config.ts";
import { fixCommand } from "./fix.ts";
import { lintCommand } from "./lint.ts";
import { UsageError } from "./usage.ts";

const usage = `Usage: drydock COMMAND …

  lint   [OPTION…] [--format text|json] [--fail-on SEVERITY] FILE…|-
         Reports problems. Exits with 1 where one is as bad as SEVERITY (warning) or worse.
  fix    [OPTION…] [--dry-run] [--unsafe] FILE…|-
         Makes the fixes that keep the image as it is, in the files themselves; --dry-run prints a
         unified diff instead, --unsafe makes the others too.
  config [OPTION…] FILE
         Prints what is configured for a Dockerfile, and where each value comes from.
  ast    FILE…|-
         Prints the syntax tree, one JSON object a line and file.

  -                  reads standard input; fix then writes the result to standard output

  --profile PROFILE  the rules: recommended, strict (nearly all), hadolint or buildkit (that tool's)
  --config FILE      the configuration, instead of the drydock.yaml or .hadolint.yaml beside or
                     above the Dockerfile, or your own; it may have either format
  --no-config        no configuration at all
  --context DIR      the build context, where it is not the folder of the Dockerfile
  --build-arg NAME=VALUE
                     what the build will pass for an ARG; may be repeated
  --shellcheck       asks an installed ShellCheck about shell commands too

Exit codes: 0 fine, 1 problems, 2 wrong usage or input that cannot be read,
70 a mistake of Drydock itself.
`;

const commands = new Map([
  ["ast", astCommand],
  ["config", configCommand],
  ["lint", lintCommand],
  ["fix", fixCommand],
]);

/** Runs the command line; gives the exit code. */
async function main([name = "", ...args]: readonly string[]): Promise<number> {
  if (name === "help" || [name, ...args].some((each) => each === "--help" || each === "-h")) {
    process.stdout.write(usage);
    return 0;
  }
  if (name === "--version") {
    process.stdout.write(`${manifest.version}\n`);
    return 0;
  }
  const command = commands.get(name);
  try {
    if (command === undefined)
      throw new UsageError(name === "" ? "Which command?" : `There is no command ${name}.`);
    return await command(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`drydock: ${error.message}\n\n${usage}`);
    return 2;
  }
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // the reader of a pipe may leave early: `drydock lint … | head`
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`drydock: the output cannot be written: ${error.message}\n`);
  process.exit(2);
});
main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(
      `drydock: this is a mistake of Drydock, please report it: ${inspect(error)}\n`,
    );
    process.exitCode = 70;
  },
);
