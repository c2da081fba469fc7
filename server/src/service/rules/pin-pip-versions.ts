import { commandsOption, variablesOption } from "../data/packageOptions.ts";
import { pipVersions } from "../data/packageVersions.ts";
import { defineRule } from "../lint/rule.ts";
import { namesOf, unpinnedInstalls } from "../syntax/packageVersions.ts";
import { takeVersions } from "../syntax/pinPackages.ts";

export default defineRule({
  name: "pin-pip-versions",
  severity: "off",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3013" },
  triggers: true,
  options: { commands: commandsOption, variables: variablesOption },
  profiles: { hadolint: { options: { commands: "plain", variables: true } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3013",
    "https://pip.pypa.io/en/stable/topics/repeatable-installs/",
  ],
  summary: "A `pip install` names packages without a version.",
  why: `Without a version each build takes the newest package there is, so two builds of the same file differ. A
    version in the command, or better a file of requirements with the versions of everything, says what was tested.`,
  examples: [
    { bad: "FROM python:3.14\nRUN pip install flask==3.1 [|requests|]\n" },
    {
      bad: "FROM python:3.14\nRUN python -m pip install [|a|] && pip3.14 install --root-user-action=ignore [|b|]\n",
    },
    { bad: "FROM python:3.14\nRUN pip install [|git+https://example.com/a.git#egg=a|]\n" },
    // the file says which version
    {
      bad: "FROM python:3.14\nARG FLASK_VERSION=3.1\nRUN pip install [|flask|]\n",
      fixed: "FROM python:3.14\nARG FLASK_VERSION=3.1\nRUN pip install flask==${FLASK_VERSION}\n",
    },
    {
      bad: "FROM python:3.14\r\nENV FLASK_VERSION=3.1\r\nRUN pip install \\\r\n  # why\r\n  [|flask|]",
      fixed:
        "FROM python:3.14\r\nENV FLASK_VERSION=3.1\r\nRUN pip install \\\r\n  # why\r\n  flask==${FLASK_VERSION}",
    },
    {
      bad: "FROM python:3.14\nARG FLASK_VERSION=3.1\nRUN <<EOF\npip install [|flask|]\nEOF\n",
      fixed:
        "FROM python:3.14\nARG FLASK_VERSION=3.1\nRUN <<EOF\npip install flask==${FLASK_VERSION}\nEOF\n",
    },
    // of something else, unknown, out of sight, or not of all of them
    {
      bad: "FROM python:3.14\nARG FLASK_VERSION=3.1\nADD https://example.com/$FLASK_VERSION /a\nRUN pip install [|flask|]\n",
      refused: "no version",
    },
    {
      bad: "FROM python:3.14\nARG FLASK_VERSION\nRUN pip install [|flask|]\n",
      refused: "no version",
    },
    {
      bad: "ARG FLASK_VERSION=3.1\nFROM python:3.14\nRUN pip install [|flask|]\n",
      refused: "no version",
    },
    {
      bad: "FROM python:3.14\nARG FLASK_VERSION=3.1\nRUN pip install [|flask|] other\n",
      refused: "no version",
    },
    { good: "FROM python:3.14\nRUN pip install a==1 'b~=1.0' 'c>=2' 'd<3' 'e!=4' f===5\n" },
    {
      good: "FROM python:3.14\nRUN pip install -r requirements.txt && pip install --requirement a.txt b\n",
    },
    {
      good: "FROM python:3.14\nRUN pip install -c constraints.txt a && pip install --constraint https://example.com/c b\n",
    },
    { good: "FROM python:3.14\nENV PIP_CONSTRAINT=/c.txt\nRUN pip install a\n" },
    {
      good: "FROM python:3.14\nRUN pip install . ./a /src/b c/d e.whl f-1.tar.gz https://example.com/g.zip -e .\n",
    },
    {
      good: "FROM python:3.14\nRUN pip install git+https://example.com/a.git@v1#egg=a && pip install --require-hashes a\n",
    },
    {
      good: "FROM python:3.14\nRUN pip install --upgrade pip setuptools wheel && pip install $PACKAGES\n",
    },
    { good: "FROM python:3.14\nRUN pipx install a && uv pip install b && poetry add c\n" },
    { bad: "FROM python:3.14\nRUN pip install [|$PACKAGES|]\n", options: { variables: true } },
    { good: "FROM python:3.14\nRUN pip install $PACKAGE==1\n", options: { variables: true } },
    {
      bad: "FROM python:3.14\nRUN pipx install [|black|] && pip install -U [|pip|]\n",
      options: { commands: "plain" },
    },
    { good: "FROM python:3.14\nRUN /venv/bin/pip install a\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const install of unpinnedInstalls(model, node, pipVersions, options)) {
        const { call, words } = install;
        const [first] = words;
        if (first === undefined) continue;
        const what = `${namesOf(words)} ${words.length === 1 ? "has" : "have"} no version`;
        report(
          first,
          `${what} in this \`${call.manager} ${call.operands[0]?.text}\`, so each build takes the newest there is.`,
          takeVersions(model, node, install, "=="),
        );
      }
    },
  },
});
