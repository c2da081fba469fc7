// The sample workspace: the exact problems of each Dockerfile, and what the safe fixes make of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { nodeHost } from "../../server/src/nodeHost.ts";
import { lint, type Problem } from "../../server/src/service/lint/lint.ts";
import { fixText } from "../../server/src/service/lint/verify.ts";
import { loadBuildContext } from "../../server/src/service/loadBuildContext.ts";
import { rules } from "../../server/src/service/rules/index.ts";
import { selectRules } from "../../server/src/service/lint/select.ts";
import { createModel } from "../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";

const recommended = selectRules(rules, "recommended", {});

const workspace = path
  .resolve(import.meta.dirname, "../fixtures/workspace")
  .replaceAll(path.sep, "/");

async function problemsOf(folder: string, text: string): Promise<readonly Problem[]> {
  const model = createModel(parseDockerfile(text));
  const buildContext = await loadBuildContext(nodeHost, [`${workspace}/${folder}`], model);
  return lint(model, recommended, { buildContext });
}

interface Sample {
  /** `line: severity rule "text"`. */
  readonly problems: readonly string[];
  /** The lines that the safe fixes leave, where they change something: old ones with `-`, new ones with `+`. */
  readonly fixed: readonly string[];
}

const samples: Readonly<Record<string, Sample>> = {
  "nginx-demo": {
    problems: [
      `2: hint prefer-slim-base "debian:bookworm"`,
      `3: info no-maintainer "MAINTAINER"`,
      `5: warning prefer-copy "ADD"`,
      `7: warning apt-update-with-install "update"`,
      `7: info clean-apt-lists "update"`,
      `8: hint no-recommends "install"`,
      `12: info exec-form "service nginx start"`,
      `12: warning foreground-process "service nginx start"`,
    ],
    fixed: [
      "-ADD ./sources.list /etc/apt/sources.list",
      "-RUN rm -f /etc/apt/sources.list.d/*",
      "-RUN apt-get update",
      "-RUN apt-get install -y nginx",
      "-RUN echo 'The harbour is open.' > /var/www/html/index.html",
      "+COPY ./sources.list /etc/apt/sources.list",
      "+RUN rm -f /etc/apt/sources.list.d/* \\",
      "+    && apt-get update \\",
      "+    && apt-get install -y nginx \\",
      "+    && echo 'The harbour is open.' > /var/www/html/index.html",
    ],
  },
  "go-two-stage": {
    problems: [
      `3: info absolute-workdir "src"`,
      `4: warning prefer-copy "ADD"`,
      `7: warning no-latest-tag "latest"`,
      `10: info name-stages "0"`,
      `11: warning missing-copy-source "tides.json"`,
      `13: info exec-form "./tide"`,
    ],
    fixed: [
      "-FROM golang:1.24-alpine",
      "-ADD app.go .",
      "-COPY --from=0 /out/tide .",
      "+FROM golang:1.24-alpine AS builder",
      "+COPY app.go .",
      "+COPY --from=builder /out/tide .",
    ],
  },
  "php-extension": {
    problems: [
      `8: warning prefer-copy "ADD"`,
      `15: warning single-cmd "CMD"`,
      `16: info exec-form "php -S 0.0.0.0:8000"`,
    ],
    fixed: [
      "-ADD build-swoole.sh /usr/local/bin/",
      `-CMD ["php", "-a"]`,
      "+COPY build-swoole.sh /usr/local/bin/",
    ],
  },
};

for (const [folder, sample] of Object.entries(samples)) {
  describe(`the sample ${folder}`, () => {
    const text = readFileSync(`${workspace}/${folder}/Dockerfile`, "utf8");

    it("has these problems", async () => {
      const problems = await problemsOf(folder, text);
      const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
      assert.deepEqual(
        problems.map(
          ({ start, end, severity, rule }) =>
            `${lineOf(start)}: ${severity} ${rule} "${text.slice(start, end)}"`,
        ),
        sample.problems,
      );
    });

    it("is fixed like this, and then has nothing left to fix", async () => {
      const safe = ({ fixes }: Problem) => fixes.find(({ safety }) => safety === "safe");
      const find = (current: string) => problemsOf(folder, current);
      const fixed = await fixText(text, find, safe);
      const [before, after] = [text.split("\n"), fixed.text.split("\n")];
      assert.deepEqual(
        [
          ...before.filter((line) => !after.includes(line)).map((line) => `-${line}`),
          ...after.filter((line) => !before.includes(line)).map((line) => `+${line}`),
        ],
        sample.fixed,
      );
      assert.equal((await fixText(fixed.text, find, safe)).count, 0);
    });
  });
}
