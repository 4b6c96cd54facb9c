import { menuActions, pageActions, type MenuTarget, type PageAction } from '../panel/messages.ts';

/** The command that runs an action of the page. */
export const actionCommand = <A extends PageAction>(action: A): `wireloupe.traffic.${A}` =>
  `wireloupe.traffic.${action}`;

/** The commands of the page's menus. */
export const menuCommands = menuActions.map(actionCommand);

/** The commands of all that a page can do. */
export const actionCommands = pageActions.map(actionCommand);

/** What a menu of a page was opened on, from what VS Code gives to its commands: the merged `data-vscode-context`. Nothing from elsewhere. */
export function menuTargetOf(context: unknown): { readonly page?: string; readonly target: MenuTarget } {
  if (typeof context !== 'object' || context === null) return { target: {} };
  const { wireloupePage, wireloupePart, unitSeq, cellColumn, nodeId } = context as Readonly<Record<string, unknown>>;
  const target: MenuTarget = {
    ...(typeof unitSeq === 'number' && Number.isSafeInteger(unitSeq) && unitSeq > 0 && { seq: unitSeq }),
    ...((wireloupePart === 'row' || wireloupePart === 'header') &&
      typeof cellColumn === 'string' && { column: cellColumn }),
    ...(wireloupePart === 'node' && typeof nodeId === 'string' && { node: nodeId }),
  };
  return { ...(typeof wireloupePage === 'string' && { page: wireloupePage }), target };
}
