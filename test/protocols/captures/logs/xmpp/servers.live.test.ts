import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { logFormats } from '../../../../../protocols/captures/logs/index.ts';
import { createXmppFramer, strictParse } from '../../../../../protocols/xmpp/index.ts';
import { hasEjabberd, hasProsody, startEjabberd, startProsody } from '../../../../servers/index.ts';
import { entriesOfKind } from '../entries.ts';

/** Plain text over TCP, with what crossed in each direction. */
class PlainClient {
  readonly #socket: net.Socket;
  sent = '';
  received = '';

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => (this.received += text));
  }

  static connect(port: number): Promise<PlainClient> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(new PlainClient(socket)));
      socket.on('error', reject);
    });
  }

  /** Sends a text, and waits for an answer to it. */
  async ask(text: string, answer: RegExp): Promise<void> {
    const before = this.received.length;
    this.sent += text;
    this.#socket.write(text);
    await expect.poll(() => this.received.slice(before), { timeout: 20_000 }).toMatch(answer);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.sent += '</stream:stream>';
      this.#socket.once('close', () => resolve());
      this.#socket.end('</stream:stream>');
    });
  }
}

const header = `<?xml version='1.0'?><stream:stream to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
const secret = Buffer.from('\0romeo\0secret').toString('base64');

/** Logs in, sends text with every kind of character, and logs out. */
async function session(port: number): Promise<PlainClient> {
  const client = await PlainClient.connect(port);
  await client.ask(header, /<\/stream:features>/);
  await client.ask(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${secret}</auth>`, /<success/);
  await client.ask(header, /<\/stream:features>/);
  await client.ask(`<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`, /<\/iq>/);
  const text = `a &lt;b&gt; "c" 'd' \\ é € 😀\nsecond line\n third`;
  await client.ask(
    `<message to='romeo@localhost/nobody' type='normal' id='m'><body>${text}</body></message><iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>`,
    /<iq[^>]*id=['"]p['"]/,
  );
  await client.close();
  return client;
}

/**
 * Every element of a direction, in a form in which the order of attributes, quotes and the stream’s namespace make no difference; without
 * the language, which a server copies from the header.
 */
function elements(text: string): readonly unknown[] {
  const framer = createXmppFramer();
  return [...framer.push(new TextEncoder().encode(text)), ...framer.end()]
    .filter(({ kind }) => kind === 'stanza')
    .map(({ bytes }) => {
      const { root, problems } = strictParse(bytes);
      expect(problems).toEqual([]);
      return root === undefined ? root : { ...root, attributes: { ...root.attributes, 'xml:lang': undefined } };
    });
}

function compare(name: string, log: string, client: PlainClient): void {
  const format = logFormats.find((each) => each.name === name);
  if (format === undefined) throw new Error(`There is no format ${name}.`);
  expect(log.split('\n').some((line, i, all) => format.recognises(line, all[i - 1] ?? ''))).toBe(true);
  const entries = entriesOfKind(format, log, 'xml');
  expect(new Set(entries.map(({ connection }) => connection)).size).toBe(1);
  const of = (direction: string): string =>
    entries.flatMap((each) => (each.direction === direction ? [each.text] : [])).join('');
  expect(elements(of('sent'))).toEqual(elements(client.received));
  expect(elements(of('received'))).toEqual(elements(client.sent));
  expect(entriesOfKind(format, log, 'gap')).toEqual([]);
}

describe('a server’s log has the units that crossed', () => {
  test.skipIf(!hasProsody)('Prosody with mod_stanza_debug', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-log-'));
    onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
    const debugLog = path.join(folder, 'debug.log');
    const server = await startProsody({ debugLog });
    const client = await session(server.c2s).finally(() => server.stop());
    compare('prosody', fs.readFileSync(debugLog, 'utf8'), client);
  });
  test.skipIf(!hasEjabberd)('ejabberd at the level debug', async () => {
    const server = await startEjabberd({ debug: true });
    const read = (): string => fs.readFileSync(server.log, 'utf8');
    let log = '';
    const client = await session(server.c2s)
      .then(async (each) => {
        // It writes its log now and then.
        await expect.poll(read, { timeout: 30_000 }).toMatch(/Received XML on stream = .*<\/stream:stream>/);
        log = read();
        return each;
      })
      .finally(() => server.stop());
    compare('ejabberd', log, client);
  });
});
