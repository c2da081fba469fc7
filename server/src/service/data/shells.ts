// What SHELL is commonly set to.
import type { Choice } from "./flags.ts";

export const shells: readonly Choice[] = [
  { value: '["/bin/sh", "-c"]', documentation: "The default on Linux." },
  {
    value: '["/bin/bash", "-o", "pipefail", "-c"]',
    documentation: "bash; a pipe fails where any part of it fails.",
  },
  {
    value: '["/bin/bash", "-euxo", "pipefail", "-c"]',
    documentation: "bash that stops at the first error and prints each command.",
  },
  { value: '["/bin/ash", "-o", "pipefail", "-c"]', documentation: "Alpine's shell." },
  {
    value: '["powershell", "-Command"]',
    documentation: "Windows PowerShell.",
  },
  { value: '["cmd", "/S", "/C"]', documentation: "The default on Windows." },
];
