import { noSearch, type OpenUnit, type ProtocolName, type Severity } from '../../../protocols/core/index.ts';
import type { UnitFacts } from '../../../protocols/filter/index.ts';

/** Facts of a unit for tests: what is left out is that of a frame without anything. */
export function unitFacts({
  summary = '',
  state,
  ...known
}: Partial<UnitFacts> & { readonly summary?: string; readonly state?: Severity }): UnitFacts {
  const protocol: ProtocolName = known.protocol ?? 'amqp';
  return {
    number: 1,
    time: undefined,
    side: 'client',
    kind: 'frame',
    name: '',
    size: 0,
    channel: undefined,
    failed: false,
    connection: [],
    connectionNumber: undefined,
    peer: undefined,
    latency: undefined,
    place: () => undefined,
    delivery: undefined,
    bytes: () => new Uint8Array(0),
    open: () => ({ summary: () => summary }) as OpenUnit,
    search: noSearch,
    issues: () => (state === undefined ? [] : [{ code: 'x', severity: state, message: '', offset: 0, length: 0 }]),
    notes: [],
    other: () => undefined,
    ...known,
    protocol,
  };
}
