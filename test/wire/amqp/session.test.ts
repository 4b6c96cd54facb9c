import { describe, expect, it } from 'vitest';
import type { Outcome, SendReply } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/wire.ts';
import { failureOf, testWire, valueOf } from '../fake.ts';
import { attach, broker, bytes, flow, type Answers } from './broker.ts';

/** A wire that is connected to a broker of such answers. */
async function connected(answers: Answers): Promise<Wire> {
  const port = await broker(answers);
  const wire = testWire({ close: 200 });
  expect(valueOf(await wire.connect({ name: 'fake', profile: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}`, sasl: 'none' } })).identity).toBe('fake');
  return wire;
}

/** An amqp-value section with the string “hello”. */
const hello = Buffer.from('005377a10568656c6c6f', 'hex');
const send = (wire: Wire, timeout = 20_000, signal?: AbortSignal): Promise<Outcome<SendReply>> => wire.send({ connection: 'fake', timeout, payload: { kind: 'amqp-message', to: 'q', message: hello } }, signal);
const receive = (wire: Wire, count = 1, timeout = 20_000): Promise<Outcome<SendReply>> => wire.send({ connection: 'fake', timeout, payload: { kind: 'amqp-receive', from: 'q', count, settle: 'accept' } });

describe('sending on a session', () => {
  it('gives the outcome of the disposition', async () => {
    const wire = await connected({ transfer: '- disposition: { role: receiver, first: 0, settled: true, state: !rejected { error: { condition: "amqp:not-allowed", description: no } } }\n', ...attach('receiver', flow) });
    expect(valueOf(await send(wire))).toMatchObject({ status: 'rejected', summary: expect.stringContaining('amqp:not-allowed: no') as string });
  });

  it('tells an attach that is not answered, credit that is not given and a disposition that does not come apart', async () => {
    // Long enough for what does come on a busy machine.
    const patience = 2000;
    const message = async (answers: Parameters<typeof connected>[0]): Promise<string> => failureOf(await send(await connected(answers), patience)).message;
    const [first, second, third] = await Promise.all([message({}), message(attach('receiver', '')), message(attach('receiver', flow))]);
    expect(first).toContain('attach');
    expect(second).toContain('credit');
    expect(third).toContain('disposition');
  });

  it('tells of a link that is refused, with the condition', async () => {
    const failure = failureOf(await send(await connected(attach('receiver', '- detach: { handle: 0, closed: true, error: { condition: "amqp:not-found", description: no q } }\n'))));
    expect(failure).toMatchObject({ server: { condition: 'amqp:not-found', text: 'no q' } });
    expect(failure.hint).toContain('address');
  });

  it('tells of a connection that is closed under it, and marks the connection', async () => {
    const wire = await connected({ transfer: '- close: { error: { condition: "amqp:connection:forced", description: bye } }\n', ...attach('receiver', flow) });
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
    const first = Buffer.from(bytes('- transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0, more: true }\n'));
    const begin = Buffer.concat([first, hello.subarray(0, 6)]);
    begin.writeUInt32BE(begin.length, 0);
    const rest = Buffer.concat([bytes('- transfer: { handle: 0, more: false }\n'), hello.subarray(6)]);
    rest.writeUInt32BE(rest.length, 0);
    const reply = valueOf(await receive(await connected({ flow: Buffer.concat([begin, rest]), ...attach('sender', '') })));
    expect(reply.received).toHaveLength(2);
    expect(reply.text).toContain('hello');
  });

  it('is not harmed by a message that would exhaust the memory of a careless decoder', async () => {
    const reply = valueOf(await receive(await connected({ flow: transfer('005377f000000005ffffffff41'), ...attach('sender', '') })));
    expect(reply.status).toBe('received');
    expect(reply.text).toContain('ffffffff');
  });

  it('fails the connection on a hostile performative', async () => {
    const wire = await connected({ flow: Buffer.from('00000019 02000000 0053 12 c0 0c 01 f0 00000005 ffffffff 41 40'.replaceAll(' ', ''), 'hex'), ...attach('sender', '') });
    expect(failureOf(await receive(wire)).code).toBe('protocol');
    expect((await wire.connections())[0]?.state).toBe('failed');
  });
});
