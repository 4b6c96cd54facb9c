import type { Registry } from '../../definitions/registry.ts';
import { encodeAll } from '../../encode/index.ts';
import { analyseStep } from '../analyse.ts';
import { entry } from './message.ts';
import { quoteText } from './scalar-text.ts';
import { sourceOf } from './source-of.ts';
import { sameBytes } from './strip.ts';
import { blockEntry, type TextEntry } from './text-tree.ts';
import { messageOf } from './unit.ts';
import { ValueFormatter } from './value.ts';

/**
 * A message as a managed step of the notation, `- send: …`, which an open connection sends over a link of its own.
 * @param address where it goes; `payload` are all of its sections, as they cross the wire
 * @returns undefined where the notation cannot say the same bytes.
 */
export function formatSend(
  address: string,
  payload: Uint8Array,
  settled: boolean,
  registry: Registry,
): string | undefined {
  for (const formatter of [new ValueFormatter(registry, true), new ValueFormatter(registry)]) {
    const message = messageOf(payload, formatter, registry);
    if (message === undefined) return undefined;
    const entries: readonly TextEntry[] = [
      entry('to', { kind: 'scalar', text: quoteText(address) }),
      ...(settled ? [entry('settled', { kind: 'scalar', text: 'true' })] : []),
      entry('message', message),
    ];
    const send = entry('send', { kind: 'map', entries });
    const bytes = sentBytes(send, registry);
    if (bytes !== undefined && sameBytes(bytes, payload))
      return `- send:\n    ${entries.map((each) => blockEntry(each, 4)).join('\n    ')}\n`;
  }
  return undefined;
}

/** The message that a step says. */
function sentBytes(step: TextEntry, registry: Registry): Uint8Array | undefined {
  const source = sourceOf({ kind: 'map', entries: [step] });
  const { plan } = analyseStep(source, registry, { lookup: () => undefined, problem: () => undefined, key: '' });
  if (plan?.kind !== 'send') return undefined;
  return encodeAll(plan.message);
}
