import { setImmediate as nextTurn } from 'node:timers/promises';
import { outputFormats } from '../../protocols/conversion/formats.ts';
import { OutputError, type Output } from '../../protocols/conversion/model.ts';
import { Pseudonyms } from '../../protocols/conversion/pseudonyms.ts';
import { hasNumber } from '../../protocols/core/index.ts';
import { openOutFile, OutFileError } from '../../workspace/out-file.ts';
import { Pieces } from '../../workspace/pieces.ts';
import { cancelled, toFailure, wireError } from '../failures.ts';
import type { Outcome, SaveCaptureParams, SavedCapture } from '../protocol.ts';
import type { TrafficStore } from '../store/store.ts';
import type { TrafficView } from '../store/view.ts';
import { StoreReader } from './store-reader.ts';

/** Longest stretch of work before requests get their turn, in milliseconds. */
const slice = 8;
/** Bytes that are written at a time. */
const pieceSize = 1 << 20;

/** Whose units are written. */
export interface Saved {
  readonly store: TrafficStore;
  readonly view: TrafficView;
}

/** Writes units of a store to a file, a slice at a time: memory does not grow with them, and requests are answered meanwhile. Units that come meanwhile are not written. */
export async function saveCapture(
  saved: Saved,
  params: SaveCaptureParams,
  signal: AbortSignal,
): Promise<Outcome<SavedCapture>> {
  try {
    return { ok: true, value: await save(saved, params, signal) };
  } catch (error) {
    if (error instanceof OutputError && error.isOfConnections)
      return { ok: false, failure: { code: 'unwritable', message: `${error.message}. Select units of one of them.` } };
    if (error instanceof OutFileError || error instanceof OutputError)
      return { ok: false, failure: { code: 'unwritable', message: error.message } };
    return { ok: false, failure: toFailure(error) };
  }
}

async function save(saved: Saved, params: SaveCaptureParams, signal: AbortSignal): Promise<SavedCapture> {
  const { path, format, secrets, side = 'client' } = params;
  const wanted = outputFormats.find(({ name }) => name === format);
  if (wanted === undefined) throw wireError('unwritable', `“${format}” is no format that is written.`);
  const isWanted = selection(saved.view, params);
  const file = await openOutFile(path, path);
  try {
    const pieces = new Pieces();
    const output: Output = await wanted.open(pieces.write, { side });
    const names = secrets === 'pseudonymize' ? new Pseudonyms() : undefined;
    const endpoint = names === undefined ? undefined : (text: string) => names.endpoint(text);
    const reader = new StoreReader(saved, isWanted, { secrets: secrets === 'keep', names, endpoint }, output);
    while (reader.read(performance.now() + slice)) {
      if (pieces.size > pieceSize) await pieces.flush(file);
      else await nextTurn();
      if (signal.aborted) throw cancelled('Saving');
    }
    const notes = [...reader.notes, ...output.finish()];
    await pieces.flush(file);
    await file.commit();
    return { units: reader.written, notes };
  } finally {
    await file.discard();
  }
}

/** Tells of each unit whether it is written. @throws WireError where the filter cannot be read */
function selection(view: TrafficView, { units, filter }: SaveCaptureParams): (seq: number) => boolean {
  if (units !== undefined) return (seq) => hasNumber(units, seq);
  if (filter === undefined) return () => true;
  const matcher = view.matcher(filter);
  if ('problem' in matcher)
    throw wireError('unwritable', `The filter cannot be read: ${matcher.problem?.message ?? 'it is none'}`);
  return (seq) => matcher.matches(seq);
}
