import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { refactorActions } from "../../../server/src/service/features/refactorActions.ts";
import { applyEdits } from "../../../server/src/service/lint/fix.ts";
import { extractBuildStage } from "../../../server/src/service/refactor/extractBuildStage.ts";
import { createModel } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import { analysisOf } from "../../cursor.ts";

/** The file after the refactoring, or why there is none. */
function extracted(text: string): string {
  const result = extractBuildStage(createModel(parseDockerfile(text)));
  return "refused" in result ? result.refused : applyEdits(text, result.edits);
}

interface Case {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** A shell takes the carriage returns in a heredoc for parts of its words. */
  readonly lineEnds?: "any" | "unix";
}

const cases: readonly Case[] = [
  {
    name: "Go: the program, the file that it is given, and certificates",
    before: `# The shop's API.
FROM golang:1.24

WORKDIR /shop
EXPOSE 8080

# modules first, for the cache
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ENV CGO_ENABLED=0
ENV TZ=UTC
RUN go build -o bin/shop ./cmd/shop

# listens on 8080
CMD ["./bin/shop", "--config=shop.yaml"]
`,
    after: `# The shop's API.
FROM golang:1.24 AS build

WORKDIR /shop

# modules first, for the cache
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ENV CGO_ENABLED=0
ENV TZ=UTC
RUN go build -o bin/shop ./cmd/shop

# Check whether the program needs more than debian:bookworm-slim has: files that it opens, libraries that it links with.
FROM debian:bookworm-slim
WORKDIR /shop
ENV TZ=UTC
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /shop/bin/shop /shop/bin/shop
COPY --from=build /shop/shop.yaml /shop/shop.yaml
EXPOSE 8080

# listens on 8080
CMD ["./bin/shop", "--config=shop.yaml"]
`,
  },
  {
    name: "Go: go install, a stage with a name, and packages of both kinds",
    before: `FROM golang:1.25-alpine3.22 AS app
RUN apk add --no-cache git ca-certificates tzdata
COPY . /src
WORKDIR /src
RUN go install ./...
USER nobody
ENTRYPOINT ["mailer"]
`,
    after: `FROM golang:1.25-alpine3.22 AS build
RUN apk add --no-cache git ca-certificates tzdata
COPY . /src
WORKDIR /src
RUN go install ./...

# Check whether the program needs more than alpine:3.22 has: files that it opens, libraries that it links with.
# Only the build stage has git.
FROM alpine:3.22 AS app
RUN apk add --no-cache ca-certificates tzdata
WORKDIR /src
COPY --from=build /go/bin/mailer /usr/local/bin/mailer
USER nobody
ENTRYPOINT ["mailer"]
`,
  },
  {
    name: "Go: arguments that both stages read",
    before: `ARG GO=1.24
FROM golang:\${GO}-bookworm
ARG VERSION=dev
ARG COMMIT
ENV GOFLAGS=-mod=vendor
WORKDIR /src
COPY . .
RUN go build -ldflags "-X main.version=$VERSION -X main.commit=$COMMIT" -o /usr/local/bin/agent
LABEL org.opencontainers.image.version=$VERSION
ENTRYPOINT ["agent"]
`,
    after: `ARG GO=1.24
FROM golang:\${GO}-bookworm AS build
ARG VERSION=dev
ARG COMMIT
ENV GOFLAGS=-mod=vendor
WORKDIR /src
COPY . .
RUN go build -ldflags "-X main.version=$VERSION -X main.commit=$COMMIT" -o /usr/local/bin/agent

# Check whether the program needs more than debian:bookworm-slim has: files that it opens, libraries that it links with.
FROM debian:bookworm-slim
ARG VERSION=dev
WORKDIR /src
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /usr/local/bin/agent /usr/local/bin/agent
LABEL org.opencontainers.image.version=$VERSION
ENTRYPOINT ["agent"]
`,
  },
  {
    name: "Rust: cargo build",
    before: `FROM rust:1.80-slim-bookworm
WORKDIR /work
COPY . .
RUN cargo build --release
RUN useradd -r feed
USER feed
CMD ["./target/release/feed"]
`,
    after: `FROM rust:1.80-slim-bookworm AS build
WORKDIR /work
COPY . .
RUN cargo build --release

# Check whether the program needs more than debian:bookworm-slim has: files that it opens, libraries that it links with.
FROM debian:bookworm-slim
WORKDIR /work
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /work/target/release/feed /work/target/release/feed
RUN useradd -r feed
USER feed
CMD ["./target/release/feed"]
`,
  },
  {
    name: "Node.js: what was built and the packages for production",
    before: `FROM node:22
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build
ENV NODE_ENV=production
USER node
EXPOSE 3000
CMD ["node", "dist/main.js"]
`,
    after: `FROM node:22 AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build
RUN npm prune --omit=dev

# Check whether the application needs more than node:22-slim has: it is smaller than node:22.
# Not copied: what else the application reads in /app.
FROM node:22-slim
WORKDIR /app
COPY --from=build /app/package.json /app/package.json
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
ENV NODE_ENV=production
USER node
EXPOSE 3000
CMD ["node", "dist/main.js"]
`,
  },
  {
    name: "Node.js: another user than root builds",
    before: `FROM node:22
WORKDIR /app
RUN chown node:node /app
USER node
COPY --chown=node:node . .
RUN npm install
CMD ["npm", "start"]
`,
    after: `FROM node:22 AS build
WORKDIR /app
RUN chown node:node /app
USER node
COPY --chown=node:node . .
RUN npm install

# Check whether the application needs more than node:22-slim has: it is smaller than node:22.
FROM node:22-slim
WORKDIR /app
RUN chown node:node /app
USER node
COPY --from=build --chown=node /app /app
CMD ["npm", "start"]
`,
  },
  {
    name: "Node.js: yarn",
    before: `ARG NODE=20
FROM node:\${NODE}-bookworm
WORKDIR /srv
COPY . .
RUN yarn install --frozen-lockfile && yarn build
CMD ["node", "--enable-source-maps", "build/index.js"]
`,
    after: `ARG NODE=20
FROM node:\${NODE}-bookworm AS build
WORKDIR /srv
COPY . .
RUN yarn install --frozen-lockfile && yarn build
RUN yarn install --production --ignore-scripts --prefer-offline

# Check whether the application needs more than node:\${NODE}-bookworm-slim has: it is smaller than node:20-bookworm.
# Not copied: what else the application reads in /srv.
FROM node:\${NODE}-bookworm-slim
WORKDIR /srv
COPY --from=build /srv/package.json /srv/package.json
COPY --from=build /srv/node_modules /srv/node_modules
COPY --from=build /srv/build /srv/build
CMD ["node", "--enable-source-maps", "build/index.js"]
`,
  },
  {
    name: "Node.js: what a script starts needs the whole folder, pnpm too",
    before: `FROM node:22
RUN npm install -g pnpm@9
WORKDIR /app
COPY . .
RUN pnpm install --frozen-lockfile
RUN pnpm build
CMD ["pnpm", "start"]
`,
    after: `FROM node:22 AS build
RUN npm install -g pnpm@9
WORKDIR /app
COPY . .
RUN pnpm install --frozen-lockfile
RUN pnpm build

# Check whether the application needs more than node:22-slim has: it is smaller than node:22.
FROM node:22-slim
RUN npm install -g pnpm@9
WORKDIR /app
COPY --from=build /app /app
CMD ["pnpm", "start"]
`,
  },
  {
    name: "Node.js: static files",
    before: `FROM node:22
RUN npm install -g serve@14
WORKDIR /site
COPY . .
RUN npm ci && npm run build
CMD ["serve", "-s", "dist", "-l", "3000"]
`,
    after: `FROM node:22 AS build
RUN npm install -g serve@14
WORKDIR /site
COPY . .
RUN npm ci && npm run build

# Check whether the application needs more than node:22-slim has: it is smaller than node:22.
FROM node:22-slim
RUN npm install -g serve@14
WORKDIR /site
COPY --from=build /site/dist /site/dist
CMD ["serve", "-s", "dist", "-l", "3000"]
`,
  },
  {
    name: "Python: a virtual environment, and the library of a development package",
    before: `FROM python:3.12
ENV PYTHONUNBUFFERED=1
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "shop:app"]
`,
    after: `FROM python:3.12 AS build
ENV PYTHONUNBUFFERED=1
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --no-cache-dir -r requirements.txt

# Check whether the application needs more than python:3.12-slim has: it is smaller than python:3.12.
# Only the build stage has gcc.
FROM python:3.12-slim
ENV PATH=/opt/venv/bin:$PATH
ENV PYTHONUNBUFFERED=1
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
CMD ["gunicorn", "shop:app"]
`,
  },
  {
    name: "Python: the environment that the file makes, and the application beside it",
    before: `FROM python:3.13-slim
RUN apt-get update && apt-get install -y build-essential
WORKDIR /srv/app
RUN python -m venv /venv
ENV PATH="/venv/bin:$PATH"
COPY . .
RUN pip install .
ENTRYPOINT ["python", "-m", "feed"]
`,
    after: `FROM python:3.13-slim AS build
RUN apt-get update && apt-get install -y build-essential
WORKDIR /srv/app
RUN python -m venv /venv
ENV PATH="/venv/bin:$PATH"
COPY . .
RUN pip install .

# Check whether the program needs packages at run time that only the build stage has.
# Only the build stage has build-essential.
FROM python:3.13-slim
WORKDIR /srv/app
ENV PATH="/venv/bin:$PATH"
COPY --from=build /venv /venv
COPY --from=build /srv/app /srv/app
ENTRYPOINT ["python", "-m", "feed"]
`,
  },
  {
    name: "Java: Maven",
    before: `FROM maven:3-eclipse-temurin-21
WORKDIR /src
COPY pom.xml .
RUN mvn -B dependency:go-offline
COPY src ./src
RUN mvn -B package
HEALTHCHECK CMD java -version
CMD ["java", "-Dlogging.config=conf/log.xml", "-jar", "target/shop.jar"]
`,
    after: `FROM maven:3-eclipse-temurin-21 AS build
WORKDIR /src
COPY pom.xml .
RUN mvn -B dependency:go-offline
COPY src ./src
RUN mvn -B package

# Check whether the program needs more than its jar and eclipse-temurin:21-jre: files that it opens, jars beside its own.
FROM eclipse-temurin:21-jre
WORKDIR /src
COPY --from=build /src/target/shop.jar /src/target/shop.jar
COPY --from=build /src/conf/log.xml /src/conf/log.xml
HEALTHCHECK CMD java -version
CMD ["java", "-Dlogging.config=conf/log.xml", "-jar", "target/shop.jar"]
`,
  },
  {
    name: "Java: Gradle, and a jar that is put elsewhere",
    before: `FROM gradle:8-jdk17
COPY . /home/gradle/shop
WORKDIR /home/gradle/shop
RUN gradle --no-daemon bootJar
RUN cp build/libs/*.jar /shop.jar
ENTRYPOINT ["java", "-jar", "/shop.jar"]
`,
    after: `FROM gradle:8-jdk17 AS build
COPY . /home/gradle/shop
WORKDIR /home/gradle/shop
RUN gradle --no-daemon bootJar
RUN cp build/libs/*.jar /shop.jar

# Check whether the program needs more than its jar and eclipse-temurin:17-jre: files that it opens, jars beside its own.
FROM eclipse-temurin:17-jre
WORKDIR /home/gradle/shop
COPY --from=build /shop.jar /shop.jar
ENTRYPOINT ["java", "-jar", "/shop.jar"]
`,
  },
  {
    name: ".NET: the published folder",
    before: `FROM mcr.microsoft.com/dotnet/sdk:9.0
WORKDIR /src
COPY . .
RUN dotnet restore
RUN dotnet publish -c Release -o /app
WORKDIR /app
EXPOSE 8080
ENTRYPOINT ["dotnet", "Shop.dll"]
`,
    after: `FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
WORKDIR /src
COPY . .
RUN dotnet restore
RUN dotnet publish -c Release -o /app

# mcr.microsoft.com/dotnet/aspnet:9.0 has ASP.NET Core; programs without it run on the smaller runtime image as well.
FROM mcr.microsoft.com/dotnet/aspnet:9.0
COPY --from=build /app /app
WORKDIR /app
EXPOSE 8080
ENTRYPOINT ["dotnet", "Shop.dll"]
`,
  },
  {
    name: "PHP: extensions, and what they link with",
    before: `FROM php:8.4-fpm-alpine
COPY php.ini /usr/local/etc/php/
RUN apk add --no-cache $PHPIZE_DEPS libpq-dev icu-dev \\
    && docker-php-ext-install pdo_pgsql intl \\
    && pecl install redis \\
    && docker-php-ext-enable redis
COPY . /var/www/html
`,
    after: `FROM php:8.4-fpm-alpine AS build
RUN apk add --no-cache $PHPIZE_DEPS libpq-dev icu-dev \\
    && docker-php-ext-install pdo_pgsql intl \\
    && pecl install redis \\
    && docker-php-ext-enable redis

# Check with php -m that all extensions load without the packages of the build.
# Only the build stage has $PHPIZE_DEPS.
FROM php:8.4-fpm-alpine
RUN apk add --no-cache libpq icu-libs
COPY --from=build /usr/local/lib/php/extensions /usr/local/lib/php/extensions
COPY --from=build /usr/local/etc/php/conf.d /usr/local/etc/php/conf.d
COPY php.ini /usr/local/etc/php/
COPY . /var/www/html
`,
  },
  {
    name: "PHP: what else is set up in the image is set up in both",
    before: `FROM php:8.3-apache
RUN apt-get update && apt-get install -y libpng-dev unzip && docker-php-ext-install gd
RUN a2enmod rewrite
RUN mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"
COPY . /var/www/html
`,
    after: `FROM php:8.3-apache AS build
RUN apt-get update && apt-get install -y libpng-dev unzip && docker-php-ext-install gd
RUN a2enmod rewrite
RUN mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"

# Check with php -m that all extensions load without the packages of the build.
FROM php:8.3-apache
RUN apt-get update && apt-get install -y libpng16-16 unzip && rm -rf /var/lib/apt/lists/*
RUN a2enmod rewrite
RUN mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"
COPY --from=build /usr/local/lib/php/extensions /usr/local/lib/php/extensions
COPY --from=build /usr/local/etc/php/conf.d /usr/local/etc/php/conf.d
COPY . /var/www/html
`,
  },
  {
    name: "C++: what cmake installs",
    before: `FROM debian:12
RUN apt-get update && apt-get install -y cmake g++
COPY . /code
RUN cmake -S /code -B /out && cmake --build /out && cmake --install /out
CMD ["tick"]
`,
    after: `FROM debian:12 AS build
RUN apt-get update && apt-get install -y cmake g++
COPY . /code
RUN cmake -S /code -B /out && cmake --build /out && cmake --install /out

# Check whether the program needs more than debian:12-slim has: files that it opens, libraries that it links with.
# Only the build stage has cmake, g++.
FROM debian:12-slim
COPY --from=build /usr/local /usr/local
CMD ["tick"]
`,
  },
  {
    name: "C: what make installs below a folder of its own",
    before: `FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends gcc make libc6-dev zlib1g-dev
COPY . /src
WORKDIR /src
RUN ./configure --prefix=/opt/probe && make && make install && ldconfig
CMD ["/opt/probe/bin/probe"]
`,
    after: `FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc make libc6-dev zlib1g-dev
COPY . /src
WORKDIR /src
RUN ./configure --prefix=/opt/probe && make && make install && ldconfig

# Check whether the program needs more than debian:bookworm-slim has: files that it opens, libraries that it links with.
# Only the build stage has gcc, make, libc6-dev.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends zlib1g && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY --from=build /opt/probe /opt/probe
RUN ldconfig
CMD ["/opt/probe/bin/probe"]
`,
  },
  {
    name: "C: the file that the compiler is told to write",
    before: `FROM alpine:3.22
RUN apk add --no-cache build-base
COPY main.c /src/
RUN gcc -O2 -o /usr/local/bin/tick /src/main.c
ENTRYPOINT ["tick"]
`,
    after: `FROM alpine:3.22 AS build
RUN apk add --no-cache build-base
COPY main.c /src/
RUN gcc -O2 -o /usr/local/bin/tick /src/main.c

# Check whether the program needs packages at run time that only the build stage has.
# Only the build stage has build-base.
FROM alpine:3.22
COPY --from=build /usr/local/bin/tick /usr/local/bin/tick
ENTRYPOINT ["tick"]
`,
  },
  {
    name: "a script that is written in the file stays whole",
    lineEnds: "unix",
    before: `FROM golang:1.24
WORKDIR /src
COPY <<EOF /etc/feed.conf
port=1
EOF
COPY . .
RUN <<EOF
go vet ./...
go build -o /feed
EOF
CMD ["/feed", "/etc/feed.conf"]`,
    after: `FROM golang:1.24 AS build
WORKDIR /src
COPY <<EOF /etc/feed.conf
port=1
EOF
COPY . .
RUN <<EOF
go vet ./...
go build -o /feed
EOF

# Check whether the program needs more than debian:bookworm-slim has: files that it opens, libraries that it links with.
FROM debian:bookworm-slim
WORKDIR /src
COPY <<EOF /etc/feed.conf
port=1
EOF
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /feed /feed
CMD ["/feed", "/etc/feed.conf"]`,
  },
  {
    name: "settings above the build move with their comments, blank lines stay apart",
    before: `from golang:1.24-bookworm as build

# who to ask
LABEL maintainer="ops@example.com"

# what runs
CMD ["/feed"]
EXPOSE 80 \\
  # metrics
  9090

WORKDIR /src
COPY . .
RUN go build -o /feed`,
    after: `from golang:1.24-bookworm as build2

WORKDIR /src
COPY . .
RUN go build -o /feed

# Check whether the program needs more than debian:bookworm-slim has: files that it opens, libraries that it links with.
from debian:bookworm-slim as build
# who to ask
LABEL maintainer="ops@example.com"
WORKDIR /src
COPY --from=build2 /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build2 /feed /feed
# what runs
CMD ["/feed"]
EXPOSE 80 \\
  # metrics
  9090`,
  },
  {
    name: "the shipped stage of several, where it holds its tools",
    before: `FROM busybox:1 AS assets
RUN touch /a
FROM alpine:3.22
RUN apk add --no-cache gcc musl-dev
COPY --from=assets /a /src/a
WORKDIR /src
COPY . .
RUN gcc -o tick tick.c
CMD ["./tick"]
`,
    after: `FROM busybox:1 AS assets
RUN touch /a
FROM alpine:3.22 AS build
RUN apk add --no-cache gcc musl-dev
COPY --from=assets /a /src/a
WORKDIR /src
COPY . .
RUN gcc -o tick tick.c

# Check whether the program needs packages at run time that only the build stage has.
# Only the build stage has gcc, musl-dev.
FROM alpine:3.22
WORKDIR /src
COPY --from=build /src/tick /src/tick
CMD ["./tick"]
`,
  },
];

describe("extractBuildStage", () => {
  for (const { name, before, after, lineEnds } of cases) {
    it(name, () => {
      assert.equal(extracted(before), after);
      assert.deepEqual(parseDockerfile(after).problems, []);
      // there is nothing left to extract
      assert.match(extracted(after), /^The file has a stage for the build already\.$/);
    });

    it(`${name}, with other line ends and without the last`, () => {
      const windows = (text: string): string => text.replaceAll("\n", "\r\n");
      if (lineEnds !== "unix") assert.equal(extracted(windows(before)), windows(after));
      assert.equal(extracted(before.trimEnd()), after.trimEnd());
      assert.equal(extracted(`\uFEFF${before}`), `\uFEFF${after}`);
    });
  }
});

describe("extractBuildStage refuses", () => {
  const go = "FROM golang:1.24\nWORKDIR /src\nCOPY . .\n";
  const python = "FROM python:3.12\nCOPY requirements.txt .\n";
  const refusals: readonly (readonly [string, RegExp])[] = [
    ["", /no FROM/],
    ['FROM alpine:3.22\nRUN apk add curl\nCMD ["curl"]\n', /No build is known/],
    [`${go}RUN go build -o /feed\n`, /No CMD or ENTRYPOINT/],
    [`${go}RUN go build -o /feed\nCMD ["bash"]\n`, /start a shell/],
    [`${go}RUN go build -o /feed\nCMD ["go", "run", "."]\n`, /build when they start/],
    [`${go}RUN go build -o /feed\nCMD ["./start.sh"]\n`, /is a script/],
    [`${go}RUN go build -o /feed\nCMD $FEED\n`, /only known when it runs/],
    [`${go}RUN go build -o /feed\nCMD ["/other"]\n`, /nothing in the build is seen to make/],
    [`${go}RUN go build -o /feed\nCMD ["/feed", "./public"]\n`, /\.\/public.*cannot be known/],
    [`${go}RUN go build -o /feed\nHEALTHCHECK CMD curl -f localhost\nCMD ["/feed"]\n`, /runs curl/],
    [`${go}RUN go build -o /feed && mkdir /data\nCMD ["/feed"]\n`, /changes \/data too/],
    [`${go}RUN curl -L example.com/x | sh\nRUN go build -o /feed\nCMD ["/feed"]\n`, /runs sh,/],
    [`${go}RUN go build -o /feed\nUSER feed\nCMD ["/feed"]\n`, /feed is a user of the build image/],
    [`${go}RUN go build -o /feed\nENV BIN=$GOPATH/x\nCMD ["/feed"]\n`, /reads GOPATH/],
    [
      `FROM golang:1.24\nRUN apt-get update && apt-get install -y libsctp-dev\nRUN go build -o /feed\nCMD ["/feed"]\n`,
      /libsctp-dev may need its shared library/,
    ],
    [
      'FROM registry.example.com/golang:1.24\nRUN go build -o /feed\nCMD ["/feed"]\n',
      /is not known/,
    ],
    ['ARG BASE\nFROM $BASE\nRUN go build -o /feed\nCMD ["/feed"]\n', /only known when it is built/],
    [
      'FROM golang:1.24\nONBUILD RUN go build\nRUN go build -o /a\nCMD ["/a"]\n',
      /ONBUILD in line 2/,
    ],
    ['FROM golang:1.24\nRUN go build -o /a\nCMD ["/a"]\nEXPOSE\n', /syntax errors/],
    ['FROM gcc:14\nWORKDIR /src\nCOPY . .\nRUN make\nCMD ["./app"]\n', /C\+\+ library/],
    [
      'FROM debian:12\nRUN apt-get update && apt-get install -y gcc make\nRUN make install prefix=/usr\nCMD ["app"]\n',
      /folders of the system/,
    ],
    [
      'FROM node:22-alpine\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["npm", "start"]\n',
      /nothing to leave behind/,
    ],
    ['FROM node:22\nCOPY . .\nRUN npm ci\nCMD ["npm", "start"]\n', /no folder of its own/],
    [`${python}RUN pip install --user -r requirements.txt\nCMD ["feed"]\n`, /folder of its own/],
    [
      `${python}RUN pip install -r requirements.txt\nCOPY x.py /usr/local/lib/python3.12/site-packages/\nCMD ["feed"]\n`,
      /names the folder that pip installs into/,
    ],
    [
      'FROM maven:3-eclipse-temurin-21\nWORKDIR /src\nRUN mvn package\nCMD ["java", "-cp", "target/classes", "Main"]\n',
      /starts no jar/,
    ],
    [
      'FROM maven:3\nWORKDIR /src\nRUN mvn package\nCMD ["java", "-jar", "target/a.jar"]\n',
      /is not known/,
    ],
    ["FROM php:8.4-apache\nRUN docker-php-ext-install pdo_mysql\n", /nothing to leave behind/],
  ];
  for (const [text, reason] of refusals) {
    it(JSON.stringify(text), () => assert.match(extracted(text), reason));
  }
});

describe("refactorActions", () => {
  const text = 'FROM golang:1.24\nRUN go build -o /feed\nCMD ["/feed"]\n';
  const at = (line: number) => {
    const position = { line, character: 3 };
    return { start: position, end: position };
  };

  it("offers the refactoring on FROM", () => {
    const analysis = analysisOf(text);
    const [action, second] = refactorActions(analysis, at(0), () => true, "hidden");
    assert.equal(action?.title, "Extract build stage");
    assert.equal(action?.kind, "refactor.extract");
    assert.equal(second, undefined);
    const edits = action?.edit?.changes?.[analysis.document.uri] ?? [];
    assert.equal(TextDocument.applyEdits(analysis.document, [...edits]), extracted(text));
  });

  it("offers nothing elsewhere, and nothing that is refused", () => {
    const actions = (source: string, line: number, disabled: "shown" | "hidden" = "hidden") =>
      refactorActions(analysisOf(source), at(line), () => true, disabled);
    assert.deepEqual(actions(text, 1), []);
    assert.deepEqual(actions("FROM alpine:3.22\n", 0), []);
    assert.deepEqual(actions("", 0), []);
    const [refused] = actions("FROM alpine:3.22\n", 0, "shown");
    assert.match(refused?.disabled?.reason ?? "", /\w/);
  });

  it("puts the commands of a RUN on lines of their own", () => {
    const source = "FROM alpine:3.22\nRUN mkdir /a && cd /a && touch b\n";
    const analysis = analysisOf(source);
    const [action] = refactorActions(analysis, at(1), () => true, "hidden");
    assert.equal(action?.kind, "refactor.rewrite");
    const edits = action?.edit?.changes?.[analysis.document.uri] ?? [];
    assert.equal(
      TextDocument.applyEdits(analysis.document, [...edits]),
      "FROM alpine:3.22\nRUN mkdir /a \\\n    && cd /a \\\n    && touch b\n",
    );
    assert.deepEqual(
      refactorActions(analysis, at(1), () => false, "hidden"),
      [],
    );
  });
});
