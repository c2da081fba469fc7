// `npm test`: runs every check and every test; see scripts/setup/runTests.ts for the options.
import { runOnProjectNode } from "./setup/bootstrap.mjs";

runOnProjectNode("scripts/setup/runTests.ts");
