// What runs as root on purpose: it gives up the rights itself, or looks after other processes.

/** Programs that start another one as another user, by name. */
export const rightsDroppers: ReadonlySet<string> = new Set([
  "chpst",
  "chroot",
  "fixuid",
  "gosu",
  "pebble",
  "runuser",
  "s6-applyuidgid",
  "s6-setuidgid",
  "setpriv",
  "setuidgid",
  "setuser",
  "su",
  "su-exec",
  "sudo",
]);

/** The first process of images with an init system, by name. */
export const initPrograms: ReadonlySet<string> = new Set([
  "init",
  "my_init",
  "openrc-init",
  "runit",
  "runsvdir",
  "s6-svscan",
  "supervisord",
  "systemd",
]);

/** Images that bring such a program and start it, with tags. */
export const rootImages: RegExp =
  /(?:^|[/_-])(?:gosu|su-exec|s6|systemd|baseimage|runit|openrc)|^(?:\w+\.\w+\/)?linuxserver\//i;
