import { beforeEach, describe, expect, it } from 'vitest';
import { Scene, type Actor } from './scene.ts';

let scene: Scene;
let romeo: Actor;
let juliet: Actor;
beforeEach(() => {
  scene = new Scene();
  romeo = scene.online('romeo', 'a');
  juliet = scene.online('juliet', 'b');
});

const roster = (actor: Actor): string => {
  actor.send("<iq type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>");
  return actor
    .received()
    .join('')
    .replace(/^.*<query xmlns='jabber:iq:roster'/, '')
    .replace('</query></iq>', '');
};
const pushed = (stanzas: readonly string[]): string[] =>
  stanzas.flatMap((stanza) => /<iq type='set'.*?(<item .*)<\/query>/.exec(stanza)?.[1] ?? []);
const presences = (stanzas: readonly string[]): string[] => stanzas.filter((stanza) => stanza.startsWith('<presence'));
const condition = (stanza: string | undefined): string | undefined =>
  /<error type='(\w+)'><([a-z-]+) /
    .exec(stanza ?? '')
    ?.slice(1)
    .join(' ');

describe('asking to see somebody’s presence', () => {
  it('is shown as asked, reaches the contact from the bare JID, and is granted with the presence at once', () => {
    romeo.send("<presence type='subscribe' to='juliet@localhost/b'/>");
    expect(pushed(romeo.received())).toEqual(["<item jid='juliet@localhost' subscription='none' ask='subscribe'/>"]);
    expect(juliet.received()).toEqual(["<presence type='subscribe' to='juliet@localhost' from='romeo@localhost'/>"]);
    juliet.send("<presence type='subscribed' to='romeo@localhost'/>");
    expect(pushed(juliet.received())).toEqual(["<item jid='romeo@localhost' subscription='from'/>"]);
    const received = romeo.received();
    expect(pushed(received)).toEqual(["<item jid='juliet@localhost' subscription='to'/>"]);
    expect(presences(received)).toEqual([
      "<presence type='subscribed' to='romeo@localhost' from='juliet@localhost'/>",
      "<presence from='juliet@localhost/b' to='romeo@localhost'/>",
    ]);
  });

  it('both ways makes the subscription both', () => {
    scene.befriend(romeo, juliet);
    expect(roster(romeo)).toContain("subscription='both'");
    expect(roster(juliet)).toContain("subscription='both'");
  });

  it('waits for a contact who is away, and comes at every log-in until it is answered', () => {
    juliet.drop();
    romeo.send("<presence type='subscribe' to='juliet@localhost'/>");
    for (const resource of ['one', 'two']) {
      const back = scene.connect('juliet', resource);
      back.send('<presence/>');
      expect(back.received()).toContain("<presence type='subscribe' to='juliet@localhost' from='romeo@localhost'/>");
      back.drop();
    }
    const last = scene.connect('juliet', 'three');
    last.send("<presence type='unsubscribed' to='romeo@localhost'/>");
    last.send('<presence/>');
    expect(last.received().join('')).not.toContain("type='subscribe'");
    expect(roster(romeo)).toContain("<item jid='juliet@localhost' subscription='none'/>");
  });

  it('again, when it is granted already, is granted by the server', () => {
    scene.befriend(romeo, juliet);
    scene.server.findAccount('romeo')?.roster.delete('juliet@localhost');
    romeo.send("<presence type='subscribe' to='juliet@localhost'/>");
    expect(presences(juliet.received())).toEqual([]);
    expect(presences(romeo.received())).toEqual([
      "<presence type='subscribed' from='juliet@localhost' to='romeo@localhost'/>",
    ]);
  });

  it('on another server is answered with an error', () => {
    romeo.send("<presence type='subscribe' to='x@elsewhere.example'/>");
    expect(romeo.received().map(condition).filter(Boolean)).toEqual(['cancel remote-server-not-found']);
  });

  it('cannot be granted without having been asked', () => {
    juliet.send("<presence type='subscribed' to='romeo@localhost'/>");
    expect([romeo.received(), juliet.received()]).toEqual([[], []]);
    expect(roster(juliet)).not.toContain('romeo');
  });
});

describe('ending a subscription', () => {
  beforeEach(() => {
    scene.befriend(romeo, juliet);
  });

  it('by unsubscribe leaves the other direction, and takes the contact’s presence away', () => {
    romeo.send("<presence type='unsubscribe' to='juliet@localhost'/>");
    expect(roster(juliet)).toContain("subscription='to'");
    const received = romeo.received();
    expect(roster(romeo)).toContain("subscription='from'");
    expect(presences(received).join('')).toBe(
      "<presence type='unavailable' from='juliet@localhost/b' to='romeo@localhost'/>",
    );
  });

  it('by unsubscribed tells the other side, and hides oneself', () => {
    juliet.send("<presence type='unsubscribed' to='romeo@localhost'/>");
    expect(presences(romeo.received())).toEqual([
      "<presence type='unavailable' from='juliet@localhost/b' to='romeo@localhost'/>",
      "<presence type='unsubscribed' to='romeo@localhost' from='juliet@localhost'/>",
    ]);
    juliet.send('<presence><show>away</show></presence>');
    expect(romeo.received()).toEqual([]);
  });

  it('by removing the item ends both directions', () => {
    romeo.send(
      "<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='juliet@localhost' subscription='remove'/></query></iq>",
    );
    const received = romeo.received();
    expect(pushed(received)).toEqual(["<item jid='juliet@localhost' subscription='remove'/>"]);
    expect(roster(romeo)).not.toContain('juliet');
    expect(roster(juliet)).toContain("<item jid='romeo@localhost' subscription='none'/>");
  });
});

describe('presence', () => {
  it('goes to those who may see it, and to one’s own resources, the sender among them', () => {
    scene.befriend(romeo, juliet);
    const other = scene.online('romeo', 'other');
    romeo.received();
    juliet.received();
    romeo.send('<presence><show>away</show><status>gone fishing</status></presence>');
    const sent = "<presence from='romeo@localhost/a' to='TO'><show>away</show><status>gone fishing</status></presence>";
    expect(juliet.received()).toEqual([sent.replace('TO', 'juliet@localhost')]);
    expect(other.received()).toEqual([sent.replace('TO', 'romeo@localhost')]);
    expect(romeo.received()).toEqual([sent.replace('TO', 'romeo@localhost')]);
  });

  it('of contacts and siblings is what a new resource gets first', () => {
    scene.befriend(romeo, juliet);
    const other = scene.connect('romeo', 'new');
    other.send('<presence/>');
    const from = other.received().map((stanza) => /from='([^']*)'/.exec(stanza)?.[1]);
    expect(from.sort()).toEqual(['juliet@localhost/b', 'romeo@localhost/a', 'romeo@localhost/new']);
  });

  it('is not told to strangers', () => {
    romeo.send('<presence><show>dnd</show></presence>');
    expect(juliet.received()).toEqual([]);
  });

  it('ends for everybody when the connection breaks', () => {
    scene.befriend(romeo, juliet);
    romeo.drop();
    expect(juliet.received()).toEqual([
      "<presence type='unavailable' from='romeo@localhost/a' to='juliet@localhost'/>",
    ]);
  });

  it('sent to an address goes there without subscription, and its end as well', () => {
    romeo.send("<presence to='juliet@localhost/b'><status>hello</status></presence>");
    expect(juliet.received()).toEqual([
      "<presence to='juliet@localhost/b' from='romeo@localhost/a'><status>hello</status></presence>",
    ]);
    romeo.drop();
    expect(juliet.received()).toEqual([
      "<presence type='unavailable' from='romeo@localhost/a' to='juliet@localhost/b'/>",
    ]);
  });

  it('is answered to a probe of those who may see it only', () => {
    romeo.send("<presence type='probe' to='juliet@localhost'/>");
    expect(presences(romeo.received())).toEqual([]);
    scene.befriend(romeo, juliet);
    romeo.send("<presence type='probe' to='juliet@localhost'/>");
    expect(romeo.received()).toEqual(["<presence from='juliet@localhost/b' to='romeo@localhost/a'/>"]);
  });

  it.each([
    ['a priority out of range', '<presence><priority>128</priority></presence>'],
    ['a priority that is not a number', '<presence><priority>high</priority></presence>'],
    ['two priorities', '<presence><priority>1</priority><priority>2</priority></presence>'],
    ['an unknown type', "<presence type='invisible'/>"],
    ['a subscription to nobody', "<presence type='subscribe'/>"],
  ])('with %s is refused', (_what, xml) => {
    romeo.send(xml);
    expect(romeo.received().map(condition)).toEqual(['modify bad-request']);
  });
});

describe('the roster', () => {
  const set = (items: string): string => `<iq type='set' id='s'><query xmlns='jabber:iq:roster'>${items}</query></iq>`;

  it('pushes a change to all resources that asked for it, and to no other', () => {
    const other = scene.online('romeo', 'other');
    const deaf = scene.connect('romeo', 'deaf');
    romeo.received();
    romeo.send(set("<item jid='nurse@localhost' name='Nurse'><group>Servants</group></item>"));
    const item = "<item jid='nurse@localhost' name='Nurse' subscription='none'><group>Servants</group></item>";
    expect(pushed(other.received())).toEqual([item]);
    expect(deaf.received()).toEqual([]);
    const received = romeo.received();
    expect(pushed(received)).toEqual([item]);
    expect(received.at(-1)).toBe("<iq to='romeo@localhost/a' id='s' type='result'/>");
  });

  it('keeps the subscription when name and groups change', () => {
    scene.befriend(romeo, juliet);
    romeo.send(set("<item jid='juliet@localhost' name='J' subscription='none'/>"));
    expect(pushed(romeo.received())).toEqual(["<item jid='juliet@localhost' name='J' subscription='both'/>"]);
  });

  it.each([
    ['no item', '', 'modify bad-request'],
    ['two items', "<item jid='a@b'/><item jid='c@d'/>", 'modify bad-request'],
    ['no JID', "<item name='x'/>", 'modify jid-malformed'],
    ['a malformed JID', "<item jid='@b'/>", 'modify jid-malformed'],
    ['the same group twice', "<item jid='a@b'><group>g</group><group>g</group></item>", 'modify bad-request'],
    ['an empty group', "<item jid='a@b'><group/></item>", 'modify not-acceptable'],
    ['oneself', "<item jid='romeo@localhost'/>", 'cancel not-allowed'],
    ['a removal of what is not there', "<item jid='a@b' subscription='remove'/>", 'cancel item-not-found'],
  ])('refuses a set with %s', (_what, items, error) => {
    romeo.send(set(items));
    expect(romeo.received().map(condition)).toEqual([error]);
  });
});
