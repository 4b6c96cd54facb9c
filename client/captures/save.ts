import path from 'node:path';
import { Uri, window, workspace, type QuickPickItem } from 'vscode';
import { countNumbers, formatCount, plural, type NumberRanges } from '../../protocols/core/index.ts';
import { outputNames } from '../../protocols/conversion/names.ts';
import type { RowFilter, SaveCaptureParams } from '../../wire/protocol.ts';
import { failureText } from '../connections/failures.ts';
import { showMessage } from '../errors/show.ts';
import { Cancelled, UserError } from '../errors/user-error.ts';
import { withProgress } from '../progress.ts';
import type { WireWorker } from '../wire/wire.ts';

type Secrets = SaveCaptureParams['secrets'];
type What = Pick<SaveCaptureParams, 'units' | 'filter' | 'side'>;

/** What can be saved: the units of a page, live or of a file. */
export interface Savable {
  /** The file that the page shows, by its number in wire; undefined for live traffic. */
  readonly source: number | undefined;
  /** What the page's list shows. */
  readonly filter: RowFilter;
  /** The units that are selected in it. */
  readonly selected: NumberRanges;
  /** Where the dialog begins. */
  readonly folder: Uri | undefined;
}

/** The same without questions: for keys and other commands. What is left out is asked for. */
export interface SaveArguments {
  /** Where to. The name says the format. */
  readonly file?: Uri;
  readonly what?: 'all' | 'shown' | 'selected';
  readonly secrets?: Secrets;
}

/** What a command writes: its words, and the formats that its dialog offers. */
export interface Saving {
  /** Of its dialogs. */
  readonly title: string;
  /** The names of files that the dialog offers, by what they are. */
  readonly formats: Readonly<Record<string, readonly string[]>>;
  /** The name of the file that the dialog begins with. */
  readonly file: string;
}

const capture: Saving = {
  title: 'Save Capture',
  formats: { 'Capture of Wireloupe': ['wlcap'], 'Capture for Wireshark': ['pcapng'] },
  file: 'traffic.wlcap',
};

/** Asks what to write, how and where, and writes it. @throws UserError where it cannot be written */
export async function saveCapture(savable: Savable, wire: WireWorker, given: SaveArguments = {}): Promise<void> {
  const what = given.what === undefined ? await chooseWhat(savable) : whatOf(given.what, savable);
  await saveUnits(savable, wire, { ...what, saving: capture, given });
}

/** Asks how and where, and writes units. @throws UserError where they cannot be written */
export async function saveUnits(
  { source, folder }: Pick<Savable, 'source' | 'folder'>,
  wire: WireWorker,
  { saving, given = {}, ...what }: What & { readonly saving: Saving; readonly given?: SaveArguments },
): Promise<void> {
  const secrets = given.secrets ?? (await chooseSecrets(saving));
  if (secrets === 'keep' && given.secrets === undefined) await confirmSecrets();
  const file = given.file ?? (await chooseFile(folder, saving));
  const format = formatOf(file);
  const name = path.basename(file.fsPath);
  const outcome = await withProgress(`Saving ${name}`, async (token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const params = { path: file.fsPath, format, secrets, ...what, ...(source !== undefined && { source }) };
    return (await wire.use()).saveCapture(params, abort.signal);
  });
  if (!outcome.ok) {
    if (outcome.failure.code === 'cancelled') throw new Cancelled();
    throw new UserError('not-written', failureText(outcome.failure));
  }
  const { units, notes } = outcome.value;
  const text = [`${plural(units, 'unit')} saved to ${name}.`, ...notes].join(' ');
  // It stays until it is closed, and nothing waits for that.
  void showMessage('information', text, [{ title: 'Open', command: 'vscode.open', args: [file] }]);
}

async function chooseWhat({ filter, selected }: Savable): Promise<What> {
  const isFiltered = filter.text !== undefined || filter.connection !== undefined;
  const all: QuickPickItem & What = { label: 'All units' };
  const picks: (QuickPickItem & What)[] = [
    ...(isFiltered ? [{ label: 'What the filter shows', description: shownText(filter), filter }] : []),
    ...(selected.length === 0 ? [] : [{ label: selectedText(selected), units: selected }]),
  ];
  if (picks.length === 0) return {};
  const chosen = await window.showQuickPick([all, ...picks], { title: 'Save Capture: which units?' });
  if (chosen === undefined) throw new Cancelled();
  return partOf(chosen);
}

function whatOf(what: NonNullable<SaveArguments['what']>, { filter, selected }: Savable): What {
  if (what === 'all') return {};
  if (what === 'shown') return { filter };
  if (selected.length === 0) throw new UserError('nothing-selected', 'Select a unit in the list first.');
  return { units: selected };
}

/** What is selected, for people. */
function selectedText(selected: NumberRanges): string {
  const units = countNumbers(selected);
  return units === 1 ? `The selected unit, #${selected[0]?.[0] ?? ''}` : `The ${formatCount(units)} selected units`;
}

function partOf({ units, filter }: What): What {
  return { ...(units !== undefined && { units }), ...(filter !== undefined && { filter }) };
}

function shownText({ text, connection }: RowFilter): string {
  return [text, connection].filter((part) => part !== undefined).join(', ');
}

async function chooseSecrets({ title }: Saving): Promise<Secrets> {
  const picks: readonly (QuickPickItem & { readonly secrets: Secrets })[] = [
    { label: 'Without secrets', description: 'log-ins, passwords and tokens are replaced', secrets: 'redact' },
    {
      label: 'Without secrets and names',
      description: 'JIDs, hosts, addresses and container ids get stand-ins, too',
      secrets: 'pseudonymize',
    },
    { label: 'With secrets', description: 'as it crossed the wire', secrets: 'keep' },
  ];
  const chosen = await window.showQuickPick(picks, { title: `${title}: what is left out?` });
  if (chosen === undefined) throw new Cancelled();
  return chosen.secrets;
}

async function confirmSecrets(): Promise<void> {
  const yes = 'Save with Secrets';
  const detail = 'The file has passwords and tokens. Share it only with people who may log in with them.';
  if ((await window.showWarningMessage('Save secrets as they are?', { modal: true, detail }, yes)) !== yes)
    throw new Cancelled();
}

async function chooseFile(folder: Uri | undefined, { title, formats, file: name }: Saving): Promise<Uri> {
  const start = folder ?? workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog({
    title,
    filters: Object.fromEntries(Object.entries(formats).map(([what, names]) => [what, [...names]])),
    ...(start !== undefined && { defaultUri: Uri.joinPath(start, name) }),
  });
  if (file === undefined) throw new Cancelled();
  return file;
}

/** The format that a name says. @throws UserError where it says none */
function formatOf(file: Uri): string {
  const name = path.basename(file.fsPath).toLowerCase();
  const found = outputNames.find((format) => name.endsWith(`.${format}`));
  if (file.scheme !== 'file')
    throw new UserError('not-written', 'A capture is saved to a file of this machine: choose a folder on it.');
  if (found === undefined)
    throw new UserError(
      'not-written',
      `${name} names no format that is written: end it with ${outputNames.map((each) => `.${each}`).join(', ')}.`,
    );
  return found;
}

/** What a command was given, as far as it is of use; a menu gives other things. */
export function saveArguments(given: unknown): SaveArguments {
  if (typeof given !== 'object' || given === null || given instanceof Uri) return {};
  const { file, what, secrets } = given as Readonly<Record<string, unknown>>;
  return {
    ...(file instanceof Uri && { file }),
    ...((what === 'all' || what === 'shown' || what === 'selected') && { what }),
    ...((secrets === 'redact' || secrets === 'pseudonymize' || secrets === 'keep') && { secrets }),
  };
}
