/** Names of images whose containers run Windows, with tags; letters in any case. */
export const windowsImages: readonly RegExp[] = [
  /^mcr\.microsoft\.com\/windows(?:[/:@]|$)/i,
  /^mcr\.microsoft\.com\/dotnet\/framework\//i,
  /(?:^|[^a-z])(?:windows)?(?:servercore|nanoserver)/i,
  // what a tag says: `8.0-windows`, `lts-ltsc2022`, `windowsservercore-1809`
  /:[^/]*(?:windows|ltsc20\d\d)[^/]*$/i,
  // Microsoft's names on Docker Hub, before it had a registry of its own
  /^(?:docker\.io\/)?microsoft\/(?:windows|iis|aspnet|wcf|dotnet-framework|mssql-server-windows)/i,
];
