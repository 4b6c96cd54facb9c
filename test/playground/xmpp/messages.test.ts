import { beforeEach, describe, expect, it } from 'vitest';
import { Scene } from './scene.ts';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

const chat = (to: string, body = 'hi', type = 'chat'): string =>
  `<message to='${to}' type='${type}' id='m'><body>${body}</body></message>`;
const condition = (stanza: string | undefined): string | undefined =>
  /<error type='(\w+)'><([a-z-]+) /
    .exec(stanza ?? '')
    ?.slice(1)
    .join(' ');

describe('a message to a bare JID', () => {
  it('goes to the resource with the highest priority', () => {
    const romeo = scene.online('romeo', 'a');
    const low = scene.online('juliet', 'low', '<presence><priority>1</priority></presence>');
    const high = scene.online('juliet', 'high', '<presence><priority>5</priority></presence>');
    low.received();
    romeo.send(chat('juliet@localhost'));
    expect(high.received()).toEqual([
      `<message to='juliet@localhost' type='chat' id='m' from='romeo@localhost/a'><body>hi</body></message>`,
    ]);
    expect(low.received()).toEqual([]);
  });

  it('goes to all resources of the same highest priority', () => {
    const romeo = scene.online('romeo', 'a');
    const one = scene.online('juliet', 'one');
    const two = scene.online('juliet', 'two');
    one.received();
    romeo.send(chat('juliet@localhost'));
    expect([one.received().length, two.received().length]).toEqual([1, 1]);
  });

  it('passes by a resource with a negative priority, and is kept', () => {
    const romeo = scene.online('romeo', 'a');
    const shy = scene.online('juliet', 'shy', '<presence><priority>-1</priority></presence>');
    romeo.send(chat('juliet@localhost'));
    expect(shy.received()).toEqual([]);
    shy.send('<presence/>');
    expect(shy.received().some((stanza) => stanza.includes('<body>hi</body>'))).toBe(true);
  });

  it('is kept for somebody who is away, in order, with the time, and given out once', () => {
    const romeo = scene.online('romeo', 'a');
    romeo.send(chat('juliet@localhost', 'first'));
    romeo.send(chat('juliet@localhost', 'second', 'normal'));
    const juliet = scene.connect('juliet', 'x');
    juliet.send('<presence/>');
    const messages = juliet.received().filter((stanza) => stanza.startsWith('<message'));
    expect(messages.map((message) => /<body>(.*)<\/body>/.exec(message)?.[1])).toEqual(['first', 'second']);
    expect(messages[0]).toMatch(/<delay xmlns='urn:xmpp:delay' from='localhost' stamp='\d{4}-\d\d-\d\dT[\d:.]+Z'>/);
    expect(scene.online('juliet', 'y').received()).toEqual([]);
  });

  it('is not kept if it is a chat state, a headline or an error', () => {
    const romeo = scene.online('romeo', 'a');
    romeo.send(
      "<message to='juliet@localhost' type='chat'><composing xmlns='http://jabber.org/protocol/chatstates'/><thread>t</thread></message>",
    );
    romeo.send(chat('juliet@localhost', 'news', 'headline'));
    romeo.send(chat('juliet@localhost', 'oops', 'error'));
    expect(scene.server.findAccount('juliet')?.offline).toEqual([]);
    expect(romeo.received()).toEqual([]);
  });

  it('is refused when the storage is full', () => {
    const romeo = scene.online('romeo', 'a');
    for (let i = 0; i < 201; i++) romeo.send(chat('juliet@localhost'));
    const replies = romeo.received();
    expect(replies.map(condition)).toEqual(['cancel service-unavailable']);
  });

  it('of the type groupchat is refused', () => {
    const romeo = scene.online('romeo', 'a');
    scene.online('juliet', 'x');
    romeo.send(chat('juliet@localhost', 'hi', 'groupchat'));
    expect(condition(romeo.received()[0])).toBe('cancel service-unavailable');
  });

  it('is delivered to oneself if there is no address', () => {
    const romeo = scene.online('romeo', 'a');
    romeo.send('<message><body>note</body></message>');
    expect(romeo.received()).toEqual([
      "<message from='romeo@localhost/a' to='romeo@localhost'><body>note</body></message>",
    ]);
  });
});

describe('a message to a full JID', () => {
  it('goes to that resource, even one without presence or with a negative priority', () => {
    const romeo = scene.online('romeo', 'a');
    const juliet = scene.connect('juliet', 'quiet');
    romeo.send(chat('juliet@localhost/quiet'));
    expect(juliet.received()).toHaveLength(1);
  });

  it.each([
    ['chat', 'goes to the others', 1, undefined],
    ['normal', 'is refused', 0, 'cancel service-unavailable'],
    ['groupchat', 'is refused', 0, 'cancel service-unavailable'],
    ['headline', 'is dropped', 0, undefined],
    ['error', 'is dropped', 0, undefined],
  ])('of the type %s to a resource that is gone %s', (type, _what, arrived, error) => {
    const romeo = scene.online('romeo', 'a');
    const juliet = scene.online('juliet', 'x');
    romeo.send(chat('juliet@localhost/gone', 'hi', type));
    expect(juliet.received()).toHaveLength(arrived);
    expect(condition(romeo.received()[0])).toBe(error);
  });
});

describe('an address that cannot be reached', () => {
  it.each([
    ['a malformed JID', 'a b@localhost', 'modify jid-malformed'],
    ['an unknown account', 'tybalt@localhost', 'cancel service-unavailable'],
    ['another server', 'x@elsewhere.example', 'cancel remote-server-not-found'],
    ['the server itself', 'localhost', 'cancel service-unavailable'],
  ])('such as %s is answered with the right error', (_what, to, error) => {
    const romeo = scene.online('romeo', 'a');
    romeo.send(chat(to));
    const [reply] = romeo.received();
    expect(condition(reply)).toBe(error);
    expect(reply).toContain("id='m'");
    expect(reply).toContain('<body>hi</body>');
  });

  it('is not answered if the message is an error itself', () => {
    const romeo = scene.online('romeo', 'a');
    romeo.send(chat('x@elsewhere.example', 'hi', 'error'));
    expect(romeo.received()).toEqual([]);
  });
});

describe('an iq', () => {
  it('goes to the named resource, and its answer back', () => {
    const romeo = scene.online('romeo', 'a');
    const juliet = scene.online('juliet', 'b');
    romeo.send("<iq type='get' id='1' to='juliet@localhost/b'><query xmlns='jabber:iq:version'/></iq>");
    expect(juliet.received()).toEqual([
      "<iq type='get' id='1' to='juliet@localhost/b' from='romeo@localhost/a'><query xmlns='jabber:iq:version'/></iq>",
    ]);
    juliet.send("<iq type='result' id='1' to='romeo@localhost/a'/>");
    expect(romeo.received()).toEqual(["<iq type='result' id='1' to='romeo@localhost/a' from='juliet@localhost/b'/>"]);
  });

  it.each([
    ['without an id', "<iq type='get'><ping xmlns='urn:xmpp:ping'/></iq>", 'modify bad-request'],
    ['of no type', "<iq id='1'><ping xmlns='urn:xmpp:ping'/></iq>", 'modify bad-request'],
    ['of an unknown type', "<iq id='1' type='put'><ping xmlns='urn:xmpp:ping'/></iq>", 'modify bad-request'],
    ['get without a payload', "<iq id='1' type='get'/>", 'modify bad-request'],
    [
      'get with two payloads',
      "<iq id='1' type='get'><ping xmlns='urn:xmpp:ping'/><ping xmlns='urn:xmpp:ping'/></iq>",
      'modify bad-request',
    ],
    [
      'of an unknown namespace to the server',
      "<iq id='1' type='get' to='localhost'><x xmlns='urn:x'/></iq>",
      'cancel service-unavailable',
    ],
    [
      'of an unknown namespace to oneself',
      "<iq id='1' type='get'><x xmlns='urn:x'/></iq>",
      'cancel service-unavailable',
    ],
    [
      'to a resource that is not there',
      "<iq id='1' type='get' to='juliet@localhost/x'><x xmlns='urn:x'/></iq>",
      'cancel service-unavailable',
    ],
    [
      'to an account that is not there',
      "<iq id='1' type='get' to='tybalt@localhost'><x xmlns='urn:x'/></iq>",
      'cancel service-unavailable',
    ],
    [
      'to the account of a stranger',
      "<iq id='1' type='get' to='juliet@localhost'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>",
      'cancel service-unavailable',
    ],
    [
      'about a disco node of the server',
      "<iq id='1' type='get' to='localhost'><query xmlns='http://jabber.org/protocol/disco#info' node='x'/></iq>",
      'cancel item-not-found',
    ],
  ])('%s is refused', (_what, iq, error) => {
    const romeo = scene.online('romeo', 'a');
    romeo.send(iq);
    expect(romeo.received().map(condition)).toEqual([error]);
  });

  it.each([
    ['result', "<iq id='1' type='result'/>"],
    ['error', "<iq id='1' type='error'><error type='cancel'/></iq>"],
    ['result to the server', "<iq id='1' type='result' to='localhost'/>"],
    ['result to nobody', "<iq id='1' type='result' to='tybalt@localhost'/>"],
  ])('%s is never answered', (_what, iq) => {
    const romeo = scene.online('romeo', 'a');
    romeo.send(iq);
    expect(romeo.received()).toEqual([]);
  });

  it('to the server: disco, ping, version and time are answered', () => {
    const romeo = scene.online('romeo', 'a');
    const ask = (payload: string): string => {
      romeo.send(`<iq type='get' id='q' to='localhost'>${payload}</iq>`);
      return romeo.received().join('');
    };
    expect(ask("<query xmlns='http://jabber.org/protocol/disco#info'/>")).toContain(
      "<identity category='server' type='im'",
    );
    expect(ask("<query xmlns='http://jabber.org/protocol/disco#items'/>")).toContain(
      "<item jid='conference.localhost'",
    );
    expect(ask("<ping xmlns='urn:xmpp:ping'/>")).toBe(
      "<iq from='localhost' to='romeo@localhost/a' id='q' type='result'/>",
    );
    expect(ask("<query xmlns='jabber:iq:version'/>")).toContain('<name>Wireloupe playground</name>');
    expect(ask("<time xmlns='urn:xmpp:time'/>")).toMatch(/<utc>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/utc>/);
  });

  it('stores and gives back private XML', () => {
    const romeo = scene.online('romeo', 'a');
    romeo.send(
      "<iq type='set' id='1'><query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'><x/></storage></query></iq>",
    );
    romeo.send(
      "<iq type='get' id='2'><query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'/></query></iq>",
    );
    expect(romeo.received()[1]).toContain("<storage xmlns='storage:bookmarks'><x/></storage>");
  });
});
