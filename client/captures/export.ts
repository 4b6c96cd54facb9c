import { window, type QuickPickItem } from 'vscode';
import { countNumbers, formatCount, plural, type Side } from '../../protocols/core/index.ts';
import type { UnitGroup } from '../../wire/protocol.ts';
import { Cancelled, UserError } from '../errors/user-error.ts';
import type { WireWorker } from '../wire/wire.ts';
import { saveUnits, type Savable, type Saving } from './save.ts';
import { templateOf, templateProblem } from './template-units.ts';

interface Format extends QuickPickItem {
  readonly saving: Omit<Saving, 'title'> | 'template';
}

const saved = (what: string, extension: string, name = `units.${extension}`): Omit<Saving, 'title'> => ({
  formats: { [what]: [extension] },
  file: name,
});

/** What selected units can be written as. */
const formats: readonly Format[] = [
  { label: 'Capture', description: '.wlcap: all that is known', saving: saved('Capture of Wireloupe', 'wlcap') },
  { label: 'Capture for Wireshark', description: '.pcapng', saving: saved('Capture for Wireshark', 'pcapng') },
  { label: 'Template', description: '.xmpp or .amqp.yaml: what one side sends, to send again', saving: 'template' },
  {
    label: 'Markdown',
    description: '.md: text, fields, findings and bytes, for a report',
    saving: saved('Markdown', 'md'),
  },
  { label: 'Hex', description: '.hex: one unit on a line', saving: saved('Hex', 'hex') },
  { label: 'C Array', description: '.c: for a test or a fuzzer', saving: saved('C', 'c') },
];

const title = 'Export Selected Units';

/** Asks what the selected units become, and writes them to a file. @throws UserError where they cannot be written */
export async function exportUnits(savable: Savable, wire: WireWorker): Promise<void> {
  const { selected: units, source } = savable;
  if (units.length === 0) throw new UserError('nothing-selected', 'Select a unit in the list first.');
  const placeHolder = `${plural(countNumbers(units), 'unit')} as a …`;
  const format = await window.showQuickPick(formats, { title, placeHolder });
  if (format === undefined) throw new Cancelled();
  if (format.saving !== 'template') {
    await saveUnits(savable, wire, { units, saving: { title, ...format.saving } });
    return;
  }
  const groups = await (await wire.use()).unitGroups({ units, ...(source !== undefined && { source }) });
  const problem = templateProblem(groups);
  if (problem !== undefined) throw new UserError('not-written', problem);
  const side = await chooseSide(groups);
  await saveUnits(savable, wire, { units, side, saving: { title, ...templateOf(groups) } });
}

/** A template is what one side sends. */
async function chooseSide(groups: readonly UnitGroup[]): Promise<Side> {
  const sides = groups.filter(({ language }) => language !== undefined);
  const [only] = sides;
  if (only !== undefined && sides.every(({ side }) => side === only.side)) return only.side;
  const picks = (['client', 'server'] as const).map((side) => {
    const units = sides.reduce((sum, group) => sum + (group.side === side ? group.units : 0), 0);
    return { label: `What the ${side} sends`, description: `${formatCount(units)} of the selected units`, side };
  });
  const chosen = await window.showQuickPick(picks, { title, placeHolder: 'A template has what one side sends.' });
  if (chosen === undefined) throw new Cancelled();
  return chosen.side;
}
