import { beforeEach, describe, expect, it } from 'vitest';
import { Scene, type Actor } from './scene.ts';

const ROOM = 'balcony@conference.localhost';
const MUC = "<x xmlns='http://jabber.org/protocol/muc'/>";

let scene: Scene;
let romeo: Actor;
let juliet: Actor;
beforeEach(() => {
  scene = new Scene();
  romeo = scene.online('romeo', 'a');
  juliet = scene.online('juliet', 'b');
});

const join = (actor: Actor, nick: string, x = MUC): string[] => {
  actor.send(`<presence to='${ROOM}/${nick}'>${x}</presence>`);
  return actor.received();
};
/** Creates the room as an instant room. */
const open = (): void => {
  join(romeo, 'R');
  romeo.send(
    `<iq type='set' id='c' to='${ROOM}'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>`,
  );
  romeo.received();
};
const admin = (actor: Actor, item: string): string[] => {
  actor.send(
    `<iq type='set' id='k' to='${ROOM}'><query xmlns='http://jabber.org/protocol/muc#admin'>${item}</query></iq>`,
  );
  return actor.received();
};
const say = (actor: Actor, body: string): void =>
  actor.send(`<message to='${ROOM}' type='groupchat' id='m'><body>${body}</body></message>`);
const codes = (stanza: string | undefined): string[] =>
  [...(stanza ?? '').matchAll(/<status code='(\d+)'/g)].map((match) => match[1] ?? '');
const condition = (stanza: string | undefined): string | undefined =>
  /<error type='(\w+)'><([a-z-]+) /
    .exec(stanza ?? '')
    ?.slice(1)
    .join(' ');
const bodies = (stanzas: readonly string[]): string[] =>
  stanzas.flatMap((stanza) => /<body>(.*)<\/body>/.exec(stanza)?.[1] ?? []);

describe('joining a room', () => {
  it('creates it: the first occupant is its owner, and is told with 201 and 110', () => {
    const received = join(romeo, 'R');
    expect(codes(received[0])).toEqual(['100', '110', '201']);
    expect(received[0]).toContain("<item affiliation='owner' role='moderator' jid='romeo@localhost/a'");
    expect(received[1]).toContain('<subject/>');
  });

  it('is not possible before the owner has configured a new room', () => {
    join(romeo, 'R');
    expect(condition(join(juliet, 'J')[0])).toBe('cancel item-not-found');
  });

  it('tells who is there first, then oneself with 110, then what was said, then the subject', () => {
    open();
    romeo.send(`<message to='${ROOM}' type='groupchat'><subject>Love</subject></message>`);
    say(romeo, 'but soft');
    romeo.received();
    const received = join(juliet, 'J');
    expect(received.map((stanza) => /from='([^']*)'/.exec(stanza)?.[1])).toEqual([
      `${ROOM}/R`,
      `${ROOM}/J`,
      `${ROOM}/R`,
      `${ROOM}/R`,
    ]);
    expect(codes(received[0])).toEqual([]);
    expect(codes(received[1])).toEqual(['100', '110']);
    expect(received[2]).toMatch(
      /<body>but soft<\/body><delay xmlns='urn:xmpp:delay' from='balcony@conference.localhost' stamp='/,
    );
    expect(received[3]).toContain('<subject>Love</subject>');
    expect(romeo.received()).toHaveLength(1);
  });

  it('gives as much history as was asked for', () => {
    open();
    for (const body of ['one', 'two', 'three']) say(romeo, body);
    expect(
      bodies(join(juliet, 'J', "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='2'/></x>")),
    ).toEqual(['two', 'three']);
    juliet.send(`<presence to='${ROOM}/J' type='unavailable'/>`);
    juliet.received();
    expect(bodies(join(juliet, 'J', "<x xmlns='http://jabber.org/protocol/muc'><history maxchars='0'/></x>"))).toEqual(
      [],
    );
  });

  it('with a nickname that is taken is a conflict, and changes nothing', () => {
    open();
    expect(condition(join(juliet, 'R')[0])).toBe('cancel conflict');
    expect(romeo.received()).toEqual([]);
  });

  it('without a nickname is refused', () => {
    juliet.send(`<presence to='${ROOM}'>${MUC}</presence>`);
    expect(condition(juliet.received()[0])).toBe('modify jid-malformed');
  });

  it('a second time gives everything anew', () => {
    open();
    join(juliet, 'J');
    romeo.received();
    const again = join(juliet, 'J');
    expect(codes(again.at(-2))).toEqual(['100', '110']);
  });
});

describe('speaking', () => {
  beforeEach(() => {
    open();
    join(juliet, 'J');
    romeo.received();
  });

  it('reaches every occupant, oneself too, from the nickname and with the same id', () => {
    say(juliet, 'ay me');
    const said = `<message type='groupchat' id='m' from='${ROOM}/J' to='TO'><body>ay me</body></message>`;
    expect(romeo.received()).toEqual([said.replace('TO', 'romeo@localhost/a')]);
    expect(juliet.received()).toEqual([said.replace('TO', 'juliet@localhost/b')]);
  });

  it('in private reaches one occupant only', () => {
    juliet.send(`<message to='${ROOM}/R' type='chat'><body>psst</body></message>`);
    expect(romeo.received()).toEqual([
      `<message to='romeo@localhost/a' type='chat' from='${ROOM}/J'><body>psst</body><x xmlns='http://jabber.org/protocol/muc#user'/></message>`,
    ]);
    expect(juliet.received()).toEqual([]);
  });

  it.each([
    [
      'from outside',
      'nurse',
      `<message to='${ROOM}' type='groupchat'><body>x</body></message>`,
      'modify not-acceptable',
    ],
    [
      'to nobody in particular',
      'juliet',
      `<message to='${ROOM}/Nobody' type='chat'><body>x</body></message>`,
      'cancel item-not-found',
    ],
    [
      'as a chat with the room',
      'juliet',
      `<message to='${ROOM}' type='chat'><body>x</body></message>`,
      'modify bad-request',
    ],
    [
      'as groupchat with one occupant',
      'juliet',
      `<message to='${ROOM}/R' type='groupchat'><body>x</body></message>`,
      'modify bad-request',
    ],
    [
      'in a room that does not exist',
      'juliet',
      "<message to='no@conference.localhost' type='groupchat'><body>x</body></message>",
      'cancel item-not-found',
    ],
    [
      'a new subject without being a moderator',
      'juliet',
      `<message to='${ROOM}' type='groupchat'><subject>x</subject></message>`,
      'auth forbidden',
    ],
  ])('%s is refused', (_what, who, xml, error) => {
    const actor = who === 'juliet' ? juliet : scene.online('nurse', 'n');
    actor.send(xml);
    expect(actor.received().map(condition)).toEqual([error]);
  });

  it('is for participants only when the room is moderated', () => {
    romeo.send(
      `<iq type='set' id='c' to='${ROOM}'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'><field var='muc#roomconfig_moderatedroom'><value>1</value></field></x></query></iq>`,
    );
    const nurse = scene.online('nurse', 'n');
    expect(join(nurse, 'N').join('')).toContain("role='visitor' jid='nurse@localhost/n'");
    say(nurse, 'peter!');
    expect(condition(nurse.received()[0])).toBe('auth forbidden');
    admin(romeo, "<item nick='N' role='participant'/>");
    nurse.received();
    say(nurse, 'peter!');
    expect(bodies(nurse.received())).toEqual(['peter!']);
  });
});

describe('changing one’s nickname', () => {
  it('tells of the old and the new one', () => {
    open();
    join(juliet, 'J');
    romeo.received();
    juliet.send(`<presence to='${ROOM}/Jule'/>`);
    const [gone, come] = romeo.received();
    expect(gone).toContain("type='unavailable'");
    expect(gone).toContain("nick='Jule'");
    expect(codes(gone)).toEqual(['303']);
    expect(come).toContain(`from='${ROOM}/Jule'`);
    expect(codes(juliet.received()[1])).toEqual(['110']);
  });

  it('to one that is taken is a conflict', () => {
    open();
    join(juliet, 'J');
    juliet.send(`<presence to='${ROOM}/R'/>`);
    expect(condition(juliet.received()[0])).toBe('cancel conflict');
  });
});

describe('leaving', () => {
  it('tells the others, and oneself with 110; the last one takes the room along', () => {
    open();
    join(juliet, 'J');
    romeo.received();
    juliet.send(`<presence to='${ROOM}/J' type='unavailable'><status>sleep</status></presence>`);
    expect(codes(juliet.received()[0])).toEqual(['110']);
    expect(romeo.received()[0]).toMatch(/type='unavailable'><status>sleep<\/status><x .*role='none'/);
    romeo.drop();
    say(juliet, 'anybody?');
    expect(condition(juliet.received()[0])).toBe('cancel item-not-found');
  });

  it('happens when the connection breaks', () => {
    open();
    join(juliet, 'J');
    romeo.received();
    juliet.drop();
    expect(romeo.received()[0]).toContain(`from='${ROOM}/J'`);
  });
});

describe('ruling a room', () => {
  beforeEach(() => {
    open();
    join(juliet, 'J');
    romeo.received();
  });

  it('kicks with 307 and the reason', () => {
    expect(admin(romeo, "<item nick='J' role='none'><reason>avaunt</reason></item>").at(-1)).toContain("type='result'");
    const [kicked] = juliet.received();
    expect(codes(kicked)).toEqual(['110', '307']);
    expect(kicked).toContain('<reason>avaunt</reason>');
    say(juliet, 'x');
    expect(condition(juliet.received()[0])).toBe('modify not-acceptable');
  });

  it('bans with 301, and keeps the banned out', () => {
    admin(romeo, "<item jid='juliet@localhost' affiliation='outcast'/>");
    expect(codes(juliet.received()[0])).toEqual(['110', '301']);
    expect(condition(join(juliet, 'J')[0])).toBe('auth forbidden');
  });

  it.each([
    ['a participant kicks', "<item nick='R' role='none'/>", 'juliet', 'auth forbidden'],
    ['an owner is kicked', "<item nick='R' role='none'/>", 'romeo', 'cancel not-allowed'],
    ['nobody is kicked', "<item nick='X' role='none'/>", 'romeo', 'cancel item-not-found'],
    ['the last owner resigns', "<item jid='romeo@localhost' affiliation='none'/>", 'romeo', 'cancel conflict'],
    ['a role is made up', "<item nick='J' role='king'/>", 'romeo', 'modify bad-request'],
    ['there is no item', '', 'romeo', 'modify bad-request'],
  ])('is refused where %s', (_what, item, who, error) => {
    expect(admin(who === 'romeo' ? romeo : juliet, item).map(condition)).toEqual([error]);
  });

  it('makes all changes of a request or none', () => {
    expect(admin(romeo, "<item nick='J' role='none'/><item nick='X' role='none'/>").map(condition)).toEqual([
      'cancel item-not-found',
    ]);
    expect(juliet.received()).toEqual([]);
  });

  it('is for owners where the room is configured or destroyed', () => {
    juliet.send(`<iq type='get' id='f' to='${ROOM}'><query xmlns='http://jabber.org/protocol/muc#owner'/></iq>`);
    expect(condition(juliet.received()[0])).toBe('auth forbidden');
    romeo.send(`<iq type='get' id='f' to='${ROOM}'><query xmlns='http://jabber.org/protocol/muc#owner'/></iq>`);
    expect(romeo.received()[0]).toContain("var='muc#roomconfig_roomname'");
    romeo.send(
      `<iq type='set' id='d' to='${ROOM}'><query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query></iq>`,
    );
    expect(juliet.received()[0]).toContain('<destroy/>');
    say(romeo, 'x');
    expect(condition(romeo.received().at(-1))).toBe('cancel item-not-found');
  });
});

describe('asking about rooms', () => {
  it('lists them, their features and occupants', () => {
    open();
    const ask = (to: string, ns: string): string => {
      juliet.send(`<iq type='get' id='d' to='${to}'><query xmlns='http://jabber.org/protocol/disco#${ns}'/></iq>`);
      return juliet.received().join('');
    };
    expect(ask('conference.localhost', 'items')).toContain(`<item jid='${ROOM}' name='balcony'/>`);
    expect(ask('conference.localhost', 'info')).toContain("<feature var='http://jabber.org/protocol/muc'/>");
    expect(ask(ROOM, 'info')).toContain("<feature var='muc_nonanonymous'/>");
    expect(ask(ROOM, 'items')).toContain(`<item jid='${ROOM}/R'/>`);
  });

  it('answers a ping to oneself inside only', () => {
    open();
    const ping = (actor: Actor): string => {
      actor.send(`<iq type='get' id='p' to='${ROOM}/R'><ping xmlns='urn:xmpp:ping'/></iq>`);
      return actor.received().join('');
    };
    expect(ping(romeo)).toContain("type='result'");
    expect(condition(ping(juliet))).toBe('modify not-acceptable');
  });
});
