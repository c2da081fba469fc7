import { defineRule } from "../lint/rule.ts";
import { wordWithBlanks } from "../syntax/dropWord.ts";
import { plainText } from "../syntax/runCommands.ts";
import { textMatches } from "../syntax/writtenText.ts";

export default defineRule({
  name: "yum-verify-signatures",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_9" },
  triggers: true,
  sources: [
    "https://dnf.readthedocs.io/en/latest/conf_ref.html#options-for-both-main-and-repo",
    "https://en.opensuse.org/SDB:Zypper_manual",
  ],
  summary:
    "Packages are installed by `yum`, `dnf`, `tdnf` or `zypper` without a check of their signature.",
  why: `The signature says who made a package, whatever mirror it comes from. Without it whoever sits in between can hand over
    another one, and its scripts run as root. Name the repository's key with \`gpgkey\` instead. For a package that lies in the
    image already the risk is small.`,
  examples: [
    {
      bad: "FROM fedora:42\nRUN dnf install -y [|--nogpgcheck|] a\n",
      fixed: "FROM fedora:42\nRUN dnf install -y a\n",
    },
    { bad: "FROM centos:7\nRUN yum -y --disablerepo=* [|--nogpgcheck|] update\n" },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper [|--no-gpg-checks|] in -y a && zypper ar [|-G|] b c\n",
    },
    { bad: "FROM fedora:42\nRUN tdnf install --setopt=*.[|gpgcheck=0|] a\n" },
    { bad: "FROM fedora:42\nRUN printf '[a]\\n[|gpgcheck=0|]\\n' > /etc/yum.repos.d/a.repo\n" },
    { bad: "FROM fedora:42\nRUN sed -i 's/gpgcheck=1/[|gpgcheck=0|]/' /etc/yum.conf\n" },
    { bad: "FROM fedora:42\nCOPY <<EOF /etc/yum.repos.d/a.repo\n[a]\n[|gpgcheck = False|]\nEOF\n" },
    { bad: "FROM fedora:42\nRUN dnf install -y [|--nogpgcheck|] /tmp/a.rpm\n", severity: "info" },
    { good: "FROM fedora:42\nRUN dnf install -y a && b --nogpgcheck\n" },
    { good: "FROM fedora:42\nRUN sed -i 's/gpgcheck=0/gpgcheck=1/g' a && grep gpgcheck=0 b\n" },
    {
      good: "FROM fedora:42\nRUN echo gpgcheck=1 >> a\n# gpgcheck=0\nRUN echo repo_gpgcheck=0 >> a\n",
    },
  ],
  visit: {
    command(command, _, { model, report, reportAs }) {
      if (!/^(?:yum|t?dnf5?|microdnf|zypper)$/.test(command.program)) return;
      const words = command.args.map(plainText);
      const flag = command.program === "zypper" ? zypperFlag : /^--no-?gpg-?checks?$/;
      const at = words.findIndex((word) => flag.test(word));
      const word = command.args[at];
      if (word === undefined) return;
      const cut = wordWithBlanks(model, command, word);
      const fix =
        cut &&
        ({ title: "Check signatures", edits: [{ ...cut, text: "" }], safety: "unsafe" } as const);
      const isLocal = words.some((each) => /^[^:]+\.rpm$/.test(each));
      const message = `\`${command.program} ${words[at]}\` takes packages that anyone may have made.`;
      if (isLocal) reportAs("info", word, message, fix);
      else report(word, message, fix);
    },
    RUN(node, { model, report }) {
      for (const each of textMatches(model, node, setting)) report(each, settingMessage);
    },
    COPY(node, { model, report }) {
      if (node.heredocs.length === 0) return;
      for (const each of textMatches(model, node, setting)) report(each, settingMessage);
    },
  },
});

const zypperFlag = /^(?:--no-gpg-?checks?|--allow-unsigned-rpm|--gpgcheck-allow-unsigned|-G)$/;
/** The signature of the package; that of the repository's index is another setting, and off by default. */
const setting = /gpgcheck\s*=\s*(?:0|false|no|off)\b/gi;
const settingMessage =
  "`gpgcheck` switched off makes the system take packages that anyone may have made.";
