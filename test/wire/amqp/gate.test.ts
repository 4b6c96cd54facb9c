import { describe, expect, it } from 'vitest';
import type { Outcome, SendReply } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { failureOf, testWire, valueOf } from '../fake.ts';
import { attach, broker, bytes, flow, frame, text, uint, type Answers } from './broker.ts';

async function connect(
  answers: Answers,
): Promise<{ readonly wire: Wire; readonly outcome: Awaited<ReturnType<Wire['connect']>> }> {
  const wire = testWire({ close: 200 });
  return {
    wire,
    outcome: await wire.connect({
      name: 'fake',
      profile: { protocol: 'amqp', service: `amqp://127.0.0.1:${await broker(answers)}`, sasl: 'none' },
    }),
  };
}

async function connected(answers: Answers): Promise<Wire> {
  const { wire, outcome } = await connect(answers);
  valueOf(outcome);
  return wire;
}

const hello = Buffer.from('005377a10568656c6c6f', 'hex');
const send = (wire: Wire, timeout = 20_000): Promise<Outcome<SendReply>> =>
  wire.send({ connection: 'fake', timeout, payload: { kind: 'amqp-message', to: 'q', message: hello } });
const receive = (wire: Wire, count: number, timeout = 20_000): Promise<Outcome<SendReply>> =>
  wire.send({ connection: 'fake', timeout, payload: { kind: 'amqp-receive', from: 'q', count, settle: 'accept' } });

const yes = '41';
const no = '42';
const none = '40';
/** A transfer of (a part of) an amqp-value with a text of this many bytes. */
function transfer(id: number, value: string, { more = no, aborted = no, handle = 0 } = {}): Buffer {
  return frame(0x14, [uint(handle), uint(id), 'a00174', uint(0), no, more, none, none, no, aborted], {
    payload: value,
  });
}
const message = (value: string): string =>
  `005377a1${value.length.toString(16).padStart(2, '0')}${Buffer.from(value).toString('hex')}`;
const close = bytes('- close: { error: { condition: "amqp:connection:forced", description: bye } }\n');

describe('an open of the peer', () => {
  it('with a max-frame-size below 512 is refused', async () => {
    expect(
      failureOf((await connect({ open: '- open: { container-id: fake, max-frame-size: 511 }\n' })).outcome).message,
    ).toContain('at least 512');
    expect(
      valueOf((await connect({ open: '- open: { container-id: fake, max-frame-size: 512 }\n' })).outcome).identity,
    ).toBe('fake');
  });

  it('with an idle-time-out of a few milliseconds is refused; the longest one makes no heartbeats', async () => {
    expect(
      failureOf((await connect({ open: '- open: { container-id: fake, idle-time-out: 99 }\n' })).outcome).message,
    ).toContain('at least 100 ms');
    let heartbeats = 0;
    const wire = await connected({
      open: '- open: { container-id: fake, idle-time-out: 4294967295 }\n',
      heartbeat: () => {
        heartbeats++;
        return '';
      },
    });
    expect(failureOf(await send(wire, 300)).code).toBe('timeout');
    expect(heartbeats).toBe(0);
  });
});

describe('sessions and links that the peer begins', () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];

  it.each(names)('may have a link named %s, and what the client sends goes on', async (name) => {
    const ours = (given: Parameters<Extract<Answers[string], (...args: never) => unknown>>[0]): Buffer =>
      bytes(
        `- attach: { name: ${JSON.stringify(given.field('name')?.value)}, handle: 0, role: receiver, source: { address: q }, target: { address: q } }\n${flow}`,
      );
    let answered = 0;
    const wire = await connected({
      attach: (given) => {
        if (given.field('name')?.value !== name)
          return Buffer.concat([frame(0x12, [text(name), uint(7), yes]), ours(given)]);
        answered++;
        return '';
      },
      transfer: '- disposition: { role: receiver, first: 0, settled: true, state: !accepted {} }\n',
    });
    expect(valueOf(await send(wire)).status).toBe('accepted');
    expect(answered).toBe(1);
  });

  it('get no credit, so that it cannot send what was not asked for', async () => {
    const flows: unknown[] = [];
    const wire = await connected({
      attach: (given) =>
        given.field('name')?.value === 'theirs'
          ? ''
          : Buffer.concat([
              frame(0x12, [text('theirs'), uint(7), no, none, none, none, none, none, none, uint(0)]),
              bytes(
                `- attach: { name: ${JSON.stringify(given.field('name')?.value)}, handle: 0, role: receiver, source: { address: q }, target: { address: q } }\n${flow}`,
              ),
            ]),
      flow: (given) => {
        flows.push(given.field('link-credit')?.value);
        return '';
      },
      transfer: '- disposition: { role: receiver, first: 0, settled: true, state: !accepted {} }\n',
    });
    expect(valueOf(await send(wire)).status).toBe('accepted');
    expect(flows).toEqual([]);
  });
});

describe('deliveries', () => {
  it('without credit end the connection', async () => {
    const wire = await connected({
      ...attach('sender', ''),
      flow: Buffer.concat([transfer(0, message('one')), transfer(1, message('two'))]),
    });
    const reply = await receive(wire, 1);
    expect(reply.ok ? reply.value.summary : reply.failure.message).toMatch(/Received 1|credit .* is used up/u);
    await expect.poll(async () => (await wire.connections())[0]?.failure?.message).toContain('is used up');
  });

  it('that are aborted are no messages, whatever their first frames hold', async () => {
    // Each takes a credit, so that the next one comes with the next flow.
    const deliveries = [
      Buffer.concat([
        transfer(0, message('half').slice(0, 8), { more: yes }),
        transfer(0, '', { aborted: yes, more: yes }),
      ]),
      transfer(1, message('no'), { aborted: yes }),
      transfer(2, message('whole')),
    ];
    const wire = await connected({ ...attach('sender', ''), flow: () => deliveries.shift() ?? '' });
    const reply = valueOf(await receive(wire, 1));
    expect(reply.text).toContain('whole');
    expect(reply.text).not.toContain('no');
    expect(reply.problem).toBeUndefined();
  });

  it('have ids that wrap around', async () => {
    const wire = await connected({
      ...attach('sender', ''),
      flow: Buffer.concat([transfer(0xffffffff, message('last')), transfer(0, message('first'))]),
    });
    expect(valueOf(await receive(wire, 2)).text).toMatch(/last[^]*first/u);
  });

  it('begin again on a link that was detached in the middle of one', async () => {
    // Both links have handle 0 on the same channel, one after the other.
    let links = 0;
    const wire = await connected({
      ...attach('sender', ''),
      flow: () =>
        links++ === 0
          ? Buffer.concat([
              transfer(0, message('half').slice(0, 8), { more: yes }),
              bytes('- detach: { handle: 0, closed: true, error: { condition: "amqp:link:detach-forced" } }\n'),
            ])
          : transfer(0, message('whole')),
    });
    expect(failureOf(await receive(wire, 1)).server?.condition).toBe('amqp:link:detach-forced');
    expect(valueOf(await receive(wire, 1)).text?.trim()).toMatch(/whole/u);
  });

  it('that came before the connection was closed are given, since they are settled', async () => {
    const wire = await connected({ ...attach('sender', ''), flow: transfer(0, message('one')), disposition: close });
    const reply = valueOf(await receive(wire, 2));
    expect(reply).toMatchObject({ status: 'received', problem: { severity: 'error', text: 'received 1 of 2' } });
    expect(reply.summary).toMatch(/^Received 1 of 2, settled as accepted; .*amqp:connection:forced: bye\.$/u);
    expect(reply.text).toContain('one');
  });

  it('that are missing when time is up are told of', async () => {
    const wire = await connected({ ...attach('sender', ''), flow: transfer(0, message('one')) });
    const reply = valueOf(await receive(wire, 2, 1000));
    expect(reply).toMatchObject({ status: 'received', problem: { severity: 'warning', text: 'received 1 of 2' } });
    expect(reply.summary).toBe('Received 1 of 2, settled as accepted; no more came within 1 s.');
  });
});

it('a disposition of the receiver may speak of deliveries that were sent, and of no others', async () => {
  const answers = (last: number): Answers => ({
    ...attach('receiver', flow),
    transfer: `- disposition: { role: receiver, first: 0, last: ${last}, settled: true, state: !accepted {} }\n`,
  });
  expect(valueOf(await send(await connected(answers(0)))).status).toBe('accepted');
  expect(failureOf(await send(await connected(answers(1)))).message).toContain('1 is not among them');
});

it('a message that is not taken is a reply with a problem', async () => {
  const outcome = async (state: string): Promise<SendReply> =>
    valueOf(
      await send(
        await connected({
          ...attach('receiver', flow),
          transfer: `- disposition: { role: receiver, first: 0, settled: true, state: ${state} }\n`,
        }),
      ),
    );
  expect((await outcome('!accepted {}')).problem).toBeUndefined();
  expect((await outcome('!released {}')).problem).toEqual({ severity: 'error', text: 'released' });
  expect((await outcome('!rejected { error: { condition: "amqp:not-allowed" } }')).problem).toEqual({
    severity: 'error',
    text: 'rejected: amqp:not-allowed',
  });
});
