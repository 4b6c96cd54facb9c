/** What the menus of the page can do; each is the command `wireloupe.traffic.NAME` of the extension, which asks the page to do it. */
export const menuActions = [
  'copyRow',
  'copyText',
  'copyXml',
  'copyNotation',
  'copyHex',
  'copyC',
  'copyMarkdown',
  'copyValue',
  'copyPath',
  'copyFieldHex',
  'copyBytesHex',
  'copyBytesBase64',
  'copyBytesDump',
  'exportUnits',
  'openTemplate',
  'editAgain',
  'goToPair',
  'mark',
  'unmark',
  'setTimeReference',
  'clearTimeReference',
  'selectForCompare',
  'compareWithSelected',
  'filterBy',
  'exclude',
  'followIq',
  'followLink',
  'followDelivery',
  'followThread',
  'followJid',
] as const;

export type MenuAction = (typeof menuActions)[number];

/** What commands and keys can do besides, on what is selected. */
export const panelActions = [
  'find',
  'findNext',
  'findPrevious',
  'nextFailure',
  'previousFailure',
  'nextFinding',
  'previousFinding',
  'nextInConversation',
  'previousInConversation',
] as const;

/** What can be done with the columns of the list. */
export const columnActions = ['chooseColumns', 'hideColumn', 'resetColumns', 'sortUp', 'sortDown', 'unsort'] as const;

export type ColumnAction = (typeof columnActions)[number];

export type PanelAction = (typeof panelActions)[number];

export const pageActions = [...menuActions, ...panelActions, ...columnActions] as const;

/** All that the extension asks a page to do. */
export type PageAction = (typeof pageActions)[number];

/** Whether it is an action on columns. */
export function isColumnAction(action: PageAction): action is ColumnAction {
  return (columnActions as readonly string[]).includes(action);
}

/** Whether it is an action of the menus. */
export function isMenuAction(action: PageAction): action is MenuAction {
  return (menuActions as readonly string[]).includes(action);
}
