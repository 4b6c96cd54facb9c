import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decodeFrame } from '../../../protocols/amqp/index.ts';
import { startPlayground, type Playground } from '../../../playground/index.ts';
import { RawClient } from '../raw-client.ts';
import {
  AMQP_HEADER,
  attachReceiver,
  attachSender,
  begin,
  frame,
  open,
  rawFrame,
  SASL_HEADER,
  source,
  symbol,
  target,
  transfer,
  uint,
} from './frames.ts';
import { message } from './messages.ts';
import {
  accepted,
  attachCoordinator,
  declareBody,
  dischargeBody,
  disposition,
  transfer as transferIn,
  within,
} from './peer.ts';

let playground: Playground;
const lines: string[] = [];
beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0, log: (line) => lines.push(line) });
});
afterAll(() => playground.stop());

/** Everything that the broker answers to these bytes, cut into frames. */
function frames(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.toString('latin1', at, at + 4) === 'AMQP' ? 8 : bytes.readUInt32BE(at);
    found.push(bytes.subarray(at, at + size));
    at += size;
  }
  return found;
}

/** Performatives of the answer, and for the last one its error's condition. */
async function answerTo(...data: readonly Buffer[]): Promise<string[]> {
  const client = await RawClient.open(playground.info.amqp);
  client.write(Buffer.concat(data));
  await client.closed();
  return frames(client.bytes).map((bytes) => {
    const decoded = decodeFrame(bytes);
    if (decoded.kind === 'header') return `header ${bytes[4] ?? ''}`;
    const error = decoded.field('error')?.children[0]?.value;
    return `${decoded.performativeName ?? '?'}${typeof error === 'string' ? ` ${error}` : ''}`;
  });
}

/** Whether the broker still opens connections and takes messages. */
async function stillServes(): Promise<void> {
  const close = frame(0x18, []);
  expect(await answerTo(AMQP_HEADER, open, begin, attachSender('check'), close)).toEqual(
    expect.arrayContaining(['open', 'begin', 'attach', 'close']),
  );
}

describe('a protocol header that the broker does not speak', () => {
  it.each([
    ['AMQP 0-9-1', Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1])],
    ['AMQP with TLS inside', Buffer.from([0x41, 0x4d, 0x51, 0x50, 2, 1, 0, 0])],
    ['AMQP 2.0.0', Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 2, 0, 0])],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['four bytes of nothing', Buffer.from([0, 0, 0, 0])],
  ])('such as %s is answered with the one that it does, and the end', async (_what, bytes) => {
    expect(await answerTo(bytes)).toEqual(['header 3']);
  });
});

describe('bytes that are made to harm', () => {
  const opened = [AMQP_HEADER, open];
  it.each([
    [
      'an array of four billion nulls',
      [...opened, rawFrame(Buffer.from('f000000005ffffffff40', 'hex'))],
      'amqp:decode-error',
    ],
    [
      'the same instead of a performative’s fields',
      [...opened, rawFrame(Buffer.from('005311f000000005ffffffff40', 'hex'))],
      'amqp:decode-error',
    ],
    ['nothing but zeroes', [...opened, Buffer.alloc(64)], 'amqp:connection:framing-error'],
    ['a frame of two gigabytes', [...opened, Buffer.from('7fffffff02000000', 'hex')], 'amqp:connection:framing-error'],
    ['a frame of seven bytes', [...opened, Buffer.from('0000000702000000', 'hex')], 'amqp:connection:framing-error'],
    ['a data offset of one', [...opened, Buffer.from('0000000801000000', 'hex')], 'amqp:connection:framing-error'],
    [
      'a list that says that it is longer than the frame',
      [...opened, rawFrame(Buffer.from('005311d0ffffffff00000001', 'hex'))],
      'amqp:decode-error',
    ],
    ['a begin without its mandatory fields', [...opened, frame(0x11, [null])], 'amqp:decode-error'],
    ['a field of the wrong type', [...opened, frame(0x11, [null, 'zero', uint(1), uint(1)])], 'amqp:decode-error'],
    ['an unknown performative', [...opened, frame(0x99, [])], 'amqp:decode-error'],
    [
      'a channel above channel-max',
      [...opened, frame(0x11, [null, uint(0), uint(1), uint(1)], { channel: 300 })],
      'amqp:connection:framing-error',
    ],
    [
      'a SASL frame behind the open',
      [...opened, frame(0x41, [symbol('PLAIN')], { sasl: true })],
      'amqp:connection:framing-error',
    ],
    ['a second open', [...opened, open], 'amqp:not-allowed'],
    ['a second begin on a channel', [...opened, begin, begin], 'amqp:not-allowed'],
    [
      'links without end',
      [
        ...opened,
        begin,
        ...Array.from({ length: 2_100 }, (_, index) => attachSender('$management', index, `link ${index}`)),
      ],
      'amqp:resource-limit-exceeded',
    ],
    ['a session frame on no session', [...opened, frame(0x17, [])], 'amqp:not-allowed'],
    ['a transfer on no link', [...opened, begin, transfer(0, message('x'), 5)], 'amqp:session:unattached-handle'],
    [
      'a disposition of four billion deliveries',
      [...opened, begin, frame(0x15, [true, uint(0), uint(0xffffffff), true])],
      'amqp:invalid-field',
    ],
    [
      'a message that is none',
      [...opened, begin, attachSender('q'), transfer(0, Buffer.from('f000000005ffffffff40', 'hex'))],
      'amqp:decode-error',
    ],
    [
      'a message with a map that is too long',
      [...opened, begin, attachSender('q'), transfer(0, Buffer.from('005374d1000000ff00000002', 'hex'))],
      'amqp:decode-error',
    ],
    [
      'descriptors within descriptors that do not end',
      [
        ...opened,
        begin,
        attachSender('q'),
        transfer(0, Buffer.concat([Buffer.from('005377', 'hex'), Buffer.from('00'.repeat(10), 'hex')])),
      ],
      'amqp:decode-error',
    ],
  ])('such as %s end that connection with an error', async (_what, data, condition) => {
    expect((await answerTo(...data)).at(-1)).toBe(`close ${condition}`);
    await stillServes();
  });

  it('before the open end the connection without a word', async () => {
    expect(await answerTo(AMQP_HEADER, begin)).not.toContain('begin');
    expect(await answerTo(SASL_HEADER, rawFrame(Buffer.from('f000000005ffffffff40', 'hex'), 0, 1))).toEqual([
      'header 3',
      'sasl-mechanisms',
    ]);
    await stillServes();
  });

  it('of any kind, at any place, leave the broker running', async () => {
    const session = Buffer.concat([
      AMQP_HEADER,
      open,
      begin,
      attachSender('q'),
      attachReceiver('q'),
      transfer(0, message({ a: [1, 'x'] })),
      attachCoordinator(2),
      transferIn(1, declareBody(), { handle: 2 }),
      transferIn(2, message('x'), { handle: 1, state: within('00') }),
      disposition(0, within('00', accepted)),
      transferIn(3, dischargeBody('00'), { handle: 2 }),
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(session.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 12 }),
        async (at, noise) => {
          const client = await RawClient.open(playground.info.amqp);
          client.write(Buffer.concat([session.subarray(0, at), noise, session.subarray(at + noise.length)]));
          client.halfClose();
          await client.closed();
        },
      ),
      { numRuns: 60 },
    );
    await stillServes();
  });
});

describe('a log-in', () => {
  const init = (mechanism: string, response: Buffer | null): Buffer =>
    frame(0x41, [symbol(mechanism), response], { sasl: true });
  const plain = (user: string, password: string): Buffer => init('PLAIN', Buffer.from(`\0${user}\0${password}`));

  it.each([
    ['PLAIN with the right password', plain('guest', 'guest')],
    ['ANONYMOUS', init('ANONYMOUS', Buffer.from('me'))],
  ])('by %s opens the way, even to a client that does not wait', async (_what, frameOfInit) => {
    expect(await answerTo(SASL_HEADER, frameOfInit, AMQP_HEADER, open, frame(0x18, []))).toEqual([
      'header 3',
      'sasl-mechanisms',
      'sasl-outcome',
      'header 0',
      'open',
      'close',
    ]);
  });

  it.each([
    ['a wrong password', plain('guest', 'wrong')],
    ['an unknown user', plain('somebody', 'guest')],
    ['a user named like a property', plain('constructor', 'guest')],
    ['an unknown mechanism', init('GSSAPI', null)],
    ['a mechanism named like a function', init('enable_plain', null)],
    ['PLAIN without a response', init('PLAIN', null)],
  ])('with %s ends the connection', async (_what, frameOfInit) => {
    const answer = await answerTo(SASL_HEADER, frameOfInit, AMQP_HEADER, open);
    expect(answer.slice(0, 2)).toEqual(['header 3', 'sasl-mechanisms']);
    expect(answer).not.toContain('open');
    await stillServes();
  });
});

describe('a link', () => {
  const answer = (...data: readonly Buffer[]): Promise<string[]> =>
    answerTo(AMQP_HEADER, open, begin, ...data, frame(0x18, []));

  it('to what does not exist is attached and detached again, with the reason', async () => {
    expect(await answer(attachReceiver('$management'))).toContain('detach amqp:not-found');
    expect(await answer(attachSender(''))).toContain('detach amqp:invalid-field');
  });

  it('without a target is refused', async () => {
    const attach = frame(0x12, ['out', uint(1), false, null, null, null, null, null, null, uint(0)]);
    expect(await answer(attach)).toContain('detach amqp:not-implemented');
  });

  it('that was refused swallows what is sent on it, however much that is', async () => {
    const attach = attachSender('$management');
    const many = Array.from({ length: 10_000 }, (_, id) =>
      frame(0x14, [uint(1), uint(id), Buffer.from([id & 0xff, id >> 8]), uint(0), true], { payload: message('x') }),
    );
    const replies = await answer(attach, ...many);
    expect(replies).toContain('detach amqp:not-found');
    expect(replies.at(-1)).toBe('close');
  });

  it('attached again under the same name steals the first', async () => {
    expect(await answer(attachSender('q'), attachSender('q', 2))).toContain('detach amqp:link:stolen');
  });

  it('on a handle in use ends the session', async () => {
    expect(await answer(attachSender('q'), attachSender('q', 1, 'other'))).toContain('end amqp:session:handle-in-use');
  });

  it('of the same name in the other direction is another link', async () => {
    const receiver = frame(0x12, ['out', uint(2), true, null, null, source('q'), target('')]);
    expect(await answer(attachSender('q'), receiver)).not.toContain('detach amqp:link:stolen');
  });

  it('on which more is sent than was allowed is detached', async () => {
    const settled = (id: number): Buffer =>
      frame(0x14, [uint(1), uint(id), Buffer.from([id & 0xff, id >> 8]), uint(0), true], { payload: message('x') });
    const client = await RawClient.open(playground.info.amqp);
    client.write(Buffer.concat([AMQP_HEADER, open, begin, attachSender('flood')]));
    // All in one piece, so that no new credit can come in between.
    client.write(Buffer.concat(Array.from({ length: 2_000 }, (_, id) => settled(id))));
    await client.until('amqp:link:transfer-limit-exceeded');
    client.destroy();
  });
});

describe('a client that does not wait for answers', () => {
  it('gets its attach answered before the messages', async () => {
    const credit = frame(0x13, [uint(0), uint(100), uint(1), uint(100), uint(0), uint(0), uint(10)]);
    const client = await RawClient.open(playground.info.amqp);
    client.write(
      Buffer.concat([
        AMQP_HEADER,
        open,
        begin,
        attachSender('eager'),
        transfer(0, message('x')),
        attachReceiver('eager'),
        credit,
      ]),
    );
    await client.until('\u0000\u0053\u0077');
    client.destroy();
    const names = frames(client.history).map((bytes) => decodeFrame(bytes).performativeName);
    expect(names.indexOf('transfer')).toBeGreaterThan(names.lastIndexOf('attach'));
  });
});

describe('a careless client', () => {
  it('that vanishes with a message in its hands gives it back', async () => {
    const client = await RawClient.open(playground.info.amqp);
    client.write(Buffer.concat([AMQP_HEADER, open, begin, attachSender('lost'), transfer(0, message('x'))]));
    client.write(
      Buffer.concat([
        attachReceiver('lost'),
        frame(0x13, [uint(0), uint(100), uint(1), uint(100), uint(0), uint(0), uint(10)]),
      ]),
    );
    await client.until('\u0000\u0053\u0077');
    client.destroy();
    const next = await RawClient.open(playground.info.amqp);
    next.write(
      Buffer.concat([
        AMQP_HEADER,
        open,
        begin,
        attachReceiver('lost'),
        frame(0x13, [uint(0), uint(100), uint(0), uint(100), uint(0), uint(0), uint(10)]),
      ]),
    );
    await next.until('\u0000\u0053\u0077');
    next.destroy();
  });

  it('that closes its half is let go', async () => {
    const client = await RawClient.open(playground.info.amqp);
    client.write(Buffer.concat([AMQP_HEADER, open]));
    client.halfClose();
    await client.closed();
    await stillServes();
  });
});
