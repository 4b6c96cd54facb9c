import { describe, expect, test } from 'vitest';
import { prosody } from '../../../../../protocols/captures/logs/xmpp/prosody.ts';
import { readBy } from './printed.ts';

const line = (name: string, message: string): string => `Nov 30 10:00:00 ${name}\tdebug\t${message}`;

describe('Prosody’s log', () => {
  test('has whole stanzas of several sessions with mod_stanza_debug', () => {
    const text = [
      line('c2s1a', 'RECV: <presence/>'),
      line('c2s1a', "Received[c2s]: <presence xmlns='jabber:client'>"),
      line('s2sout2b', 'Sending[s2sout]: <db:result from="a">'),
      line('s2sout2b', 'SEND: <message><body>a\n\tb</body></message>'),
    ].join('\n');
    expect(readBy(prosody, text)).toEqual([
      'c2s1a < <presence/> (values)',
      's2sout2b > <db:result from="a"> (cut)',
      's2sout2b > <message><body>a\nb</body></message>',
    ]);
  });
  test('has reads with mod_rawdebug, which may end within a stanza', () => {
    const text = [
      line('c2s1', 'RECV(20): <message><body>on'),
      line('c2s2', 'RECV(11): <presence/>'),
      line('c2s1', 'RECV(20): e</body></message>'),
    ].join('\n');
    expect(readBy(prosody, text)).toEqual(['c2s2 < <presence/>', 'c2s1 < <message><body>one</body></message>']);
  });
  test('has stanzas that a program broke into lines', () => {
    const text = [
      line('c2s1', "SEND(40): <iq id='1'"),
      "type='result'/>",
      line('c2s1', 'RECV(30): <enable resume="true"'),
      line('c2s1', 'RECV(11): <presence/>'),
    ].join('\n');
    expect(readBy(prosody, text)).toEqual([
      "c2s1 > <iq id='1'\ntype='result'/> (values)",
      'c2s1 < <enable resume="true" (cut)',
      'c2s1 < <presence/>',
    ]);
  });
  test('has the start tags alone at the level debug', () => {
    const text = [
      line('c2s1', "Received[c2s]: <iq id='a' type='get'>"),
      line('c2s1', "Sending[c2s]: <iq id='a' type='result'>"),
      line('s2sout2', "sending: <db:result to='b' from='a'>"),
      'Nov 30 10:00:00 c2s1\tinfo\tClient disconnected: connection closed',
    ].join('\n');
    expect(prosody.recognises(text.split('\n')[0] ?? '', '')).toBe(true);
    expect(readBy(prosody, text)).toEqual([
      "c2s1 < <iq id='a' type='get'> (cut)",
      "c2s1 > <iq id='a' type='result'> (cut)",
      "s2sout2 > <db:result to='b' from='a'> (cut)",
      'c2s1 end',
    ]);
  });
  test('has start tags that are cut, or have “>” in a value', () => {
    const text = [
      line('c2s1', "Received[c2s]: <iq id='1' type='get' to='localh"),
      line('c2s1', "Received[c2s]: <message to='a>b@c' id='2'>"),
      line('c2s1', "Sending[c2s]: <message id='3' to='a [truncated]"),
      line('c2s1', 'Sending[c2s]: <presence/> (2 more)'),
      line('c2s1', 'Sending[c2s]: <>'),
      line('c2s1', "Sending[c2s]: <?xml version='1.0'?>"),
    ].join('\n');
    expect(readBy(prosody, text)).toEqual([
      "c2s1 < <iq id='1' type='get' to='localh (cut)",
      "c2s1 < <message to='a>b@c' id='2'> (cut)",
      "c2s1 > <message id='3' to='a (cut)",
      'c2s1 > <presence/> (cut)',
      'c2s1 gap: This is not the start tag of an element',
    ]);
  });
  test('has a start tag of what is not logged whole', () => {
    const text = [
      line('c2s1', "Received[c2s]: <iq id='1' type='get'>"),
      line('c2s0', 'RECV: <r xmlns="urn:xmpp:sm:3"/>'),
      line('c2s1', "Sending[c2s]: <iq id='1' type='result'>"),
      line('c2s1', '#queue = 1'),
      line('c2s1', "SEND: <iq id='1' type='result'/>"),
      line('c2s2', 'Received[c2s]: <presence>'),
      line('c2s1', "Sending[c2s]: <iq id='2' type='result'>"),
      line('c2s1', "SEND: <iq id='2' type='result'/>"),
      line('c2s1', 'Received[c2s]: <presence>'),
    ].join('\n');
    expect(readBy(prosody, text)).toEqual([
      "c2s1 < <iq id='1' type='get'> (cut)",
      'c2s0 < <r xmlns="urn:xmpp:sm:3"/> (values)',
      "c2s1 > <iq id='1' type='result'/>",
      'c2s2 < <presence> (cut)',
      "c2s1 > <iq id='2' type='result'/>",
      'c2s1 < <presence> (cut)',
    ]);
  });
  test('has columns on a terminal', () => {
    expect(readBy(prosody, 'c2s5579            debug\tRECV: <r xmlns="urn:xmpp:sm:3"/>')).toEqual([
      'c2s5579 < <r xmlns="urn:xmpp:sm:3"/> (values)',
    ]);
  });
});
