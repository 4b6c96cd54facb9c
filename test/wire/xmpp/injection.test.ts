import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../../playground/certificate.ts';
import type { ConnectionInfo, Outcome } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { failureOf, listen, patient, testWire, valueOf } from '../fake.ts';

const header =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1' from='localhost'>";
const offer = (name: string): string =>
  `<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>${name}</mechanism></mechanisms></stream:features>`;
const startTls = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>";
const proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
const success = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>";
const bindFeature = "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>";
const bound =
  "<iq type='result' id='bind-1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>romeo@localhost/forged</jid></bind></iq>";
const password = 'a-password-that-must-not-cross';

let folder: string;
let context: SecureContext;

beforeAll(async () => {
  const certificate = await makeCertificate(['localhost', '127.0.0.1']);
  context = createSecureContext({ cert: certificate.cert, key: certificate.key });
  folder = await mkdtemp(join(tmpdir(), 'wireloupe-injection-'));
  await writeFile(join(folder, 'ca.pem'), certificate.ca);
});

afterAll(() => rm(folder, { recursive: true }));

interface Attacked {
  readonly port: number;
  /** What the client sent inside TLS. */
  readonly secret: () => string;
}

/** A server that offers SCRAM inside TLS, and on the way to it an attacker who answers STARTTLS with these chunks. */
async function attacked(chunks: readonly string[]): Promise<Attacked> {
  let secret = '';
  const port = await listen((socket) => {
    socket.setNoDelay(true);
    socket.once('data', () => {
      socket.write(header + startTls);
      socket.once('data', () => writeAll(socket, chunks, () => serveTls(socket, (text) => (secret += text))));
    });
  });
  return { port, secret: () => secret };
}

/** Each chunk in a write of its own. */
function writeAll(socket: Socket, chunks: readonly string[], done: () => void): void {
  const [first, ...rest] = chunks;
  if (first === undefined) done();
  else socket.write(first, () => writeAll(socket, rest, done));
}

function serveTls(socket: Socket, onText: (text: string) => void): void {
  const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
  secure.on('error', () => undefined);
  secure.on('data', (data: Buffer) => {
    onText(data.toString());
    if (data.includes('<stream:stream')) secure.write(header + offer('SCRAM-SHA-256'));
  });
}

function connect(wire: Wire, port: number, name = 'romeo'): Promise<Outcome<ConnectionInfo>> {
  return wire.connect({
    name,
    password,
    profile: {
      protocol: 'xmpp',
      service: `xmpp://127.0.0.1:${port}`,
      jid: 'romeo@localhost/test',
      tls: { ca: join(folder, 'ca.pem') },
    },
  });
}

const injections: readonly (readonly [string, string])[] = [
  ['features that offer PLAIN', offer('PLAIN')],
  ['a whole login', offer('PLAIN') + success + header + bindFeature + bound],
  ['a stream header', header],
  ['half an element', '<stream:fea'],
  ['white space', ' '],
  ['the end of the stream', '</stream:stream>'],
  ['text', 'text'],
];

describe('unencrypted data behind <proceed/>', () => {
  it.each(injections)('%s ends the connection, and no password crosses', async (_what, data) => {
    for (const chunks of [[proceed + data], [proceed, data], [proceed, data.slice(0, 1), data.slice(1)]]) {
      const { port, secret } = await attacked(chunks);
      const failure = failureOf(await connect(testWire(patient), port));
      expect(secret()).toBe('');
      expect(failure.code).toBe('protocol');
      expect(failure.message).toContain('after <proceed/>');
    }
  });

  it('is refused wherever it is split', async () => {
    const [, data] = injections[1]!;
    const wire = testWire(patient);
    const splits = Array.from({ length: (proceed + data).length - 1 }, (_none, i) => i + 1);
    const attempts = splits.map((at) => async () => {
      const { port, secret } = await attacked([(proceed + data).slice(0, at), (proceed + data).slice(at)]);
      const failure = failureOf(await connect(wire, port, `split ${at}`));
      expect([at, failure.code, secret()]).toEqual([at, 'protocol', '']);
      expect(failure.message).toContain('after <proceed/>');
    });
    // A few at a time: their handshakes share the processor.
    for (let i = 0; i < attempts.length; i += 8)
      await Promise.all(attempts.slice(i, i + 8).map((attempt) => attempt()));
  });

  it('is recorded as it arrived, with a finding', async () => {
    const wire = testWire(patient);
    const { port } = await attacked([proceed + offer('PLAIN')]);
    await connect(wire, port);
    const { rows } = await wire.rows({ filter: { text: 'dir:in' }, from: 0, count: 10 });
    expect(rows.map((row) => row.name)).toEqual(['stream', 'features', 'proceed', 'features']);
    expect(rows[3]).toMatchObject({ state: 'error' });
    const forged = await wire.unit({ seq: rows[3]!.seq });
    expect(JSON.stringify(forged)).toContain('xmpp/clear-after-proceed');
    expect(JSON.stringify(await wire.unit({ seq: rows[1]!.seq }))).not.toContain('xmpp/clear-after-proceed');
  });
});

/** A server without TLS that answers what comes with these texts, one for each chunk that arrives. */
function scripted(answers: readonly string[]): Promise<number> {
  return listen((socket) => {
    const left = [...answers];
    socket.on('data', () => socket.write(left.shift() ?? ''));
  });
}

describe('data that was sent before this client asked for it', () => {
  const opened = header + offer('PLAIN');
  it.each([
    ['a header and features behind <success/>', [opened, success + header + bindFeature, bound]],
    ['features behind <success/>, without a header', [opened, success + bindFeature, bound]],
    [
      'half a header behind <success/>',
      [opened, `${success}<?xml version='1.0'?>${header.slice(21, 60)}`, header.slice(60) + bindFeature, bound],
    ],
    ['a new stream without a header', [opened, success, bindFeature, bound]],
    ['the result of binding behind the features', [opened, success, header + bindFeature + bound]],
    ['success behind the features', [opened + success, header + bindFeature, bound]],
    ['features without a header', [`<features xmlns='http://etherx.jabber.org/streams'/>`]],
    ['a second header', [header + header + offer('PLAIN'), success, header + bindFeature, bound]],
    ['<proceed/> behind the features', [header + startTls + proceed]],
  ])('%s answers nothing, and ends the connection', async (_what, answers) => {
    const port = await scripted(answers);
    const failure = failureOf(
      await testWire(patient).connect({
        name: 'romeo',
        password,
        profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost/test' },
      }),
    );
    expect(failure.code).toBe('protocol');
    expect(failure.message).toMatch(/before this client|before its stream header/u);
  });

  it('white space between elements is not data', async () => {
    const port = await scripted([`${opened}\n`, `${success}\n`, `${header}\n${bindFeature}\n`, `${bound}\n`]);
    const connected = valueOf(
      await testWire(patient).connect({
        name: 'romeo',
        password,
        profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost/test' },
      }),
    );
    expect(connected.identity).toBe('romeo@localhost/forged');
  });

  it.each([
    ['a request with the id of the binding', bound.replace("'result'", "'set'")],
    ['a result from somebody else', bound.replace("'result'", "'result' from='mallory@elsewhere.example'")],
    ['an iq without a type', bound.replace("type='result' ", '')],
  ])('%s does not answer the binding', async (_what, forged) => {
    const mine = bound.replace('forged', 'test').replace("'result'", "'result' from='ROMEO@localhost'");
    const port = await scripted([opened, success, header + bindFeature, forged + mine]);
    const connected = valueOf(
      await testWire(patient).connect({
        name: 'romeo',
        password,
        profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost/test' },
      }),
    );
    expect(connected.identity).toBe('romeo@localhost/test');
  });

  it.each(['', '</stream:stream>'])(
    'a stream error behind the result of binding, and then “%s”, fails the login with what it says',
    async (end) => {
      const port = await scripted([
        opened,
        success,
        header + bindFeature,
        `${bound}<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>${end}`,
      ]);
      const failure = failureOf(
        await testWire(patient).connect({
          name: 'romeo',
          password,
          profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost/test' },
        }),
      );
      expect(failure.server).toEqual({ condition: 'conflict' });
    },
  );

  it('a header after the login ends the connection', async () => {
    const port = await scripted([
      opened,
      success,
      header + bindFeature,
      bound,
      header.replace(/>$/u, " xmlns:x='urn:example:x'>"),
    ]);
    const wire = testWire(patient);
    const profile = { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost/test' } as const;
    valueOf(await wire.connect({ name: 'romeo', password, profile }));
    const failure = failureOf(
      await wire.send({ connection: 'romeo', payload: { kind: 'xmpp', text: '<iq type="get" id="1"/>' } }),
    );
    expect(failure.message).toContain('opened its stream again');
  });
});

describe('a server without STARTTLS', () => {
  it.each([{ ca: 'ca.pem' }, { verify: true }, { servername: 'localhost' }])(
    'is refused where the connection has %j',
    async (tls) => {
      let got = '';
      const port = await listen((socket) => {
        socket.on('data', (data) => {
          got += data.toString();
          socket.write(header + offer('PLAIN'));
        });
      });
      const failure = failureOf(
        await testWire(patient).connect({
          name: 'romeo',
          password,
          profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost/test', tls },
        }),
      );
      expect(failure.code).toBe('policy');
      expect(failure.message).toContain('does not offer STARTTLS');
      expect(got).not.toContain('<auth');
    },
  );
});

describe('a connection that breaks where TLS begins', () => {
  it.each(['xmpp', 'xmpps'])('fails over %s, and nothing else fails', async (scheme) => {
    const port = await listen((socket) => {
      if (scheme === 'xmpps') {
        socket.resetAndDestroy();
        return;
      }
      socket.once('data', () => {
        socket.write(header + startTls);
        socket.once('data', () => socket.write(proceed, () => socket.resetAndDestroy()));
      });
    });
    const failure = failureOf(
      await testWire(patient).connect({
        name: 'romeo',
        password,
        profile: {
          protocol: 'xmpp',
          service: `${scheme}://127.0.0.1:${port}`,
          jid: 'romeo@localhost/test',
          tls: { ca: join(folder, 'ca.pem') },
        },
      }),
    );
    expect(failure.code).toBe('closed');
  });
});
