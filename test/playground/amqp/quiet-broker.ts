import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { startPlayground, type Playground } from '../../../playground/index.ts';
import { drain, Peer } from './peer.ts';

/** A broker for the tests of one file, and clients of it. */
export interface QuietBroker {
  /** The address of a queue that no other test has. */
  readonly newQueue: () => string;
  readonly peer: (...frames: readonly Buffer[]) => Promise<Peer>;
  /** The messages that a queue holds. */
  readonly inQueue: (address: string) => Promise<string[]>;
  /** All that a client gets that sends everything at once. */
  readonly answers: (...frames: readonly Buffer[]) => Promise<string[]>;
}

/** Runs a broker around the tests of a file, which fail where it writes to the console: rhea does so where it does not know something. */
export function quietBroker(): QuietBroker {
  let playground: Playground;
  beforeAll(async () => {
    playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
  });
  afterAll(() => playground.stop());
  const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
  afterEach(() => {
    for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled();
  });
  let queues = 0;
  const peer = (...frames: readonly Buffer[]): Promise<Peer> => Peer.open(playground.info.amqp, ...frames);
  return {
    newQueue: () => `queue ${queues++}`,
    peer,
    inQueue: (address) => drain(playground.info.amqp, address),
    answers: async (...frames) => (await peer(...frames)).close(),
  };
}
