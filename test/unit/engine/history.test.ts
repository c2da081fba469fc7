import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commandsOf } from "../../../engine/src/commands.ts";
import type { HistoryEntry } from "../../../engine/src/engine.ts";
import { explainHistory, type LayerOrigin } from "../../../engine/src/history.ts";
import { recording } from "./recordings.ts";

const dockerHistory = (name: string) =>
  explainHistory(commandsOf({ dialect: "docker" }).history("any").parse(recording(name)));

/** Origin and instruction of each layer, from the base upwards, as the Dockerfile has them. */
const told = (layers: ReturnType<typeof explainHistory>) =>
  layers.toReversed().map(({ origin, instruction }) => [origin, instruction]);

describe("the history of an image", () => {
  it("reads as the Dockerfile that BuildKit built", () => {
    const layers = dockerHistory("docker-28.buildkit.history.jsonl");
    assert.deepEqual(told(layers), [
      ["import", ""],
      ["dockerfile", "ARG BERTH=7"],
      ["dockerfile", "ENV HARBOUR=north"],
      ["dockerfile", "COPY /stores /ship/"],
      ["dockerfile", 'RUN echo "berth $BERTH" > /ship/berth  && rm -f /tmp/*'],
      ["dockerfile", "RUN touch /ship/flag"],
      ["dockerfile", "RUN echo one > /ship/log\necho two >> /ship/log"],
      ["dockerfile", "WORKDIR /ship"],
      ["dockerfile", "EXPOSE 8080/tcp 9090/udp"],
      [
        "dockerfile",
        'HEALTHCHECK &{["CMD-SHELL" "test -e /ship/flag"] "0s" "0s" "0s" "0s" \'\\x00\'}',
      ],
      ["dockerfile", "SHELL [/bin/sh -euc]"],
      ["dockerfile", "RUN rm /ship/flag"],
      ["dockerfile", 'ENTRYPOINT ["cat"]'],
      ["dockerfile", 'CMD ["/ship/berth", "/ship/log"]'],
    ]);
    assert.deepEqual(
      layers.map(({ size }) => size),
      [0, 0, 0, 0, 0, 0, 0, 8, 0, 8, 40000, 0, 0, 1984172],
    );
    assert.equal(layers[0]?.created, Date.UTC(2026, 10, 24, 7, 11, 52));
    assert.match(layers[0]?.id ?? "", /^sha256:[0-9a-f]{64}$/);
    assert.equal(layers[1]?.id, undefined);
  });

  it("reads as the Dockerfile that the classic builder built, with a commit on top", () => {
    assert.deepEqual(told(dockerHistory("docker-28.classic.history.jsonl")), [
      ["import", ""],
      ["dockerfile", "ARG BERTH=7"],
      ["dockerfile", "ENV HARBOUR=north"],
      ["dockerfile", "COPY dir:55315eb6cb0b in /ship/"],
      ["dockerfile", 'RUN echo "berth $BERTH" > /ship/berth  && rm -f /tmp/*'],
      ["dockerfile", "RUN touch /ship/flag"],
      ["dockerfile", "WORKDIR /ship"],
      ["dockerfile", "EXPOSE 8080 9090/udp"],
      ["dockerfile", "HEALTHCHECK &{[CMD-SHELL test -e /ship/flag] 0s 0s 0s 0s 0}"],
      ["dockerfile", "SHELL [/bin/sh -euc]"],
      ["dockerfile", "RUN rm /ship/flag"],
      ["dockerfile", 'ENTRYPOINT ["cat"]'],
      ["dockerfile", 'CMD ["/ship/berth", "/ship/log"]'],
      ["perhaps-commit", "sh -c echo wet > /ship/deck"],
    ]);
  });

  it("marks every layer of docker commit, in the middle of an image too", () => {
    const layers = dockerHistory("docker-28.committed.history.jsonl");
    assert.deepEqual(told(layers).slice(-7), [
      ["dockerfile", 'CMD ["/ship/berth", "/ship/log"]'],
      ["commit", "/ship/berth /ship/log"],
      ["commit", ""],
      ["commit", "touch /ship/anchor"],
      ["perhaps-commit", "/bin/sh -c echo wet > /ship/deck"],
      ["commit", "/bin/sh"],
      ["dockerfile", "RUN touch /ship/done"],
    ]);
    assert.equal(layers[5]?.comment, "new sails");
  });

  it("is unsure about podman commit, which buildah records like a build in one go", () => {
    const { parse } = commandsOf({ dialect: "podman" }).history("any");
    const layers = explainHistory(parse(recording("podman-4.3.committed.history.json")));
    assert.deepEqual(told(layers), [
      ["import", "ADD file:91c2c83b065c in /"],
      ["perhaps-commit", "/bin/sh"],
    ]);
    assert.deepEqual(
      layers.map(({ size }) => size),
      [2048, 2129920],
    );
  });

  it("tells docker commit from other origins by what stands around it", () => {
    const base = { createdBy: "", comment: "Imported from -" };
    const classic = { createdBy: '/bin/sh -c #(nop)  CMD ["sh"]' };
    const buildKit = { createdBy: "ENV A=1", comment: "buildkit.dockerfile.v0" };
    const cases: readonly (readonly [
      LayerOrigin,
      Partial<HistoryEntry>,
      readonly Partial<HistoryEntry>[],
    ])[] = [
      // the container ran the CMD of its image, in shell form
      [
        "commit",
        { createdBy: "/bin/sh -c service web start" },
        [{ createdBy: '/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "service web start"]' }, base],
      ],
      ["commit", { createdBy: "bash" }, [classic, base]],
      ["commit", { createdBy: "/bin/sh -c apt update", comment: "patched" }, [classic, base]],
      // a RUN of the classic builder reads the same
      ["perhaps-commit", { createdBy: "touch /x" }, [classic, base]],
      ["dockerfile", { createdBy: "/bin/sh -c touch /x" }, [classic, base]],
      ["perhaps-commit", { createdBy: "/bin/sh -c touch /x" }, [base]],
      // BuildKit lies between: the classic builder made only the base
      ["commit", { createdBy: "touch /x" }, [buildKit, classic, base]],
      ["dockerfile", { createdBy: "|1 A=1 touch /x" }, [base]],
      ["dockerfile", { createdBy: "/bin/sh -c touch /x", comment: "FROM busybox:1" }, [base]],
      ["dockerfile", { createdBy: "RUN touch /x" }, [base]],
      ["other", { createdBy: "bazel build //ship:image" }, [base]],
      ["other", { createdBy: "# debian.sh --arch 'amd64'", comment: "debuerreotype 0.15" }, []],
      // nothing below: there was no container to commit
      ["other", { createdBy: "/start" }, []],
    ];
    for (const [origin, entry, below] of cases) {
      const history = [entry, ...below].map((some): HistoryEntry => ({
        createdBy: "",
        comment: "",
        size: 0,
        created: undefined,
        id: undefined,
        ...some,
      }));
      assert.equal(explainHistory(history)[0]?.origin, origin, JSON.stringify(entry));
    }
  });

  it("takes any text in linear time", () => {
    const long = "x ".repeat(200_000);
    for (const createdBy of [
      long,
      `|1 ${long}`,
      `|999 ${"a=b ".repeat(100_000)}`,
      `powershell ${long}`,
      `CMD [${'"a" '.repeat(100_000)}`,
      `CMD ["${long}`,
    ]) {
      const entry = { createdBy, comment: "", size: 0, created: undefined, id: undefined };
      const start = performance.now();
      assert.equal(explainHistory(Array.from({ length: 3 }, () => entry)).length, 3);
      assert.ok(performance.now() - start < 500, createdBy.slice(0, 20));
    }
  });
});
