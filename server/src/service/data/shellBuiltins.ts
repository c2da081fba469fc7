/** Commands that change the shell that runs them: its folder, variables, options, or whether it goes on. */
export const shellStateCommands: ReadonlySet<string> = new Set([
  ".",
  "alias",
  "break",
  "cd",
  "continue",
  "deactivate",
  "declare",
  "enable",
  "eval",
  "exec",
  "exit",
  "export",
  "getopts",
  "let",
  "local",
  "logout",
  "mapfile",
  "nvm",
  "popd",
  "pushd",
  "read",
  "readarray",
  "readonly",
  "return",
  "rvm",
  "sdk",
  "set",
  "setopt",
  "shift",
  "shopt",
  "source",
  "trap",
  "typeset",
  "ulimit",
  "umask",
  "unalias",
  "unset",
]);

/** Commands that only a shell has: no program of that name can be counted on. */
export const shellOnlyCommands: ReadonlySet<string> = new Set([
  ...shellStateCommands,
  ":",
  "[",
  "[[",
  "bg",
  "builtin",
  "caller",
  "command",
  "disown",
  "fg",
  "hash",
  "jobs",
  "suspend",
  "times",
  "type",
  "wait",
]);

/** Commands that shells have beside a program of that name, which reads options and escapes in another way. */
export const shellVariants: ReadonlySet<string> = new Set([
  "echo",
  "kill",
  "printf",
  "pwd",
  "test",
]);

/** Programs that change which file is the shell, where one of their words names a shell. */
export const shellReplacers: ReadonlySet<string> = new Set([
  "alternatives",
  "chmod",
  "cp",
  "dpkg-divert",
  "dpkg-reconfigure",
  "install",
  "ln",
  "mv",
  "rm",
  "tee",
  "unlink",
  "update-alternatives",
]);

/** Arguments with which programs go into the background. */
export const backgroundFlags: RegExp = /^--?(?:background|daemon|daemonize|fork)(?:=|$)/;

/** Arguments with which a daemon only looks at its configuration or says what it is. */
export const inspectionFlags: RegExp = /^(?:-[tvV]|configtest|--(?:help|test|version))$/;

/** Programs that leave another one running behind them. */
export const serviceStarters: ReadonlySet<string> = new Set([
  "coproc",
  "dbus-daemon",
  "dockerd",
  "gpg-agent",
  "initctl",
  "invoke-rc.d",
  "mysqld_safe",
  "pg_ctl",
  "pg_ctlcluster",
  "pm2",
  "rc-service",
  "screen",
  "service",
  "ssh-agent",
  "start-stop-daemon",
  "systemctl",
  "tmux",
]);

/** Built-in commands of bash that neither dash nor busybox has. */
export const bashBuiltins: ReadonlySet<string> = new Set([
  "bind",
  "caller",
  "compgen",
  "complete",
  "compopt",
  "declare",
  "dirs",
  "disown",
  "enable",
  "mapfile",
  "popd",
  "pushd",
  "readarray",
  "shopt",
  "typeset",
]);
