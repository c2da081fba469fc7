import { defineRule } from "../lint/rule.ts";
import { knownLabels, labelType } from "../syntax/labels.ts";

export default defineRule({
  name: "label-is-email",
  severity: "info",
  category: "labels",
  aliases: { hadolint: "DL3058" },
  options: {
    form: {
      type: "choice",
      choices: ["mailbox", "address"],
      default: "mailbox",
      summary: "Whether a name may stand in front of the address, which is then in angle brackets.",
    },
  },
  profiles: { hadolint: { options: { form: "address" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3058",
    "https://www.rfc-editor.org/rfc/rfc5322#section-3.4",
  ],
  summary: "A label that holds an e-mail address is malformed.",
  why: `Where the project's schema says that a label is an e-mail address, people write to it when an image fails or is unsafe. An
    address without a domain or with a blank in it reaches nobody. A name in front with the address in angle brackets is
    fine as well.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nLABEL maintainer=[|Ada|]\n",
      project: { labelSchema: { maintainer: "email" } },
    },
    { bad: 'LABEL maintainer=[|"ada@"|]\n', project: { labelSchema: { maintainer: "email" } } },
    {
      bad: 'LABEL maintainer=[|"ada at example.com"|]\n',
      project: { labelSchema: { maintainer: "email" } },
    },
    {
      bad: 'LABEL maintainer=[|"Ada <ada@example.com>"|]\n',
      project: { labelSchema: { maintainer: "email" } },
      options: { form: "address" },
    },
    {
      good: 'LABEL maintainer="Ada Lovelace <ada@example.com>"\n',
      project: { labelSchema: { maintainer: "email" } },
    },
    {
      good: "LABEL maintainer=ada.l+x@mail.example.com\nLABEL maintainer=$WHO\n",
      project: { labelSchema: { maintainer: "email" } },
    },
    { good: "FROM alpine:3.20\nLABEL maintainer=Ada\n" },
  ],
  visit: {
    LABEL(node, { model, project, options, report }) {
      for (const { key, value, valueSpan } of knownLabels(node, model.dockerfile.escape)) {
        if (value === "" || labelType(key, project.labelSchema, "schema") !== "email") continue;
        const [, inBrackets] = /^[^<>]*<([^<>]*)>$/.exec(value) ?? [];
        const text = options.form === "mailbox" ? (inBrackets ?? value) : value;
        if (text.length <= longestAddress && address.test(text)) continue;
        report(valueSpan, `${key} holds an e-mail address, and ${value} is none.`);
      }
    },
  },
});

const longestAddress = 320;
const address =
  /^(?:"[^"\\]+"|[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*)@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*$/i;
