import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Playground } from '../../../playground/index.ts';
import {
  maxAffiliations,
  maxAllPresence,
  maxOwnNodes,
  maxOwnRooms,
  maxPresence,
} from '../../../playground/xmpp/limits.ts';
import { maxResources } from '../../../playground/xmpp/stream/limits.ts';
import { startBounded } from '../bounded.ts';
import { RawClient } from '../raw-client.ts';
import { login } from './login.ts';

/** Megabytes of heap that the playground may hold under any of these attacks. */
const HEAP = 64;
let playground: Pick<Playground, 'info' | 'stop'>;
const clients: RawClient[] = [];
/** A playground for each test of a suite, or one for all. */
function attacked(each: 'each' | 'all'): void {
  const [before, after] = each === 'each' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    playground = await startBounded(HEAP);
  });
  after(() => playground.stop());
  afterEach(() => {
    for (const client of clients.splice(0)) client.destroy();
  });
}

async function client(user: string, resource: string): Promise<RawClient> {
  const opened = await RawClient.open(playground.info.xmpp);
  clients.push(opened);
  await login(opened, user, resource);
  return opened;
}

const ping = (id: string): string => `<iq type='get' id='${id}'><ping xmlns='urn:xmpp:ping'/></iq>`;
/** Waits until all that a client has sent is answered; gives what came. */
async function settled(of: RawClient, id: string): Promise<string> {
  of.write(ping(id));
  return of.until(`id='${id}'`);
}
const join = (room: string, nick: string, content = ''): string =>
  `<presence to='${room}@conference.localhost/${nick}'><x xmlns='http://jabber.org/protocol/muc'/>${content}</presence>`;
/** Opens a new room to others. */
const unlock = (room: string): string =>
  `<iq type='set' id='u' to='${room}@conference.localhost'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>`;
const create = (node: string): string =>
  `<iq type='set' id='c' to='pubsub.localhost'><pubsub xmlns='http://jabber.org/protocol/pubsub'><create node='${node}'/></pubsub></iq>`;
const publish = (node: string, id: string, content: string): string =>
  `<iq type='set' id='p' to='pubsub.localhost'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='${node}'><item id='${id}'>${content}</item></publish></pubsub></iq>`;
/** Few characters that take much memory. */
const dense = '<a/>'.repeat(1_900);
const users = ['romeo', 'juliet'];

describe('what the server stores', () => {
  attacked('each');

  it('is bounded for the history of all rooms, and small rooms keep theirs', async () => {
    const [, juliet] = [await client('romeo', 'r'), await client('juliet', 'small')];
    juliet.write(
      join('small', 'j') +
        unlock('small') +
        `<message type='groupchat' to='small@conference.localhost'><body>kept</body></message>`,
    );
    await settled(juliet, 'said');
    for (const user of users) {
      const attacker = await client(user, 'attacker');
      for (let room = 0; room < maxOwnRooms - 1; room++) {
        const address = `${user}${room}`;
        attacker.write(
          join(address, 'a') +
            `<message type='groupchat' to='${address}@conference.localhost'><body>x</body>${dense}</message>`.repeat(2),
        );
        await settled(attacker, address);
      }
    }
    const late = await client('romeo', 'late');
    late.write(join('small', 'late'));
    expect(await settled(late, 'joined')).toContain('kept');
  });

  it('is bounded for the items of all nodes, and small nodes keep theirs', async () => {
    const juliet = await client('juliet', 'small');
    juliet.write(create('small') + publish('small', 'kept', '<x xmlns="x"/>'));
    await settled(juliet, 'published');
    for (const user of users) {
      const attacker = await client(user, 'attacker');
      for (let node = 0; node < maxOwnNodes - 1; node++) {
        attacker.write(
          create(`${user}${node}`) +
            [0, 1].map((id) => publish(`${user}${node}`, `i${id}`, `<x xmlns='x'>${dense}</x>`)).join(''),
        );
        await settled(attacker, `${node}`);
      }
    }
    juliet.write(
      "<iq type='get' id='i' to='pubsub.localhost'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='small'/></pubsub></iq>",
    );
    expect(await settled(juliet, 'read')).toContain("id='kept'");
  });

  it('is bounded for the presence of an account in all rooms, and another account joins all the same', async () => {
    const status = `<status>${'s'.repeat(maxPresence - 1_500)}</status>`;
    const refused: string[] = [];
    const most = Math.ceil(maxAllPresence / maxPresence / maxOwnRooms) + 2;
    for (let i = 0; i < Math.min(most, maxResources); i++) {
      const attacker = await client('romeo', `r${i}`);
      for (let room = 0; room < maxOwnRooms; room++) {
        attacker.write(join(`room${room}`, `n${i}`, status) + (i === 0 ? unlock(`room${room}`) : ''));
        refused.push(await settled(attacker, `${room}`));
      }
    }
    expect(refused.join('')).toContain('resource-constraint');
    const juliet = await client('juliet', 'j');
    juliet.write(join('hers', 'j', status));
    expect(await settled(juliet, 'joined')).not.toContain("type='error'");
  });

  it('is bounded for the addresses of directed presence', async () => {
    const romeo = await client('romeo', 'r');
    for (let i = 0; i < 200; i++) romeo.write(`<presence to='${i}@localhost/${'x'.repeat(1_000)}'/>`);
    expect(await settled(romeo, 'sent')).toContain('resource-constraint');
  });

  it('is bounded for one presence', async () => {
    const romeo = await client('romeo', 'r');
    romeo.write(`<presence><status>${'s'.repeat(maxPresence)}</status></presence>`);
    expect(await settled(romeo, 'sent')).toContain('not-acceptable');
  });

  it('is bounded for affiliations that come in one request', async () => {
    const romeo = await client('romeo', 'r');
    const items = Array.from(
      { length: maxAffiliations },
      (_, i) => `<item affiliation='outcast' jid='u${i}@example.org'/>`,
    ).join('');
    romeo.write(
      join('banned', 'r') +
        `<iq type='set' id='a' to='banned@conference.localhost'><query xmlns='http://jabber.org/protocol/muc#admin'>${items}</query></iq>`,
    );
    expect(await settled(romeo, 'sent')).toContain('resource-constraint');
  });
});

describe('rooms that an account gives to another', () => {
  attacked('all');

  it('do not use up those that the other may create', async () => {
    const romeo = await client('romeo', 'r');
    for (let room = 0; room < maxOwnRooms; room++)
      romeo.write(
        join(`given${room}`, 'r') +
          `<iq type='set' id='o' to='given${room}@conference.localhost'><query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='owner' jid='juliet@localhost'/></query></iq>`,
      );
    expect(await settled(romeo, 'given')).not.toContain("type='error'");
    romeo.write(join('one more', 'r'));
    const juliet = await client('juliet', 'j');
    juliet.write(join('hers', 'j'));
    expect(await settled(juliet, 'joined')).not.toContain('resource-constraint');
  });
});

describe('a flood', () => {
  attacked('all');

  it.each([
    ['presences', (i: number) => `<presence><status>${i}</status></presence>`],
    ['subscription requests', (i: number) => `<presence type='subscribe' to='made-up${i}@example.org'/>`],
    ['nicknames', (i: number) => join('nicks', `nick${i}`)],
    ['rooms', (i: number) => join(`flood${i}`, 'r')],
    [
      'roster items with long names',
      (i: number) =>
        `<iq type='set' id='r${i}'><query xmlns='jabber:iq:roster'><item jid='c${i}@example.org' name='${'n'.repeat(1_000)}'/></query></iq>`,
    ],
    [
      'private documents',
      (i: number) =>
        `<iq type='set' id='s${i}'><query xmlns='jabber:iq:private'><d xmlns='ns${i}'>${'x'.repeat(1_000)}</d></query></iq>`,
    ],
    [
      'messages to an absent user',
      (i: number) => `<message to='juliet@localhost' id='m${i}'><body>${'x'.repeat(1_000)}</body></message>`,
    ],
  ])('of %s leaves others answered, and is answered to its end', async (_what, stanza) => {
    const [loud, quiet] = [await client('romeo', 'loud'), await client('romeo', 'quiet')];
    for (let i = 0; i < 3_000; i += 100) loud.write(Array.from({ length: 100 }, (__, k) => stanza(i + k)).join(''));
    loud.write(ping('the end'));
    for (let i = 0; i < 3; i++) await settled(quiet, `q${i}`);
    await loud.until("id='the end'");
    await settled(quiet, 'last');
  });

  it('of messages to a client that never reads closes that client, and others are answered', async () => {
    const [deaf, loud] = [await client('juliet', 'deaf'), await client('romeo', 'loud')];
    deaf.write('<presence/>');
    await settled(deaf, 'there');
    deaf.pause();
    const large = `<message type='headline' to='juliet@localhost/deaf'><body>${'x'.repeat(200_000)}</body></message>`;
    const gone = "<iq type='get' id='g' to='juliet@localhost/deaf'><ping xmlns='urn:xmpp:ping'/></iq>";
    let answer = '';
    for (let round = 0; round < 30 && !answer.includes('service-unavailable'); round++) {
      loud.write(large.repeat(10) + gone);
      answer = await settled(loud, `round ${round}`);
    }
    expect(answer).toContain('service-unavailable');
  });
});

describe('before the log-in', () => {
  attacked('all');

  it.each([
    ['deep nesting', '<a>'.repeat(1_000)],
    ['an attribute without an end', `<a b='${'x'.repeat(100_000)}`],
    ['a name without an end', `<${'x'.repeat(100_000)}`],
    ['text without an end', `<a>${'x'.repeat(100_000)}`],
  ])('%s ends the stream', async (_what, bytes) => {
    const stranger = await RawClient.open(playground.info.xmpp);
    clients.push(stranger);
    stranger.write(
      `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>${bytes}`,
    );
    expect(await stranger.closed()).toContain('policy-violation');
  });
});
