/** A program that goes into the background unless it is told not to. Patterns are tried on each argument. */
export interface Daemon {
  /** Arguments that keep it in the foreground. */
  readonly foreground: RegExp;
  /** Arguments with which it does not start a service, or reads a configuration that decides. */
  readonly other: RegExp;
  /** Text in the Dockerfile that keeps it in the foreground by its configuration. */
  readonly configuration: RegExp;
  /** Destinations of COPY where that configuration may come from. */
  readonly configurationFiles: RegExp;
  /** Base images whose configuration keeps it in the foreground. */
  readonly images: RegExp;
  /** The arguments to add. */
  readonly add: readonly string[];
}

const never = /(?!)/;

const httpd: Daemon = {
  foreground: /FOREGROUND|NO_DETACH|^-X$/,
  other: /^(?!-k$|start$|restart$|graceful$)/,
  configuration: never,
  configurationFiles: never,
  images: never,
  add: ["-D", "FOREGROUND"],
};

const cron: Daemon = {
  foreground: /^-[a-zA-Z]*[fndx]|^--foreground$/,
  other: /^-[hV]/,
  configuration: never,
  configurationFiles: never,
  images: never,
  add: ["-f"],
};

/** By program name. */
export const daemons: Readonly<Record<string, Daemon>> = {
  nginx: {
    foreground: /daemon\s+off/,
    other: /^-[chpqstTvV?]/,
    configuration: /daemon\s+off/,
    configurationFiles: /^\/etc\/nginx\/?$|nginx\.conf$/,
    images: never,
    add: ["-g", "daemon off;"],
  },
  apachectl: httpd,
  apache2ctl: httpd,
  apache2: httpd,
  httpd,
  "php-fpm": {
    foreground: /^-[a-zA-Z]*F|^--nodaemonize$/,
    other: /^-[himtvy?]|^--(?:fpm-config|help|info|test|version)/,
    configuration: /daemonize\s*=\s*(?:no|0|off)/,
    configurationFiles: /php-fpm|php.*fpm/,
    // the official image's own configuration says so
    images: /(?:^|\/)[^/]*php[^/]*$/,
    add: ["-F"],
  },
  sshd: {
    foreground: /^-[a-zA-Z]*[Ddi]/,
    other: /^-[tTV]/,
    configuration: never,
    configurationFiles: never,
    images: never,
    add: ["-D"],
  },
  cron,
  crond: cron,
  supervisord: {
    foreground: /^-[a-z]*n|^--nodaemon$/,
    other: /^-[chv]|^--(?:configuration|help|version)/,
    configuration: /nodaemon\s*=\s*(?:true|1|yes|on)/,
    configurationFiles: /supervisor/,
    images: /supervisor/,
    add: ["-n"],
  },
};

/** Arguments with which a program that stays in the foreground goes into the background, by program name. */
export const backgroundArguments: Readonly<Record<string, readonly (readonly string[])[]>> = {
  gunicorn: [["--daemon"], ["-D"]],
  haproxy: [["-D"]],
  memcached: [["--daemon"], ["-d"]],
  mongod: [["--fork"]],
  mongos: [["--fork"]],
  mysqld: [["--daemonize"]],
  "redis-sentinel": [["--daemonize", "yes"]],
  "redis-server": [["--daemonize", "yes"]],
};

/** Foreground commands of services, by the names that start scripts have. */
export const serviceCommands: Readonly<Record<string, readonly string[]>> = {
  nginx: ["nginx", "-g", "daemon off;"],
  apache2: ["apachectl", "-D", "FOREGROUND"],
  httpd: ["httpd", "-D", "FOREGROUND"],
  cron: ["cron", "-f"],
  crond: ["crond", "-f"],
};

/** What a service is told to make it run. */
export const startVerbs: readonly string[] = ["start", "restart", "reload", "force-reload"];

/** Commands that end at once: what counts is the one before them. */
export const briefCommands: readonly string[] = [
  ":",
  "cd",
  "echo",
  "exit",
  "export",
  "false",
  "printf",
  "set",
  "true",
];
