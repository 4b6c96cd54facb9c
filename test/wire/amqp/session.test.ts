import { describe, expect, it } from 'vitest';
import type { Outcome, SendReply } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { failureOf, testWire, valueOf } from '../fake.ts';
import { attach, broker, bytes, flow, type Answers } from './broker.ts';

/** A wire that is connected to a broker of such answers. */
async function connected(answers: Answers): Promise<Wire> {
  const port = await broker(answers);
  const wire = testWire({ close: 200 });
  expect(
    valueOf(
      await wire.connect({
        name: 'fake',
        profile: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}`, sasl: 'none' },
      }),
    ).identity,
  ).toBe('fake');
  return wire;
}

/** An amqp-value section with the string “hello”. */
const hello = Buffer.from('005377a10568656c6c6f', 'hex');
const send = (wire: Wire, timeout = 20_000, signal?: AbortSignal): Promise<Outcome<SendReply>> =>
  wire.send({ connection: 'fake', timeout, payload: { kind: 'amqp-message', to: 'q', message: hello } }, signal);
const receive = (wire: Wire, count = 1, timeout = 20_000): Promise<Outcome<SendReply>> =>
  wire.send({ connection: 'fake', timeout, payload: { kind: 'amqp-receive', from: 'q', count, settle: 'accept' } });

describe('sending on a session', () => {
  it('gives the outcome of the disposition', async () => {
    const wire = await connected({
      transfer:
        '- disposition: { role: receiver, first: 0, settled: true, state: !rejected { error: { condition: "amqp:not-allowed", description: no } } }\n',
      ...attach('receiver', flow),
    });
    expect(valueOf(await send(wire))).toMatchObject({
      status: 'rejected',
      summary: expect.stringContaining('amqp:not-allowed: no') as string,
    });
  });

  it('tells an attach that is not answered, credit that is not given and a disposition that does not come apart', async () => {
    // Long enough for what does come on a busy machine.
    const patience = 2000;
    const message = async (answers: Parameters<typeof connected>[0]): Promise<string> =>
      failureOf(await send(await connected(answers), patience)).message;
    const [first, second, third] = await Promise.all([
      message({}),
      message(attach('receiver', '')),
      message(attach('receiver', flow)),
    ]);
    expect(first).toContain('attach');
    expect(second).toContain('credit');
    expect(third).toContain('disposition');
  });

  /** A broker whose session takes that many transfers of 512 bytes. */
  const window = (incoming: number): Answers => ({
    open: '- open: { container-id: fake, max-frame-size: 512 }\n',
    begin: `- begin: { remote-channel: 0, next-outgoing-id: 0, incoming-window: ${incoming}, outgoing-window: 99 }\n`,
    ...attach('receiver', flow.replace('incoming-window: 99', `incoming-window: ${incoming}`)),
  });
  const large = Buffer.concat([Buffer.from('005377b0000005dc', 'hex'), Buffer.alloc(1500)]);
  const sendAs = (wire: Wire, message: Uint8Array, settled: boolean): Promise<Outcome<SendReply>> =>
    wire.send({ connection: 'fake', timeout: 2000, payload: { kind: 'amqp-message', to: 'q', message, settled } });

  it.each([false, true])(
    'says that a message was not sent while the server takes no transfers (settled: %s)',
    async (settled) => {
      const [none, part] = await Promise.all([
        sendAs(await connected(window(0)), hello, settled),
        sendAs(await connected(window(1)), large, settled),
      ]);
      expect(failureOf(none).message).toMatch(/was not sent: .*incoming-window/u);
      expect(failureOf(part).message).toMatch(/^Only a part of the message to “q” was sent: .*incoming-window/u);
    },
  );

  it('sends the rest of a message when the window opens again', async () => {
    let sent = 0;
    const transfer: Answers[string] = (frame) => {
      sent++;
      const more =
        frame.field('more')?.value === true
          ? ''
          : '- disposition: { role: receiver, first: 0, settled: true, state: accepted }\n';
      return `- flow: { next-incoming-id: ${sent}, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 99 }\n${more}`;
    };
    expect(valueOf(await send(await connected({ ...window(1), transfer }))).status).toBe('accepted');
    const many = valueOf(await sendAs(await connected({ ...window(1), transfer }), large, true));
    expect([many.status, many.sent.length]).toEqual(['sent', 4]);
  });

  it.each([
    ['detach', '- detach: { handle: 0, closed: true }\n', /the server took the message$/u],
    [
      'detach with an error',
      '- detach: { handle: 0, closed: true, error: { condition: "amqp:link:detach-forced", description: idle } }\n',
      /took the message\. Then .* \(amqp:link:detach-forced: idle\)$/u,
    ],
    [
      'end',
      '- end: { error: { condition: "amqp:internal-error" } }\n',
      /took the message\. Then .* \(amqp:internal-error\)$/u,
    ],
    ['close', '- close: { error: { condition: "amqp:connection:forced" } }\n', /the server took the message$/u],
  ])('gives the outcome that comes right before a %s', async (_what, ending, summary) => {
    const wire = await connected({
      transfer: `- disposition: { role: receiver, first: 0, settled: true, state: accepted }\n${ending}`,
      ...attach('receiver', flow),
    });
    const reply = valueOf(await send(wire));
    expect(reply.status).toBe('accepted');
    expect(reply.summary).toMatch(summary);
  });

  it('tells of a link that is refused, with the condition', async () => {
    const failure = failureOf(
      await send(
        await connected(
          attach(
            'receiver',
            '- detach: { handle: 0, closed: true, error: { condition: "amqp:not-found", description: no q } }\n',
          ),
        ),
      ),
    );
    expect(failure).toMatchObject({ server: { condition: 'amqp:not-found', text: 'no q' } });
    expect(failure.hint).toContain('address');
  });

  it('tells of a connection that is closed under it, and marks the connection', async () => {
    const wire = await connected({
      transfer: '- close: { error: { condition: "amqp:connection:forced", description: bye } }\n',
      ...attach('receiver', flow),
    });
    expect(failureOf(await send(wire)).server).toEqual({ condition: 'amqp:connection:forced', text: 'bye' });
    expect((await wire.connections())[0]).toMatchObject({ state: 'failed', failure: { server: { text: 'bye' } } });
    expect(failureOf(await send(wire)).code).toBe('not-connected');
  });

  it('can be cancelled while it waits, and the connection goes on', async () => {
    const controller = new AbortController();
    const cancel = (): string => {
      controller.abort();
      return '';
    };
    const wire = await connected({ transfer: cancel, ...attach('receiver', flow) });
    expect(failureOf(await send(wire, 5000, controller.signal)).code).toBe('cancelled');
    expect((await wire.connections())[0]?.state).toBe('connected');
  });
});

describe('receiving on a session', () => {
  const transfer = (payload: string): Buffer => {
    const head = bytes('- transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }\n');
    const frame = Buffer.concat([head, Buffer.from(payload, 'hex')]);
    frame.writeUInt32BE(frame.length, 0);
    return frame;
  };

  it('gives the message in the notation, put together from its frames', async () => {
    const first = Buffer.from(
      bytes('- transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0, more: true }\n'),
    );
    const begin = Buffer.concat([first, hello.subarray(0, 6)]);
    begin.writeUInt32BE(begin.length, 0);
    const rest = Buffer.concat([bytes('- transfer: { handle: 0, more: false }\n'), hello.subarray(6)]);
    rest.writeUInt32BE(rest.length, 0);
    const reply = valueOf(
      await receive(await connected({ flow: Buffer.concat([begin, rest]), ...attach('sender', '') })),
    );
    expect(reply.received).toHaveLength(2);
    expect(reply.text).toContain('hello');
  });

  const two = bytes(
    '- transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }\n  payload: !hex "005377a10568656c6c6f"\n- transfer: { handle: 0, delivery-id: 1, delivery-tag: u, message-format: 0 }\n  payload: !hex "005377a10568656c6c6f"\n',
  );

  it.each([
    ['detach', '- detach: { handle: 0, closed: true }\n'],
    ['end', '- end: { error: { condition: "amqp:internal-error" } }\n'],
    ['close', '- close: {}\n'],
    ['close with an error', '- close: { error: { condition: "amqp:connection:forced" } }\n'],
  ])('succeeds where all messages came right before a %s, and has settled them', async (_what, ending) => {
    const settled: unknown[] = [];
    const disposition: Answers[string] = (frame) => {
      settled.push(frame.field('first')?.value, frame.field('last')?.value);
      return '';
    };
    const wire = await connected({ disposition, flow: Buffer.concat([two, bytes(ending)]), ...attach('sender', '') });
    const reply = valueOf(await receive(wire, 2));
    expect(reply).toMatchObject({ status: 'received', summary: 'Received 2, settled as accepted.' });
    expect(reply.problem).toBeUndefined();
    await expect.poll(() => settled.length).toBeGreaterThan(0);
    expect(settled).toContain(1);
  });

  it('is not harmed by a message that would exhaust the memory of a careless decoder', async () => {
    const reply = valueOf(
      await receive(await connected({ flow: transfer('005377f000000005ffffffff41'), ...attach('sender', '') })),
    );
    expect(reply.status).toBe('received');
    expect(reply.text).toContain('ffffffff');
  });

  it('fails the connection on a hostile performative', async () => {
    const wire = await connected({
      flow: Buffer.from('00000019 02000000 0053 12 c0 0c 01 f0 00000005 ffffffff 41 40'.replaceAll(' ', ''), 'hex'),
      ...attach('sender', ''),
    });
    expect(failureOf(await receive(wire)).code).toBe('protocol');
    expect((await wire.connections())[0]?.state).toBe('failed');
  });
});
