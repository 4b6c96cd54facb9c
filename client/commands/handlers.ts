import { Uri, commands, window } from 'vscode';
import { connectionChooser, connectionCommands, type ConnectionCommandParts } from '../connections/commands.ts';
import { decodingCommands, type DecodingParts } from '../decoding/commands.ts';
import { openExamples } from '../files/examples.ts';
import { newFile } from '../files/new-file.ts';
import { inspectorCommands } from '../inspector/commands.ts';
import type { Inspector } from '../inspector/inspector.ts';
import type { InspectorTree } from '../inspector/tree.ts';
import type { Language } from '../language/language.ts';
import type { Log } from '../log.ts';
import { startPlayground, usePlayground } from '../playground/commands.ts';
import type { Playground } from '../playground/playground.ts';
import type { RuleSwitch } from '../project/turn-off.ts';
import { revealPlace } from '../project/write.ts';
import type { Replies } from '../sending/replies.ts';
import type { ReplyView } from '../sending/reply-view.ts';
import type { SentHistory } from '../sending/history.ts';
import { sendAgain, showHistory } from '../sending/show-history.ts';
import type { Sender } from '../sending/sender.ts';
import type { Recording } from '../wire/recording.ts';
import type { WireWorker } from '../wire/wire.ts';
import { pageActions } from '../panel/messages.ts';
import { actionCommand, type actionCommands } from '../traffic-view/menu.ts';
import type { CaptureEditors } from '../captures/editors.ts';
import { saveArguments, saveCapture, type Savable } from '../captures/save.ts';
import { tapCommands } from '../taps/commands.ts';
import type { Taps } from '../taps/taps.ts';
import type { TrafficView } from '../traffic-view/view.ts';
import { viewIds, type CommandId } from './ids.ts';
import type { CommandHandler } from './register.ts';

/** Everything that commands act on. Only this table knows all of it. */
export interface CommandParts extends ConnectionCommandParts, DecodingParts {
  readonly extension: Uri;
  readonly ruleSwitch: RuleSwitch;
  readonly wire: WireWorker;
  readonly recording: Recording;
  readonly playground: Playground;
  readonly taps: Taps;
  readonly language: Language;
  readonly replies: Replies;
  readonly replyView: ReplyView;
  readonly sender: Sender;
  readonly history: SentHistory;
  readonly inspector: Inspector;
  readonly inspectorTree: InspectorTree;
  readonly captures: CaptureEditors;
  readonly log: Log;
}

/** The command table. */
export function commandHandlers(parts: CommandParts): Readonly<Record<CommandId, CommandHandler>> {
  const { sender, replies, replyView, wire, inspector } = parts;
  const decoding = decodingCommands(parts);
  const rows = inspectorCommands(inspector, parts.inspectorTree, parts.traffic, parts.captures);
  return {
    ...connectionCommands(parts),
    ...tapCommands({ taps: parts.taps, traffic: parts.traffic, chosen: connectionChooser(parts) }),
    ...actionHandlers(parts.traffic, parts.captures),
    'wireloupe.newXmppFile': () => newFile('xmpp'),
    'wireloupe.newAmqpFile': () => newFile('amqp'),
    'wireloupe.openExamples': () => openExamples(parts.extension),
    'wireloupe.send': async (uri, index) => sender.send(await sender.target(uri, index)),
    'wireloupe.sendTo': async (uri, index) => sender.sendToOther(await sender.target(uri, index)),
    'wireloupe.showReply': async (uri, index) => {
      const target = typeof index === 'number' ? await sender.target(uri, index) : undefined;
      const source = target?.document.getText().slice(target.item.start, target.item.end) ?? '';
      const sent = target === undefined ? replies.last : replies.of(target.document.uri.toString(), source);
      if (sent === undefined) void window.showInformationMessage('Nothing was sent yet.');
      else await replyView.show(sent, true);
    },
    'wireloupe.sendAgain': () => sendAgain(parts.history, sender),
    'wireloupe.showSentHistory': () => showHistory(parts.history, sender, parts.traffic, parts.log),
    'wireloupe.showTraffic': () => commands.executeCommand(`${viewIds.traffic}.focus`),
    'wireloupe.saveCapture': async (given) => saveCapture(await savableOf(parts), wire, saveArguments(given)),
    'wireloupe.clearTraffic': () => parts.recording.clear(),
    'wireloupe.undoClearTraffic': () => parts.recording.undoClear(),
    'wireloupe.pauseTraffic': async () => (await wire.use()).pause(true),
    'wireloupe.resumeTraffic': async () => (await wire.use()).pause(false),
    'wireloupe.copyValue': (row) => rows.copyValue(row),
    'wireloupe.copyPath': (row) => rows.copyPath(row),
    'wireloupe.revealInBytes': (row) => rows.revealInBytes(row),
    'wireloupe.openSection': (row) => rows.openSection(row),
    'wireloupe.pasteAs': (format) => decoding.pasteAs(format),
    'wireloupe.decodeSelection': () => decoding.decodeSelection(),
    'wireloupe.decodeTerminalSelection': () => decoding.decodeTerminalSelection(),
    'wireloupe.decodeFile': (uri) => decoding.decodeFile(uri),
    'wireloupe.openAsTemplate': (uri) => decoding.openAsTemplate(uri),
    'wireloupe.showSecrets': () => inspector.showSecrets(true),
    'wireloupe.hideSecrets': () => inspector.showSecrets(false),
    'wireloupe.startPlayground': () => startPlayground(parts.playground),
    'wireloupe.usePlayground': () => usePlayground(parts.playground, parts.projects),
    'wireloupe.stopPlayground': () => parts.playground.stop(),
    'wireloupe.restartLanguageServer': () => parts.language.restart(),
    'wireloupe.showLog': () => parts.log.show(),
    'wireloupe.revealPlace': (uri, offset) =>
      typeof uri === 'string' && typeof offset === 'number' ? revealPlace(Uri.parse(uri), offset) : undefined,
    'wireloupe.turnOffRule': (uri, rule) =>
      typeof uri === 'string' && typeof rule === 'string' ? parts.ruleSwitch.turnOff(uri, rule) : undefined,
    'wireloupe.undoTurnOffRule': (uri, rule) =>
      typeof uri === 'string' && typeof rule === 'string' ? parts.ruleSwitch.undo(uri, rule) : undefined,
  };
}

/** What the user looks at: the file of the active editor, else live traffic. */
async function savableOf({ captures, traffic }: CommandParts): Promise<Savable> {
  const { active } = captures;
  if (active === undefined) return traffic.savable();
  await active.opened();
  return active.savable();
}

/** The commands of the traffic panel's page, which does what they ask. */
function actionHandlers(
  traffic: TrafficView,
  captures: CaptureEditors,
): Readonly<Record<(typeof actionCommands)[number], CommandHandler>> {
  const handlers = pageActions.map((action): readonly [string, CommandHandler] => [
    actionCommand(action),
    (context) => (captures.run(action, context) ? undefined : traffic.run(action, context)),
  ]);
  return Object.fromEntries(handlers) as Readonly<Record<(typeof actionCommands)[number], CommandHandler>>;
}
