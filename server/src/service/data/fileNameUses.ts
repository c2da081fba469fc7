// What programs do with the names of the files that they are given.

/** They work on files by their names; some print them as given. */
export const fileNamePrograms: ReadonlySet<string> = new Set(
  `awk bash cat chgrp chmod chown cp dash du file g++ gcc gem grep head java ls mv node npm perl php pip pip3 python python3
  rm rmdir ruby sed sh shellcheck sort stat strip tail touch wc yarn`.split(/\s+/),
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
