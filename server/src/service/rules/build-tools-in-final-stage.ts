import { defineRule } from "../lint/rule.ts";
import { buildRuns, installedTools, isToolchain } from "../syntax/buildTools.ts";
import { plainText } from "../syntax/runCommands.ts";

export default defineRule({
  name: "build-tools-in-final-stage",
  severity: "hint",
  strict: "info",
  category: "stages",
  aliases: {},
  sources: [
    "https://docs.docker.com/build/building/multi-stage/",
    "https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds",
  ],
  summary: "The shipped stage installs compilers or development packages and uses them to build.",
  why: `Compilers, headers and build systems are needed once, during the build, but what a shipped stage installs stays in the
image: often hundreds of megabytes, and tools that help whoever breaks in. Build in a stage of its own and COPY --from it
what came out. Installing, building and removing the packages in one RUN keeps them out too.`,
  examples: [
    {
      bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl [|gcc|] libc6-dev\nCOPY . /src\nRUN make -C /src\nCMD ["/src/app"]\n',
    },
    {
      bad: 'FROM alpine:3.24\r\nRUN apk add --no-cache \\\r\n    curl \\\r\n    [|go=1.26.0-r0|]\r\nRUN go build -o /app .\r\nCMD ["/app"]\r\n',
    },
    {
      bad: 'FROM python:3.14-slim\nRUN apt-get update && apt-get install -y [|build-essential|] && pip install -r requirements.txt\nCMD ["python", "app.py"]\n',
    },
    {
      bad: 'FROM rockylinux:9 AS base\nRUN dnf groupinstall -y [|"Development Tools"|]\nFROM base\nRUN ./configure && make install\nCMD ["app"]\n',
    },
    {
      bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y [|maven|]\nRUN mvn package\nCMD ["java", "-jar", "/app.jar"]\n',
    },
    {
      bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y [|cargo|]\nRUN cargo build --release\nCMD ["/app"]\n',
    },
    {
      bad: 'FROM alpine:3.24\nRUN apk add [|gradle|] gcc\nRUN gradle assemble\nCMD ["/app"]\n',
    },
    {
      bad: 'FROM node:24-alpine\nRUN apk add --no-cache [|make|] g++\nRUN npm run build\nCMD ["node", "dist/app.js"]\n',
    },
    {
      bad: 'FROM debian:13-slim\nRUN ["apt-get", "install", "-y", [|"gcc"|]]\nRUN ["make", "-C", "/src"]\nCMD ["app"]\n',
    },
    {
      bad: 'FROM debian:13-slim\nRUN \'apt-get\' "install" -y [|gcc|]\nRUN bash -c "make -C /src"\nCMD ["app"]\n',
    },
    { good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y gcc\nCMD ["app"]\n' },
    { good: 'FROM debian:13-slim\nRUN make\nCMD ["app"]\n' },
    {
      good: 'FROM debian:13-slim AS build\nRUN apt-get update && apt-get install -y gcc\nRUN make\nFROM debian:13-slim\nCOPY --from=build /app /app\nCMD ["/app"]\n',
    },
    {
      good: 'FROM alpine:3.24\nRUN apk add --virtual .deps gcc musl-dev && make install && apk del .deps\nCMD ["app"]\n',
    },
    {
      good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y gcc && make && apt-get purge -y gcc && apt-get autoremove -y\nCMD ["app"]\n',
    },
    { good: "FROM golang:1.27\nRUN apt-get update && apt-get install -y gcc\nRUN go build .\n" },
    {
      good: 'FROM debian:13\nRUN apt-get update && apt-get install -y gcc make\nRUN make tools\nCMD ["make"]\n',
    },
    {
      good: "FROM mcr.microsoft.com/devcontainers/base:debian\nRUN apt-get update && apt-get install -y gcc\nRUN make tools\n",
    },
    {
      good: 'FROM debian:13\nRUN apt-get update && apt-get install -y gcc\nRUN --mount=from=golang:1.27,source=/usr/local/go,target=/usr/local/go go build .\nCMD ["app"]\n',
    },
  ],
  visit: {
    document(model, { report }) {
      if (isToolchain(model)) return;
      const runs = [...model.shipped].flatMap((stage) => buildRuns(model, stage, "any"));
      const lastBuild = runs.reduce((last, { index }) => Math.max(last, index), -1);
      for (const stage of model.shipped) {
        const [first] = installedTools(model, stage);
        if (first === undefined || lastBuild < first.run.index) continue;
        report(
          first.word,
          `${plainText(first.word)} serves to build and stays in the image. Build in a stage of its own and copy the result.`,
        );
      }
    },
  },
});
