import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPlayground, type Playground } from '../../playground/index.ts';
import { AMQP_HEADER, open, SASL_HEADER } from './amqp/frames.ts';
import { RawClient } from './raw-client.ts';
import { HEADER, login } from './xmpp/login.ts';

/** Time passes only when a test says so; sockets are real. */
let playground: Playground;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});
afterEach(async () => {
  vi.useRealTimers();
  await playground.stop();
});

/** Lets the playground read what was written. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('an XMPP client that takes its time', () => {
  const timedOut = "<stream:error><connection-timeout xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>";

  it('is let go if it sends nothing', async () => {
    const client = await RawClient.open(playground.info.xmpp);
    await turn();
    vi.advanceTimersByTime(60_000);
    expect(await client.closed()).toContain(timedOut);
  });

  it('is let go if it does not log in', async () => {
    const client = await RawClient.open(playground.info.xmpp);
    client.write(HEADER);
    await client.until('</stream:features>');
    vi.advanceTimersByTime(60_000);
    expect(await client.closed()).toContain(timedOut);
  });

  it('is let go if it begins a stanza and sends it drop by drop', async () => {
    const client = await RawClient.open(playground.info.xmpp);
    await login(client, 'romeo', 'slow');
    client.write("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq><message>");
    await client.until("type='result'/>");
    for (let i = 0; i < 6; i++) {
      client.write('x');
      await turn();
      vi.advanceTimersByTime(5_000);
    }
    expect(await client.closed()).toContain(timedOut);
  });

  it('may send stanza after stanza, none of which ends where a packet does', async () => {
    const client = await RawClient.open(playground.info.xmpp);
    await login(client, 'romeo', 'busy');
    const ping = "<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>";
    client.write(ping.slice(0, 10));
    for (let i = 0; i < 5; i++) {
      client.write(ping.slice(10) + ping.slice(0, 10));
      await client.until("type='result'/>");
      vi.advanceTimersByTime(20_000);
    }
    client.destroy();
  });

  it('may be silent as long as it likes between stanzas, and send white space', async () => {
    const client = await RawClient.open(playground.info.xmpp);
    await login(client, 'romeo', 'quiet');
    for (let i = 0; i < 10; i++) {
      client.write(' ');
      await turn();
      vi.advanceTimersByTime(60_000);
    }
    client.write("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    await client.until("type='result'/>");
    client.destroy();
  });
});

describe('an AMQP client that takes its time', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half a header', AMQP_HEADER.subarray(0, 5)],
    ['no open', AMQP_HEADER],
    ['no log-in', SASL_HEADER],
  ])('is let go if it sends %s', async (_what, bytes) => {
    const client = await RawClient.open(playground.info.amqp);
    client.write(bytes);
    await turn();
    vi.advanceTimersByTime(60_000);
    await client.closed();
  });

  it('is let go, with a reason, if it does not finish a frame', async () => {
    const client = await RawClient.open(playground.info.amqp);
    client.write(Buffer.concat([AMQP_HEADER, open, open.subarray(0, 9)]));
    await client.until('Wireloupe playground');
    // The rest of the bytes may be read in the next turn of the server.
    await turn();
    vi.advanceTimersByTime(30_000);
    expect(await client.closed()).toContain('amqp:connection:framing-error');
  });

  it('is let go if it sends a frame drop by drop', async () => {
    const client = await RawClient.open(playground.info.amqp);
    client.write(Buffer.concat([AMQP_HEADER, open]));
    await client.until('Wireloupe playground');
    for (const byte of [0, 0, 0, 16, 2, 0]) {
      client.write(Buffer.from([byte]));
      await turn();
      vi.advanceTimersByTime(6_000);
    }
    expect(await client.closed()).toContain('amqp:connection:framing-error');
  });

  it('may be silent as long as it likes once it is open', async () => {
    const client = await RawClient.open(playground.info.amqp);
    client.write(Buffer.concat([AMQP_HEADER, open]));
    await client.until('Wireloupe playground');
    vi.advanceTimersByTime(3_600_000);
    client.write(Buffer.from([0, 0, 0, 8, 2, 0, 0, 0]));
    client.write(Buffer.from('0000000f02000000005311c0010000', 'hex'));
    expect(await client.closed()).toContain('amqp:decode-error');
  });
});

describe('a client that does not read', () => {
  it('is let go before what waits for it fills the memory; others do not notice', async () => {
    const romeo = await RawClient.open(playground.info.xmpp);
    const juliet = await RawClient.open(playground.info.xmpp);
    await login(romeo, 'romeo', 'loud');
    await login(juliet, 'juliet', 'deaf');
    juliet.pause();
    const body = 'x'.repeat(200_000);
    for (let i = 0; i < 120; i++)
      romeo.write(`<message to='juliet@localhost/deaf' type='headline'><body>${body}</body></message>`);
    romeo.write("<iq type='get' id='p' to='juliet@localhost/deaf'><ping xmlns='urn:xmpp:ping'/></iq>");
    // The resource is gone, so the server answers in its place.
    expect(await romeo.until('</iq>')).toContain("id='p' type='error'");
    juliet.resume();
    await juliet.closed();
    romeo.destroy();
  });
});
