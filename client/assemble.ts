import { languages, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { captureEditor, CaptureEditors } from './captures/editors.ts';
import { viewIds } from './commands/ids.ts';
import { commandHandlers } from './commands/handlers.ts';
import { registerCommands } from './commands/register.ts';
import { Choices } from './connections/choices.ts';
import { Connections } from './connections/connections.ts';
import { stoppedFailure, wireFailure } from './connections/failures.ts';
import { Passwords } from './connections/passwords.ts';
import { StatusBar } from './connections/status-bar.ts';
import { ConnectionTree } from './connections/tree.ts';
import { DecodedLenses } from './decoding/lenses.ts';
import { decodedScheme, DecodedView } from './decoding/view.ts';
import { showError } from './errors/show.ts';
import { CursorSource } from './inspector/cursor.ts';
import { Inspector } from './inspector/inspector.ts';
import { InspectorTree } from './inspector/tree.ts';
import { Language } from './language/language.ts';
import { Log } from './log.ts';
import { exportUnits } from './captures/export.ts';
import type { Savable } from './captures/save.ts';
import { comparedScheme, ComparedUnits } from './traffic-view/compare.ts';
import { TrafficView } from './traffic-view/view.ts';
import { Playground } from './playground/playground.ts';
import { Definitions } from './project/definitions.ts';
import { ProjectContextSync } from './project/project-context-sync.ts';
import { Projects } from './project/projects.ts';
import { ruleSettings } from './project/rule-settings.ts';
import { RuleSwitch } from './project/turn-off.ts';
import { SentHistory } from './sending/history.ts';
import { SendLenses } from './sending/lenses.ts';
import { Replies } from './sending/replies.ts';
import { replyScheme, ReplyView } from './sending/reply-view.ts';
import { Sender } from './sending/sender.ts';
import { SetHover } from './sending/set-hover.ts';
import { SetValues } from './sending/set-values.ts';
import { setting } from './settings.ts';
import { Taps } from './taps/taps.ts';
import { Recording } from './wire/recording.ts';
import { journalOf } from './wire/journal.ts';
import { WireWorker } from './wire/wire.ts';

/**
 * Puts the parts together and registers them. Nothing is started here: the language server starts with the first document of
 * ours, the wire worker with the first connection or look at the traffic.
 */
export function assemble(context: ExtensionContext) {
  const log = new Log();
  const dist = (file: string): string => Uri.joinPath(context.extensionUri, 'dist', file).fsPath;
  const projects = new Projects(context.globalStorageUri);
  const definitions = new Definitions(projects);
  const choices = new Choices(context.workspaceState);
  const passwords = new Passwords(context.secrets);
  const wire = new WireWorker(
    {
      worker: dist('wire.cjs'),
      maxTrafficMb: () => setting('traffic.memoryLimit'),
      journal: () => journalOf(context),
    },
    log,
  );
  const recording = new Recording(wire, context.workspaceState);
  const types = new ProjectContextSync(wire, projects, definitions, log);
  const connections = new Connections(projects, passwords, wire);
  const playground = new Playground(wire);
  const taps = new Taps(wire, context.secrets);
  const language = new Language(dist('server.cjs'), projects, choices, log);
  const replies = new Replies();
  const replyView = new ReplyView();
  const decoded = new DecodedView();
  const history = new SentHistory();
  const setValues = new SetValues((key) => {
    const info = connections.info(key);
    return info?.state === 'connected' ? info.number : undefined;
  });
  const sender = new Sender({
    history,
    projects,
    definitions,
    connections,
    choices,
    language,
    wire,
    replies,
    setValues,
  });
  const lenses = new SendLenses({ language, projects, choices, replies });
  const compared = new ComparedUnits();
  const pages = {
    dist: Uri.joinPath(context.extensionUri, 'dist'),
    compared,
    log,
    exportUnits: (savable: Savable) => exportUnits(savable, wire),
  };
  const traffic = new TrafficView(pages, wire, recording, connections, types);
  const captures = new CaptureEditors({
    ...pages,
    wire,
    projectOf: async (file) => {
      const state = await projects.stateFor(file);
      return { ...(await definitions.of(state)), rules: ruleSettings(state) };
    },
  });
  const connectionTree = new ConnectionTree({ projects, connections, choices, playground, taps, wire, log });
  const connectionView = window.createTreeView(viewIds.connections, { treeDataProvider: connectionTree });
  connectionTree.attach(connectionView);
  const inspectorTree = new InspectorTree();
  const inspectorView = window.createTreeView(viewIds.inspector, {
    treeDataProvider: inspectorTree,
    showCollapseAll: true,
  });
  const cursorSource = new CursorSource(projects, choices, definitions);
  const inspector = new Inspector(inspectorTree, inspectorView, wire, recording, cursorSource, types, log);
  const handlers = commandHandlers({
    extension: context.extensionUri,
    projects,
    ruleSwitch: new RuleSwitch(projects),
    choices,
    passwords,
    wire,
    recording,
    connections,
    playground,
    taps,
    language,
    replies,
    replyView,
    sender,
    history,
    definitions,
    decoded,
    traffic,
    captures,
    inspector,
    inspectorTree,
    log,
  });
  const ours = ['file', 'untitled'].flatMap((scheme) =>
    ['xmpp', 'amqp', 'xml'].map((id) => ({ scheme, language: id })),
  );
  context.subscriptions.push(
    log,
    projects,
    definitions,
    types,
    choices,
    wire,
    recording,
    connections,
    playground,
    taps,
    language,
    replyView,
    decoded,
    sender,
    lenses,
    traffic,
    captures,
    connectionTree,
    connectionView,
    inspectorTree,
    inspectorView,
    cursorSource,
    inspector,
    new StatusBar(projects, connections, choices),
    registerCommands(handlers, log),
    window.registerWebviewViewProvider(viewIds.traffic, traffic),
    window.registerCustomEditorProvider(captureEditor, captures),
    workspace.registerTextDocumentContentProvider(replyScheme, replyView),
    workspace.registerTextDocumentContentProvider(decodedScheme, decoded),
    workspace.registerTextDocumentContentProvider(comparedScheme, compared),
    languages.registerCodeLensProvider({ scheme: decodedScheme }, new DecodedLenses(decoded)),
    languages.registerHoverProvider(ours, new SetHover(setValues)),
    languages.registerCodeLensProvider(ours, lenses),
    sender.onDidBegin(() => lenses.refresh()),
    sender.onDidSend((sent) => {
      lenses.refresh();
      if (setting('reply.open')) replyView.offer(sent).catch((error: unknown) => showError(error, log));
    }),
    ...[traffic, captures].map(({ onDidSelect }) =>
      onDidSelect((selection) => {
        inspector.select(selection).catch((error: unknown) => showError(error, log));
      }),
    ),
    wire.onDidNotice((text) => void window.showWarningMessage(text)),
    connections.onDidStop(({ message, keys }) => void showError(stoppedFailure(message, keys), log)),
    connections.onDidLose(({ info, failure }) => {
      // Whatever waits for a reply reports it already.
      if (!sender.isBusy(info.name))
        void showError(wireFailure(failure, { key: info.name, service: '', doing: 'idle' }), log);
    }),
  );
  return {
    log,
    language,
    wire,
    connections,
    connectionTree,
    inspectorTree,
    inspector,
    captures,
    traffic,
    sender,
    /** Ends the server, the worker and everything that is connected. */
    stop: async (): Promise<void> => {
      await Promise.all([language.stop(), wire.stop(), recording.save()]);
    },
  };
}
