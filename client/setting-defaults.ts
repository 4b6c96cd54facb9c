/** The settings that the extension itself reads; the language server gets the whole section `wireloupe`. */
export interface Settings {
  readonly 'codeLens.enabled': boolean;
  readonly 'codeLens.otherConnection': boolean;
  readonly 'codeLens.reply': boolean;
  readonly 'reply.open': boolean;
  readonly 'statusBar.connection': boolean;
  readonly 'statusBar.environment': boolean;
  readonly 'inspector.followCursor': boolean;
  readonly 'send.timeout': number;
  readonly 'traffic.groupRows': boolean;
  readonly 'traffic.memoryLimit': number;
  readonly 'traffic.keepOnDisk': boolean;
  readonly 'traffic.diskLimit': number;
  readonly 'traffic.keepDays': number;
}

/** What package.json gives as defaults; a test keeps the two equal. */
export const settingDefaults: Settings = {
  'codeLens.enabled': true,
  'codeLens.otherConnection': true,
  'codeLens.reply': true,
  'reply.open': true,
  'statusBar.connection': true,
  'statusBar.environment': true,
  'inspector.followCursor': true,
  'send.timeout': 10,
  'traffic.groupRows': false,
  'traffic.memoryLimit': 256,
  'traffic.keepOnDisk': true,
  'traffic.diskLimit': 1024,
  'traffic.keepDays': 7,
};
