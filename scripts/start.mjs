// `npm start`: opens Drydock in an editor, on a copy of the sample workspace.
import { runOnProjectNode } from "./setup/bootstrap.mjs";

runOnProjectNode("scripts/setup/openEditor.ts");
