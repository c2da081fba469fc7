// Generated from the files of this folder: npm run generate
import type { Rule } from "../lint/rule.ts";
import absoluteWorkdir from "./absolute-workdir.ts";
import aptUpdateWithInstall from "./apt-update-with-install.ts";
import buildToolsInFinalStage from "./build-tools-in-final-stage.ts";
import execForm from "./exec-form.ts";
import foregroundProcess from "./foreground-process.ts";
import ignoredCopySource from "./ignored-copy-source.ts";
import mergeRuns from "./merge-runs.ts";
import missingCopySource from "./missing-copy-source.ts";
import nameStages from "./name-stages.ts";
import noLatestTag from "./no-latest-tag.ts";
import noMaintainer from "./no-maintainer.ts";
import preferCopy from "./prefer-copy.ts";
import preferSlimBase from "./prefer-slim-base.ts";
import shellSyntax from "./shell-syntax.ts";
import singleCmd from "./single-cmd.ts";
import tagBaseImage from "./tag-base-image.ts";
import validImageReference from "./valid-image-reference.ts";

export const rules: readonly Rule[] = [
  absoluteWorkdir,
  aptUpdateWithInstall,
  buildToolsInFinalStage,
  execForm,
  foregroundProcess,
  ignoredCopySource,
  mergeRuns,
  missingCopySource,
  nameStages,
  noLatestTag,
  noMaintainer,
  preferCopy,
  preferSlimBase,
  shellSyntax,
  singleCmd,
  tagBaseImage,
  validImageReference,
];
