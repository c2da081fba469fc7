// The packages that end up in the bundles: their licences go with the .vsix, and have to allow that.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Metafile } from "esbuild";
import { root } from "./run.ts";

/** Licences that let a project under MIT ship a package in a bundle, with its notice. */
const allowed: ReadonlySet<string> = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
]);

/**
 * The notices of all packages in the bundles, as one text. Throws where a package may not be bundled or has no notice.
 */
export function thirdPartyLicences(metafiles: readonly Metafile[]): string {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  return [...folders].toSorted().map(noticeOf).join("\n\n");
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` -> `node_modules/a/node_modules/@b/c`. */
function packageFolder(input: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function noticeOf(folder: string): string {
  const place = path.join(root, folder);
  const manifest = JSON.parse(readFileSync(path.join(place, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const { name, version, license = "none" } = manifest;
  if (!allowed.has(license))
    throw new Error(`${name} ${version} may not be bundled: its licence is ${license}`);
  const file = readdirSync(place).find((each) => /^licen[cs]e(\.(txt|md))?$/i.test(each));
  if (file === undefined) throw new Error(`${name} ${version} has no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(path.join(place, file), "utf8").trim()}`;
}
