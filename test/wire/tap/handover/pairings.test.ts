import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../../../playground/index.ts';
import type { ConnectionProfile } from '../../../../protocols/project/index.ts';
import { testWire, valueOf } from '../../fake.ts';
import { behindTls, bytesOf, pemFile, tapped } from '../tapped.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});
afterAll(() => playground.stop());

const portOf = (url: string): number => Number(new URL(url.replace(/^\w+:/u, 'http:')).port);

/** The addresses of the playground: in clear, or behind TLS. */
async function upstream(scheme: string): Promise<{ readonly to: string; readonly ca: string }> {
  const { amqp, xmpp, websocket } = playground.info;
  const clear = { amqp: portOf(amqp), xmpp: portOf(xmpp), ws: portOf(websocket) };
  const path = scheme.startsWith('ws') ? '/xmpp-websocket' : '';
  if (scheme === 'amqps' || scheme === 'xmpps' || scheme === 'wss') {
    const { port, ca } = await behindTls(clear[scheme.slice(0, -1) as keyof typeof clear]);
    return { to: `${scheme}://localhost:${port}${path}`, ca };
  }
  return { to: `${scheme}://localhost:${clear[scheme as keyof typeof clear]}${path}`, ca: pemFile(playground.info.ca) };
}

describe('a program works through a tap as without it', () => {
  it.each([
    ['amqp', 'amqp'],
    ['amqps', 'amqp'],
    ['amqp', 'amqps'],
    ['amqps', 'amqps'],
  ])('that offers %s: and passes on to %s:', async (offered, scheme) => {
    const { to, ca } = await upstream(scheme);
    const { port, crossed, notes, ca: authority } = await tapped('amqp', `${offered}://localhost:0`, to, { ca });
    const wire = testWire();
    const profile: ConnectionProfile = {
      protocol: 'amqp',
      service: `${offered}://localhost:${port}`,
      username: 'guest',
      tls: { ca: authority },
    };
    valueOf(await wire.connect({ name: 'program', password: 'guest', profile }));
    await wire.disconnect('program');
    await expect.poll(() => crossed.filter(({ unit }) => unit.kind === 'frame').length).toBeGreaterThan(6);
    expect(crossed.every(({ unit }) => unit.protocol === 'amqp' && unit.kind !== 'garbage')).toBe(true);
    expect(
      crossed.every(({ encrypted }) => encrypted === (offered === 'amqps' || scheme === 'amqps' || undefined)),
    ).toBe(true);
    expect(notes).toEqual([]);
  });

  it.each([
    ['xmpp', 'xmpp'],
    ['xmpps', 'xmpp'],
    ['xmpp', 'xmpps'],
    ['xmpps', 'xmpps'],
    ['ws', 'ws'],
    ['wss', 'ws'],
    ['ws', 'wss'],
    ['wss', 'wss'],
  ])('that offers %s: and passes on to %s:', async (offered, scheme) => {
    const { to, ca } = await upstream(scheme);
    const path = offered.startsWith('ws') ? '/xmpp-websocket' : '';
    const { port, crossed, notes, ca: authority } = await tapped('xmpp', `${offered}://localhost:0${path}`, to, { ca });
    const wire = testWire();
    const profile: ConnectionProfile = {
      protocol: 'xmpp',
      service: `${offered}://localhost:${port}${path}`,
      jid: 'romeo@localhost/tapped',
      tls: { ca: authority },
    };
    valueOf(await wire.connect({ name: 'program', password: 'wireloupe', profile }));
    await wire.disconnect('program');
    await expect.poll(() => bytesOf(crossed, 'client').toString()).toMatch(/<\/stream:stream>|<close /u);
    expect(bytesOf(crossed, 'server').toString()).toContain('romeo@localhost/tapped');
    expect(crossed.every(({ unit }) => unit.protocol === 'xmpp' && unit.kind !== 'garbage')).toBe(true);
    expect(notes.filter((note) => !note.startsWith('STARTTLS with the server'))).toEqual([]);
  });
});
