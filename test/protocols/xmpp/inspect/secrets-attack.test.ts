import { openXmpp, xmppIssues, xmppTree } from '../opened.ts';
import { describe, expect, it } from 'vitest';
import { createXmppFramer } from '../../../../protocols/xmpp/index.ts';
import { maskIssues } from '../../../../protocols/core/index.ts';

const secret = 'AHJvbWVvAFpxOVhrN0xtMlBi';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** All that is shown of a unit: its line, its tree, its text, its findings. */
function shownOf(bytes: Uint8Array): string {
  const ranges = openXmpp(bytes).secrets();
  const masked = bytes.slice();
  for (const [start, end] of ranges) masked.fill(0x2a, start, end);
  return [
    openXmpp(bytes).summary(),
    JSON.stringify(xmppTree(masked)),
    Buffer.from(masked).toString('utf8'),
    JSON.stringify(maskIssues(xmppIssues(bytes), ranges)),
  ].join('\n');
}

/** A part of the secret that is shown. */
function leak(bytes: Uint8Array): string | undefined {
  const shown = shownOf(bytes);
  for (let at = 0; at + 6 <= secret.length; at++)
    if (shown.includes(secret.slice(at, at + 6))) return secret.slice(at, at + 6);
  return undefined;
}

const sasl = `xmlns='urn:ietf:params:xml:ns:xmpp-sasl'`;

describe('a log-in is masked', () => {
  it.each(['auth', 'challenge', 'response', 'success'])('in <%s>, its namespace right, wrong or left out', (name) => {
    for (const namespace of [
      sasl,
      '',
      `xmlns=''`,
      `xmlns='jabber:client'`,
      `xmlns='urn:ietf:params:xml:ns:xmpp-sals'`,
      `xmlns='x'`,
      `xmlns='urn:xmpp:sasl:1'`,
    ]) {
      const text =
        name === 'success' && namespace.includes('sasl:1')
          ? `<${name} ${namespace}><additional-data>${secret}</additional-data></${name}>`
          : `<${name} ${namespace} mechanism='PLAIN'>${secret}</${name}>`;
      expect(leak(bytesOf(text))).toBeUndefined();
      if (namespace !== `xmlns='x'`) expect(leak(bytesOf(`<iq type='set' id='1'>${text}</iq>`))).toBeUndefined();
    }
    expect(leak(bytesOf(`<s:${name} mechanism='PLAIN'>${secret}</s:${name}>`))).toBeUndefined();
    expect(leak(bytesOf(`<${name.toUpperCase()}>${secret}</${name.toUpperCase()}>`))).toBeUndefined();
    expect(leak(bytesOf(`<${name}><![CDATA[${secret}]]></${name}>`))).toBeUndefined();
    expect(leak(bytesOf(`<${name}><data>${secret}</data></${name}>`))).toBeUndefined();
  });

  it.each([
    `<authenticate xmlns='urn:xmpp:sasl:2' mechanism='HT-SHA-256-NONE'><initial-response>${secret}</initial-response></authenticate>`,
    `<authenticate mechanism='OAUTHBEARER'><initial-response>${secret}</initial-response></authenticate>`,
    `<success xmlns='urn:xmpp:sasl:2'><authorization-identifier>a@b</authorization-identifier><token xmlns='urn:xmpp:fast:0' expiry='2030-01-01T00:00:00Z' token='${secret}'/></success>`,
    `<success xmlns='urn:xmpp:sasl:2'><token token='${secret}'/></success>`,
    `<next xmlns='urn:xmpp:sasl:2' task='TOTP'><task-data>${secret}</task-data></next>`,
    `<handshake>${secret}</handshake>`,
    `<iq type='set' id='1'><query xmlns='jabber:iq:auth'><username>a</username><digest>${secret}</digest><resource>r</resource></query></iq>`,
    `<iq type='set' id='1'><query xmlns='jabber:iq:auth'><username>a</username><password>${secret}</password></query></iq>`,
    `<iq type='set' id='1'><query xmlns='jabber:iq:register'><password>${secret}</password></query></iq>`,
    `<iq type='set' id='1'><query><password>${secret}</password></query></iq>`,
    `<presence to='r@h/n'><x xmlns='http://jabber.org/protocol/muc'><password>${secret}</password></x></presence>`,
    `<message><x xmlns='jabber:x:conference' jid='r@h' password='${secret}'/></message>`,
    `<iq type='set' id='1'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'><field var='muc#roomconfig_roomsecret'><value>${secret}</value></field></x></query></iq>`,
    `<iq type='set' id='1'><x xmlns='jabber:x:data' type='submit'><field var='a' type='text-private'><value>${secret}</value></field></x></iq>`,
    `<iq type='result' id='1'><slot xmlns='urn:xmpp:http:upload:0'><put url='https://h/a?token=${secret}'><header name='Authorization'>Basic ${secret}</header></put><get url='https://u:${secret}@h/a'/></slot></iq>`,
    `<iq type='set' id='1'><req xmlns='urn:xmpp:http' method='GET' resource='/a?sig=${secret}'><headers xmlns='http://jabber.org/protocol/shim'><header name='Cookie'>${secret}</header></headers></req></iq>`,
    `<iq type='get' id='1'><get xmlns='urn:nf:iot:sensordata:1.0' dt='a' userToken='${secret}' deviceToken='${secret}'/></iq>`,
    `<message><body>log in at https://h/?access_token=${secret} now</body></message>`,
    `<message><oauth xmlns='urn:xmpp:oauth:0'><oauth_consumer_key>k</oauth_consumer_key><oauth_token>${secret}</oauth_token><oauth_signature>${secret}</oauth_signature></oauth></message>`,
    `<iq type='set' id='1'><jingle xmlns='urn:xmpp:jingle:1'><content><description xmlns='urn:xmpp:jingle:apps:rtp:1'><encryption><crypto crypto-suite='A' key-params='inline:${secret}'/></encryption></description></content></jingle></iq>`,
    `HTTP/1.1 400 Bad Request\r\nSet-Cookie: id=${secret}\r\nContent-Length: 0\r\n\r\n`,
  ])('%s', (text) => expect(leak(bytesOf(text))).toBeUndefined());

  it.each([
    `<auth ${sasl} mechanism='PLAIN'>${secret}</auth>`,
    `<iq type='set' id='1'><query xmlns='jabber:iq:auth'><username>a</username><password>${secret}</password></query></iq>`,
    `<authenticate xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'><initial-response>${secret}</initial-response></authenticate>`,
    `<success xmlns='urn:xmpp:sasl:2'><token xmlns='urn:xmpp:fast:0' token='${secret}'/></success>`,
  ])('wherever %s is cut, by either part', (text) => {
    for (let at = 1; at < text.length; at++) {
      expect([at, leak(bytesOf(text.slice(0, at)))]).toEqual([at, undefined]);
      // What remains of the secret alone, with all of its tags lost, is told by its form if it is long.
      if (!/^[^<]*$/u.test(text.slice(at)) || text.length - at > 20)
        expect([at, leak(bytesOf(text.slice(at)))]).toEqual([at, undefined]);
    }
  });

  it.each([
    `<auth ${sasl} mechanism=PLAIN>${secret}</auth>`,
    `<auth ${sasl} mechanism="PLAIN>${secret}</auth>`,
    `<auth ${sasl} mechanism='PLAIN'>${secret} & more</auth>`,
    `<auth ${sasl} mechanism='PLAIN'>${secret}<b></auth>`,
    `<auth ${sasl} mechanism='PLAIN'>${secret}</ath>`,
    `<iq><password>${secret}</iq>`,
    `<iq><query><password>x${secret}</pasword></query></iq>`,
    `<message password='${secret}><body/></message>`,
    `<message a='1' token=${secret}><body/></message>`,
    `${'<a>'.repeat(205)}<password>${secret}</password>${'</a>'.repeat(205)}`,
    `</stream:stream>${secret}</auth>`,
    `\u0001<auth>${secret}</auth>`,
  ])('where the XML is broken: %s', (text) => {
    expect(leak(bytesOf(text))).toBeUndefined();
    // As a framer would cut it, from a stream.
    const framer = createXmppFramer();
    const units = [
      ...framer.push(
        bytesOf(`<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>${text}`),
      ),
      ...framer.end(),
    ];
    for (const unit of units) expect(leak(unit.bytes)).toBeUndefined();
  });

  it.each([`<message token="`, '', '<password>', '<auth>'])('where %j is followed by megabytes', (begin) => {
    // A regular expression that repeats something so often takes more than the engine's stack.
    const text = `${begin}${'a'.repeat(8 << 20)}`;
    const ranges = openXmpp(bytesOf(text)).secrets();
    expect(ranges.at(-1)?.[1]).toBe(text.length);
  });

  it('and megabytes within a start tag, which holds no secret, are read', () => {
    expect(openXmpp(bytesOf(`<auth ${'a'.repeat(8 << 20)}`)).secrets()).toEqual([]);
  });

  it('and what is no secret is shown', () => {
    const text = `<message to='a@b'><body>what is your password, my token friend? https://h/?page=2</body><response xmlns='urn:other'>plainly visible text</response></message>`;
    expect(openXmpp(bytesOf(text)).secrets()).toEqual([]);
    expect(shownOf(bytesOf('HTTP/1.1 400 Bad Request'))).toContain('Bad Request');
  });
});
