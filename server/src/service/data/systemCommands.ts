// Programs that only one of the two systems has.

/** They manage packages, users or permissions of a Linux system; cmd and PowerShell have nothing of these names. */
export const linuxCommands: readonly string[] = [
  "addgroup",
  "adduser",
  "apk",
  "apt",
  "apt-get",
  "chgrp",
  "chmod",
  "chown",
  "dnf",
  "dpkg",
  "groupadd",
  "microdnf",
  "rpm",
  "sudo",
  "useradd",
  "usermod",
  "yum",
  "zypper",
];

/** Windows' own shells and tools. PowerShell on Linux is called pwsh. */
export const windowsCommands: ReadonlySet<string> = new Set([
  "cmd.exe",
  "icacls",
  "msiexec",
  "powershell",
  "powershell.exe",
  "setx",
]);
