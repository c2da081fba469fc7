// What a name or a value says about being a secret.
import { harmlessFiles, secretFiles, secretVariableNames } from "../data/secretNames.ts";

export type SecretNameList = keyof typeof secretVariableNames;

/** Whether a variable of this name holds a secret, to go by one of the lists. */
export function isSecretName(name: string, list: SecretNameList): boolean {
  const { secret, harmless } = secretVariableNames[list];
  // apiKey is API_KEY
  const words = list === "own" ? name.replaceAll(/([a-z])([A-Z])/g, "$1_$2") : name;
  return secret.test(words) && !harmless.test(words);
}

/** Whether a path is that of a private key, a credential store or an environment file. */
export function isSecretFile(path: string): boolean {
  const name = path.replaceAll("\\", "/").toLowerCase();
  return !harmlessFiles.test(name) && secretFiles.some((pattern) => pattern.test(name));
}

/**
 * `none`: empty, a switch, a number, a path, a variable, an address or a fingerprint. `placeholder`: text that stands for
 * a secret or is everybody's.
 */
export function secretValueKind(value: string): "secret" | "placeholder" | "none" {
  if (nothing.test(value) || value.includes("$")) return "none";
  return placeholder.test(value) ? "placeholder" : "secret";
}

const nothing =
  /^(?:|true|false|yes|no|on|off|null|none|nil|undefined|enabled?|disabled?|auto|default|required?|optional|always|never|[\d.,:]+|(?:[a-z][a-z0-9+.-]*:\/\/(?![^/@]*:[^/@]*@)|[.~]{0,2}\/|[A-Za-z]:[\\/]|%).*|(?:[0-9A-F]{16}|[0-9A-F]{40}|(?:[0-9A-F]{4} ?){10})(?:\s.*)?|.{1,3})$/is;

const placeholder =
  /^[<[{*].*|^(.)\1+$|change[-_ ]?(?:me|it|this)|replace|example|sample|dummy|fake|placeholder|your[-_ ]|my[-_ ](?:secret|password|token|key)|not[-_ ]?(?:a[-_ ]|so)?secret|insecure|x{3,}|^(?:to-?do|tbd|foo|bar|test(?:ing)?|te?mp|secrets?|password\d*|passw(?:or)?d|pass|token|root|admin|user|guest|postgres|mysql|mariadb|redis|docker|local|dev(?:elopment)?|api_?key|key)$/i;
