import type { Host } from "./service/host.ts";

export interface RememberingHost extends Host {
  /** From here on answers are kept. To be called only where changes are told. */
  remember(): void;
  /** Drops what is kept. */
  forget(): void;
}

/** A host that asks for each folder and file once, so that typing does not read the disk again and again. */
export function rememberingHost(host: Host): RememberingHost {
  const known = new Map<string, Promise<unknown>>();
  let remembers = false;

  function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    if (!remembers) return ask();
    // one key, one type: it begins with the name of the question
    const answer = (known.get(key) as Promise<T> | undefined) ?? ask();
    known.set(key, answer);
    return answer;
  }

  return {
    userConfigFolders: host.userConfigFolders,
    readDirectory: (folder) => once(`directory ${folder}`, () => host.readDirectory(folder)),
    readFile: (file) => once(`file ${file}`, () => host.readFile(file)),
    readStart: (file, bytes) => once(`start ${bytes} ${file}`, () => host.readStart(file, bytes)),
    remember() {
      remembers = true;
    },
    forget() {
      known.clear();
    },
  };
}
