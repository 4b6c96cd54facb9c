import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { cleanUp, listen } from '../../fake.ts';
import { bytesOf, tapped, type Tapped } from '../tapped.ts';

const open = (to: string): string =>
  `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='${to}'>`;
const offer = `${open('romeo@localhost')}<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>`;
const ask = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
const proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
const injected = "<iq type='set' id='evil'><query xmlns='jabber:iq:roster'/></iq>";

interface Ends {
  readonly program: Socket;
  readonly toProgram: () => string;
  readonly toServer: () => string;
  readonly server: () => Socket;
  readonly mine: Tapped;
}

/** A program and a server that are played by the test, with a tap between them. */
async function ends(protocol: 'xmpp' | 'amqp'): Promise<Ends> {
  let server: Socket | undefined;
  let [toServer, toProgram] = ['', ''];
  const at = await listen((socket) => {
    server = socket;
    socket.on('data', (bytes: Buffer) => (toServer += bytes.toString('latin1')));
  });
  const mine = await tapped(protocol, `${protocol}://localhost:0`, `${protocol}://localhost:${at}`);
  const program = connect({ port: mine.port, host: 'localhost' });
  cleanUp(() => void program.destroy());
  program.on('error', () => undefined);
  program.on('data', (bytes: Buffer) => (toProgram += bytes.toString('latin1')));
  await once(program, 'connect');
  return {
    program,
    mine,
    toProgram: () => toProgram,
    toServer: () => toServer,
    server: () => {
      if (server === undefined) throw new Error('the tap did not connect');
      return server;
    },
  };
}

/** Up to the server's offer of TLS. */
async function offered(): Promise<Ends> {
  const all = await ends('xmpp');
  all.program.write(open('localhost'));
  await expect.poll(() => all.toServer()).toBe(open('localhost'));
  all.server().write(offer);
  await expect.poll(() => all.toProgram()).toBe(offer);
  return all;
}

describe('a tap during STARTTLS', () => {
  it.each([
    ['in the same piece', [proceed + injected]],
    ['in part', [`${proceed}<iq`]],
  ])('ends a connection whose server sends more behind <proceed/>, %s', async (_how, pieces) => {
    const { program, server, toServer, mine } = await offered();
    program.write(ask);
    await expect.poll(() => toServer()).toContain(ask);
    const closed = once(program, 'close');
    for (const piece of pieces) server().write(piece);
    await closed;
    await expect
      .poll(() => mine.notes)
      .toEqual([expect.stringContaining('The server sent bytes in clear behind <proceed/>')]);
    await expect.poll(() => mine.tap.open).toBe(0);
    expect(bytesOf(mine.crossed, 'server').toString()).toContain(proceed);
  });

  it('does not take what a program sends behind <starttls/> for what it sends inside of TLS', async () => {
    const { program, mine } = await offered();
    const closed = once(program, 'close');
    program.write(ask + injected);
    await closed;
    await expect.poll(() => mine.notes).toEqual([expect.stringContaining('The program sent bytes in clear')]);
  });

  it('does not go over to TLS when a server agrees that was not asked', async () => {
    const { program, server, toProgram, toServer, mine } = await offered();
    server().write(proceed);
    await expect.poll(() => toProgram()).toContain(proceed);
    program.write('<presence/>');
    await expect.poll(() => toServer()).toContain('<presence/>');
    expect(mine.notes).toEqual([]);
  });

  it('passes a refusal on, and everything behind it', async () => {
    const { program, server, toProgram, toServer } = await offered();
    program.write(ask);
    await expect.poll(() => toServer()).toContain(ask);
    server().write("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>");
    await expect.poll(() => toProgram()).toContain('</stream:stream>');
    program.end('</stream:stream>');
    await expect.poll(() => toServer()).toMatch(/<\/stream:stream>$/u);
  });
});

describe('a tap during the TLS header of AMQP', () => {
  const tls = Buffer.from('AMQP\u0002\u0001\0\0', 'latin1');

  it('ends a connection whose server sends more behind its header', async () => {
    const { program, server, toServer, mine } = await ends('amqp');
    program.write(tls);
    await expect.poll(() => toServer()).toBe(tls.toString('latin1'));
    const closed = once(program, 'close');
    server().write(Buffer.concat([tls, Buffer.from('AMQP\0\u0001\0\0', 'latin1')]));
    await closed;
    await expect
      .poll(() => mine.notes)
      .toEqual([expect.stringContaining('The server sent bytes in clear behind the header')]);
  });

  it('passes the answer of a server that wants something else', async () => {
    const { program, server, toServer, toProgram, mine } = await ends('amqp');
    program.write(tls);
    await expect.poll(() => toServer()).toBe(tls.toString('latin1'));
    server().end('AMQP\u0003\u0001\0\0');
    await expect.poll(() => toProgram()).toBe('AMQP\u0003\u0001\0\0');
    program.end();
    await expect.poll(() => mine.tap.open).toBe(0);
    expect(mine.notes).toEqual([]);
  });

  it('passes a header on that comes byte by byte', async () => {
    const { program, toServer, mine } = await ends('amqp');
    program.setNoDelay(true);
    const header = Buffer.from('AMQP\u0003\u0001\0\0', 'latin1');
    for (const byte of header) {
      program.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => toServer()).toBe(header.toString('latin1'));
    await expect.poll(() => mine.crossed.map(({ unit }) => unit.kind)).toEqual(['header']);
  });
});
