import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Playground } from '../../../playground/index.ts';
import { maxConnections, maxResources } from '../../../playground/xmpp/stream/limits.ts';
import { beforeLogin, maxParts } from '../../../playground/xmpp/xml/reader.ts';
import { startBounded } from '../bounded.ts';
import { RawClient } from '../raw-client.ts';
import { authenticate, bind, HEADER, login } from './login.ts';

/** Megabytes of heap that the playground may hold under any of these attacks. */
const HEAP = 128;
let playground: Pick<Playground, 'info' | 'stop'>;
beforeAll(async () => {
  playground = await startBounded(HEAP);
});
afterAll(() => playground.stop());

async function client(resource: string, user = 'romeo', url = playground.info.xmpp): Promise<RawClient> {
  const opened = await RawClient.open(url);
  await login(opened, user, resource);
  return opened;
}

const ping = (id: string): string => `<iq type='get' id='${id}'><ping xmlns='urn:xmpp:ping'/></iq>`;
const pubsub = (id: string, action: string): string =>
  `<iq type='set' id='${id}' to='pubsub.localhost'><pubsub xmlns='http://jabber.org/protocol/pubsub'>${action}</pubsub></iq>`;

/** Sends a request and gives its answer. */
async function ask(of: RawClient, id: string, stanza: string): Promise<string> {
  of.write(stanza);
  await of.until(`id='${id}'`);
  of.write(ping(`after ${id}`));
  return of.until(`id='after ${id}'`);
}

describe('a name of an object’s inner parts', () => {
  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'])(
    'such as %s may be the name of anything',
    async (name) => {
      const romeo = await client(name);
      romeo.write(
        `<iq type='set' id='r'><query xmlns='jabber:iq:roster'><item jid='${name}@localhost' name='${name}'><group>${name}</group></item></query></iq>`,
      );
      romeo.write(
        `<iq type='set' id='s'><query xmlns='jabber:iq:private'><${name} xmlns='${name}' ${name}='${name}'/></query></iq>`,
      );
      romeo.write(
        `<presence to='${name}@conference.localhost/${name}'><x xmlns='http://jabber.org/protocol/muc'/></presence>`,
      );
      romeo.write(
        pubsub('n', `<create node='${name}'/>`) +
          pubsub('i', `<publish node='${name}'><item id='${name}'><a xmlns='${name}'/></item></publish>`),
      );
      romeo.write(
        `<message to='${name}@localhost' id='m'><body>${name}</body></message><iq type='get' id='${name}' to='${name}.localhost'><${name} xmlns='${name}'/></iq>`,
      );
      romeo.write(ping('last'));
      expect(await romeo.until("id='last'")).not.toContain('stream:error');
      romeo.destroy();
      const other = await RawClient.open(playground.info.xmpp);
      other.write(`${HEADER}<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='${name}'/>`);
      await other.until('invalid-mechanism');
      other.destroy();
    },
  );
});

describe('what one account takes', () => {
  it('is a bounded roster, also by requests for subscription', async () => {
    const juliet = await client('roster', 'juliet');
    for (let i = 0; i < 1_000; i++) juliet.write(`<presence type='subscribe' to='contact${i}@example.org'/>`);
    juliet.write("<presence type='subscribe' to='one.more@example.org' id='more'/>");
    await juliet.until('resource-constraint');
    juliet.write("<iq type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>");
    const roster = await juliet.until("type='result'");
    juliet.write(ping('last'));
    expect((roster + (await juliet.until("id='last'"))).split('<item').length - 1).toBeLessThanOrEqual(1_000);
    juliet.destroy();
  });

  it('is a bounded number of resources', async () => {
    const all: RawClient[] = [];
    for (let i = 0; i < maxResources; i++) all.push(await client(`many ${i}`, 'juliet'));
    const more = await RawClient.open(playground.info.xmpp);
    await authenticate(more, 'juliet');
    expect(await bind(more, 'one more')).toContain('resource-constraint');
    // A resource that is bound already goes to the newer connection all the same.
    all.push(await client('many 0', 'juliet'), more);
    for (const each of all) each.destroy();
  });

  it('is a part of the rooms and nodes only', async () => {
    const romeo = await client('greedy');
    for (let i = 0; i < 41; i++)
      romeo.write(
        `<presence to='room${i}@conference.localhost/r'><x xmlns='http://jabber.org/protocol/muc'/></presence>`,
      );
    await romeo.until('resource-constraint');
    for (let i = 0; i < 41; i++) romeo.write(pubsub(`n${i}`, `<create node='n${i}'/>`));
    await romeo.until('resource-constraint');
    const juliet = await client('modest', 'juliet');
    juliet.write(
      `<presence to='ours@conference.localhost/j'><x xmlns='http://jabber.org/protocol/muc'/></presence>${pubsub('own', "<create node='ours'/>")}`,
    );
    expect(await juliet.until("id='own'")).not.toContain('resource-constraint');
    for (const each of [romeo, juliet]) each.destroy();
  });

  it('is not all connections: those that do not log in make room', async () => {
    const other = await startBounded(HEAP);
    const silent = await Promise.all(Array.from({ length: maxConnections }, () => RawClient.open(other.info.xmpp)));
    const late = await client('late', 'romeo', other.info.xmpp);
    await ask(late, 'p', ping('p'));
    for (const each of [...silent, late]) each.destroy();
    await other.stop();
  });
});

describe('a stanza', () => {
  it('of very many elements or attributes is refused', async () => {
    const many = [
      `<x>${'<a/>'.repeat(maxParts + 1)}`,
      `<x ${Array.from({ length: maxParts + 1 }, (_, i) => `a${i}=''`).join(' ')}>`,
    ];
    for (const content of many) {
      const romeo = await client('parts');
      romeo.write(`<message>${content}`);
      await romeo.until('policy-violation');
      romeo.destroy();
    }
  });

  it.each([
    ['characters', `<message>${'x'.repeat(beforeLogin.characters)}`],
    ['elements', `<message>${'<a/>'.repeat(beforeLogin.parts + 1)}`],
  ])('before the log-in may have few %s', async (_what, stanza) => {
    const stranger = await RawClient.open(playground.info.xmpp);
    stranger.write(HEADER + stanza);
    await stranger.until('policy-violation');
    stranger.destroy();
  });
});

describe('a flood of stanzas', () => {
  it('does not keep others waiting until it is over, and loses nothing', async () => {
    const [loud, quiet] = [await client('loud'), await client('quiet')];
    const count = 20_000;
    const answers = (): number => loud.history.toString().split("type='result'").length - 1;
    const before = answers();
    loud.write(Array.from({ length: count }, (_, i) => ping(`f${i}`)).join(''));
    await loud.until("id='f0'");
    quiet.write(ping('q'));
    await quiet.until("id='q'");
    expect(answers() - before).toBeLessThan(count / 2);
    await expect.poll(answers).toBe(before + count);
    for (const each of [loud, quiet]) each.destroy();
  });

  it('whose answers are never read is not read on', async () => {
    const [loud, quiet] = [await client('deaf'), await client('quiet')];
    loud.pause();
    const big = `<iq type='get' id='${'x'.repeat(50_000)}' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`;
    loud.write(big.repeat(200));
    for (let i = 0; i < 20; i++) await ask(quiet, `q${i}`, ping(`q${i}`));
    loud.resume();
    await expect.poll(() => loud.history.length).toBeGreaterThan(200 * 50_000);
    for (const each of [loud, quiet]) each.destroy();
  });
});
