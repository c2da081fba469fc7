// Bundles the three programs into dist/: the extension, the language server and the command line.
//   node scripts/build.ts                 with source maps
//   node scripts/build.ts --watch         the same, again after every change
//   node scripts/build.ts --production    minified, without source maps (for the .vsix)
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { build, context, type BuildOptions, type Plugin } from "esbuild";
import { thirdPartyLicences } from "./setup/thirdParty.ts";

const root = path.dirname(import.meta.dirname);
const production = process.argv.includes("--production");

/** Bundles that can be started from a shell need the executable bit, which esbuild does not set. */
const executable: Plugin = {
  name: "executable",
  setup(setup) {
    setup.onEnd(({ errors }) => {
      if (errors.length === 0) chmodSync(setup.initialOptions.outfile ?? "", 0o755);
    });
  },
};

function bundle(entry: string, outfile: string, more: BuildOptions): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: path.join(root, outfile),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    // the ES module form first: the UMD form of some language server packages cannot be bundled
    mainFields: ["module", "main"],
    sourcemap: !production,
    minify: production,
    logLevel: "warning",
    // import.meta would be empty in a CommonJS bundle and fail only at run time
    logOverride: { "empty-import-meta": "error" },
    ...more,
  };
}

const program = { banner: { js: "#!/usr/bin/env node" }, plugins: [executable] };
const bundles = [
  bundle("client/src/extension.ts", "dist/extension.cjs", { external: ["vscode"] }),
  bundle("server/src/main.node.ts", "dist/server.cjs", program),
  bundle("cli/src/main.ts", "dist/cli.cjs", program),
];

if (process.argv.includes("--watch")) {
  for (const options of bundles) {
    const watched = await context({ ...options, logLevel: "info" });
    await watched.watch();
  }
} else {
  rmSync(path.join(root, "dist"), { recursive: true, force: true });
  const results = await Promise.all(
    bundles.map((options) => build({ ...options, metafile: true })),
  );
  const metafiles = results.map(({ metafile }) => metafile);
  writeFileSync(path.join(root, "dist/third-party-licences.txt"), thirdPartyLicences(metafiles));
}
