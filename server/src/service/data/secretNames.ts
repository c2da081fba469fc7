/** Names of variables that hold secrets, by whom they are known; letters in any case. */
export const secretVariableNames = {
  /** A word of the name, and the words that make it harmless. Source: github.com/moby/buildkit, its build checks. */
  buildkit: {
    secret: /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i,
    harmless: /(?:_|^)(?:public|file|version)(?:_|$)/i,
  },
  /** Anywhere in the name. Source: what hadolint 2.15 says to real files. */
  hadolint: {
    secret: /access_key|api_key|password|private|secret|token|username|travis|facebook/i,
    harmless: /^$/,
  },
  /** Source: the check DS-0031 at avd.aquasec.com. */
  trivy: {
    secret:
      /(?:^|_)(?:passwd|password|pword|secret|token|api_?key|access_?key|private_?key|auth|credentials?)(?:_|$)/i,
    harmless: /(?:^|_)(?:public|file|version|path|dir|url|name|id)(?:_|$)/i,
  },
  /** The last words of a name. */
  own: {
    secret:
      /(?:^|_)(?:pass(?:word|wd|phrase)?|pword|pwd|psw|secrets?|(?:auth|access|bearer|refresh|api|bot|id)?_?token|(?:api|access|secret|private|encryption|signing|master|license|account|auth|app|admin|service)_?key|credentials?|auth)$/i,
    harmless:
      /public|gpg|pgp|(?:^|_)(?:use|no|with|allow|enable|disable|skip|verify|check|require|has|is)_/i,
  },
} as const;

/** Files that hold secrets, by the end of their path; letters in any case. */
export const secretFiles: readonly RegExp[] = [
  /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/,
  /(?:^|\/)[\w.-]*(?:private|priv|secret)[\w.-]*\.(?:pem|key|der)$/,
  /(?:^|\/)(?:[\w.-]*[-_.])?key(?:[-_.][\w.-]*)?\.pem$/,
  /(?:^|\/)(?:tls|ssl|server|client|privkey)\.key$/,
  /(?:^|\/)(?:privkey|ssh_host_\w+_key)(?:\.pem)?$/,
  /\.(?:p12|pfx|jks|keystore|ppk|kdbx)$/,
  /(?:^|\/)\.env(?:\.(?:local|prod|production|staging|secret|secrets)(?:\.local)?)?$/,
  /(?:^|\/)(?:\.npmrc|\.netrc|_netrc|\.pypirc|\.pgpass|\.git-credentials|\.htpasswd|\.vault-token)$/,
  /(?:^|\/)\.aws\/credentials$/,
  /(?:^|\/)(?:\.docker\/config\.json|\.dockercfg|\.dockerconfigjson)$/,
  /(?:^|\/)(?:\.kube\/config|kubeconfig(?:\.ya?ml)?)$/,
  /(?:^|\/)(?:service[-_]account(?:[-_]key)?|gcp[-_]key|application_default_credentials)\.json$/,
];

/** Names among them that only tell others what to write. */
export const harmlessFiles =
  /\.pub$|\.(?:crt|cer)$|(?:^|[-_./])(?:public|pub|example|sample|template|dist|dummy|fake|cacerts|truststore)(?:[-_./]|$)|(?:^|\/)ca[-_.]/i;
