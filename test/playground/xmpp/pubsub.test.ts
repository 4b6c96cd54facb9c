import { beforeEach, describe, expect, it } from 'vitest';
import { Scene, type Actor } from './scene.ts';

const SERVICE = 'pubsub.localhost';
const NS = 'http://jabber.org/protocol/pubsub';

let scene: Scene;
let romeo: Actor;
let juliet: Actor;
beforeEach(() => {
  scene = new Scene();
  romeo = scene.online('romeo', 'a');
  juliet = scene.online('juliet', 'b');
});

const ask = (actor: Actor, type: 'get' | 'set', action: string, ns = NS): string => {
  actor.send(`<iq type='${type}' id='q' to='${SERVICE}'><pubsub xmlns='${ns}'>${action}</pubsub></iq>`);
  return actor.received().join('');
};
/** The defined condition of an error, and pubsub's own if there is one. */
const condition = (stanza: string): string => {
  const error = /<error type='\w+'>(.*)<\/error>/.exec(stanza)?.[1] ?? '';
  return [...error.replace(/<text.*?<\/text>/, '').matchAll(/<([a-z-]+) /g)].map((match) => match[1]).join(' ');
};
const publish = (actor: Actor, id: string, node = 'news'): string =>
  ask(actor, 'set', `<publish node='${node}'><item id='${id}'><e xmlns='urn:e'>${id}</e></item></publish>`);

describe('a node', () => {
  it('is created, published to, read and deleted by its owner', () => {
    expect(ask(romeo, 'set', "<create node='news'/>")).toBe(
      `<iq from='${SERVICE}' to='romeo@localhost/a' id='q' type='result'/>`,
    );
    expect(publish(romeo, '1')).toContain("<publish node='news'><item id='1'/></publish>");
    expect(ask(juliet, 'get', "<items node='news'/>")).toContain(
      "<item id='1' publisher='romeo@localhost/a'><e xmlns='urn:e'>1</e></item>",
    );
    expect(ask(romeo, 'set', "<delete node='news'/>", `${NS}#owner`)).toContain("type='result'");
    expect(condition(ask(juliet, 'get', "<items node='news'/>"))).toBe('item-not-found');
  });

  it('without a name gets one', () => {
    expect(ask(romeo, 'set', '<create/>')).toMatch(/<create node='[0-9a-f-]{36}'\/>/);
  });

  it('tells its subscribers of items, retractions, purges and its end, until they unsubscribe', () => {
    ask(romeo, 'set', "<create node='news'/>");
    expect(ask(juliet, 'set', "<subscribe node='news' jid='juliet@localhost'/>")).toContain(
      "<subscription node='news' jid='juliet@localhost' subscription='subscribed'/>",
    );
    publish(romeo, '1');
    expect(juliet.received()[0]).toMatch(
      /^<message from='pubsub.localhost' to='juliet@localhost' type='headline' id='[^']+'><event xmlns='http:\/\/jabber.org\/protocol\/pubsub#event'><items node='news'><item id='1' publisher='romeo@localhost\/a'><e xmlns='urn:e'>1<\/e>/,
    );
    ask(romeo, 'set', "<retract node='news' notify='true'><item id='1'/></retract>");
    expect(juliet.received()[0]).toContain("<retract id='1'/>");
    ask(romeo, 'set', "<purge node='news'/>", `${NS}#owner`);
    expect(juliet.received()[0]).toContain("<purge node='news'/>");
    ask(juliet, 'set', "<unsubscribe node='news' jid='juliet@localhost'/>");
    publish(romeo, '2');
    expect(juliet.received()).toEqual([]);
  });

  it('keeps as many items as it is configured to, the latest ones', () => {
    const form = (most: string): string =>
      `<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>${NS}#node_config</value></field><field var='pubsub#max_items'><value>${most}</value></field></x>`;
    ask(romeo, 'set', `<create node='news'/><configure>${form('2')}</configure>`);
    for (const id of ['1', '2', '3', '2']) publish(romeo, id);
    const ids = (xml: string): string[] => [...xml.matchAll(/<item id='(\d)'/g)].map((match) => match[1] ?? '');
    expect(ids(ask(juliet, 'get', "<items node='news'/>"))).toEqual(['3', '2']);
    expect(ids(ask(juliet, 'get', "<items node='news' max_items='1'/>"))).toEqual(['2']);
    expect(ids(ask(juliet, 'get', "<items node='news'><item id='3'/></items>"))).toEqual(['3']);
    ask(romeo, 'set', `<configure node='news'>${form('1')}</configure>`, `${NS}#owner`);
    expect(ids(ask(juliet, 'get', "<items node='news'/>"))).toEqual(['2']);
    expect(ask(romeo, 'get', "<configure node='news'/>", `${NS}#owner`)).toContain(
      "<field var='pubsub#max_items' type='text-single' label='Items kept at most'><value>1</value>",
    );
  });

  it('named playground is open to all from the start', () => {
    expect(publish(juliet, '1', 'playground')).toContain("type='result'");
    expect(ask(romeo, 'get', "<items node='playground'/>")).toContain("<item id='1'");
  });
});

describe('what a node does not let happen', () => {
  beforeEach(() => {
    ask(romeo, 'set', "<create node='news'/>");
  });

  it.each([
    ['creating it again', 'set', "<create node='news'/>", NS, 'conflict'],
    ['publishing by another', 'set', "<publish node='news'><item/></publish>", NS, 'forbidden'],
    ['publishing to no node', 'set', "<publish node='none'><item/></publish>", NS, 'item-not-found'],
    ['publishing without naming a node', 'set', '<publish><item/></publish>', NS, 'bad-request nodeid-required'],
    ['publishing nothing', 'set', "<publish node='playground'/>", NS, 'bad-request item-required'],
    [
      'publishing two payloads',
      'set',
      "<publish node='playground'><item><a xmlns='x'/><a xmlns='x'/></item></publish>",
      NS,
      'bad-request invalid-payload',
    ],
    [
      'subscribing somebody else',
      'set',
      "<subscribe node='news' jid='romeo@localhost'/>",
      NS,
      'bad-request invalid-jid',
    ],
    [
      'unsubscribing without a subscription',
      'set',
      "<unsubscribe node='news' jid='juliet@localhost'/>",
      NS,
      'unexpected-request not-subscribed',
    ],
    [
      'subscription options',
      'get',
      "<options node='news' jid='juliet@localhost'/>",
      NS,
      'feature-not-implemented unsupported',
    ],
    ['retracting without an id', 'set', "<retract node='news'><item/></retract>", NS, 'bad-request item-required'],
    ['reading an item that is not there', 'get', "<items node='news'><item id='9'/></items>", NS, 'item-not-found'],
    ['configuring by another', 'get', "<configure node='news'/>", `${NS}#owner`, 'forbidden'],
    ['deleting by another', 'set', "<delete node='news'/>", `${NS}#owner`, 'forbidden'],
    ['an unknown action', 'set', "<dance node='news'/>", NS, 'bad-request'],
    ['no action', 'set', '', NS, 'bad-request'],
  ] as const)('%s', (_what, type, action, ns, error) => {
    expect(condition(ask(juliet, type, action, ns))).toBe(error);
  });
});

describe('asking about nodes', () => {
  it('lists nodes and items, and tells one’s subscriptions and affiliations', () => {
    ask(romeo, 'set', "<create node='news'/>");
    publish(romeo, '1');
    ask(juliet, 'set', "<subscribe node='news' jid='juliet@localhost/b'/>");
    const disco = (node: string): string => {
      juliet.send(
        `<iq type='get' id='d' to='${SERVICE}'><query xmlns='http://jabber.org/protocol/disco#items'${node}/></iq>`,
      );
      return juliet.received().join('');
    };
    expect(disco('')).toContain(`<item jid='${SERVICE}' node='news'/>`);
    expect(disco(" node='news'")).toContain(`<item jid='${SERVICE}' name='1'/>`);
    expect(ask(juliet, 'get', '<subscriptions/>')).toContain(
      "<subscription node='news' jid='juliet@localhost/b' subscription='subscribed'/>",
    );
    expect(ask(romeo, 'get', '<affiliations/>')).toContain("<affiliation node='news' affiliation='owner'/>");
    expect(ask(romeo, 'get', "<subscriptions node='news'/>", `${NS}#owner`)).toContain("jid='juliet@localhost/b'");
  });
});
