import { describe, expect, it } from 'vitest';
import { createTrafficCheck } from '../../../../protocols/xmpp/index.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const header = '<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0" to="example.org">';
const opened = [`> ${header}`, `< ${header.replace(' to=', ' id="1" from=')}`];
const tls = 'xmlns="urn:ietf:params:xml:ns:xmpp-tls"';
const sasl = 'xmlns="urn:ietf:params:xml:ns:xmpp-sasl"';
const mechanisms = `<mechanisms ${sasl}><mechanism>PLAIN</mechanism><mechanism>SCRAM-SHA-1</mechanism></mechanisms>`;
const offered = `< <stream:features xmlns:stream="http://etherx.jabber.org/streams"><starttls ${tls}/>${mechanisms}</stream:features>`;
const required = offered.replace(`<starttls ${tls}/>`, `<starttls ${tls}><required/></starttls>`);
const without = offered.replace(`<starttls ${tls}/>`, '');
const auth = (mechanism: string) => `> <auth ${sasl} mechanism="${mechanism}">AHJvbWVvAHNlY3JldA==</auth>`;

/** Rules of encryption that lines of `> sent` and `< received` break, with their messages. */
function found(lines: readonly string[]): string[] {
  const check = createTrafficCheck();
  return [...opened, ...lines]
    .flatMap((line) => check.check(line.startsWith('>') ? 'sent' : 'received', encode(line.slice(2))))
    .filter(({ code }) => code.startsWith('xmpp/tls-'))
    .map(({ code, message, severity }) => `${severity} ${code}: ${message}`);
}

describe('a log-in where the server offers STARTTLS', () => {
  it('is fine behind TLS', () => {
    expect(found([offered, `> <starttls ${tls}/>`, `< <proceed ${tls}/>`, ...opened, without, auth('PLAIN')])).toEqual([]);
  });

  it('is noticed in clear, and so is the password', () => {
    expect(found([offered, auth('SCRAM-SHA-1')])).toEqual([expect.stringMatching(/^warning xmpp\/tls-unused: The server offers STARTTLS, but this log-in crosses in clear: send <starttls/)]);
    expect(found([offered, auth('PLAIN')])).toEqual([expect.stringContaining('anybody on the way can read the password')]);
    expect(found([offered, '> <authenticate xmlns="urn:xmpp:sasl:2" mechanism="PLAIN"><initial-response>AHJvbWVvAHNlY3JldA==</initial-response></authenticate>'])).toHaveLength(1);
    expect(found([offered, '> <iq type="set" id="a"><query xmlns="jabber:iq:auth"><username>romeo</username><password>secret</password><resource>r</resource></query></iq>'])).toEqual([expect.stringContaining('can read the password')]);
  });

  it('is told of once', () => {
    expect(found([offered, auth('PLAIN'), `< <failure ${sasl}><not-authorized/></failure>`, auth('PLAIN')])).toHaveLength(1);
  });

  it('is noticed after TLS has failed only where it was not tried: the server ends such a stream', () => {
    expect(found([offered, `> <starttls ${tls}/>`, `< <failure ${tls}/>`])).toEqual([]);
  });

  it('may ask what there is before, such as how to register', () => {
    expect(found([offered, '> <iq type="get" id="r"><query xmlns="jabber:iq:register"/></iq>'])).toEqual([]);
  });
});

describe('a server that requires TLS', () => {
  it('gets <starttls/> first', () => {
    expect(found([required, `> <starttls ${tls}/>`, `< <proceed ${tls}/>`, ...opened, without, auth('PLAIN')])).toEqual([]);
  });

  it('gets nothing else', () => {
    expect(found([required, auth('PLAIN')])).toEqual([expect.stringMatching(/^error xmpp\/tls-required: The server goes on only with TLS/)]);
    expect(found([required, '> <iq type="get" id="r"><query xmlns="jabber:iq:register"/></iq>'])).toEqual([expect.stringContaining('xmpp/tls-required')]);
  });
});

describe('where nothing is known', () => {
  it('nothing is said: no TLS is offered, behind direct TLS as well as without', () => {
    expect(found([without, auth('PLAIN')])).toEqual([]);
  });

  it('nothing is said behind units that are missing', () => {
    const check = createTrafficCheck();
    for (const line of [...opened, offered]) check.check(line.startsWith('>') ? 'sent' : 'received', encode(line.slice(2)));
    check.gap();
    expect(check.check('sent', encode(auth('PLAIN').slice(2))).filter(({ code }) => code.startsWith('xmpp/tls-'))).toEqual([]);
  });
});
