import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import rhea, { type EventContext } from 'rhea';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { noProject } from '../../../protocols/core/index.ts';
import { UnitDecoder } from '../../../protocols/decoding/index.ts';
import type { ServiceProtocol } from '../../../protocols/project/index.ts';
import { captureOf, read } from '../../protocols/captures/http/reading.ts';
import { startRelay } from '../../protocols/captures/http/relay.ts';
import {
  hasEjabberd,
  hasProsody,
  hasProton,
  hasRabbit,
  runOnce,
  startEjabberd,
  startProsody,
  startRabbit,
  type AmqpServer,
  type XmppServer,
} from '../../servers/index.ts';
import { cleanUp, patient } from '../fake.ts';
import { bytesOf, tapped, type Tapped } from './tapped.ts';

const python = '/usr/bin/python3';
const hasSlixmpp = spawnSync(python, ['-c', 'import slixmpp']).status === 0;
/** What programs and servers do wrong, with a tap and without it. */
const faults = {
  proton: "flow comes after this side's close, which is the last thing that it may send.",
  xmppClient: 'RFC 6120 gives <response> no attribute “mechanism”: it has no attributes',
  oldManagement: 'The namespace urn:xmpp:sm:2 is out of use (XEP-0198). Use urn:xmpp:sm:3.',
  oldArchive: 'The namespace urn:xmpp:mam:tmp is out of use (XEP-0313). Use urn:xmpp:mam:2 (XEP-0313).',
} as const;
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Way {
  readonly protocol: ServiceProtocol;
  /** What the tap offers, without its port: `amqps://localhost`. */
  readonly offered: string;
  /** The scheme and the path of the server. */
  readonly to: (port: number) => string;
  readonly port: number;
  readonly ca: string | undefined;
  /** The only findings that the traffic may have. */
  readonly faults?: readonly string[];
}

/** STARTTLS with a server on both sides of the tap. */
function startTlsTo({ c2s: port, certificates }: XmppServer, allowed: readonly string[]): Way {
  return {
    protocol: 'xmpp',
    offered: 'xmpp://localhost',
    to: (at) => `xmpp://localhost:${at}`,
    port,
    ca: certificates.ca,
    faults: allowed,
  };
}

/**
 * Runs a program through a tap, with a relay on each side of it that keeps what crosses, and checks that both relays have the same bytes
 * inside of TLS, that the recording has them too, and that it has no finding but the faults that are named.
 */
async function through(way: Way, program: (port: number, ca: string) => Promise<void>): Promise<Tapped> {
  const lines: string[] = [];
  const behind = await startRelay(way.port);
  cleanUp(() => behind.stop());
  const tap = await tapped(
    way.protocol,
    `${way.offered}:0`,
    way.to(behind.port),
    way.ca === undefined ? {} : { ca: way.ca },
    patient,
    { onKeys: (line) => lines.push(Buffer.from(line).toString('latin1')) },
  );
  const before = await startRelay(tap.port);
  cleanUp(() => before.stop());
  await program(before.port, tap.ca);
  await expect.poll(() => tap.tap.open, { timeout: 30_000 }).toBe(0);
  const keyLog = lines.join('');
  const [seen, passed] = [before, behind].map(({ pieces }) => read(captureOf(pieces), keyLog).seen);
  for (const side of ['client', 'server'] as const) {
    const inside = (units: typeof seen): Buffer =>
      Buffer.concat((units ?? []).filter((unit) => unit.side === side).map(({ text }) => Buffer.from(text, 'latin1')));
    const recorded = bytesOf(tap.crossed, side);
    expect(recorded.length).toBeGreaterThan(100);
    expect([sha(inside(seen)), sha(inside(passed))]).toEqual([sha(recorded), sha(recorded)]);
  }
  const decoder = new UnitDecoder(noProject);
  for (const { connection } of tap.crossed) decoder.begin(connection, { sides: 'both' });
  const findings = tap.crossed.flatMap(({ connection, side, unit, encrypted }, at) =>
    decoder.decode(connection, side, at + 1, unit, encrypted).findings.map(({ message }) => message),
  );
  expect(findings.filter((message) => way.faults?.includes(message) !== true)).toEqual([]);
  expect(tap.notes).toEqual([]);
  return tap;
}

describe.skipIf(!hasRabbit)('programs and RabbitMQ through a tap (skipped where RabbitMQ is not installed)', () => {
  let broker: AmqpServer;
  beforeAll(async () => {
    broker = await startRabbit();
  });
  afterAll(() => broker.stop());

  const way = (offered: string, to: string): Way => ({
    protocol: 'amqp',
    offered: `${offered}://localhost`,
    to: (port) => `${to}://localhost:${port}`,
    port: (to === 'amqps' ? broker.tlsPort : broker.port) ?? 0,
    ca: broker.certificates?.ca,
  });
  const pairs = [
    ['amqp', 'amqp'],
    ['amqps', 'amqp'],
    ['amqp', 'amqps'],
    ['amqps', 'amqps'],
  ] as const;

  it.each(pairs)('rhea sends and receives, %s: before and %s: behind it', async (offered, to) => {
    await through(way(offered, to), async (port, ca) => {
      const got = await new Promise<unknown[]>((resolve, reject) => {
        const bodies: unknown[] = [];
        const container = rhea.create_container();
        container.on('disconnected', () => undefined);
        container.on('connection_error', ({ error }: EventContext) => reject(error as unknown as Error));
        container.on('connection_close', () => resolve(bodies));
        container.on('receiver_open', ({ connection }: EventContext) => connection.open_sender('tapped'));
        container.once('sendable', ({ sender }: EventContext) => {
          for (const body of ['one', 'x'.repeat(100_000)]) sender?.send({ body, application_properties: { a: 1 } });
        });
        container.on('message', ({ message, connection }: EventContext) => {
          bodies.push(message?.body);
          if (bodies.length === 2) connection.close();
        });
        const tls = offered === 'amqps' ? { transport: 'tls', ca: readFileSync(ca), servername: 'localhost' } : {};
        container
          .connect({ host: '127.0.0.1', port, username: 'guest', password: 'guest', reconnect: false, ...tls } as never)
          .open_receiver('tapped');
      });
      expect(got).toEqual(['one', 'x'.repeat(100_000)]);
    });
  });

  it.skipIf(!hasProton).each(pairs)(
    'Proton’s Python client sends and receives, %s: before and %s: behind it (skipped where it is not installed)',
    async (offered, to) => {
      await through({ ...way(offered, to), faults: [faults.proton] }, async (port, ca) => {
        const script = `
import sys
from proton import Message, SSLDomain, symbol
from proton.utils import BlockingConnection
domain = SSLDomain(SSLDomain.MODE_CLIENT)
domain.set_trusted_ca_db(sys.argv[2])
domain.set_peer_authentication(SSLDomain.VERIFY_PEER_NAME, sys.argv[2])
options = {"ssl_domain": domain} if sys.argv[1].startswith("amqps") else {}
connection = BlockingConnection(sys.argv[1], timeout=30, allowed_mechs="PLAIN", user="guest", password="guest", allow_insecure_mechs=True, **options)
receiver = connection.create_receiver("proton", credit=10)
sender = connection.create_sender("proton", name="sender")
for body in ("one", "x" * 100000):
    sender.send(Message(body=body, properties={"a": 1}))
    print(receiver.receive(timeout=30).body == body)
    receiver.accept()
connection.close()
`;
        const output = await runOnce(python, ['-c', script, `${offered}://localhost:${port}`, ca]);
        expect(output.trim().split('\n')).toEqual(['True', 'True']);
      });
    },
  );
});

/** The part of @xmpp/client that is used here; it has no declarations. */
interface XmppClient {
  start(): Promise<{ toString(): string }>;
  stop(): Promise<unknown>;
  send(element: object): Promise<void>;
  on(event: string, listener: (value: { is(name: string): boolean }) => void): void;
  readonly reconnect: { stop(): void };
}

async function xmppClient(service: string): Promise<void> {
  const module = '@xmpp/client';
  const { client, xml } = (await import(module)) as {
    readonly client: (options: object) => XmppClient;
    readonly xml: (name: string, attributes: object, ...children: (object | string)[]) => object;
  };
  const xmpp = client({ service, domain: 'localhost', username: 'romeo', password: 'secret', resource: 'tapped' });
  xmpp.reconnect.stop();
  xmpp.on('error', () => undefined);
  const came = new Promise<void>((resolve) => {
    xmpp.on('stanza', (stanza) => stanza.is('message') && resolve());
  });
  expect((await xmpp.start()).toString()).toBe('romeo@localhost/tapped');
  await xmpp.send(xml('message', { to: 'romeo@localhost/tapped', type: 'chat' }, xml('body', {}, 'é😀'.repeat(1000))));
  await came;
  await xmpp.stop();
}

const slixmppScript = `
import asyncio, sys, slixmpp
class Client(slixmpp.ClientXMPP):
    def __init__(self):
        super().__init__("juliet@localhost/slix", "secret")
        self.ca_certs = sys.argv[2]
        self.over = asyncio.get_event_loop().create_future()
        self.add_event_handler("session_start", self.begin)
        self.add_event_handler("message", self.heard)
        self.add_event_handler("disconnected", lambda reason: self.over.done() or self.over.set_result(None))
    async def begin(self, event):
        await self.get_roster()
        self.send_presence()
        self.send_message(self.boundjid.full, "é" * 4000, mtype="chat")
    def heard(self, message):
        print(message["body"] == "é" * 4000, self.transport.get_extra_info("cipher") is not None, flush=True)
        self.disconnect()
client = Client()
client.connect(("127.0.0.1", int(sys.argv[1])))
asyncio.get_event_loop().run_until_complete(asyncio.wait_for(client.over, 60))
`;

async function slixmpp(port: number, ca: string): Promise<void> {
  expect(await runOnce(python, ['-c', slixmppScript, String(port), ca])).toContain('True True');
}

describe.skipIf(!hasProsody)('programs and Prosody through a tap (skipped where Prosody is not installed)', () => {
  let server: XmppServer;
  beforeAll(async () => {
    Object.assign(globalThis, { WebSocket });
    server = await startProsody();
  });
  afterAll(() => server.stop());

  it('@xmpp/client over STARTTLS', async () => {
    // It offers no way to trust an authority.
    const kept = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      await through(startTlsTo(server, [faults.xmppClient, faults.oldManagement]), (at) =>
        xmppClient(`xmpp://127.0.0.1:${at}`),
      );
    } finally {
      if (kept === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = kept;
    }
  });

  it.skipIf(!hasSlixmpp)('slixmpp over STARTTLS (skipped where it is not installed)', async () => {
    await through(startTlsTo(server, [faults.oldManagement]), slixmpp);
  });
});

describe.skipIf(!hasEjabberd || !hasSlixmpp)(
  'slixmpp and ejabberd through a tap (skipped where one of them is not installed)',
  () => {
    it('over STARTTLS', async () => {
      const server = await startEjabberd();
      cleanUp(() => server.stop());
      await through(startTlsTo(server, [faults.oldManagement, faults.oldArchive]), slixmpp);
    });
  },
);
