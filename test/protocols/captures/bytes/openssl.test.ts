import { describe, expect, test } from 'vitest';
import { unitsOf } from './units-of.ts';

/** A block as `openssl s_client -debug` prints it: the text of 16 bytes, a hyphen in the middle, and the characters. */
function block(verb: 'write to' | 'read from', bytes: Uint8Array, connection = '0x55bce6d2e0f0'): string {
  const lines = [
    `${verb} ${connection} [0x55bce6e326a0] (${bytes.length} bytes => ${bytes.length} (0x${bytes.length.toString(16)}))`,
  ];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const digits = row.map((byte, index) => byte.toString(16).padStart(2, '0') + (index === 7 ? '-' : ' ')).join('');
    const characters = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')} - ${digits.padEnd(50)} ${characters}`);
  }
  return `${lines.join('\n')}\n`;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const header = Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0);
const open = Uint8Array.from(Buffer.from('0000001102000000005310c00401a10163', 'hex'));

describe('what openssl s_client -debug prints', () => {
  test('has both directions', async () => {
    const text = `CONNECTED(00000003)\n${block('write to', header)}${block('read from', header)}read from 0x55bce6d2e0f0 [0x55bce6d010a0] (8192 bytes => -1)\n${block('write to', open)}---\n${block('read from', open)}`;
    const { units, client, server, said } = await unitsOf(text);
    expect(units).toEqual(['c:header', 's:header', 'c:frame', 's:frame']);
    expect([client, server]).toEqual([client, client]);
    expect(said).toEqual([]);
  });

  test('is XMPP before TLS', async () => {
    const stream =
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
    const text =
      block('write to', utf8(stream)) +
      block(
        'read from',
        utf8(`${stream}<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>`),
      ) +
      block('write to', utf8("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"));
    expect((await unitsOf(text)).units).toEqual(['c:stream', 's:stream', 's:stanza', 'c:stanza']);
  });

  test('may have words between its lines', async () => {
    const lines = block('write to', Uint8Array.of(...header, ...open)).split('\n');
    lines.splice(2, 0, 'depth=0 CN = localhost', 'verify return:1');
    expect((await unitsOf(lines.join('\n'))).units).toEqual(['c:header', 'c:frame']);
  });

  test('says what is missing', async () => {
    const text = block('write to', Uint8Array.of(...header, ...open)).replace('25 bytes => 25', '30 bytes => 30');
    expect((await unitsOf(text)).said.join()).toContain('5 bytes');
  });
});
