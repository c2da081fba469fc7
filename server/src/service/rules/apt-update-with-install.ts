import { defineRule } from "../lint/rule.ts";
import { mergeRuns, type RunMerge } from "../syntax/mergeRuns.ts";
import type { Model } from "../syntax/model.ts";
import { loneUpdates, type PackageAction } from "../syntax/packageManagers.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "apt-update-with-install",
  severity: "warning",
  category: "run",
  aliases: { trivy: "DS-0017", checkov: "CKV_DOCKER_5" },
  options: {
    alone: {
      type: "boolean",
      default: false,
      summary:
        "Whether an update that no install uses counts as much as the others, as in trivy and checkov.",
    },
  },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#apt-get",
    "https://github.com/bridgecrewio/checkov/blob/main/checkov/dockerfile/checks/UpdateNotAlone.py",
  ],
  summary:
    "A package index is updated in one RUN and used by an install in a later one, so a cached index serves new packages.",
  why: `The layer of the update is kept in the build cache. When the install changes later, it runs on an index that may
    be months old: it fails because the mirror has dropped those packages, or it installs outdated ones. In one RUN, a
    change of the package list fetches the index anew.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN apt-get [|update|]\nRUN apt-get install -y git\n",
      fixed: "FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y git\n",
    },
    {
      bad: "FROM debian:12\nRUN apt -q [|update|] && \\\n  apt-get upgrade -y\nRUN mkdir /a\nRUN aptitude install -y git\n",
      fixed:
        "FROM debian:12\nRUN apt -q update && \\\n  apt-get upgrade -y && \\\n  mkdir /a && \\\n  aptitude install -y git\n",
    },
    {
      bad: "FROM alpine\r\nRUN apk [|update|]\r\nRUN apk add git\r\n",
      fixed: "FROM alpine\r\nRUN apk update \\\r\n    && apk add git\r\n",
    },
    {
      bad: "FROM fedora:42\nRUN dnf [|makecache|]\nRUN dnf -y install git\n",
      fixed: "FROM fedora:42\nRUN dnf makecache \\\n    && dnf -y install git\n",
    },
    {
      bad: "FROM centos:7\nRUN yum [|makecache|]\nRUN yum -y install git\n",
      fixed: "FROM centos:7\nRUN yum makecache \\\n    && yum -y install git\n",
    },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper --non-interactive [|refresh|]\nRUN zypper -n in git\n",
      fixed:
        "FROM opensuse/leap:15\nRUN zypper --non-interactive refresh \\\n    && zypper -n in git\n",
    },
    {
      bad: "FROM debian:12\nRUN apt-get [|update|]\nCOPY . /app\nRUN apt-get install -y git\n",
      refused: "Not merged: COPY stands between them",
    },
    {
      bad: "FROM debian:12 AS base\nRUN apt-get [|update|]\n\nFROM base\nRUN apt-get install -y git\n",
      refused: "Not merged: they are in different stages",
    },
    {
      bad: "FROM debian:12\nRUN cd /tmp && apt-get [|update|]\nRUN apt-get install -y git\n",
      refused: "Not merged: `cd` would act on the next command too",
    },
    {
      bad: "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get [|update|]\nRUN apt-get install -y git\n",
      refused: "Not merged: their flags differ",
    },
    {
      bad: "FROM debian:12\nRUN apt-get [|update|]\nRUN mkdir /data\n",
      refused: "has no effect",
      severity: "hint",
    },
    {
      bad: "FROM debian:12\nRUN apt-get [|update|]\nRUN mkdir /data\n",
      options: { alone: true },
      severity: "warning",
    },
    // whatever the form
    {
      bad: 'FROM debian:12\nRUN ["apt-get", [|"update"|]]\nRUN ["apt-get", "install", "-y", "git"]\n',
      refused: "`apt-get update` stands in another RUN",
    },
    {
      bad: "FROM debian:12\nRUN \"apt-get\" [|'update'|]\nRUN bash -c 'apt-get -y install git'\n",
      fixed:
        "FROM debian:12\nRUN \"apt-get\" 'update' \\\n    && bash -c 'apt-get -y install git'\n",
    },
    {
      bad: 'FROM debian:12\nRUN bash -c "apt-get [|update|]"\nRUN mkdir /a\nRUN apt-get install -y git\n',
      fixed:
        'FROM debian:12\nRUN bash -c "apt-get update" \\\n    && mkdir /a \\\n    && apt-get install -y git\n',
    },
    // its neighbours have no part in it
    {
      bad: "FROM debian:12\nRUN one\nRUN apt-get [|update|]\nRUN apt-get install -y git\nRUN two\n",
      fixed:
        "FROM debian:12\nRUN one\nRUN apt-get update \\\n    && apt-get install -y git\nRUN two\n",
    },
    {
      bad: "FROM debian:12\nRUN <<EOF\nset -e\napt-get [|update|]\nEOF\nRUN <<EOF\nset -e\napt-get install -y git\nEOF\n",
      fixed: "FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y git\nEOF\n",
    },
    {
      bad: "FROM debian:12\nRUN --mount=type=cache,target=/c apt-get [|update|]\nRUN --mount=type=cache,target=/c apt-get install -y git\n",
      fixed:
        "FROM debian:12\nRUN --mount=type=cache,target=/c apt-get update \\\n    && apt-get install -y git\n",
    },
    {
      bad: "FROM debian:12\nRUN apt-get [|update|]\n# why\nRUN apt-get install -y git\n",
      refused: "Not merged: the comment between them",
    },
    { good: 'FROM debian:12\nRUN sh -c "apt-get update && apt-get install -y git"\n' },
    { good: "FROM debian:12\nRUN apt-get update && apt-get install -y git\n" },
    {
      good: "FROM debian:12\nRUN apt-get update && apt-get install -y git\nRUN apt-get install -y curl\n",
    },
    { good: "FROM debian:12\nRUN apt-get update && apt-get upgrade -y\n" },
    // the cache holds the index for both
    {
      good: "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN --mount=type=cache,target=/var/lib/apt apt-get install -y git\n",
    },
    // upgrades, not updates of the index
    { good: "FROM centos:7\nRUN yum -y update\nRUN yum -y install git\n" },
    { good: "FROM fedora:42\nRUN dnf -y update\nRUN dnf -y install git\n" },
    { good: "FROM alpine\nRUN apk upgrade --no-cache\nRUN apk add --no-cache git\n" },
    { good: "FROM opensuse/leap:15\nRUN zypper -n update\nRUN zypper -n install git\n" },
    // another program may use the index
    { good: "FROM debian:12\nRUN apt-get update\nRUN ./install.sh\n" },
  ],
  visit: {
    document(model, { options, report, reportAs }) {
      for (const { run, update, use } of loneUpdates(model)) {
        const name = nameOf(update);
        if (use === undefined) {
          const message = `${name} has no effect here: nothing behind it takes packages from the index.`;
          reportAs(options.alone ? "warning" : "hint", update.verb, message);
          continue;
        }
        const merge = merged(model, run, use.run);
        const message = `${name} stands in another RUN than ${nameOf(use.action)}, which may get an old index from the build cache.`;
        if (merge.refusal !== undefined) {
          report(update.verb, `${message} Not merged: ${merge.refusal}.`);
        } else {
          const title = "Merge the update with the install";
          report(update.verb, message, { title, edits: merge.edits, safety: "safe" });
        }
      }
    },
  },
});

function nameOf({ command, verb }: PackageAction): string {
  return `\`${command.program} ${plainText(verb)}\``;
}

/** The update and everything up to the install as one RUN. */
function merged(model: Model, update: Instruction, install: Instruction): RunMerge {
  if (update.stage !== install.stage) return { refusal: "they are in different stages" };
  const runs = model.dockerfile.instructions.slice(update.index, install.index + 1);
  const other = runs.find(({ name }) => name !== "RUN");
  return other === undefined
    ? mergeRuns(model, runs)
    : { refusal: `${other.keyword.text} stands between them` };
}
