// The language server: what the protocol asks, answered by the service. The only file that knows the connection.
import {
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  TextDocuments,
  TextDocumentSyncKind,
  WatchKind,
  type ClientCapabilities,
  type CodeAction,
  type Connection,
  type Diagnostic,
  type InitializeParams,
  type ProtocolNotificationType,
  type ServerCapabilities,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { editingCapabilities, serveEditing } from "./editing.ts";
import { rememberingHost } from "./rememberingHost.ts";
import { rangeOf, type Analysis } from "./service/analysis.ts";
import { configNames, type ConfigFile } from "./service/config/config.ts";
import type { ConfigProblem } from "./service/config/parseConfig.ts";
import type { StagesParams, StagesResult } from "./protocol.ts";
import {
  chosenFix,
  codeActionKinds,
  codeActionsFor,
  editsTo,
  problemsAt,
  type FixAllData,
} from "./service/features/codeActions.ts";
import { diagnosticsOf } from "./service/features/diagnostics.ts";
import type { Host } from "./service/host.ts";
import type { Problem } from "./service/lint/lint.ts";
import {
  createLanguageService,
  isIgnoreFile,
  ruleNamed,
  type LintRequest,
} from "./service/index.ts";
import { createShellcheck } from "./shellcheck.ts";
import { defaultSettings, readSettings, type Settings } from "./settings.ts";

/** How URIs and the host's paths belong together. */
export interface Places {
  /** undefined for what is no file of this machine. */
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
}

/** Milliseconds without a change before diagnostics are pushed, or asked for anew after changes of files. */
const quietTime = 200;

/** Serves a connection until it closes. */
export function startServer(connection: Connection, disk: Host, places: Places): void {
  const host = rememberingHost(disk);
  const service = createLanguageService(host, {
    configRead: showConfigProblems,
    fixRejected: ({ rule }, { title }, fault) =>
      connection.console.warn(`"${title}" of ${rule} is not offered: ${fault}.`),
    shellcheck: createShellcheck((message) => connection.console.warn(message)),
  });
  const documents = new TextDocuments(TextDocument);
  const settings = new Map<string, Promise<Settings>>();
  const timers = new Map<string, NodeJS.Timeout>();
  /** The configuration files whose mistakes are shown, and their texts. */
  const shownConfigs = new Map<string, string>();
  let client: ClientCapabilities = {};
  let roots: readonly string[] = [];
  let initialSettings = defaultSettings;
  let canOpenRuleDocumentation = false;

  connection.onInitialize((params) => {
    client = params.capabilities;
    roots = rootsOf(params).flatMap((uri) => places.pathOf(uri) ?? []);
    const options: unknown = params.initializationOptions;
    initialSettings = readSettings(options);
    canOpenRuleDocumentation = isRecord(options) && options["canOpenRuleDocumentation"] === true;
    return {
      capabilities: capabilitiesFor(client),
      serverInfo: { name: "drydock-language-server" },
    };
  });

  connection.onInitialized(() => {
    const { didChangeConfiguration, didChangeWatchedFiles } = client.workspace ?? {};
    if (didChangeConfiguration?.dynamicRegistration) {
      register(DidChangeConfigurationNotification.type, { section: "drydock" });
    }
    if (didChangeWatchedFiles?.dynamicRegistration) {
      register(DidChangeWatchedFilesNotification.type, { watchers });
      host.remember();
    }
  });

  function register<O>(type: ProtocolNotificationType<unknown, O>, options: O): void {
    connection.client.register(type, options).catch(logError);
  }

  function logError(error: unknown): void {
    connection.console.error(
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  }

  /** The editor's settings for a document, asked for once. */
  function settingsFor(uri: string): Promise<Settings> {
    if (!client.workspace?.configuration) return Promise.resolve(initialSettings);
    const known = settings.get(uri);
    if (known !== undefined) return known;
    const asked = connection.workspace
      .getConfiguration({ scopeUri: uri, section: "drydock" })
      .then(readSettings, () => defaultSettings);
    settings.set(uri, asked);
    return asked;
  }

  /** Mistakes in a configuration file are shown in it, whether it is open or not. */
  function showConfigProblems(file: ConfigFile, problems: readonly ConfigProblem[]): void {
    const document = TextDocument.create(places.uriOf(file.path), "yaml", 0, file.text);
    if (shownConfigs.get(document.uri) === file.text) return;
    shownConfigs.set(document.uri, file.text);
    const diagnostics = problems.map(({ message, ...span }) => ({
      range: rangeOf({ document }, span),
      severity: DiagnosticSeverity.Warning,
      source: "drydock",
      message,
    }));
    connection.sendDiagnostics({ uri: document.uri, diagnostics }).catch(logError);
  }

  /** What is asked of the service about a document; undefined where nothing is. */
  async function requestFor(document: TextDocument): Promise<LintRequest | undefined> {
    // an editor may send whatever it has open
    if (!isDockerfile(document) && !isIgnoreFile(document.uri)) return undefined;
    const { lint, profile, rules, shellcheck } = await settingsFor(document.uri);
    if (!lint.enable) return undefined;
    const file = places.pathOf(document.uri);
    const folder = file?.replace(/\/[^/]*$/, "");
    const name = file?.slice(file.lastIndexOf("/") + 1);
    const root = roots.findLast((each) => folder === each || folder?.startsWith(`${each}/`));
    return { folder, root, name, profile, rules, shellcheck };
  }

  async function problemsOf(document: TextDocument): Promise<readonly Problem[]> {
    const request = await requestFor(document);
    return request === undefined ? [] : service.problems(document, request);
  }

  async function diagnose(document: TextDocument): Promise<Diagnostic[]> {
    return diagnosticsOf(service.analyse(document), await problemsOf(document), ruleNamed);
  }

  /** Runs `action` when nothing has asked for the same for a moment. */
  function soon(key: string, action: () => Promise<void>): void {
    clearTimeout(timers.get(key));
    const run = (): void => {
      timers.delete(key);
      action().catch(logError);
    };
    timers.set(key, setTimeout(run, quietTime));
  }

  function push(document: TextDocument): void {
    if (pulls(client)) return;
    soon(document.uri, async () => {
      // it may have been closed, or changed once more, in the meantime
      const current = documents.get(document.uri);
      if (current === undefined) return;
      const { uri, version } = current;
      const diagnostics = await diagnose(current);
      if (current.version === version)
        await connection.sendDiagnostics({ uri, version, diagnostics });
    });
  }

  /** What was found may be out of date though no document has changed. */
  function refresh(): void {
    host.forget();
    service.forgetFiles();
    for (const uri of shownConfigs.keys())
      connection.sendDiagnostics({ uri, diagnostics: [] }).catch(logError);
    shownConfigs.clear();
    if (!pulls(client)) documents.all().forEach(push);
    else if (client.workspace?.diagnostics?.refreshSupport) {
      soon("refresh", () => connection.languages.diagnostics.refresh());
    }
  }

  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.clear();
    if (isRecord(sent) && sent["drydock"] !== undefined)
      initialSettings = readSettings(sent["drydock"]);
    refresh();
  });
  connection.onDidChangeWatchedFiles(refresh);
  documents.onDidChangeContent(({ document }) => push(document));
  documents.onDidClose(({ document }) => {
    settings.delete(document.uri);
    clearTimeout(timers.get(document.uri));
    if (!pulls(client))
      connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }).catch(logError);
  });

  connection.languages.diagnostics.on(async ({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    const items = document === undefined ? [] : await diagnose(document);
    return { kind: DocumentDiagnosticReportKind.Full, items };
  });

  connection.onCodeAction(async ({ textDocument, range, context: { only } }) => {
    const document = documents.get(textDocument.uri);
    const request = document && isDockerfile(document) ? await requestFor(document) : undefined;
    if (document === undefined || request === undefined) return [];
    const analysis = service.analyse(document);
    const problems = await service.problems(document, request);
    const touched = await Promise.all(
      problemsAt(analysis, problems, range).map((each) => service.offered(document, request, each)),
    );
    const actions = codeActionsFor(analysis, problems, touched, ruleNamed, {
      range,
      only,
      canOpenDocumentation: canOpenRuleDocumentation,
      snippets: client.workspace?.workspaceEdit?.snippetEditSupport ? "supported" : "unsupported",
      disabled: client.textDocument?.codeAction?.disabledSupport ? "shown" : "hidden",
      uriOf: (path) => places.uriOf(path),
    });
    const { resolveSupport } = client.textDocument?.codeAction ?? {};
    if (resolveSupport?.properties.includes("edit")) return actions;
    return Promise.all(actions.map(resolveAction));
  });

  connection.onCodeActionResolve(resolveAction);

  /** Adds the edits to an action that fixes many problems. */
  async function resolveAction(action: CodeAction): Promise<CodeAction> {
    const { uri, rule } = (action.data ?? {}) as Partial<FixAllData>;
    const document = uri === undefined ? undefined : documents.get(uri);
    const request = document && (await requestFor(document));
    if (document === undefined || request === undefined) return action;
    const analysis = service.analyse(document);
    const { text } = await service.fixAll(document, request, (each) => chosenFix(each, rule));
    return { ...action, edit: { changes: { [document.uri]: editsTo(analysis, text) } } };
  }

  connection.onRequest("drydock/stages", ({ textDocument }: StagesParams): StagesResult => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return { stages: [] };
    const { model } = service.analyse(document);
    return {
      stages: model.stages.map(({ name, from }) => ({
        ...(name === undefined ? {} : { name }),
        line: document.positionAt(from.start).line,
        base: from.image?.text ?? "",
      })),
    };
  });

  const analysed = (uri: string): Analysis | undefined => {
    const document = documents.get(uri);
    return document && isDockerfile(document) ? service.analyse(document) : undefined;
  };
  serveEditing(connection, analysed, () => client);
  documents.listen(connection);
  connection.listen();
}

function isDockerfile({ languageId }: TextDocument): boolean {
  return /^(?:docker|containerfile)/i.test(languageId);
}

const watchers = [
  // a file that comes or goes may be the source of a COPY
  { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
  { globPattern: `**/{${configNames.join(",")}}`, kind: WatchKind.Change },
];

function pulls(client: ClientCapabilities): boolean {
  return client.textDocument?.diagnostic !== undefined;
}

function rootsOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri === null ? [] : [rootUri];
}

function capabilitiesFor(client: ClientCapabilities): ServerCapabilities {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    ...editingCapabilities,
    codeActionProvider: {
      codeActionKinds,
      resolveProvider: true,
    },
    ...(pulls(client)
      ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
