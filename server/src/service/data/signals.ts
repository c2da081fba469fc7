// Signals of Linux: all names, and those that STOPSIGNAL is commonly set to.
import type { Choice } from "./flags.ts";

export const stopSignals: readonly Choice[] = [
  { value: "SIGTERM", documentation: "End properly. The default." },
  { value: "SIGINT", documentation: "As Ctrl+C does; PostgreSQL ends fast on it." },
  { value: "SIGQUIT", documentation: "nginx and PHP-FPM finish open requests first." },
  { value: "SIGWINCH", documentation: "Apache httpd finishes open requests first." },
  { value: "SIGHUP", documentation: "The terminal is gone." },
  { value: "SIGUSR1", documentation: "The program decides what it means." },
  { value: "SIGUSR2", documentation: "The program decides what it means." },
  { value: "SIGKILL", documentation: "Ends at once; the program cannot clean up." },
  { value: "SIGRTMIN+3", documentation: "For systemd as the container's first process." },
];

/** Names without `SIG`, as Linux has them; the real-time ones are numbers from RTMIN up and from RTMAX down. */
export const signalNames: readonly string[] = [
  ...`ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP
  TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX`.split(/\s+/),
  ...Array.from({ length: 15 }, (_, index) => `RTMIN+${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `RTMAX-${index + 1}`),
];

/** Signals that end or halt a program without asking it, by name and by number. */
export const unstoppableSignals: ReadonlySet<string> = new Set(["KILL", "9", "STOP", "19"]);
