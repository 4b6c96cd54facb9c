import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeScript, parseSource } from '../../../protocols/amqp/notation/index.ts';
import { variableLookup, type SendPayload, type TakenValue } from '../../../protocols/core/index.ts';
import { runSendable, type Run } from '../../../protocols/sending-run.ts';
import { openForSending } from '../../../protocols/sending.ts';
import type { ConnectionProfile, SendReply } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { createWire } from '../../../wire/wire.ts';
import { dynamicSources } from '../../../workspace/dynamic-sources.ts';
import { hasProton, hasRabbit, startProton, startRabbit, type AmqpServer } from '../../servers/index.ts';
import { failureOf, valueOf } from '../fake.ts';

/** An amqp-value section with the string “hello”. */
const hello = Buffer.from('005377a10568656c6c6f', 'hex');

/** A script that logs in, and goes on with what a test adds to it. */
const login = `
- header: sasl
- sasl-init: { mechanism: PLAIN, initial-response: !hex '00 67 75 65 73 74 00 67 75 65 73 74' }
- header: amqp
- open: { container-id: c, hostname: localhost }
- begin: { next-outgoing-id: 0, incoming-window: 100, outgoing-window: 100 }
`;

function frames(text: string): SendPayload {
  const { steps } = encodeScript({ source: parseSource(text) }, () => undefined);
  return { kind: 'amqp-frames', frames: steps.flatMap((step) => (step.kind === 'bytes' ? [step.bytes] : [])) };
}

describe.skipIf(!hasProton)('the Proton broker (needs python3-qpid-proton)', () => {
  let server: AmqpServer;
  let wire: Wire;
  const send = (to: string, settled?: boolean) =>
    wire.send({
      connection: 'proton',
      timeout: 20_000,
      payload: { kind: 'amqp-message', to, message: hello, ...(settled === undefined ? {} : { settled }) },
    });

  beforeAll(async () => {
    server = await startProton();
    wire = createWire();
    valueOf(await wire.connect({ name: 'proton', profile: { protocol: 'amqp', service: server.service } }));
  });

  afterAll(async () => {
    await wire.dispose();
    await server.stop();
  });

  it('takes a message, exactly its bytes, and gives it back', async () => {
    const reply = valueOf(await send('q1'));
    expect(reply.status).toBe('accepted');
    const transfer = (await wire.unit({ seq: reply.sent[0]! }))!;
    expect(Buffer.from(transfer.bytes).includes(hello)).toBe(true);
    expect(transfer.row.peer).toBe(reply.received[0]);
    const received = valueOf(
      await wire.send({
        connection: 'proton',
        timeout: 20_000,
        payload: { kind: 'amqp-receive', from: 'q1', count: 1, settle: 'accept' },
      }),
    );
    expect(received).toMatchObject({ status: 'received' });
    expect(received.text).toContain('hello');
    expect(received.received).toHaveLength(1);
  });

  it('takes a message that needs several frames', async () => {
    const message = Buffer.concat([Buffer.from('005375b000030d40', 'hex'), Buffer.alloc(200_000, 0x61)]);
    expect(
      valueOf(
        await wire.send({
          connection: 'proton',
          timeout: 20_000,
          payload: { kind: 'amqp-message', to: 'large', message },
        }),
      ).status,
    ).toBe('accepted');
    const reply = valueOf(
      await wire.send({
        connection: 'proton',
        timeout: 20_000,
        payload: { kind: 'amqp-receive', from: 'large', count: 1, settle: 'accept' },
      }),
    );
    expect(reply.received.length).toBeGreaterThan(0);
    expect(reply.text!.length).toBeGreaterThan(200_000);
  });

  it.each([
    ['reject', 'rejected'],
    ['release', 'released'],
    ['modify', 'modified'],
  ])('an address that begins with %s gives the outcome %s', async (address, status) => {
    expect(valueOf(await send(`${address}1`)).status).toBe(status);
  });

  it('gives a rejection with its reason', async () => {
    expect(valueOf(await send('reject2')).summary).toContain('amqp:precondition-failed');
  });

  it('needs no answer for a settled message', async () => {
    expect(valueOf(await send('q2', true)).status).toBe('sent');
  });

  it.each(['detach', 'endsess'])(
    'gives the outcome of a message behind which the broker ends the link or the session: %s',
    async (prefix) => {
      expect(valueOf(await send(`${prefix}1`)).status).toBe('accepted');
      expect(valueOf(await send('q3')).status).toBe('accepted');
    },
  );

  it('tells when no message comes', async () => {
    const failure = failureOf(
      await wire.send({
        connection: 'proton',
        timeout: 300,
        payload: { kind: 'amqp-receive', from: 'empty', count: 1, settle: 'accept' },
      }),
    );
    expect(failure).toMatchObject({ code: 'timeout' });
    expect(failure.message).toContain('empty');
  });

  it('gives what has come when fewer came than were asked for', async () => {
    await send('few');
    const reply = valueOf(
      await wire.send({
        connection: 'proton',
        timeout: 3000,
        payload: { kind: 'amqp-receive', from: 'few', count: 3, settle: 'accept' },
      }),
    );
    expect(reply.summary).toContain('1 of 3');
  });

  it('answers a frame script, whose bytes are those of the text', async () => {
    const payload = frames(
      '- header: amqp\n- open: { container-id: script }\n- begin: { next-outgoing-id: 0, incoming-window: 10, outgoing-window: 10 }\n- close: {}\n',
    );
    const reply = valueOf(await wire.send({ connection: 'proton', payload }));
    expect(reply.status).toBe('closed');
    expect(reply.summary).toContain('AMQP header, open, begin, close');
    if (payload.kind !== 'amqp-frames') throw new Error('frames were expected');
    const sent = await Promise.all(reply.sent.map((seq) => wire.unit({ seq })));
    expect(sent.map((unit) => Buffer.from(unit!.bytes).toString('hex'))).toEqual(
      payload.frames.map((frame) => Buffer.from(frame).toString('hex')),
    );
  });

  it('is sent a script without any connection being open', async () => {
    const profile: ConnectionProfile = { protocol: 'amqp', service: server.service };
    expect(
      valueOf(
        await wire.send({
          connection: 'other',
          profile,
          payload: frames('- header: amqp\n- open: { container-id: x }\n- close: {}\n'),
        }),
      ).status,
    ).toBe('closed');
  });
});

describe.skipIf(!hasRabbit)('RabbitMQ (needs rabbitmq-server on the PATH)', () => {
  let server: AmqpServer;
  let wire: Wire;

  beforeAll(async () => {
    server = await startRabbit();
    wire = createWire();
  });

  afterAll(async () => {
    await wire.dispose();
    await server.stop();
  });

  const connect = (name: string, more: Partial<ConnectionProfile> = {}, password = server.password) =>
    wire.connect({
      name,
      ...(password === undefined ? {} : { password }),
      profile: {
        protocol: 'amqp',
        service: server.service,
        ...(server.username === undefined ? {} : { username: server.username }),
        ...more,
      },
    });

  /** Sends a script in its parts, and gives what came of it. */
  async function runParts(text: string): Promise<Run<SendReply> & { readonly taken: ReadonlyMap<string, TakenValue> }> {
    const document = await openForSending('amqp', text, {});
    const taken = new Map<string, TakenValue>();
    const profile: ConnectionProfile = { protocol: 'amqp', service: server.service };
    const script = crypto.randomUUID();
    const lookup = variableLookup(new Map(), dynamicSources(true));
    const run = await runSendable(document, 0, lookup, taken, async (payload) =>
      valueOf(await wire.send({ connection: 'script', profile, payload, script, timeout: 20_000 })),
    );
    if (!('reply' in run)) throw new Error(JSON.stringify(run));
    return { ...run, taken };
  }

  it('tells its version in its open, for an address of the same script', async () => {
    const { reply, problems, taken } = await runParts(`${login}
- set: { version: { path: properties.version, of: open }, window: incoming-window }
- attach: { name: a, handle: 0, role: sender, source: {}, target: { address: '/queue/set-{{version}}-{{window}}' }, initial-delivery-count: 0 }
- set: { made: { path: target.address, of: attach } }
- close: {}
`);
    expect(problems).toEqual([]);
    const name = `/queue/set-${taken.get('version')?.value ?? ''}-${taken.get('window')?.value ?? ''}`;
    expect(name).toMatch(/set-\d+\.\d+\S*-\d+$/u);
    expect(reply.text).toContain(name);
    expect(reply.text?.match(/open:/gu)).toHaveLength(1);
  });

  it('ends a script at once where it ends the session instead of an answer', async () => {
    const begun = performance.now();
    const { reply, problems } = await runParts(`${login}
- attach: { name: a, handle: 0, role: receiver, source: { address: '/nowhere/at/all' }, target: {} }
- set: { replies: source.address }
- attach: { name: b, handle: 1, role: sender, source: {}, target: { address: '{{replies}}' }, initial-delivery-count: 0 }
`);
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(reply.problem?.text).toContain('session ended by peer');
    expect(problems[0]?.message).toBe(
      '“replies” was not set: The server ended the session before it answered the attach',
    );
  });

  it('logs in with PLAIN on loopback, sends and receives', async () => {
    expect(valueOf(await connect('plain')).tls).toBeNull();
    expect(
      valueOf(await wire.send({ connection: 'plain', payload: { kind: 'amqp-message', to: 'wl-1', message: hello } }))
        .status,
    ).toBe('accepted');
    expect(
      valueOf(
        await wire.send({
          connection: 'plain',
          payload: { kind: 'amqp-receive', from: 'wl-1', count: 1, settle: 'accept' },
        }),
      ).text,
    ).toContain('hello');
  });

  it('logs in over TLS, which is recorded in clear', async () => {
    const ca = server.certificates!.ca;
    const info = valueOf(await connect('tls', { service: `amqps://localhost:${server.tlsPort!}`, tls: { ca } }));
    expect(info.tls?.verified).toBe(true);
    const { rows } = await wire.rows({ filter: { connection: 'tls' }, from: 0, count: 10 });
    expect(rows[0]?.name).toBe('SASL header');
  });

  it('is not trusted without its authority', async () => {
    const failure = failureOf(await connect('untrusted', { service: `amqps://localhost:${server.tlsPort!}` }));
    expect(failure.code).toBe('tls-untrusted');
    expect(failure.untrustedCa).toContain('BEGIN CERTIFICATE');
  });

  it('refuses a wrong password', async () => {
    expect(failureOf(await connect('wrong', {}, 'wrong')).code).toBe('auth');
  });

  it('ends only the session over a bad address', async () => {
    await connect('bad');
    const failure = failureOf(
      await wire.send({ connection: 'bad', payload: { kind: 'amqp-message', to: '/no/such/kind', message: hello } }),
    );
    expect(failure.server?.condition).toBe('amqp:invalid-field');
    expect(
      valueOf(await wire.send({ connection: 'bad', payload: { kind: 'amqp-message', to: 'wl-2', message: hello } }))
        .status,
    ).toBe('accepted');
  });

  it('tells when the broker goes away', async () => {
    valueOf(await connect('gone'));
    const lost = new Promise<string | undefined>((resolve) =>
      wire.on('connectionChanged', (info) =>
        info.name === 'gone' && info.state === 'failed' ? resolve(info.failure?.message) : undefined,
      ),
    );
    await server.running.stop();
    expect(await lost).toBeTruthy();
  });
});
