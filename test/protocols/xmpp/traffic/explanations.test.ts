import { describe, expect, it } from 'vitest';
import { FedTraffic } from './feed.ts';

const header = (more: string): string =>
  `<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0"${more}>`;
const bind = (content: string): string => `<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind">${content}</bind>`;

/** The notes on lines of `> sent` and `< received`, numbered from 1. */
function notes(...lines: readonly string[]): FedTraffic['notes'] {
  const traffic = new FedTraffic();
  return lines.flatMap((line, index) => {
    traffic.follow(line.startsWith('>') ? 'client' : 'server', new TextEncoder().encode(line.slice(2)), index + 1);
    return traffic.notes;
  });
}

describe('notes on an XMPP stream', () => {
  const asks = `> <iq type="set" id="b">${bind('<resource>balcony</resource>')}</iq>`;
  const grants = (jid: string): string => `< <iq type="result" id="b">${bind(`<jid>${jid}</jid>`)}</iq>`;

  it('another resource than the client asks for', () => {
    expect(notes(`> ${header('')}`, asks, grants('juliet@example.org/4db06f06'))).toEqual([
      {
        code: 'xmpp/other-resource',
        message:
          'The client asks for the resource “balcony”, and the server grants “4db06f06”: the client must use that one.',
        units: [2, 3],
      },
    ]);
  });

  it('the resource that is asked for, or none, draws none', () => {
    expect(notes(asks, grants('juliet@example.org/balcony'))).toEqual([]);
    // The same in another normalization form of Unicode.
    expect(notes(asks.replace('balcony', 'cafe\u0301'), grants('juliet@example.org/caf\u00e9'))).toEqual([]);
    expect(notes(`> <iq type="set" id="b">${bind('')}</iq>`, grants('juliet@example.org/x'))).toEqual([]);
    expect(notes(asks, grants('juliet@example.org/x').replace('id="b"', 'id="c"'))).toEqual([]);
  });

  it('quotes no secret', () => {
    const [note] = notes(asks.replace('balcony', 'app?access_token=c2VjcmV0c2VjcmV0'), grants('a@b/other'));
    expect(note?.message).toContain('access_token=••••••••');
  });

  it('a server that names another address', () => {
    const error =
      '<stream:error xmlns:stream="http://etherx.jabber.org/streams"><see-other-host xmlns="urn:ietf:params:xml:ns:xmpp-streams">[2001:db8::1]:9222</see-other-host></stream:error>';
    expect(notes(`> ${header('')}`, `< ${error}`)).toMatchObject([
      {
        code: 'xmpp/other-host',
        message: expect.stringContaining('connect to “[2001:db8::1]:9222”') as string,
        units: [2],
      },
    ]);
    expect(notes(`< ${error.replace(/\[.*9222/, '')}`)).toEqual([]);
  });
});
