import { describe, expect, it } from 'vitest';
import type { Timeouts } from '../../../wire/net/deadline.ts';
import type { ConnectionProfile, WireFailure } from '../../../wire/protocol.ts';
import { answering, closedPort, failureOf, listen, testWire } from '../fake.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/gu, ''), 'hex');
const saslHeader = hex('414d5150 03010000');
const amqpHeader = hex('414d5150 00010000');

/** A frame of type 0 (AMQP) or 1 (SASL) around a body in hex. */
function frame(type: 0 | 1, body: string): Buffer {
  const bytes = hex(body);
  const head = Buffer.from([0, 0, 0, 0, 2, type, 0, 0]);
  head.writeUInt32BE(8 + bytes.length, 0);
  return Buffer.concat([head, bytes]);
}

const mechanisms = (name: string): Buffer =>
  frame(
    1,
    `005340 c0 ${(name.length + 3).toString(16).padStart(2, '0')} 01 a3 ${name.length.toString(16).padStart(2, '0')} ${Buffer.from(name).toString('hex')}`,
  );
const outcome = (code: number): Buffer => frame(1, `005344 c0 03 01 50 0${code}`);
const open = frame(0, '005310 c0 05 01 a1 02 6271');

async function connect(
  port: number,
  profile: Partial<ConnectionProfile> = {},
  timeouts: Partial<Timeouts> = {},
): Promise<WireFailure> {
  return failureOf(
    await testWire(timeouts).connect({
      name: 'broker',
      password: 'secret',
      profile: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}`, username: 'guest', ...profile },
    }),
  );
}

/** A server that answers the first bytes, then the second, and so on. */
function steps(...answers: readonly Buffer[]): Promise<number> {
  return listen((socket) => {
    const left = [...answers];
    socket.on('data', () => socket.write(left.shift() ?? Buffer.alloc(0)));
  });
}

/** The same, but the server ends the connection with its last answer. */
function stepsToTheEnd(...answers: readonly Buffer[]): Promise<number> {
  return listen((socket) => {
    const left = [...answers];
    socket.on('data', () => {
      const answer = left.shift() ?? Buffer.alloc(0);
      if (left.length > 0) socket.write(answer);
      else socket.end(answer);
    });
  });
}

describe('connecting to an AMQP broker that', () => {
  it('is not there', async () => {
    const port = await closedPort();
    expect(await connect(port)).toMatchObject({ code: 'refused' });
  });

  it('accepts and then says nothing', async () => {
    const failure = await connect(await listen(() => undefined), {}, { login: 400 });
    expect(failure.code).toBe('timeout');
    expect(failure.hint).toContain('hangs');
  });

  it('closes at once', async () => {
    expect((await connect(await listen((socket) => socket.end()))).code).toBe('closed');
  });

  it('speaks AMQP 0-9-1', async () => {
    const failure = await connect(await answering(hex('414d5150 00000901')));
    expect(failure.code).toBe('protocol');
    expect(failure.message).toContain('0-9-1');
    expect(failure.hint).toContain('rabbitmq-plugins enable');
  });

  it('wants no SASL', async () => {
    expect((await connect(await answering(amqpHeader))).hint).toContain('"sasl": "none"');
  });

  it('wants SASL where none was wanted', async () => {
    expect((await connect(await answering(saslHeader), { sasl: 'none' })).hint).toContain('SASL');
  });

  it('is a web server', async () => {
    expect((await connect(await answering('HTTP/1.1 400 Bad Request\r\n\r\n'))).message).toContain(
      'HTTP/1.1 400 Bad Request',
    );
    expect((await connect(await answering('<!DOCTYPE html><html>'))).message).toContain('answered HTML, not AMQP 1.0');
    expect((await connect(await answering('AMQPx'))).message).toContain('41 4d 51 50 78');
  });

  it('is an XMPP server', async () => {
    expect((await connect(await answering("<?xml version='1.0'?><stream:stream>"))).message).toContain('XML');
  });

  it('wants TLS from the first byte', async () => {
    expect((await connect(await answering(hex('15030100020228')))).hint).toContain('amqps:');
  });

  it('speaks plain text where TLS was asked for', async () => {
    const port = await answering(saslHeader);
    expect((await connect(port, { service: `amqps://127.0.0.1:${port}` })).code).toBe('tls');
  });

  it('refuses the password', async () => {
    const failure = await connect(await steps(Buffer.concat([saslHeader, mechanisms('PLAIN')]), outcome(1)));
    expect(failure).toMatchObject({ code: 'auth', server: { condition: 'auth' } });
    expect(failure.hint).toContain('password');
  });

  it('cannot check passwords', async () => {
    expect(
      (await connect(await steps(Buffer.concat([saslHeader, mechanisms('PLAIN')]), outcome(4)))).message,
    ).toContain('sys-temp');
  });

  it('offers no login method that is known', async () => {
    expect((await connect(await answering(saslHeader, mechanisms('GSSAPI')))).message).toContain('GSSAPI');
  });

  it('claims that SCRAM succeeded without a proof', async () => {
    const failure = await connect(await steps(Buffer.concat([saslHeader, mechanisms('SCRAM-SHA-256')]), outcome(0)));
    expect(failure.message).toContain('could not prove');
  });

  it.each([
    ['opens without a login', [Buffer.concat([saslHeader, amqpHeader, open])], 'before the login was over'],
    [
      'opens inside of the login',
      [Buffer.concat([saslHeader, mechanisms('PLAIN'), amqpHeader, open])],
      'before the login was over',
    ],
    ['reports success before the login', [Buffer.concat([saslHeader, outcome(0), amqpHeader, open])], 'has not begun'],
    ['offers mechanisms twice', [Buffer.concat([saslHeader, mechanisms('SCRAM-SHA-1'), mechanisms('PLAIN')])], 'twice'],
    [
      'begins a second login',
      [Buffer.concat([saslHeader, mechanisms('PLAIN')]), Buffer.concat([outcome(0), mechanisms('PLAIN')])],
      'after the login was over',
    ],
  ])('%s', async (_what, answers, message) => {
    const failure = await connect(await steps(...answers));
    expect(failure.code).toBe('protocol');
    expect(failure.message).toContain(message);
  });

  it('closes with an error after the open', async () => {
    const close = frame(
      0,
      `005318 c0 29 01 00 53 1d c0 23 02 a3 13 ${Buffer.from('amqp:internal-error').toString('hex')} a1 0b ${Buffer.from('out of luck').toString('hex')}`,
    );
    const port = await steps(
      Buffer.concat([saslHeader, mechanisms('PLAIN')]),
      Buffer.concat([outcome(0), amqpHeader]),
      close,
    );
    expect((await connect(port)).code).toMatch(/protocol|closed/u);
  });
});

describe('hostile bytes', () => {
  const attacks: readonly (readonly [string, Buffer])[] = [
    [
      'an array of four thousand million trues in ten bytes',
      frame(0, '005310 c0 0c 02 a1 01 62 f0 00000005 ffffffff 41'),
    ],
    ['a list that is larger than its frame', frame(0, '005310 d0 7fffffff 00000001 40')],
    ['a size below the header’s', hex('00000004 02000000 00000000 00000000 00000000')],
    ['a data offset outside of the frame', hex('00000008 ff000000 00000000 00000000 00000000')],
    [
      'a described value nested a thousand deep',
      frame(
        0,
        `${'0053'.repeat(0)}005310 d0 ${(4 + 3000).toString(16).padStart(8, '0')} 00000001 ${'c0ff01'.repeat(1000)}`,
      ),
    ],
    ['text that is not UTF-8', frame(0, '005310 c0 05 01 a1 02 fffe')],
    ['a wrong boolean', frame(0, '005315 c0 05 03 56 02 43 43')],
    ['a frame type that does not exist', hex('00000009 02070000 40')],
  ];

  it.each(attacks)('%s fails the connection and nothing else', async (_name, bytes) => {
    const port = await steps(
      Buffer.concat([saslHeader, mechanisms('PLAIN')]),
      Buffer.concat([outcome(0), amqpHeader, bytes]),
    );
    const failure = await connect(port);
    expect(failure.code).toBe('protocol');
  });

  it('a frame of two thousand million bytes is not waited for', async () => {
    const port = await steps(
      Buffer.concat([saslHeader, mechanisms('PLAIN')]),
      Buffer.concat([outcome(0), amqpHeader, hex('7fffffff 02000000'), Buffer.alloc(2 << 20)]),
    );
    expect((await connect(port)).code).toBe('protocol');
  });

  it('random bytes after the login never take the process down', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const noise = Buffer.alloc(200);
      for (let i = 0, x = seed; i < noise.length; i++) noise[i] = (x = (x * 48_271) % 2_147_483_647) & 0xff;
      const port = await stepsToTheEnd(
        Buffer.concat([saslHeader, mechanisms('PLAIN')]),
        Buffer.concat([outcome(0), amqpHeader, open, noise]),
      );
      const wire = testWire();
      await wire.connect({
        name: 'broker',
        password: 'x',
        profile: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}`, username: 'guest' },
      });
      await expect.poll(async () => (await wire.connections())[0]?.state).toBe('failed');
    }
  });
});
