import { actionCommands } from '../traffic-view/menu.ts';

/**
 * The commands, as data: each is contributed in package.json under the same id, and registered once by `registerCommands`.
 * A command that a message offers as its way out is named by these ids as well.
 */
export const commandIds = [
  'wireloupe.newXmppFile',
  'wireloupe.newAmqpFile',
  'wireloupe.openExamples',
  'wireloupe.createProjectFile',
  'wireloupe.openProjectFile',
  'wireloupe.newConnection',
  'wireloupe.connect',
  'wireloupe.activateConnection',
  'wireloupe.disconnect',
  'wireloupe.reconnect',
  'wireloupe.editConnection',
  'wireloupe.editPassword',
  'wireloupe.forgetPassword',
  'wireloupe.trustCa',
  'wireloupe.pickConnection',
  'wireloupe.pickEnvironment',
  'wireloupe.send',
  'wireloupe.sendTo',
  'wireloupe.showReply',
  'wireloupe.sendAgain',
  'wireloupe.showSentHistory',
  'wireloupe.showTraffic',
  'wireloupe.showChannelTraffic',
  'wireloupe.saveCapture',
  'wireloupe.clearTraffic',
  'wireloupe.undoClearTraffic',
  'wireloupe.pauseTraffic',
  'wireloupe.resumeTraffic',
  'wireloupe.copyValue',
  'wireloupe.copyPath',
  'wireloupe.revealInBytes',
  'wireloupe.openSection',
  'wireloupe.pasteAs',
  'wireloupe.decodeSelection',
  'wireloupe.decodeTerminalSelection',
  'wireloupe.decodeFile',
  'wireloupe.openAsTemplate',
  'wireloupe.showSecrets',
  'wireloupe.hideSecrets',
  'wireloupe.startPlayground',
  'wireloupe.usePlayground',
  'wireloupe.stopPlayground',
  'wireloupe.startTap',
  'wireloupe.stopTap',
  'wireloupe.copyTapAddress',
  'wireloupe.saveTapCa',
  'wireloupe.showTapTraffic',
  'wireloupe.restartLanguageServer',
  'wireloupe.showLog',
  'wireloupe.revealPlace',
  'wireloupe.turnOffRule',
  'wireloupe.undoTurnOffRule',
  ...actionCommands,
] as const;

export type CommandId = (typeof commandIds)[number];

/** Views, as contributed in package.json. */
export const viewIds = {
  connections: 'wireloupe.connections',
  inspector: 'wireloupe.inspector',
  traffic: 'wireloupe.traffic',
} as const;

/** Keys of `when` clauses that the extension sets. */
export const contextKeys = {
  playground: 'wireloupe.playgroundRunning',
  taps: 'wireloupe.tapsListening',
  paused: 'wireloupe.trafficPaused',
  focused: 'wireloupe.trafficFocused',
  cleared: 'wireloupe.trafficCleared',
  secrets: 'wireloupe.secretsShown',
} as const;
