import { commandsOption, variablesOption } from "../data/packageOptions.ts";
import { gemVersions } from "../data/packageVersions.ts";
import { defineRule } from "../lint/rule.ts";
import { namesOf, unpinnedInstalls } from "../syntax/packageVersions.ts";
import { takeVersions } from "../syntax/pinPackages.ts";

export default defineRule({
  name: "pin-gem-versions",
  severity: "off",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3028" },
  triggers: true,
  options: { commands: commandsOption, variables: variablesOption },
  profiles: { hadolint: { options: { commands: "plain", variables: true } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3028",
    "https://guides.rubygems.org/command-reference/#gem-install",
  ],
  summary: "A `gem install` names gems without a version.",
  why: `Without a version each build takes the newest package there is, so two builds of the same file differ. A
    version behind the name says what was tested; for a project, Gemfile.lock does.`,
  examples: [
    { bad: "FROM ruby:3.4\nRUN gem install bundler:2.6 [|rails|]\n" },
    { bad: "FROM ruby:3.4\nRUN gem i [|nokogiri|] -- --use-system-libraries\n" },
    // the file says which version
    {
      bad: "FROM ruby:3.4\nARG RAILS_VERSION=8.1.0\nRUN gem install [|rails|]\n",
      fixed: "FROM ruby:3.4\nARG RAILS_VERSION=8.1.0\nRUN gem install rails:${RAILS_VERSION}\n",
    },
    {
      bad: "FROM ruby:3.4\r\nENV RAILS_VERSION=8.1.0\r\nRUN gem install \\\r\n  # why\r\n  [|rails|]",
      fixed:
        "FROM ruby:3.4\r\nENV RAILS_VERSION=8.1.0\r\nRUN gem install \\\r\n  # why\r\n  rails:${RAILS_VERSION}",
    },
    {
      bad: "FROM ruby:3.4\nARG RAILS_VERSION=8.1.0\nRUN <<EOF\ngem install [|rails|]\nEOF\n",
      fixed:
        "FROM ruby:3.4\nARG RAILS_VERSION=8.1.0\nRUN <<EOF\ngem install rails:${RAILS_VERSION}\nEOF\n",
    },
    // of something else, unknown, out of sight, or not of all of them
    {
      bad: "FROM ruby:3.4\nARG RAILS_VERSION=8.1.0\nADD https://example.com/$RAILS_VERSION /a\nRUN gem install [|rails|]\n",
      refused: "no version",
    },
    { bad: "FROM ruby:3.4\nARG RAILS_VERSION\nRUN gem install [|rails|]\n", refused: "no version" },
    {
      bad: "ARG RAILS_VERSION=8.1.0\nFROM ruby:3.4\nRUN gem install [|rails|]\n",
      refused: "no version",
    },
    {
      bad: "FROM ruby:3.4\nARG RAILS_VERSION=8.1.0\nRUN gem install [|rails|] other\n",
      refused: "no version",
    },
    {
      good: "FROM ruby:3.4\nRUN gem install rails -v '8.1' && gem install rails --version=8.1 && gem i a:1\n",
    },
    {
      good: "FROM ruby:3.4\nRUN gem install a:1 --use-system-libraries true && gem install b:1 -- --with-c d\n",
    },
    { good: "FROM ruby:3.4\nRUN gem install ./local.gem pkg/a.gem $GEMS\n" },
    {
      good: "FROM ruby:3.4\nRUN gem install bundler -v \"$(grep -A1 'BUNDLED WITH' Gemfile.lock | tail -1)\"\n",
    },
    { bad: "FROM ruby:3.4\nRUN gem install [|$GEM|]\n", options: { variables: true } },
    { good: "FROM ruby:3.4\nRUN gem install $GEM:1\n", options: { variables: true } },
    { good: "FROM ruby:3.4\nRUN sudo gem install a\n", options: { commands: "plain" } },
    { bad: "FROM ruby:3.4\nRUN gem install [|pkg/a|]\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const install of unpinnedInstalls(model, node, gemVersions, options)) {
        const { call, words } = install;
        const [first] = words;
        if (first === undefined) continue;
        const what = `${namesOf(words)} ${words.length === 1 ? "has" : "have"} no version`;
        report(
          first,
          `${what} in this \`${call.manager} ${call.operands[0]?.text}\`, so each build takes the newest there is.`,
          takeVersions(model, node, install, ":"),
        );
      }
    },
  },
});
