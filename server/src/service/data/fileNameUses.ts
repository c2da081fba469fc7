// What programs do with the names of the files that they are given.

/** They only work on the files: `./a` is for them what `a` is. Exceptions: flags after which they print or store the name. */
export const nameBlindPrograms: ReadonlyMap<string, RegExp> = new Map([
  ["chgrp", /^-[a-zA-Z]*[vc]|^--(?:verbose|changes)/],
  ["chmod", /^-[a-zA-Z]*[vc]|^--(?:verbose|changes)/],
  ["chown", /^-[a-zA-Z]*[vc]|^--(?:verbose|changes)/],
  ["cp", /^-[a-zA-Z]*[vsl]|^--(?:verbose|symbolic-link|link|parents)/],
  ["mv", /^-[a-zA-Z]*v|^--verbose/],
  ["rm", /^-[a-zA-Z]*v|^--verbose/],
  ["rmdir", /^-[a-zA-Z]*v|^--verbose/],
  ["strip", /^-[a-zA-Z]*v|^--verbose/],
  ["touch", /^$/],
]);

/** They print the names, or pass them on. */
export const namePrintingPrograms: ReadonlySet<string> = new Set(
  `awk bash cat dash du file g++ gcc gem grep head java ls node npm perl php pip pip3 python python3 ruby sed sh shellcheck
  sort stat tail wc yarn`.split(/\s+/),
);

/** They keep the names as they are given: in an archive, a list or a link. */
export const nameKeepingPrograms: ReadonlySet<string> = new Set(
  `7z 7za ar bsdtar cksum cpio cpack find jar ln md5sum rar rsync sha1sum sha224sum sha256sum sha384sum sha512sum tar
  zip`.split(/\s+/),
);

/** They take files only by a path; what else they are given is the name of a package. */
export const packageFilePrograms: ReadonlySet<string> = new Set(
  "apk apt apt-get dnf dpkg microdnf rpm yum zypper".split(" "),
);
