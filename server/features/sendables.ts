import type { Served } from '../documents.ts';
import type { SendablesParams, SendablesResult } from '../requests.ts';
import { toRange } from './range.ts';

/** How many sendables are given at once: each becomes one lens or several. */
const most = 1000;

/** What can be sent: the first of them, or those around what `near` names and all that hold its offset. `total` says how many there are. */
export function sendables(
  { document, parsed }: Served,
  { index, offset }: NonNullable<SendablesParams['near']> = {},
): SendablesResult {
  const all = parsed.sendables();
  const place = index ?? (offset === undefined ? 0 : all.findLastIndex(({ start }) => start <= offset));
  const from = Math.max(0, Math.min(place - most / 2, all.length - most));
  const given = all.filter(
    ({ start, end }, at) =>
      (at >= from && at < from + most) || (offset !== undefined && start <= offset && offset <= end),
  );
  return {
    version: document.version,
    total: all.length,
    sendables: given.map((each) => ({ ...each, range: toRange(document, each) })),
  };
}
