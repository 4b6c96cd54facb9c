import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Outcome, SendReply } from '../../../wire/protocol.ts';
import { answering, failureOf, listen, testWire, valueOf } from '../fake.ts';

const header = Buffer.from('AMQP\0\x01\0\0', 'latin1');
const open = Buffer.from('00000010 02000000 0053 10 c0 03 01 a1 00'.replaceAll(' ', ''), 'hex');

/** Sends a frame script, here a protocol header, to a server. */
function script(port: number, wire = testWire(), frames = [header]): Promise<Outcome<SendReply>> {
  return wire.send({
    connection: 'broker',
    profile: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}` },
    payload: { kind: 'amqp-frames', frames },
    timeout: 5000,
  });
}

describe('a frame script', () => {
  it('gives what the peer answered', async () => {
    const reply = valueOf(await script(await answering(header, open)));
    expect([reply.status, reply.summary]).toEqual([
      'received',
      'The server answered AMQP header, open and then nothing more.',
    ]);
  });

  it('takes silence for an answer, which leaves the header unanswered', async () => {
    const reply = valueOf(await script(await listen(() => undefined)));
    expect([reply.status, reply.problem]).toEqual([
      'sent',
      { severity: 'error', text: 'no answer to the AMQP header' },
    ]);
  });

  it('may say nothing that must be answered', async () => {
    expect(
      valueOf(await script(await listen(() => undefined), testWire(), [open.subarray(0, 0)])).problem,
    ).toBeUndefined();
  });

  it.each([
    [
      'closes the connection at once',
      (socket: Socket) => void socket.once('data', () => socket.end()),
      'no answer to the AMQP header',
    ],
    [
      'sends its header and closes the connection',
      (socket: Socket) => void socket.once('data', () => socket.end(header)),
      'connection closed without a close frame',
    ],
    [
      'sends header and open, and closes the connection',
      (socket: Socket) => void socket.once('data', () => socket.end(Buffer.concat([header, open]))),
      'connection closed without a close frame',
    ],
    ['stays silent', () => undefined, 'no answer to the AMQP header'],
    [
      'sends its header and stays silent',
      (socket: Socket) => void socket.once('data', () => socket.write(header)),
      'no answer to the open',
    ],
  ])('has a problem when a server %s', async (_what, serve, text) => {
    expect(valueOf(await script(await listen(serve), testWire(), [header, open])).problem).toEqual({
      severity: 'error',
      text,
    });
  });

  it('is answered well by header, open and close', async () => {
    const close = Buffer.from('0000000c0200000000531845', 'hex');
    const port = await listen((socket) => socket.once('data', () => socket.end(Buffer.concat([header, open, close]))));
    expect(valueOf(await script(port, testWire(), [header, open, close])).problem).toBeUndefined();
  });

  it.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n', /answered HTTP/u],
    ['an XMPP server', "<?xml version='1.0'?><stream:stream", /answered with XML/u],
    [
      'something unknown',
      Buffer.from('01 02 fe ff 00 00 00 00 00 00'.replaceAll(' ', ''), 'hex'),
      /not AMQP 1\.0: 01 02 fe/u,
    ],
  ] as const)('fails when it is answered by %s', async (_what, answer, message) => {
    const failure = failureOf(await script(await answering(answer)));
    expect([failure.code, failure.message]).toEqual(['protocol', expect.stringMatching(message) as string]);
    expect(failure.hint).toContain('port');
  });

  it('tells of a frame that stays incomplete', async () => {
    const reply = valueOf(await script(await answering(header, open.subarray(0, 11))));
    expect([reply.status, reply.summary]).toEqual([
      'error',
      'The server answered AMQP header, 11 bytes of a frame that is not complete and then nothing more.',
    ]);
  });

  it('fails when the connection breaks before an answer', async () => {
    const failure = failureOf(
      await script(await listen((socket) => socket.once('data', () => socket.resetAndDestroy()))),
    );
    expect(failure).toMatchObject({ code: 'closed', message: expect.stringContaining('ECONNRESET') as string });
    expect(failure.hint).toBeDefined();
  });

  it('says that the connection broke after an answer', async () => {
    let server: Socket | undefined;
    const port = await listen((socket) => {
      server = socket.once('data', () => socket.write(header));
    });
    const wire = testWire();
    const sending = script(port, wire);
    await expect
      .poll(async () => (await wire.rows({ filter: { text: 'dir:in' }, from: 0, count: 0 })).matching)
      .toBe(1);
    server?.resetAndDestroy();
    const reply = valueOf(await sending);
    expect([reply.status, reply.summary]).toEqual([
      'error',
      expect.stringMatching(/AMQP header and the connection failed \(.*ECONNRESET\)\)\.$/u) as string,
    ]);
  });

  it('keeps the newest units of a long answer, and counts the others', async () => {
    const heartbeat = Buffer.from('0000000802000000', 'hex');
    const close = Buffer.from(
      '000000180200000000 53 18 c0 0b 01 00 53 1d c0 05 01 a3 02 6e 6f'.replaceAll(' ', ''),
      'hex',
    );
    const answer = Buffer.concat([header, open, ...Array.from({ length: 20_000 }, () => heartbeat), close]);
    const port = await listen((socket) => socket.once('data', () => socket.end(answer)));
    const reply = valueOf(await script(port));
    expect(reply.summary).toMatch(
      /^The server answered AMQP header, open, (?:heartbeat, ){18}19,983 more and closed the connection\./u,
    );
    expect(reply.received).toHaveLength(1000);
    expect(reply.text).toMatch(/^# 19,003 earlier units not shown\n/u);
    expect(reply.text).toContain('close');
    // What went wrong is told although most of the answer is not shown.
    expect(reply.problem).toEqual({ severity: 'error', text: 'closed by peer: no' });
  });

  it('does not show a unit that is too large to read', async () => {
    const body = Buffer.concat([Buffer.from('00531783'.slice(0, 6), 'hex'), Buffer.alloc(0)]);
    const large = Buffer.concat([
      Buffer.from('0020000002000000', 'hex'),
      body,
      Buffer.alloc((2 << 20) - 8 - body.length, 0x40),
    ]);
    const reply = valueOf(await script(await answering(header, large)));
    expect(reply.text).toMatch(/# .* of 2,097,152 bytes not shown/u);
  });
});
