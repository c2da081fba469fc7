import { defineRule } from "../lint/rule.ts";
import { textMatches } from "../syntax/writtenText.ts";

export default defineRule({
  name: "no-ssh-host-check-off",
  severity: "warning",
  category: "security",
  aliases: {},
  triggers: true,
  sources: [
    "https://man.openbsd.org/ssh_config#StrictHostKeyChecking",
    "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/githubs-ssh-key-fingerprints",
  ],
  summary: "Host key checking of ssh is switched off.",
  why: `The host key is all that tells the real server from one in between, which could hand over other sources. Put the key
    into known_hosts, as the host publishes it: \`RUN --mount=type=ssh\` then needs no exception. With \`accept-new\` the first
    connection is trusted, and a changed key is still refused.`,
  examples: [
    { bad: "FROM debian:13\nRUN ssh -o [|StrictHostKeyChecking=no|] a@b c\n" },
    { bad: 'FROM debian:13\nENV GIT_SSH_COMMAND="ssh -o [|StrictHostKeyChecking=no|]"\n' },
    {
      bad: 'FROM debian:13\nRUN echo "Host *\\n\\t[|StrictHostKeyChecking no|]\\n" >> ~/.ssh/config\n',
    },
    {
      bad: "FROM debian:13\nCOPY <<EOF /root/.ssh/config\nHost a\n  [|stricthostkeychecking off|]\nEOF\n",
    },
    {
      bad: "FROM debian:13\nRUN sed -i 's/.*StrictHostKeyChecking ask/[|StrictHostKeyChecking no|]/' a\n",
    },
    {
      bad: "FROM debian:13\nRUN GIT_SSH_COMMAND='ssh -o\"[|StrictHostKeyChecking no|]\"' git clone a\n",
    },
    { good: "FROM debian:13\nRUN ssh -o StrictHostKeyChecking=accept-new a@b c\n" },
    { good: "FROM debian:13\nRUN echo 'StrictHostKeyChecking yes' >> ~/.ssh/config\n" },
    { good: "FROM debian:13\nRUN ssh a@b \\\n# StrictHostKeyChecking=no\n  c\n" },
  ],
  visit: {
    RUN: (node, { model, report }) => {
      for (const each of textMatches(model, node, setting)) report(each, message);
    },
    ENV: (node, { model, report }) => {
      for (const each of textMatches(model, node, setting)) report(each, message);
    },
    COPY(node, { model, report }) {
      if (node.heredocs.length === 0) return;
      for (const each of textMatches(model, node, setting)) report(each, message);
    },
  },
});

const setting = /(?:-o)?StrictHostKeyChecking[\s=]+["']?(?:no|off|false)\b/gi;
const message = "`StrictHostKeyChecking` switched off lets every server pass as the real one.";
