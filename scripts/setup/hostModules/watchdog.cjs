// Takes the place of @vscode/native-watchdog in the code-server that start and test use. The real one must be
// compiled; it ends a blocked extension host, and VS Code itself asks every second whether the parent still lives.
exports.start = () => {};
exports.exit = (code) => process.exit(code);
