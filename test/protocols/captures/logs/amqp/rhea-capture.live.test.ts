import { createRequire } from 'node:module';
import { format } from 'node:util';
import rhea, { type Connection, type EventContext } from 'rhea';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../../../../playground/index.ts';
import { captureOf } from '../../http/reading.ts';
import { startRelay, type Relay } from '../../http/relay.ts';
import { decodeInput } from '../decode-input.ts';
import { expectSameUnits } from '../same-units.ts';

interface Debug {
  enable(namespaces: string): void;
  disable(): string;
  log: (...values: readonly unknown[]) => void;
}
const debug = createRequire(import.meta.url)('debug') as Debug;
const large = Buffer.alloc(200_000, Buffer.from([0, 1, 0xfe, 0xff]));

/** A log-in that is refused, then two connections at once: values of many kinds, a large binary, and a link that is refused. */
async function sessions(port: number): Promise<string> {
  const lines: string[] = [];
  const before = debug.log;
  debug.log = (...values) => void lines.push(format(...values));
  debug.enable('rhea:raw,rhea:frames');
  const connect = (password: string): Connection => {
    const container = rhea.create_container({ id: 'logged "c" [x]' });
    return container.connect({ host: '127.0.0.1', port, username: 'guest', password, reconnect: false });
  };
  const closed = (connection: Connection): Promise<void> =>
    new Promise((resolve) => {
      for (const name of ['connection_error', 'disconnected']) connection.on(name, () => undefined);
      connection.on('connection_close', () => resolve());
    });
  try {
    const refused = connect('wrong');
    await new Promise<void>((resolve) => {
      refused.on('connection_error', () => resolve());
      refused.on('disconnected', () => resolve());
    });
    const [one, other] = [connect('guest'), connect('guest')];
    const ends = [closed(one), closed(other)];
    const bodies: unknown[] = [{ s: 'a "b" \\ é 😀', n: -7, l: [1, [true, null]] }, rhea.message.data_section(large)];
    one.on('sendable', ({ sender }: EventContext) => {
      for (let body = bodies.shift(); body !== undefined; body = bodies.shift())
        sender?.send({ message_id: 'm', body, application_properties: { n: 1, f: 1.5, e: '' } });
    });
    one.open_sender({ target: { address: 'many', capabilities: ['queue'] } });
    let received = 0;
    other.on('message', ({ delivery }: EventContext) => {
      received++;
      if (received === 1) delivery?.reject({ condition: 'amqp:precondition-failed', description: 'no "x"' });
      if (received < 2) return;
      delivery?.accept();
      other.on('receiver_error', () => {
        one.close();
        other.close();
      });
      other.open_receiver('$management');
    });
    other.open_receiver({ source: { address: 'many' }, autoaccept: false });
    await Promise.all(ends);
  } finally {
    debug.disable();
    debug.log = before;
  }
  return lines.join('\n');
}

describe('rhea’s log has what crosses the wire', () => {
  let playground: Playground;
  let relay: Relay;
  let log: string;
  beforeAll(async () => {
    playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    relay = await startRelay(Number(new URL(playground.info.amqp).port));
    log = await sessions(relay.port);
  });
  afterAll(async () => {
    relay.stop();
    await playground.stop();
  });

  it.each([
    ['rhea:raw and rhea:frames', /rhea:/, false],
    ['rhea:frames alone, without fields that are 0 or false', /rhea:frames/, true],
  ])('in sessions at the same time, with %s', async (_name, lines, fewerAnswers) => {
    const printed = log.split('\n').filter((line) => lines.test(line) || !line.includes('rhea:'));
    const captured = await decodeInput(captureOf(relay.pieces));
    expect(captured.connections.length).toBe(3);
    // It goes on where its log-in is refused, although the socket is closed.
    expectSameUnits(await decodeInput(printed.join('\n')), captured, {
      fewerAnswers,
      unsent: ({ connection, number }) => connection === 0 && number > (captured.connections[0]?.length ?? 0),
    });
  });
});
