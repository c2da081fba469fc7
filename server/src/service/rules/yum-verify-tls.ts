import { defineRule, type RuleContext } from "../lint/rule.ts";
import { dropText } from "../syntax/dropText.ts";
import type { Instruction } from "../syntax/tree.ts";
import { offer } from "../syntax/writtenEdits.ts";
import { textMatches } from "../syntax/writtenText.ts";

export default defineRule({
  name: "yum-verify-tls",
  severity: "warning",
  category: "security",
  aliases: { checkov: "CKV2_DOCKER_15" },
  triggers: true,
  sources: [
    "https://dnf.readthedocs.io/en/latest/conf_ref.html#options-for-both-main-and-repo",
    "https://man7.org/linux/man-pages/man5/yum.conf.5.html",
  ],
  summary: "Certificate checks of `yum` or `dnf` are switched off.",
  why: `Whoever sits between the build and the mirror can then hand over other indexes and packages. Where the setting is
    saved, it also holds in the image. For a mirror of one's own, name its certificate authority with \`sslcacert\` instead.`,
  examples: [
    { bad: "FROM centos:7\nRUN yum install -y --setopt=[|sslverify=0|] a\n" },
    { bad: 'FROM fedora:42\nRUN dnf config-manager --save --setopt="b.[|sslverify=false|]"\n' },
    { bad: "FROM centos:7\nRUN yum-config-manager --save --setopt [|sslverify=no|]\n" },
    { bad: "FROM centos:7\nRUN echo '[|sslverify = off|]' >> /etc/yum.conf\n" },
    { bad: "FROM centos:7\nRUN sed -i 's/sslverify=1/[|sslverify=0|]/' /etc/yum.repos.d/a.repo\n" },
    { bad: "FROM centos:7\nCOPY <<EOF /etc/yum.repos.d/a.repo\n[a]\n[|sslverify=False|]\nEOF\n" },
    {
      bad: 'FROM centos:7\nRUN yum install -y --setopt=[|sslverify=0|] a && yum --setopt "b.[|sslverify=no|]" update\n',
      fixed: "FROM centos:7\nRUN yum install -y a && yum update\n",
    },
    {
      bad: "FROM centos:7\r\nRUN yum install -y \\\r\n  --setopt=[|sslverify=0|] \\\r\n  # why\r\n  a",
      fixed: "FROM centos:7\r\nRUN yum install -y \\\r\n  # why\r\n  a",
    },
    {
      bad: "FROM centos:7\nRUN echo [|sslverify=0|] >> /etc/yum.conf && yum install -y a\n",
      fixed: "FROM centos:7\nRUN yum install -y a\n",
    },
    {
      bad: "FROM centos:7\nCOPY <<EOF /etc/yum.repos.d/a.repo\n[a]\n[|sslverify=0|]\nb=c\nEOF\n",
      fixed: "FROM centos:7\nCOPY <<EOF /etc/yum.repos.d/a.repo\n[a]\nb=c\nEOF\n",
    },
    {
      bad: "FROM centos:7\nRUN <<EOF\nyum \\\n  --setopt=[|sslverify=0|] \\\n  install -y a\nEOF\n",
      fixed: "FROM centos:7\nRUN <<EOF\nyum \\\n  install -y a\nEOF\n",
    },
    {
      bad: "FROM centos:7\nRUN sed -i 's/sslverify=1/[|sslverify=0|]/' /etc/yum.repos.d/a.repo\n",
      refused: "No fix: it stands in a longer text",
    },
    { good: "FROM centos:7\nRUN yum install -y --setopt=sslverify=1 a\n" },
    { good: "FROM centos:7\nRUN sed -i 's/sslverify=0/sslverify=1/' /etc/yum.conf\n" },
    // git's setting is another rule's
    { good: "FROM centos:7\nRUN git -c http.sslVerify=false clone a\n" },
    { good: "FROM centos:7\nRUN printf '[http]\\n\\tsslVerify=false' > ~/.gitconfig\n" },
  ],
  visit: {
    RUN: reportTexts,
    COPY: reportTexts,
  },
});

function reportTexts(node: Instruction, { model, report }: RuleContext): void {
  if (node.name === "COPY" && node.heredocs.length === 0) return;
  for (const each of textMatches(model, node, setting)) {
    const found = dropText(model, node, each, "--setopt");
    report(each, ...offer(message, "Remove sslverify", found));
  }
}

/** In small letters: git writes its own `sslVerify`. */
const setting = /sslverify\s*=\s*(?:0|[Ff]alse|no|off)\b/g;
const message = "`sslverify` switched off lets every certificate of a mirror pass.";
