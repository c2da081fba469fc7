// The instructions of the Dockerfile reference, in the order of its table of contents. These records feed hover,
// completion, signature help and the rules.

/** A placeholder in a form, as signature help shows it. */
export interface FormParameter {
  /** A part of the form's label, exactly as it stands there. */
  readonly label: string;
  readonly documentation: string;
}

/** One way of writing an instruction. */
export interface InstructionForm {
  readonly label: string;
  readonly documentation: string;
  /** In the order in which they are written. */
  readonly parameters: readonly FormParameter[];
}

export interface InstructionRecord {
  /** Upper case. */
  readonly name: string;
  /** One sentence without its full stop. */
  readonly summary: string;
  /** Markdown. */
  readonly documentation: string;
  readonly forms: readonly InstructionForm[];
  /** What a completion puts behind the keyword, in snippet syntax with its tab stops. */
  readonly snippet: string;
  /** The page of the reference. */
  readonly link: string;
  /** Says what to use instead. */
  readonly deprecated?: string;
  /** ONBUILD refuses it as a trigger. */
  readonly noTrigger?: true;
}

const flags: FormParameter = {
  label: "[--flag]",
  documentation: "Flags stand directly behind the keyword, before everything else.",
};

const shellCommand: FormParameter = {
  label: "command",
  documentation: "Text for the shell: `/bin/sh -c` on Linux, or what SHELL says.",
};

const program: FormParameter = {
  label: '"program"',
  documentation: "The program, as a JSON string in double quotes. No shell is involved.",
};

const argument: FormParameter = {
  label: '"argument"',
  documentation: "One argument of the program; `$NAME` is not replaced here.",
};

export const instructions: readonly InstructionRecord[] = [
  {
    name: "FROM",
    summary: "Begins a build stage on a base image",
    documentation: `Begins a new stage and says which image it stands on. The base is an image of a registry, an earlier stage of the same file, or \`scratch\`, which is empty. Give the stage a name with \`AS\` so that later stages can build on it or copy from it.

Only \`ARG\` may stand before the first \`FROM\`, and only variables declared there can be used in it. Without a tag the image's \`latest\` is taken, which may be a different image next month.

\`\`\`dockerfile
FROM golang:1.25 AS build
FROM --platform=$BUILDPLATFORM node:24-slim AS assets
FROM scratch
\`\`\``,
    forms: [
      {
        label: "FROM [--platform=platform] image[:tag|@digest] [AS name]",
        documentation: "Begins a stage.",
        parameters: [
          {
            label: "[--platform=platform]",
            documentation: "The platform of the image, for example `linux/arm64`.",
          },
          {
            label: "image[:tag|@digest]",
            documentation: "An image, an earlier stage, or `scratch`.",
          },
          { label: "[AS name]", documentation: "The name of the new stage." },
        ],
      },
    ],
    snippet: "${1:image}:${2:tag}$0",
    link: "https://docs.docker.com/reference/dockerfile/#from",
    noTrigger: true,
  },
  {
    name: "RUN",
    summary: "Runs a command while the image is built, and keeps what it changed as a layer",
    documentation: `Runs a command on top of what the stage holds so far. The files that it adds, changes or removes become a new layer, so what a later \`RUN\` deletes still takes up space: clean up in the same instruction.

The shell form goes through a shell and may run over several lines; the exec form, a JSON array, starts the program directly. A heredoc holds a whole script. BuildKit reuses the result as long as the text of the instruction and everything before it stay the same.

\`\`\`dockerfile
RUN apt-get update && apt-get install -y --no-install-recommends curl \\
    && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/root/.npm npm ci
RUN <<EOF
set -e
make install
EOF
\`\`\``,
    forms: [
      {
        label: "RUN [--flag] command",
        documentation: "Shell form.",
        parameters: [flags, shellCommand],
      },
      {
        label: 'RUN [--flag] ["program", "argument", …]',
        documentation: "Exec form.",
        parameters: [flags, program, argument],
      },
    ],
    snippet: "${1:command}$0",
    link: "https://docs.docker.com/reference/dockerfile/#run",
  },
  {
    name: "CMD",
    summary: "Sets the command that a container runs when nothing else is asked for",
    documentation: `Sets the default command of containers, or, where there is an \`ENTRYPOINT\` in exec form, its default arguments. What stands behind the image's name in \`docker run\` replaces it. Nothing runs during the build, and only the last \`CMD\` of a stage counts.

Prefer the exec form: in shell form a shell is the container's first process, and the signal of \`docker stop\` may not reach the program. The command has to stay in the foreground, because the container ends with it.

\`\`\`dockerfile
CMD ["nginx", "-g", "daemon off;"]
\`\`\``,
    forms: [
      {
        label: 'CMD ["program", "argument", …]',
        documentation: "Exec form; with ENTRYPOINT the strings are its arguments.",
        parameters: [program, argument],
      },
      { label: "CMD command", documentation: "Shell form.", parameters: [shellCommand] },
    ],
    snippet: '["${1:program}"]$0',
    link: "https://docs.docker.com/reference/dockerfile/#cmd",
  },
  {
    name: "LABEL",
    summary: "Adds metadata to the image",
    documentation: `Adds pairs of key and value to the image, for people and tools that look at it later. Several pairs fit in one instruction. A label of the base image with the same key is replaced. Keys under \`org.opencontainers.image\` have agreed meanings, such as \`source\`, \`version\` and \`licenses\`.

\`\`\`dockerfile
LABEL org.opencontainers.image.source="https://git.example.com/shop" \\
      org.opencontainers.image.licenses="MIT"
\`\`\``,
    forms: [
      {
        label: "LABEL key=value …",
        documentation: "One or more pairs.",
        parameters: [
          { label: "key", documentation: "Best in reverse domain notation." },
          { label: "value", documentation: "In double quotes where it has blanks." },
        ],
      },
    ],
    snippet: '${1:key}="${2:value}"$0',
    link: "https://docs.docker.com/reference/dockerfile/#label",
  },
  {
    name: "MAINTAINER",
    summary: "Names the author of the image",
    documentation: `Writes a name into the image's author field. Use a label instead: it can be read and searched like all other metadata.

\`\`\`dockerfile
LABEL org.opencontainers.image.authors="team@example.com"
\`\`\``,
    forms: [
      {
        label: "MAINTAINER name",
        documentation: "Deprecated.",
        parameters: [{ label: "name", documentation: "Free text." }],
      },
    ],
    snippet: "${1:name}$0",
    link: "https://docs.docker.com/reference/dockerfile/#maintainer-deprecated",
    deprecated: "Use LABEL org.opencontainers.image.authors.",
    noTrigger: true,
  },
  {
    name: "EXPOSE",
    summary: "Says on which ports the container listens",
    documentation: `Notes the ports on which the program in the container listens. It publishes nothing by itself: \`docker run -p\` does that for single ports, \`-P\` for all that are noted here. Without a protocol TCP is meant.

\`\`\`dockerfile
EXPOSE 8080 9090/udp
\`\`\``,
    forms: [
      {
        label: "EXPOSE port[/protocol] …",
        documentation: "One or more ports.",
        parameters: [
          {
            label: "port[/protocol]",
            documentation: "A port or a range such as `7000-7010`, with `/tcp` or `/udp`.",
          },
        ],
      },
    ],
    snippet: "${1:8080}$0",
    link: "https://docs.docker.com/reference/dockerfile/#expose",
  },
  {
    name: "ENV",
    summary: "Sets environment variables for the build and for containers",
    documentation: `Sets variables for all later instructions of the stage, for stages built on it, and for every container of the image. A value may refer to what was set before this instruction; pairs of the same instruction do not see each other.

Secrets do not belong here: everybody who has the image can read them. Where one command needs the value, set it in that \`RUN\`; where only the build needs it, use \`ARG\`.

\`\`\`dockerfile
ENV NODE_ENV=production \\
    PATH="/opt/shop/bin:$PATH"
\`\`\``,
    forms: [
      {
        label: "ENV key=value …",
        documentation: "One or more pairs.",
        parameters: [
          { label: "key", documentation: "Name of the variable." },
          {
            label: "value",
            documentation: "In quotes where it has blanks; variables are replaced.",
          },
        ],
      },
      {
        label: "ENV key value",
        documentation: "Old form with a single pair; it is better to write the equals sign.",
        parameters: [
          { label: "key", documentation: "Name of the variable." },
          { label: "value", documentation: "Everything up to the end of the line." },
        ],
      },
    ],
    snippet: "${1:key}=${2:value}$0",
    link: "https://docs.docker.com/reference/dockerfile/#env",
  },
  {
    name: "ADD",
    summary: "Adds files from the build context, a URL, a Git repository or an archive",
    documentation: `Copies like \`COPY\` and does more: local tar archives are unpacked, URLs are downloaded, Git repositories are cloned. Use it for these; for plain files and folders \`COPY\` says what happens.

Give a download its \`--checksum\`, so that the build stops when the file behind the address has changed. A downloaded archive stays packed unless \`--unpack=true\` is set.

\`\`\`dockerfile
ADD rootfs.tar.xz /
ADD https://github.com/example/shop.git#v1.2 /src
\`\`\``,
    forms: [
      {
        label: "ADD [--flag] source … destination",
        documentation: "Words are separated by blanks.",
        parameters: [
          flags,
          {
            label: "source",
            documentation:
              "A path in the build context (wildcards allowed), a URL, or a Git address.",
          },
          {
            label: "destination",
            documentation: "A path in the image; relative ones start at the working directory.",
          },
        ],
      },
      {
        label: 'ADD [--flag] ["source", … "destination"]',
        documentation: "For paths with blanks.",
        parameters: [
          flags,
          { label: '"source"', documentation: "Path, URL or Git address." },
          { label: '"destination"', documentation: "A path in the image." },
        ],
      },
    ],
    snippet: "${1:source} ${2:destination}$0",
    link: "https://docs.docker.com/reference/dockerfile/#add",
  },
  {
    name: "COPY",
    summary: "Copies files from the build context, another stage or another image",
    documentation: `Copies files and folders into the image. Sources are looked up in the build context, or with \`--from\` in a stage or an image. Of a folder the content is copied, not the folder itself. With several sources the destination must end in a slash.

A change of the copied files makes this layer and all later ones be built again: copy what changes rarely first. A heredoc writes a small file without a source.

\`\`\`dockerfile
COPY package.json package-lock.json ./
COPY --from=build /out/shop /usr/local/bin/
COPY <<EOF /etc/shop.conf
port = 8080
EOF
\`\`\``,
    forms: [
      {
        label: "COPY [--flag] source … destination",
        documentation: "Words are separated by blanks.",
        parameters: [
          flags,
          {
            label: "source",
            documentation:
              "A path in the build context, or in what `--from` names. Wildcards allowed.",
          },
          {
            label: "destination",
            documentation: "A path in the image; relative ones start at the working directory.",
          },
        ],
      },
      {
        label: 'COPY [--flag] ["source", … "destination"]',
        documentation: "For paths with blanks.",
        parameters: [
          flags,
          { label: '"source"', documentation: "A path in the build context." },
          { label: '"destination"', documentation: "A path in the image." },
        ],
      },
    ],
    snippet: "${1:source} ${2:destination}$0",
    link: "https://docs.docker.com/reference/dockerfile/#copy",
  },
  {
    name: "ENTRYPOINT",
    summary: "Sets the program that every container of the image starts",
    documentation: `Sets the program of the container. Arguments of \`docker run\`, or else those of \`CMD\`, are put behind it; only \`--entrypoint\` replaces it. The last \`ENTRYPOINT\` of a stage counts, and setting one forgets the \`CMD\` of the base image.

In shell form the arguments are ignored and a shell stands between \`docker stop\` and the program, so the exec form is nearly always meant.

\`\`\`dockerfile
ENTRYPOINT ["/usr/local/bin/shop"]
CMD ["--port", "8080"]
\`\`\``,
    forms: [
      {
        label: 'ENTRYPOINT ["program", "argument", …]',
        documentation: "Exec form.",
        parameters: [program, argument],
      },
      {
        label: "ENTRYPOINT command",
        documentation: "Shell form; CMD and the arguments of docker run are ignored.",
        parameters: [shellCommand],
      },
    ],
    snippet: '["${1:program}"]$0',
    link: "https://docs.docker.com/reference/dockerfile/#entrypoint",
  },
  {
    name: "VOLUME",
    summary: "Marks paths whose data live outside the container",
    documentation: `Every container gets a volume of its own at these paths, unless \`docker run\` mounts something else there. A new volume starts with what the image holds at the path. Images built on this one cannot take the mark away again, so the decision is often better left to whoever starts the container.

\`\`\`dockerfile
VOLUME /var/lib/shop
\`\`\``,
    forms: [
      {
        label: "VOLUME path …",
        documentation: "Paths separated by blanks.",
        parameters: [{ label: "path", documentation: "A path in the image." }],
      },
      {
        label: 'VOLUME ["path", …]',
        documentation: "As a JSON array.",
        parameters: [{ label: '"path"', documentation: "A path in the image." }],
      },
    ],
    snippet: "${1:/data}$0",
    link: "https://docs.docker.com/reference/dockerfile/#volume",
  },
  {
    name: "USER",
    summary: "Sets the user for later instructions and for containers",
    documentation: `Later \`RUN\`, \`CMD\` and \`ENTRYPOINT\` run as this user, and so do containers. \`COPY\` and \`ADD\` still create files of root unless \`--chown\` says otherwise. A name must exist in the image, a number need not; from a number, orchestrators can tell that it is not root.

\`\`\`dockerfile
RUN useradd --system --uid 10001 shop
USER 10001
\`\`\``,
    forms: [
      {
        label: "USER user[:group]",
        documentation: "Names or numbers.",
        parameters: [
          { label: "user", documentation: "Name or UID." },
          {
            label: "[:group]",
            documentation: "Name or GID. With it, the user's other groups are not taken over.",
          },
        ],
      },
    ],
    snippet: "${1:user}$0",
    link: "https://docs.docker.com/reference/dockerfile/#user",
  },
  {
    name: "WORKDIR",
    summary: "Sets the working directory, and creates it",
    documentation: `Sets the directory in which later instructions of the stage and containers run, and creates it where it does not exist. A relative path starts at the directory before it; an absolute one needs no knowledge of the base image. Use it instead of \`RUN cd\`, which only lasts for one instruction.

\`\`\`dockerfile
WORKDIR /srv/shop
\`\`\``,
    forms: [
      {
        label: "WORKDIR path",
        documentation: "Absolute, or relative to the last one.",
        parameters: [{ label: "path", documentation: "Variables of ENV and ARG are replaced." }],
      },
    ],
    snippet: "${1:/app}$0",
    link: "https://docs.docker.com/reference/dockerfile/#workdir",
  },
  {
    name: "ARG",
    summary: "Declares a variable that a build can set with --build-arg",
    documentation: `Declares a variable for the rest of the stage, with a default or without. It exists during the build only; an \`ENV\` of the same name wins over it. An \`ARG\` before the first \`FROM\` can be used in \`FROM\` lines; a stage sees it once it says \`ARG name\` itself.

Values stay visible in the image's history, so secrets do not belong here: mount them with \`RUN --mount=type=secret\`.

\`\`\`dockerfile
ARG GO_VERSION=1.25
FROM golang:\${GO_VERSION}
ARG GO_VERSION
\`\`\``,
    forms: [
      {
        label: "ARG name[=default] …",
        documentation: "One or more variables.",
        parameters: [
          { label: "name", documentation: "Name of the variable, as in `--build-arg name=value`." },
          { label: "[=default]", documentation: "Used where the build sets no value." },
        ],
      },
    ],
    snippet: "${1:name}$0",
    link: "https://docs.docker.com/reference/dockerfile/#arg",
  },
  {
    name: "ONBUILD",
    summary: "Stores an instruction for builds that use this image as their base",
    documentation: `The instruction behind it does nothing now. It runs when another Dockerfile says \`FROM\` this image, directly after that \`FROM\`, and only one generation down. It is easily overlooked by whoever uses the image, so say so in the image's tag. \`ONBUILD\`, \`FROM\` and \`MAINTAINER\` cannot be stored.

\`\`\`dockerfile
ONBUILD COPY . /app
ONBUILD RUN make -C /app
\`\`\``,
    forms: [
      {
        label: "ONBUILD instruction",
        documentation: "A whole instruction with its arguments.",
        parameters: [
          { label: "instruction", documentation: "Any but ONBUILD, FROM and MAINTAINER." },
        ],
      },
    ],
    snippet: "$0",
    link: "https://docs.docker.com/reference/dockerfile/#onbuild",
    noTrigger: true,
  },
  {
    name: "STOPSIGNAL",
    summary: "Sets the signal that asks the container to end",
    documentation: `Sets what \`docker stop\` sends to the container's first process. The default is \`SIGTERM\`; after a grace period follows \`SIGKILL\`. Some programs end properly on another signal, for example nginx on \`SIGQUIT\`.

\`\`\`dockerfile
STOPSIGNAL SIGQUIT
\`\`\``,
    forms: [
      {
        label: "STOPSIGNAL signal",
        documentation: "A name or a number.",
        parameters: [{ label: "signal", documentation: "For example `SIGINT`, `INT` or `2`." }],
      },
    ],
    snippet: "${1:SIGTERM}$0",
    link: "https://docs.docker.com/reference/dockerfile/#stopsignal",
  },
  {
    name: "HEALTHCHECK",
    summary: "Says how to find out whether the container still works",
    documentation: `Runs a command inside the container again and again. Exit code 0 means healthy, 1 unhealthy. After \`--retries\` failures in a row the container counts as unhealthy. \`NONE\` switches off the check of the base image, and the last \`HEALTHCHECK\` of a stage counts.

The command needs its program in the image: slim images often have no curl.

\`\`\`dockerfile
HEALTHCHECK --interval=30s --timeout=3s CMD ["/usr/local/bin/shop", "--ping"]
\`\`\``,
    forms: [
      {
        label: "HEALTHCHECK [--flag] CMD command",
        documentation: "The command in shell form or as a JSON array.",
        parameters: [flags, { label: "CMD", documentation: "Always written." }, shellCommand],
      },
      {
        label: "HEALTHCHECK NONE",
        documentation: "No check, even where the base image has one.",
        parameters: [{ label: "NONE", documentation: "Takes no flags." }],
      },
    ],
    snippet: "CMD ${1:command}$0",
    link: "https://docs.docker.com/reference/dockerfile/#healthcheck",
  },
  {
    name: "SHELL",
    summary: "Sets the shell that runs shell forms",
    documentation: `Sets the program, with its arguments, that reads the shell forms of later \`RUN\`, \`CMD\` and \`ENTRYPOINT\`. It must be a JSON array. The default is \`["/bin/sh", "-c"]\` on Linux and \`["cmd", "/S", "/C"]\` on Windows. With bash, \`-o pipefail\` makes a pipe fail where any part of it fails.

\`\`\`dockerfile
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
\`\`\``,
    forms: [
      {
        label: 'SHELL ["program", "argument", …]',
        documentation: "A JSON array.",
        parameters: [program, argument],
      },
    ],
    snippet: '["${1:/bin/bash}", "${2:-c}"]$0',
    link: "https://docs.docker.com/reference/dockerfile/#shell",
  },
];
