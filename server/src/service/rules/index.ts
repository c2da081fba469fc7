// Generated from the files of this folder: npm run generate
import type { Rule } from "../lint/rule.ts";
import absoluteWorkdir from "./absolute-workdir.ts";
import apkNoCache from "./apk-no-cache.ts";
import apkVerifySignatures from "./apk-verify-signatures.ts";
import aptAssumeYes from "./apt-assume-yes.ts";
import aptGetOverApt from "./apt-get-over-apt.ts";
import aptUpdateWithInstall from "./apt-update-with-install.ts";
import aptVerifySignatures from "./apt-verify-signatures.ts";
import argumentCount from "./argument-count.ts";
import asCasing from "./as-casing.ts";
import basePlatformMatch from "./base-platform-match.ts";
import booleanFlagValue from "./boolean-flag-value.ts";
import bracedArrayIndex from "./braced-array-index.ts";
import buildToolsInFinalStage from "./build-tools-in-final-stage.ts";
import checkedCd from "./checked-cd.ts";
import checkedNegation from "./checked-negation.ts";
import cleanAptLists from "./clean-apt-lists.ts";
import cleanDnfCache from "./clean-dnf-cache.ts";
import cleanYarnCache from "./clean-yarn-cache.ts";
import cleanYumCache from "./clean-yum-cache.ts";
import cleanZypperCache from "./clean-zypper-cache.ts";
import closedHeredoc from "./closed-heredoc.ts";
import closedQuotes from "./closed-quotes.ts";
import closedVariable from "./closed-variable.ts";
import consistentInstructionCasing from "./consistent-instruction-casing.ts";
import copyDestinationSlash from "./copy-destination-slash.ts";
import copyFromFilledStage from "./copy-from-filled-stage.ts";
import copyOutsideContext from "./copy-outside-context.ts";
import copySecretFile from "./copy-secret-file.ts";
import copyWholeStage from "./copy-whole-stage.ts";
import curlVerifyTls from "./curl-verify-tls.ts";
import dashSafeGlob from "./dash-safe-glob.ts";
import declaredPlatformArg from "./declared-platform-arg.ts";
import defaultShell from "./default-shell.ts";
import definedVariable from "./defined-variable.ts";
import describedDefinition from "./described-definition.ts";
import dnfAssumeYes from "./dnf-assume-yes.ts";
import duplicateFlag from "./duplicate-flag.ts";
import echoEscapes from "./echo-escapes.ts";
import effectiveCheck from "./effective-check.ts";
import entrypointTakesCmd from "./entrypoint-takes-cmd.ts";
import execForm from "./exec-form.ts";
import findWithoutPath from "./find-without-path.ts";
import flagValueMissing from "./flag-value-missing.ts";
import foregroundProcess from "./foreground-process.ts";
import fromFirst from "./from-first.ts";
import gitVerifyTls from "./git-verify-tls.ts";
import gracefulStopSignal from "./graceful-stop-signal.ts";
import guardedRm from "./guarded-rm.ts";
import heredocErrexit from "./heredoc-errexit.ts";
import ignoredCopySource from "./ignored-copy-source.ts";
import installBeforeUser from "./install-before-user.ts";
import instructionInRun from "./instruction-in-run.ts";
import invisibleCharacter from "./invisible-character.ts";
import keptPath from "./kept-path.ts";
import keyValueForm from "./key-value-form.ts";
import keyValueSyntax from "./key-value-syntax.ts";
import knownCopySource from "./known-copy-source.ts";
import knownDirective from "./known-directive.ts";
import knownIgnore from "./known-ignore.ts";
import knownStageIndex from "./known-stage-index.ts";
import labelIsCommit from "./label-is-commit.ts";
import labelIsEmail from "./label-is-email.ts";
import labelIsLicence from "./label-is-licence.ts";
import labelIsTime from "./label-is-time.ts";
import labelIsUrl from "./label-is-url.ts";
import labelIsVersion from "./label-is-version.ts";
import leadingDirective from "./leading-directive.ts";
import lostCommentContinuation from "./lost-comment-continuation.ts";
import lostShellState from "./lost-shell-state.ts";
import lowerCaseDirective from "./lower-case-directive.ts";
import lowerCaseKeyword from "./lower-case-keyword.ts";
import lowerCaseProtocol from "./lower-case-protocol.ts";
import lowerCaseStageNames from "./lower-case-stage-names.ts";
import mergeRuns from "./merge-runs.ts";
import missingContinuation from "./missing-continuation.ts";
import missingCopySource from "./missing-copy-source.ts";
import nameStages from "./name-stages.ts";
import namedUserWithoutPasswd from "./named-user-without-passwd.ts";
import noAmpersandSemicolon from "./no-ampersand-semicolon.ts";
import noBraceExpansionInSh from "./no-brace-expansion-in-sh.ts";
import noChownOnWindows from "./no-chown-on-windows.ts";
import noChpasswd from "./no-chpasswd.ts";
import noConstantPlatform from "./no-constant-platform.ts";
import noCopyFromSelf from "./no-copy-from-self.ts";
import noDirectoryStackInSh from "./no-directory-stack-in-sh.ts";
import noDistUpgrade from "./no-dist-upgrade.ts";
import noDollarAssignment from "./no-dollar-assignment.ts";
import noDoubleBracketInSh from "./no-double-bracket-in-sh.ts";
import noDoubleEqualsAssignment from "./no-double-equals-assignment.ts";
import noDoubleEqualsInSh from "./no-double-equals-in-sh.ts";
import noDuplicateDirective from "./no-duplicate-directive.ts";
import noDuplicateLabels from "./no-duplicate-labels.ts";
import noEmptyContinuation from "./no-empty-continuation.ts";
import noEmptyLabel from "./no-empty-label.ts";
import noEmptyVolume from "./no-empty-volume.ts";
import noFlagAsCommand from "./no-flag-as-command.ts";
import noFunctionParameters from "./no-function-parameters.ts";
import noIgnore from "./no-ignore.ts";
import noInsecureUrl from "./no-insecure-url.ts";
import noLatestTag from "./no-latest-tag.ts";
import noLogInit from "./no-log-init.ts";
import noMaintainer from "./no-maintainer.ts";
import noMountOnWindows from "./no-mount-on-windows.ts";
import noPasswordInUrl from "./no-password-in-url.ts";
import noPointlessCommand from "./no-pointless-command.ts";
import noRecommends from "./no-recommends.ts";
import noRedundantPlatform from "./no-redundant-platform.ts";
import noReplacementInSh from "./no-replacement-in-sh.ts";
import noReservedStageName from "./no-reserved-stage-name.ts";
import noSecretInEnv from "./no-secret-in-env.ts";
import noSecretMountLeak from "./no-secret-mount-leak.ts";
import noSecretValue from "./no-secret-value.ts";
import noSelfReference from "./no-self-reference.ts";
import noShellInScratch from "./no-shell-in-scratch.ts";
import noSourceInSh from "./no-source-in-sh.ts";
import noSpaceAssignment from "./no-space-assignment.ts";
import noSshHostCheckOff from "./no-ssh-host-check-off.ts";
import noSshPort from "./no-ssh-port.ts";
import noStageCycle from "./no-stage-cycle.ts";
import noStopSignalOnWindows from "./no-stop-signal-on-windows.ts";
import noSubstringInSh from "./no-substring-in-sh.ts";
import noSudo from "./no-sudo.ts";
import noSystemWorkdir from "./no-system-workdir.ts";
import noUndeclaredFromArg from "./no-undeclared-from-arg.ts";
import noUnknownLabels from "./no-unknown-labels.ts";
import noVariableInStageReference from "./no-variable-in-stage-reference.ts";
import nodeVerifyTls from "./node-verify-tls.ts";
import nonRootUser from "./non-root-user.ts";
import npmVerifyTls from "./npm-verify-tls.ts";
import numericUser from "./numeric-user.ts";
import oneDownloader from "./one-downloader.ts";
import pinApkVersions from "./pin-apk-versions.ts";
import pinAptVersions from "./pin-apt-versions.ts";
import pinDnfVersions from "./pin-dnf-versions.ts";
import pinGemVersions from "./pin-gem-versions.ts";
import pinGoInstall from "./pin-go-install.ts";
import pinNpmVersions from "./pin-npm-versions.ts";
import pinPipVersions from "./pin-pip-versions.ts";
import pinYumVersions from "./pin-yum-versions.ts";
import pinZypperVersions from "./pin-zypper-versions.ts";
import pipNoCache from "./pip-no-cache.ts";
import pipVerifyTls from "./pip-verify-tls.ts";
import pipefail from "./pipefail.ts";
import plainLineEnds from "./plain-line-ends.ts";
import plainLoopVariable from "./plain-loop-variable.ts";
import plainPort from "./plain-port.ts";
import posixEchoFlags from "./posix-echo-flags.ts";
import preferAddArchive from "./prefer-add-archive.ts";
import preferCopy from "./prefer-copy.ts";
import preferSlimBase from "./prefer-slim-base.ts";
import printfFormatVariable from "./printf-format-variable.ts";
import pythonVerifyTls from "./python-verify-tls.ts";
import quietWget from "./quiet-wget.ts";
import quoteCommandSubstitution from "./quote-command-substitution.ts";
import quoteVariables from "./quote-variables.ts";
import quotedEval from "./quoted-eval.ts";
import recentFrontend from "./recent-frontend.ts";
import relativeCopyDestination from "./relative-copy-destination.ts";
import removedSecret from "./removed-secret.ts";
import requireHealthcheck from "./require-healthcheck.ts";
import requireUser from "./require-user.ts";
import requiredLabels from "./required-labels.ts";
import rpmVerifySignatures from "./rpm-verify-signatures.ts";
import semicolonBeforeKeyword from "./semicolon-before-keyword.ts";
import separateDeclareAndAssign from "./separate-declare-and-assign.ts";
import shellFitsPlatform from "./shell-fits-platform.ts";
import shellSyntax from "./shell-syntax.ts";
import shiftReadAsHeredoc from "./shift-read-as-heredoc.ts";
import singleCmd from "./single-cmd.ts";
import singleEntrypoint from "./single-entrypoint.ts";
import singleHealthcheck from "./single-healthcheck.ts";
import singleIterationLoop from "./single-iteration-loop.ts";
import singleQuotedExpansion from "./single-quoted-expansion.ts";
import spaceNeeded from "./space-needed.ts";
import stderrOrder from "./stderr-order.ts";
import straightBackquote from "./straight-backquote.ts";
import tagBaseImage from "./tag-base-image.ts";
import trustedRegistry from "./trusted-registry.ts";
import unclosedShellQuote from "./unclosed-shell-quote.ts";
import uniqueStageNames from "./unique-stage-names.ts";
import unknownFlag from "./unknown-flag.ts";
import unknownInstruction from "./unknown-instruction.ts";
import unsupportedModifier from "./unsupported-modifier.ts";
import unusedShellVariable from "./unused-shell-variable.ts";
import usedIgnore from "./used-ignore.ts";
import uselessBackslash from "./useless-backslash.ts";
import validAs from "./valid-as.ts";
import validCopyFlagValue from "./valid-copy-flag-value.ts";
import validDefaultBase from "./valid-default-base.ts";
import validEscape from "./valid-escape.ts";
import validHealthcheck from "./valid-healthcheck.ts";
import validHealthcheckFlag from "./valid-healthcheck-flag.ts";
import validIgnorePattern from "./valid-ignore-pattern.ts";
import validImageReference from "./valid-image-reference.ts";
import validJsonForm from "./valid-json-form.ts";
import validLabelKey from "./valid-label-key.ts";
import validMount from "./valid-mount.ts";
import validOnbuildTrigger from "./valid-onbuild-trigger.ts";
import validPort from "./valid-port.ts";
import validProtocol from "./valid-protocol.ts";
import validShell from "./valid-shell.ts";
import validStageName from "./valid-stage-name.ts";
import validStopSignal from "./valid-stop-signal.ts";
import validSyntaxImage from "./valid-syntax-image.ts";
import visibleGlobalArg from "./visible-global-arg.ts";
import wgetVerifyTls from "./wget-verify-tls.ts";
import workdirOverCd from "./workdir-over-cd.ts";
import yumAssumeYes from "./yum-assume-yes.ts";
import yumVerifySignatures from "./yum-verify-signatures.ts";
import yumVerifyTls from "./yum-verify-tls.ts";
import zypperAssumeYes from "./zypper-assume-yes.ts";

export const rules: readonly Rule[] = [
  absoluteWorkdir,
  apkNoCache,
  apkVerifySignatures,
  aptAssumeYes,
  aptGetOverApt,
  aptUpdateWithInstall,
  aptVerifySignatures,
  argumentCount,
  asCasing,
  basePlatformMatch,
  booleanFlagValue,
  bracedArrayIndex,
  buildToolsInFinalStage,
  checkedCd,
  checkedNegation,
  cleanAptLists,
  cleanDnfCache,
  cleanYarnCache,
  cleanYumCache,
  cleanZypperCache,
  closedHeredoc,
  closedQuotes,
  closedVariable,
  consistentInstructionCasing,
  copyDestinationSlash,
  copyFromFilledStage,
  copyOutsideContext,
  copySecretFile,
  copyWholeStage,
  curlVerifyTls,
  dashSafeGlob,
  declaredPlatformArg,
  defaultShell,
  definedVariable,
  describedDefinition,
  dnfAssumeYes,
  duplicateFlag,
  echoEscapes,
  effectiveCheck,
  entrypointTakesCmd,
  execForm,
  findWithoutPath,
  flagValueMissing,
  foregroundProcess,
  fromFirst,
  gitVerifyTls,
  gracefulStopSignal,
  guardedRm,
  heredocErrexit,
  ignoredCopySource,
  installBeforeUser,
  instructionInRun,
  invisibleCharacter,
  keptPath,
  keyValueForm,
  keyValueSyntax,
  knownCopySource,
  knownDirective,
  knownIgnore,
  knownStageIndex,
  labelIsCommit,
  labelIsEmail,
  labelIsLicence,
  labelIsTime,
  labelIsUrl,
  labelIsVersion,
  leadingDirective,
  lostCommentContinuation,
  lostShellState,
  lowerCaseDirective,
  lowerCaseKeyword,
  lowerCaseProtocol,
  lowerCaseStageNames,
  mergeRuns,
  missingContinuation,
  missingCopySource,
  nameStages,
  namedUserWithoutPasswd,
  noAmpersandSemicolon,
  noBraceExpansionInSh,
  noChownOnWindows,
  noChpasswd,
  noConstantPlatform,
  noCopyFromSelf,
  noDirectoryStackInSh,
  noDistUpgrade,
  noDollarAssignment,
  noDoubleBracketInSh,
  noDoubleEqualsAssignment,
  noDoubleEqualsInSh,
  noDuplicateDirective,
  noDuplicateLabels,
  noEmptyContinuation,
  noEmptyLabel,
  noEmptyVolume,
  noFlagAsCommand,
  noFunctionParameters,
  noIgnore,
  noInsecureUrl,
  noLatestTag,
  noLogInit,
  noMaintainer,
  noMountOnWindows,
  noPasswordInUrl,
  noPointlessCommand,
  noRecommends,
  noRedundantPlatform,
  noReplacementInSh,
  noReservedStageName,
  noSecretInEnv,
  noSecretMountLeak,
  noSecretValue,
  noSelfReference,
  noShellInScratch,
  noSourceInSh,
  noSpaceAssignment,
  noSshHostCheckOff,
  noSshPort,
  noStageCycle,
  noStopSignalOnWindows,
  noSubstringInSh,
  noSudo,
  noSystemWorkdir,
  noUndeclaredFromArg,
  noUnknownLabels,
  noVariableInStageReference,
  nodeVerifyTls,
  nonRootUser,
  npmVerifyTls,
  numericUser,
  oneDownloader,
  pinApkVersions,
  pinAptVersions,
  pinDnfVersions,
  pinGemVersions,
  pinGoInstall,
  pinNpmVersions,
  pinPipVersions,
  pinYumVersions,
  pinZypperVersions,
  pipNoCache,
  pipVerifyTls,
  pipefail,
  plainLineEnds,
  plainLoopVariable,
  plainPort,
  posixEchoFlags,
  preferAddArchive,
  preferCopy,
  preferSlimBase,
  printfFormatVariable,
  pythonVerifyTls,
  quietWget,
  quoteCommandSubstitution,
  quoteVariables,
  quotedEval,
  recentFrontend,
  relativeCopyDestination,
  removedSecret,
  requireHealthcheck,
  requireUser,
  requiredLabels,
  rpmVerifySignatures,
  semicolonBeforeKeyword,
  separateDeclareAndAssign,
  shellFitsPlatform,
  shellSyntax,
  shiftReadAsHeredoc,
  singleCmd,
  singleEntrypoint,
  singleHealthcheck,
  singleIterationLoop,
  singleQuotedExpansion,
  spaceNeeded,
  stderrOrder,
  straightBackquote,
  tagBaseImage,
  trustedRegistry,
  unclosedShellQuote,
  uniqueStageNames,
  unknownFlag,
  unknownInstruction,
  unsupportedModifier,
  unusedShellVariable,
  usedIgnore,
  uselessBackslash,
  validAs,
  validCopyFlagValue,
  validDefaultBase,
  validEscape,
  validHealthcheck,
  validHealthcheckFlag,
  validIgnorePattern,
  validImageReference,
  validJsonForm,
  validLabelKey,
  validMount,
  validOnbuildTrigger,
  validPort,
  validProtocol,
  validShell,
  validStageName,
  validStopSignal,
  validSyntaxImage,
  visibleGlobalArg,
  wgetVerifyTls,
  workdirOverCd,
  yumAssumeYes,
  yumVerifySignatures,
  yumVerifyTls,
  zypperAssumeYes,
];
