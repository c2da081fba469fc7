// What hovers say of stages, of what RUN installs and of tags.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hover } from "../../../server/src/service/features/hover.ts";
import { atCursor } from "../../cursor.ts";

function textAt(marked: string): string {
  const { analysis, position } = atCursor(marked);
  const result = hover(analysis, position);
  assert.ok(result);
  return (result.contents as { readonly value: string }).value;
}

const file = (from: string): string =>
  [
    "FROM --platform=linux/amd64 golang:1.27 AS build",
    "RUN go install example.com/x@v1.2.3",
    "FROM build AS test",
    `${from} alpine:3.24`,
    "COPY --from=build /go/bin/x /x",
    "ENV A=1",
    "EXPOSE 8080 53/udp",
    "USER app",
    "WORKDIR /srv",
    'ENTRYPOINT ["/x", "a`b"]',
    "CMD serve",
  ].join("\n");

describe("a hover", () => {
  it("on the last FROM says what the image ends with", () => {
    const [, outcome] = textAt(file("FR|OM")).split("goes into the image.\n\n");
    assert.equal(
      outcome,
      [
        "The image ends with, besides what its base brings:",
        "",
        "- User: `app`",
        "- Working directory: `/srv`",
        '- Entry point: `` ["/x", "a`b"] ``',
        "- Command: `serve`",
        "- Ports: `8080`, `53/udp`",
        "- Variables: `A`",
      ].join("\n"),
    );
  });

  it("on a stage says what it is for", () => {
    const text = file("FROM");
    const build = textAt(text.replace("--from=build", "--from=bui|ld"));
    assert.match(build, /Stage `build`[^]*takes only what is copied[^]*- Platform: `linux\/amd64`/);
    assert.match(textAt(text.replace("AS test", "AS te|st")), /there to test/);
  });

  it("on a reference says where it goes round in a circle", () => {
    assert.match(textAt("FROM a:1 AS b\nCOPY --from=b| /x /y"), /No build can begin/);
  });

  it("on RUN says what it installs, and where the cache goes", () => {
    assert.match(
      textAt("FROM a\nRU|N apt-get install -y git=1:2 && rm -rf /var/lib/apt/lists/*"),
      /- `apt-get` installs `git` `1:2`\. Its cache is removed by `rm`\.$/,
    );
    assert.match(
      textAt("FROM a\nRU|N pip install -r req.txt"),
      /- `pip` installs what `req\.txt` lists\. Its cache stays in the layer\.$/,
    );
    assert.doesNotMatch(textAt("FROM a\nRU|N make"), /installs `/);
  });

  it("on an image takes its tag apart and names its other tags", () => {
    assert.match(
      textAt("FROM python:3.12-slim AS a\nFROM python:3.13.1|-slim\nFROM python:3.13-alpine"),
      /Tag: `3\.13\.1-slim` \(version 3\.13\.1; variant slim\)\n- Elsewhere in this file: `3\.12-slim` in line 1, older, `3\.13-alpine` in line 3, another variant/,
    );
  });
});
