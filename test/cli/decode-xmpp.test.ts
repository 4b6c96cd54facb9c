import { describe, expect, it } from 'vitest';
import { pcapFile, tcpPacket } from '../protocols/captures/packets.ts';
import { folderOf, wireloupe, type Ran } from './terminal.ts';

const client = (more = ''): string =>
  `> <?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='example.org'${more}>`;
const server = (more = ''): string =>
  `< <stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1' from='example.org'${more}>`;
const bind = '> <iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>';
const bound =
  '< <iq type="result" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>romeo@example.org/orchard</jid></bind></iq>';
const login = [client(), server(), bind, bound];
const carbon = (from: string): string =>
  `< <message from="${from}" to="romeo@example.org/orchard"><received xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c" to="romeo@example.org"><body>hi</body></message></forwarded></received></message>`;
const result = '< <iq type="result" id="x" from="example.org" to="romeo@example.org/orchard"/>';

const ack = 0x10;
const fin = 0x01;

/** A capture of lines `> sent` and `< received`, a packet each; `lost` are the indices of packets that were not captured. */
function capture(lines: readonly string[], lost: readonly number[] = [], network = 127): Uint8Array {
  const next = { client: 1000, server: 9000 };
  const packets = lines.flatMap((line, i) => {
    const side = line.startsWith('>') ? 'client' : 'server';
    const data = Buffer.from(line.slice(2));
    const seq = next[side];
    next[side] += data.length;
    const flags = line.endsWith('</stream:stream>') ? ack | fin : ack;
    return lost.includes(i)
      ? []
      : [tcpPacket({ from: side, sequence: seq, payload: data, flags, network }, 40_000, 5222)];
  });
  return pcapFile(packets);
}

/** The rules that are broken, each with the direction of its unit. */
function codes({ out }: Ran): readonly string[] {
  const units = out
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as { readonly direction: string; readonly issues: readonly { readonly code: string }[] },
    );
  return units.flatMap(({ direction, issues }) => issues.map(({ code }) => `${direction} ${code}`));
}

const decoded = async (lines: readonly string[], lost?: readonly number[]): Promise<Ran> =>
  wireloupe(['decode', '--format', 'jsonl', '-'], { input: capture(lines, lost) });

describe('decode of a capture of XMPP', () => {
  it('tells what units break in their place in the conversation', async () => {
    const forged = await decoded([
      ...login,
      carbon('mallory@evil.example'),
      result,
      '> <presence from="juliet@example.org/b"/>',
    ]);
    expect(codes(forged)).toEqual(['server xmpp/carbon-forged', 'server xmpp/reply-unasked', 'client xmpp/from-own']);
    expect(forged.code).toBe(1);
    const fine = await decoded([...login, carbon('romeo@example.org'), '> <presence/>']);
    expect(codes(fine)).toEqual([]);
    expect(fine.code).toBe(0);
  });

  it('tells it in the text for people, and counts it for --format none', async () => {
    const input = capture([...login, carbon('mallory@evil.example')]);
    expect((await wireloupe(['decode', '-'], { input })).out).toMatch(
      / {2}error: This carbon copy comes from “mallory@evil\.example”.*\(XEP-0280, 11\) \[byte \d+\]\n/u,
    );
    expect((await wireloupe(['decode', '--format', 'none', '-'], { input })).out).toMatch(/ 1 error, 0 warnings\n$/u);
  });

  it('judges what a filter hides, so that the rest is judged rightly', async () => {
    const input = capture([
      ...login,
      '> <iq type="get" id="x" to="example.org"><ping xmlns="urn:xmpp:ping"/></iq>',
      result,
    ]);
    expect(codes(await wireloupe(['decode', '--format', 'jsonl', '--direction', 'server', '-'], { input }))).toEqual(
      [],
    );
  });

  it('knows the prefixes that a header declares', async () => {
    const foo = " xmlns:foo='urn:example:foo'";
    const stanza = '<message to="a@b"><foo:bar/></message>';
    expect(codes(await decoded([client(foo), server(foo), `> ${stanza}`, `< ${stanza}`]))).toEqual([]);
    expect(codes(await decoded([client(foo), server(), `> ${stanza}`, `< ${stanza}`]))).toEqual([
      'server xmpp/prefix-undeclared',
    ]);
  });

  it('masks secrets in the text for people, by whatever prefix, and is exact in JSON', async () => {
    const plain = capture([
      client(),
      '> <auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AHJvbWVvAHNlY3JldA==</auth>',
    ]);
    expect((await wireloupe(['decode', '-'], { input: plain })).out).toContain('********************');
    expect((await wireloupe(['decode', '-'], { input: plain })).out).not.toContain('AHJvbWVvAHNlY3JldA');
    expect((await wireloupe(['decode', '--format', 'jsonl', '-'], { input: plain })).out).toContain(
      'AHJvbWVvAHNlY3JldA',
    );
    const secret = capture([
      client(" xmlns:s='urn:ietf:params:xml:ns:xmpp-sasl'"),
      '> <s:auth mechanism="PLAIN">AHJvbWVvAHNlY3JldA==</s:auth>',
    ]);
    expect((await wireloupe(['decode', '-'], { input: secret })).out).not.toContain('AHJvbWVvAHNlY3JldA');
  });

  it('accuses nobody where the beginning or a part was not captured', async () => {
    expect(codes(await decoded([...login, result], [0, 1]))).toEqual([]);
    const asked = '> <iq type="get" id="x" to="example.org"><ping xmlns="urn:xmpp:ping"/></iq>';
    expect(codes(await decoded([...login, '> <presence/>', asked, '> </stream:stream>', result], [5]))).toEqual([]);
    expect(codes(await decoded([...login, '> <presence/>', asked, '> <presence/>', result], [5]))).toEqual([]);
    expect(codes(await decoded([...login, result]))).toEqual(['server xmpp/reply-unasked']);
  });

  it('accuses of a password in clear where it crossed a network, outside of TLS as far as is known', async () => {
    const plain = '> <auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AHJvbWVvAHNlY3JldA==</auth>';
    const judged = async (
      lines: readonly string[],
      lost: readonly number[],
      network: number,
    ): Promise<readonly string[]> =>
      codes(await wireloupe(['decode', '--format', 'jsonl', '-'], { input: capture(lines, lost, network) }));
    expect(await judged([client(), server(), plain], [], 10)).toEqual(['client xmpp/credentials-clear']);
    expect(await judged([client(), server(), plain], [], 127)).toEqual([]);
    expect(await judged([client(), server(), '> <presence/>', plain], [2], 10)).toEqual([]);
    expect(
      codes(
        await wireloupe(['decode', '--format', 'jsonl', '--direction', 'client', '-'], {
          input: Buffer.from(client().slice(2) + plain.slice(2)),
        }),
      ),
    ).toEqual([]);
  });

  it('keeps connections apart', async () => {
    const packet = (side: 'client' | 'server', seq: number, line: string, port: number): Uint8Array =>
      tcpPacket({ from: side, sequence: seq, payload: Buffer.from(line.slice(2)) }, port, 5222);
    const asked = '> <iq type="get" id="x" to="example.org"><ping xmlns="urn:xmpp:ping"/></iq>';
    const one = [packet('client', 1, client() + asked.slice(2), 40_000), packet('server', 1, server(), 40_000)];
    const other = [packet('client', 1, client(), 40_001), packet('server', 1, server() + result.slice(2), 40_001)];
    expect(
      codes(await wireloupe(['decode', '--format', 'jsonl', '-'], { input: pcapFile([...one, ...other]) })),
    ).toEqual(['server xmpp/reply-unasked']);
  });
});

describe('decode of one direction of a stream', () => {
  it('judges what it shows, and misses no other side', async () => {
    const serverSide = [server(), bound, result, carbon('romeo@example.org')].map((line) => line.slice(2)).join('');
    const fine = await wireloupe(['decode', '--format', 'jsonl', '--direction', 'server', '-'], {
      input: Buffer.from(serverSide),
    });
    expect(codes(fine)).toEqual([]);
    const forged = await wireloupe(['decode', '--format', 'jsonl', '--direction', 'server', '-'], {
      input: Buffer.from(serverSide + carbon('mallory@evil.example').slice(2)),
    });
    expect(codes(forged)).toEqual(['server xmpp/carbon-forged']);
  });
});

describe('decode with schemas of the project', () => {
  const schema =
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:sensor:1"><xs:element name="reading"><xs:annotation><xs:documentation>What a sensor measured.</xs:documentation></xs:annotation><xs:complexType><xs:attribute name="at" use="required" type="xs:dateTime"/></xs:complexType></xs:element></xs:schema>';

  it('holds units against them', async () => {
    const input = capture([client(), '> <message to="a@b"><reading xmlns="urn:example:sensor:1"/></message>']);
    const cwd = await folderOf({
      'wireloupe.json': '{ "xmpp": { "schemas": ["*.xsd"] } }',
      'sensor.xsd': schema,
      'a.pcap': input,
      'elsewhere/a.pcap': input,
    });
    expect(codes(await wireloupe(['decode', '--format', 'jsonl', 'a.pcap'], { cwd }))).toEqual([
      'client xmpp/attribute-required',
    ]);
    const without = await folderOf({ 'a.pcap': input });
    expect(codes(await wireloupe(['decode', '--format', 'jsonl', 'a.pcap'], { cwd: without }))).toEqual([]);
  });
});
