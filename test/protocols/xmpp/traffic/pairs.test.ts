import { feedTraffic, type FedTraffic } from './feed.ts';
import { describe, expect, it } from 'vitest';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const header = (more: string, content = 'jabber:client'): string =>
  `<stream:stream xmlns="${content}" xmlns:stream="http://etherx.jabber.org/streams" version="1.0"${more}>`;
const opened = [`> ${header(' to="example.org"')}`, `< ${header(' id="1" from="example.org"')}`];

interface Paired {
  readonly answers: readonly number[];
  readonly codes: readonly string[];
}

/** Follows lines of `> sent` and `< received`, numbered from 1. */
function followed(
  lines: readonly string[],
  traffic: FedTraffic = feedTraffic({ jid: 'romeo@example.org/orchard' }),
): readonly Paired[] {
  return lines.map((line, index) => {
    const codes = traffic
      .follow(line.startsWith('>') ? 'client' : 'server', encode(line.slice(2)), index + 1)
      .map(({ code }) => code);
    return { answers: traffic.answers, codes };
  });
}

const pair = (...lines: readonly string[]): (readonly number[])[] => followed(lines).map(({ answers }) => answers);

describe('answers on an XMPP stream', () => {
  it('a result and an error answer the request with their id', () => {
    expect(
      pair(
        '> <iq type="get" id="1" to="a@b"/>',
        '> <iq type="set" id="2" to="a@b"/>',
        '< <iq type="error" id="2" from="a@b"/>',
        "< <iq from='A@b' type='result' id='1'/>",
      ),
    ).toEqual([[], [], [2], [1]]);
  });

  it('requests of the peer are answered by what is sent', () => {
    expect(pair('< <iq type="get" id="x" from="server"/>', '> <iq type="result" id="x" to="server"/>')).toEqual([
      [],
      [1],
    ]);
  });

  it('the server and the own account may be written or left out', () => {
    expect(
      pair(
        '> <iq type="get" id="1"/>',
        '< <iq type="result" id="1" from="example.org"/>',
        '> <iq type="get" id="2" to="example.org"/>',
        '< <iq type="result" id="2"/>',
      ),
    ).toEqual([[], [1], [], [3]]);
  });

  it('an answer of somebody else with the same id is none', () => {
    expect(
      pair(
        '> <iq type="get" id="1" to="a@b"/>',
        '< <iq type="result" id="1" from="mallory@b"/>',
        '< <iq type="result" id="1" from="a@b"/>',
      ),
    ).toEqual([[], [], [1]]);
  });

  it('a request does not answer a request, nor does a result answer twice', () => {
    expect(
      pair(
        '> <iq type="get" id="1"/>',
        '< <iq type="get" id="1"/>',
        '< <iq type="result" id="1"/>',
        '< <iq type="result" id="1"/>',
      ),
    ).toEqual([[], [], [1], []]);
  });

  it('an error answers a message or a presence, each by an id of its own', () => {
    expect(
      pair(
        '> <message id="m" to="a@b"/>',
        '> <presence id="m" to="a@b"/>',
        '< <message id="m" from="c@d"/>',
        '< <message id="m" from="a@b" type="error"/>',
        '< <presence id="m" from="a@b" type="error"/>',
      ),
    ).toEqual([[], [], [], [1], [2]]);
  });

  it('negotiation is paired step by step', () => {
    expect(
      pair(
        opened[0]!,
        opened[1]!,
        '> <starttls/>',
        '< <proceed/>',
        '> <auth/>',
        '< <challenge/>',
        '> <response/>',
        '< <success/>',
        '< </stream:stream>',
      ),
    ).toEqual([[], [1], [], [3], [], [5], [], [7], []]);
  });

  it('are paired between servers and for components, too', () => {
    const lines = [
      `> ${header(' to="example.org"', 'jabber:component:accept')}`,
      `< ${header(' id="1" from="example.org"', 'jabber:component:accept')}`,
      '> <iq type="get" id="1" from="bot.example.org" to="a@b"/>',
      '< <iq type="result" id="1" from="a@b" to="bot.example.org"/>',
    ];
    expect(followed(lines, feedTraffic()).at(-1)).toEqual({ answers: [3], codes: [] });
  });

  it('name no request that is not recorded', () => {
    const traffic = feedTraffic();
    traffic.follow('client', encode('<iq type="get" id="1"/>'));
    expect(traffic.follow('server', encode('<iq type="result" id="1"/>'), 7)).toEqual([]);
    expect(traffic.answers).toEqual([]);
  });
});

describe('the answer to an invalid request', () => {
  const refused = (name: string): string =>
    `< <${name} type="error" id="w1" from="example.org"><error type="modify"><bad-request xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></${name}>`;

  it.each([
    ['of an unknown type', '<iq type="ask" id="w1" to="example.org"><query xmlns="jabber:iq:roster"/></iq>'],
    ['without a type', '<iq id="w1" to="example.org"><query xmlns="jabber:iq:roster"/></iq>'],
    ['without a payload', '<iq type="get" id="w1" to="example.org"/>'],
    ['in an unknown namespace', '<iq xmlns="urn:example:own" type="get" id="w1" to="example.org"/>'],
    [
      'with two payloads and an unescaped ampersand',
      '<iq type="get" id="w1" to="example.org"><a xmlns="urn:a"/><b xmlns="urn:b">&</b></iq>',
    ],
    [
      'with an element that is not closed',
      '<iq type="get" id="w1" to="example.org"><query xmlns="jabber:iq:roster"></iq>',
    ],
  ])('%s answers it, and is not called unasked', (_what, request) => {
    expect(followed([...opened, `> ${request}`, refused('iq')]).at(-1)).toEqual({ answers: [3], codes: [] });
  });

  it('that the client sends is paired as well', () => {
    const lines = [
      ...opened,
      '< <iq type="ask" id="w1" from="example.org"/>',
      '> <iq type="error" id="w1" to="example.org"><error type="modify"><bad-request xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
    ];
    expect(followed(lines).at(-1)).toEqual({ answers: [3], codes: [] });
  });
});

describe('pairing and findings', () => {
  const result = (more: string): string => `< <iq type="result" id="r"${more}/>`;

  it.each<readonly [what: string, lines: readonly string[], code: string]>([
    [
      'comes from somebody else',
      ['> <iq type="get" id="r"><query xmlns="jabber:iq:roster"/></iq>', result(' from="mallory@evil.example"')],
      'xmpp/reply-from',
    ],
    [
      'comes a second time',
      ['> <iq type="set" id="r" to="example.org"/>', result(' from="example.org"'), result(' from="example.org"')],
      'xmpp/reply-unasked',
    ],
    [
      'comes after a new stream',
      ['> <iq type="set" id="r" to="example.org"/>', ...opened, result(' from="example.org"')],
      'xmpp/reply-unasked',
    ],
  ])('agree: a reply that %s answers nothing', (_what, lines, code) => {
    expect(followed([...opened, ...lines]).at(-1)).toEqual({ answers: [], codes: [code] });
  });
});

describe('what waits for an answer', () => {
  const request = '> <iq type="get" id="1" to="a@b"/>';
  const reply = '< <iq type="result" id="1" from="a@b"/>';

  it.each([
    ['what the peer sends', (index: number) => `< <message id="m${index}" from="a@b/c"/>`],
    ['messages that are sent', (index: number) => `> <message id="m${index}" to="a@b/c"/>`],
  ])('is not displaced by %s', (_what, line) => {
    const flood = Array.from({ length: 12_000 }, (_, index) => line(index));
    expect(pair(request, ...flood, reply).at(-1)).toEqual([1]);
  });

  it('is bounded: the oldest is forgotten, and long ids are not kept', () => {
    const traffic = feedTraffic();
    const answered = (id: string): readonly number[] => {
      traffic.follow('client', encode(`<message type="error" id="${id}" to="a@b"/>`), 0);
      return traffic.answers;
    };
    for (let index = 0; index < 20_000; index++)
      traffic.follow('server', encode(`<message id="m${index}" from="a@b"/>`), index);
    const long = 'x'.repeat(5000);
    traffic.follow('server', encode(`<message id="${long}" from="a@b"/>`), 20_000);
    expect([answered('m0'), answered('m10000'), answered(long), answered('m19999')]).toEqual([[], [], [], [19_999]]);
  });
});
