/** What keys and tokens look like that their issuers give a form of their own. */
export interface SecretToken {
  /** How a message calls it, with its article. */
  readonly name: string;
  /** Without flags and groups that capture. */
  readonly pattern: string;
}

/** Sources: the issuers' documentation of their token formats, and RFC 7468, RFC 7519. */
export const secretTokens: readonly SecretToken[] = [
  { name: "An AWS access key", pattern: String.raw`(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])` },
  {
    name: "A GitHub token",
    pattern: String.raw`gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22}_\w{59}`,
  },
  { name: "A GitLab token", pattern: String.raw`gl(?:pat|dt|rt|ptt|cbt|ft|soat)-[\w-]{20,}` },
  { name: "A Slack token", pattern: String.raw`xox[abeoprs]-(?:\d{8,}-)+[A-Za-z0-9-]{12,}` },
  {
    name: "A Slack webhook",
    pattern: String.raw`hooks\.slack\.com\/services\/T\w{8,}\/B\w{8,}\/\w{24}`,
  },
  { name: "A Stripe key", pattern: String.raw`[rs]k_live_[A-Za-z0-9]{24,}` },
  { name: "A Google API key", pattern: String.raw`AIza[\w-]{35}(?![\w-])` },
  { name: "An npm token", pattern: String.raw`npm_[A-Za-z0-9]{36}(?!\w)` },
  { name: "A PyPI token", pattern: String.raw`pypi-AgE[\w-]{50,}` },
  { name: "A Docker Hub token", pattern: String.raw`dckr_[po]at_[\w-]{27,}` },
  { name: "A Hugging Face token", pattern: String.raw`hf_[A-Za-z]{34}(?!\w)` },
  {
    name: "An OpenAI key",
    pattern: String.raw`sk-(?:proj-|svcacct-)?[\w-]{16,}T3BlbkFJ[\w-]{16,}`,
  },
  { name: "An Anthropic key", pattern: String.raw`sk-ant-(?:api|admin)\d\d-[\w-]{80,}` },
  { name: "A SendGrid key", pattern: String.raw`SG\.[\w-]{22}\.[\w-]{43}` },
  { name: "A DigitalOcean token", pattern: String.raw`do[opr]_v1_[a-f0-9]{64}` },
  { name: "A Databricks token", pattern: String.raw`dapi[a-f0-9]{32}(?!\w)` },
  { name: "A Shopify token", pattern: String.raw`shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}` },
  { name: "A New Relic key", pattern: String.raw`NRAK-[A-Z0-9]{27}` },
  { name: "A Telegram bot token", pattern: String.raw`\d{8,10}:AA[\w-]{33}(?![\w-])` },
  { name: "A JSON web token", pattern: String.raw`eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}` },
  {
    name: "A private key",
    pattern: String.raw`-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----(?=(?:[\s"'\\]|\\?\\[nr])+[A-Za-z0-9+/]{16})`,
  },
];
