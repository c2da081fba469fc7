/** A program whose arguments are another command. */
export interface CommandWrapper {
  /** Its own flags that take the next word as their value. */
  readonly valueFlags: readonly string[];
  /** How many words stand between its flags and the command: `gosu USER command`. */
  readonly operands: number;
}

/** By program name. `sudo apt-get install` installs with apt-get, `exec nginx` runs nginx. */
export const commandWrappers: Readonly<Record<string, CommandWrapper>> = {
  sudo: { valueFlags: ["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-T", "-U", "-D"], operands: 0 },
  doas: { valueFlags: ["-u", "-C"], operands: 0 },
  env: { valueFlags: ["-u", "-C", "--unset", "--chdir"], operands: 0 },
  exec: { valueFlags: ["-a"], operands: 0 },
  command: { valueFlags: [], operands: 0 },
  builtin: { valueFlags: [], operands: 0 },
  nohup: { valueFlags: [], operands: 0 },
  time: { valueFlags: ["-o", "-f"], operands: 0 },
  nice: { valueFlags: ["-n"], operands: 0 },
  ionice: { valueFlags: ["-c", "-n"], operands: 0 },
  setsid: { valueFlags: [], operands: 0 },
  stdbuf: { valueFlags: ["-i", "-o", "-e"], operands: 0 },
  xargs: {
    valueFlags: ["-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "--max-args", "--max-procs"],
    operands: 0,
  },
  timeout: { valueFlags: ["-k", "-s"], operands: 1 },
  gosu: { valueFlags: [], operands: 1 },
  "su-exec": { valueFlags: [], operands: 1 },
  setpriv: {
    valueFlags: ["--reuid", "--regid", "--groups", "--inh-caps", "--bounding-set"],
    operands: 0,
  },
  tini: { valueFlags: ["-p", "-e"], operands: 0 },
  "dumb-init": { valueFlags: ["-r", "--rewrite"], operands: 0 },
  busybox: { valueFlags: [], operands: 0 },
};
