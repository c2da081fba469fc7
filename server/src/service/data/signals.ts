// Signals that STOPSIGNAL is commonly set to.
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
