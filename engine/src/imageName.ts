// Names of images, by the grammar of the OCI distribution specification as Docker's reference library reads it.

const component = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const host = "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:]+\\])(?::[0-9]+)?";
const tag = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
const taggedName = new RegExp(`^(?:${host}/)?${component}(?:/${component})*(?::${tag})?$`);

/** Whether `text` may follow `-t`: a name with or without registry, path and tag. */
export function isImageName(text: string): boolean {
  return text.length <= 255 && taggedName.test(text);
}

/** The valid image name that is nearest to the name of a folder; "image" where nothing of it can be kept. */
export function imageNameFor(folderName: string): string {
  const kept = folderName
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, (gap) => (/^(?:\.|__?|-+)$/.test(gap) ? gap : "-"))
    .replace(/^[._-]+|[._-]+$/g, "");
  return kept === "" ? "image" : kept;
}
