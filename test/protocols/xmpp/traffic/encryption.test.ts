import type { Side } from '../../../../protocols/core/index.ts';
import { feedTraffic } from './feed.ts';
import { describe, expect, it } from 'vitest';

const opened = [
  '> <stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0" to="example.org">',
  '< <stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0" id="1" from="example.org">',
];
const mechanisms =
  '<mechanisms xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><mechanism>SCRAM-SHA-1</mechanism><mechanism>PLAIN</mechanism></mechanisms>';
const starttls = (content = '') => `<starttls xmlns="urn:ietf:params:xml:ns:xmpp-tls">${content}</starttls>`;
const features = (...offers: readonly string[]) =>
  `< <features xmlns="http://etherx.jabber.org/streams">${offers.join('')}</features>`;
const begin = `> ${starttls()}`;
const proceed = '< <proceed xmlns="urn:ietf:params:xml:ns:xmpp-tls"/>';
const auth = (mechanism: string) =>
  `> <auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="${mechanism}">AHJvbWVvAHNlY3JldA==</auth>`;
const authenticate = (mechanism: string) =>
  `> <authenticate xmlns="urn:xmpp:sasl:2" mechanism="${mechanism}"><initial-response>AHJvbWVvAHNlY3JldA==</initial-response></authenticate>`;
const query = (namespace: string, content: string) =>
  `> <iq type="set" id="q"><query xmlns="${namespace}"><username>romeo</username>${content}<resource>x</resource></query></iq>`;
const ping = '> <iq type="get" id="p"><ping xmlns="urn:xmpp:ping"/></iq>';

/** The rules that a stream breaks behind its headers. */
function broken(lines: readonly string[], encrypted?: boolean): string[] {
  const traffic = feedTraffic({ encrypted });
  return [...opened, ...lines].flatMap((line) => {
    if (line === 'gap') traffic.gap();
    const direction: Side = line.startsWith('>') ? 'client' : 'server';
    return traffic.follow(direction, new TextEncoder().encode(line.slice(2))).map(({ code }) => code);
  });
}

describe('credentials', () => {
  const exposed = [
    auth('PLAIN'),
    auth('OAUTHBEARER'),
    authenticate('PLAIN'),
    authenticate('HT-SHA-256-NONE'),
    query('jabber:iq:auth', '<password>secret</password>'),
    query('jabber:iq:register', '<password>secret</password>'),
  ];

  it('in clear are noticed where the server offers STARTTLS', () => {
    for (const unit of exposed)
      expect(broken([features(starttls(), mechanisms), unit]), unit).toEqual(['xmpp/credentials-clear']);
    expect(broken([features(starttls('<required/>'), mechanisms), auth('PLAIN')])).toEqual(['xmpp/credentials-clear']);
  });

  it('in clear are noticed where the connection is known to have no TLS', () => {
    for (const unit of exposed)
      expect(broken([features(mechanisms), unit], false), unit).toEqual(['xmpp/credentials-clear']);
  });

  it('draw nothing where TLS was begun', () => {
    for (const encrypted of [undefined, false, true]) {
      for (const unit of exposed)
        expect(
          broken([features(starttls('<required/>')), begin, proceed, ...opened, features(mechanisms), unit], encrypted),
          unit,
        ).toEqual([]);
    }
    expect(
      broken([
        features(starttls('<required/>')),
        begin,
        proceed,
        ...opened,
        features(starttls(), mechanisms),
        auth('PLAIN'),
      ]),
    ).toEqual([]);
  });

  it('draw nothing where TLS was there from the beginning, or may have been', () => {
    for (const unit of exposed) {
      expect(broken([features(mechanisms), unit]), unit).toEqual([]);
      expect(broken([features(starttls(), mechanisms), unit], true), unit).toEqual([]);
    }
  });

  it('draw nothing where the beginning of TLS may have been missed', () => {
    expect(broken([features(starttls(), mechanisms), 'gap', auth('PLAIN')], false)).toEqual([]);
    expect(broken([features(starttls(), mechanisms), ...opened, auth('PLAIN')])).toEqual([]);
  });

  it('that reveal no password draw nothing by themselves', () => {
    for (const unit of [
      auth('SCRAM-SHA-1'),
      auth('ANONYMOUS'),
      query('jabber:iq:auth', '<digest>48fc78be9ec8f86d8ce1c39c320c97c21d62334d</digest>'),
      query('jabber:iq:register', ''),
    ]) {
      expect(broken([features(mechanisms), unit], false), unit).toEqual([]);
    }
  });
});

describe('TLS that the server demands', () => {
  it('comes before anything else', () => {
    for (const unit of [auth('SCRAM-SHA-1'), ping, '> <presence/>', query('jabber:iq:register', '')]) {
      expect(broken([features(starttls('<required/>'), mechanisms), unit]), unit).toEqual(['xmpp/tls-required']);
      expect(broken([features(starttls()), unit]), unit).toEqual(['xmpp/tls-required']);
    }
  });

  it('is asked for once', () => {
    expect(
      broken([features(starttls('<required/>'), mechanisms), ping, ping, auth('SCRAM-SHA-1')]).filter(
        (code) => code !== 'xmpp/id-reused',
      ),
    ).toEqual(['xmpp/tls-required']);
  });

  it('is begun, or the stream ends', () => {
    expect(broken([features(starttls('<required/>')), begin])).toEqual([]);
    expect(
      broken([
        features(starttls('<required/>')),
        '> <error xmlns="http://etherx.jabber.org/streams"><unsupported-feature xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></error>',
      ]),
    ).toEqual([]);
    expect(broken([features(starttls('<required/>')), '> </stream:stream>'])).toEqual([]);
  });
});

describe('TLS that the server offers', () => {
  it('is taken up before the log-in', () => {
    for (const unit of [
      auth('SCRAM-SHA-1'),
      authenticate('SCRAM-SHA-256'),
      query('jabber:iq:auth', '<digest>48fc78be9ec8f86d8ce1c39c320c97c21d62334d</digest>'),
    ]) {
      expect(broken([features(starttls(), mechanisms), unit]), unit).toEqual(['xmpp/tls-unused']);
      expect(broken([features(starttls('<optional/>'), mechanisms), unit]), unit).toEqual(['xmpp/tls-unused']);
      expect(broken([features(starttls(), mechanisms), unit], true), unit).toEqual([]);
    }
  });

  it('may come behind a question', () => {
    expect(
      broken([
        features(starttls(), mechanisms),
        '> <iq type="get" id="r"><query xmlns="jabber:iq:register"/></iq>',
        begin,
        proceed,
        ...opened,
        features(mechanisms),
        auth('PLAIN'),
      ]),
    ).toEqual([]);
  });
});

describe('unencrypted data after <proceed/>', () => {
  const plain = features(mechanisms);

  it('is noticed, whatever it is', () => {
    for (const unit of [plain, opened[1]!, '< <message xmlns="jabber:client"/>'])
      expect(broken([features(starttls()), begin, proceed, unit]), unit).toContain('xmpp/clear-after-proceed');
  });

  it('is not what comes inside TLS, behind the client’s new header', () => {
    expect(broken([features(starttls()), begin, proceed, ...opened, plain])).toEqual([]);
  });

  it('is not what follows a gap, or a request that was not seen', () => {
    expect(broken([features(starttls()), begin, proceed, 'gap', plain])).toEqual([]);
    expect(broken([features(starttls()), proceed, plain])).toEqual([]);
  });
});
