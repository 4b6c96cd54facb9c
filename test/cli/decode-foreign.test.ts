import { describe, expect, it } from 'vitest';
import { ascii, pcapFile, tcpPacket } from '../protocols/captures/packets.ts';
import { clientHello } from '../protocols/captures/tls-hellos.ts';
import { folderOf, wireloupe, type Ran } from './terminal.ts';

type Line = readonly ['client' | 'server', string | Uint8Array];

/** The packets of a connection; without `opened`, the capture missed how it began. */
function connection(lines: readonly Line[], port: number, { client = 40_000, opened = true } = {}): Uint8Array[] {
  const next = { client: 1000, server: 9000 };
  const opening = [
    tcpPacket({ from: 'client', sequence: 999, flags: 0x02 }, client, port),
    tcpPacket({ from: 'server', sequence: 8999, acknowledgement: 1000, flags: 0x12 }, client, port),
  ];
  const packets = lines.map(([from, content]) => {
    const payload = typeof content === 'string' ? ascii(content) : content;
    const sequence = next[from];
    next[from] += payload.length;
    return tcpPacket({ from, sequence, payload }, client, port);
  });
  return [...(opened ? opening : []), ...packets];
}

const decode = (packets: readonly Uint8Array[], ...options: string[]): Promise<Ran> =>
  wireloupe(['decode', '--format', 'jsonl', ...options, '-'], { input: pcapFile(packets) });

interface Unit {
  readonly connection: number;
  readonly direction: string;
  readonly protocol: string;
  readonly kind: string;
  readonly summary?: string;
  readonly notes?: readonly { readonly message: string }[];
  readonly issues: readonly unknown[];
}

const unitsOf = ({ out }: Ran): readonly Unit[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Unit);
const brief = (ran: Ran): readonly string[] =>
  unitsOf(ran).map(({ connection: number, direction, protocol, kind }) => `${number} ${direction} ${protocol} ${kind}`);

const amqpHeader = 'AMQP\0\x01\0\0';
const begin = '\0\0\0\x15\x02\0\0\0\0S\x11\xc0\x08\x04@R\x01R\x05R\x05';
const streamHeader =
  "<stream:stream to='a.example' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

describe('connections of other protocols in a capture', () => {
  const others: readonly (readonly [what: string, lines: readonly Line[]])[] = [
    [
      'HTTP with a page',
      [
        ['client', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
        ['server', 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>'],
      ],
    ],
    [
      'a text that begins with <',
      [
        ['client', '<html><body>hi</body></html>'],
        ['server', '<?xml version="1.0"?><list/>'],
      ],
    ],
    [
      'XML with elements of the same names',
      [
        ['client', '<message type="login"/>'],
        ['server', '<presence/>'],
      ],
    ],
    [
      'four zero bytes',
      [
        ['client', '\0\0\0\0'],
        ['server', '\0\0\0\0\x02\0\0\0'],
      ],
    ],
    [
      'bytes that resemble one empty frame',
      [
        ['client', '\0\0\0\x08\x02\0\0\0rest'],
        ['server', 'ok'],
      ],
    ],
    [
      'a text that begins with AMQP',
      [
        ['client', 'AMQP is a protocol'],
        ['server', 'yes'],
      ],
    ],
    [
      'a banner',
      [
        ['server', '220 mail.example ESMTP\r\n'],
        ['client', 'EHLO a\r\n'],
      ],
    ],
    [
      'TLS',
      [
        ['client', clientHello({ name: 'a.example' })],
        ['server', '\x15\x03\x03\0\x02\x02\x28'],
      ],
    ],
  ];

  it.each(others)('%s: is counted and left out, and shown with --all', async (_what, lines) => {
    for (const opened of [true, false]) {
      const packets = connection(lines, 8080, { opened });
      const ran = await decode(packets);
      expect([ran.code, ran.out, ran.said]).toEqual([
        0,
        '',
        '1 connection of another protocol is left out: --all shows it.\n0 units, 0 bytes, 0 connections, 0 errors, 0 warnings',
      ]);
      const all = await decode(packets, '--all');
      expect(all.code).toBe(0);
      expect([
        ...new Set(unitsOf(all).map(({ protocol, kind, issues }) => `${protocol} ${kind} ${issues.length}`)),
      ]).toEqual(['unknown foreign 0']);
      expect(new Set(unitsOf(all).map(({ direction }) => direction)).size).toBe(2);
    }
  });

  it('do not change the numbers of the others', async () => {
    const packets = [
      ...connection([['client', 'hello, hello']], 7777),
      ...connection([['client', amqpHeader]], 5672, { client: 40_001 }),
      ...connection([['client', 'hello, hello']], 7777, { client: 40_002 }),
    ];
    const ran = await decode(packets);
    expect(brief(ran)).toEqual(['1 client amqp header']);
    expect(ran.said).toContain('2 connections of other protocols are left out: --all shows them.');
    expect(brief(await decode(packets, '--all'))).toContain('1 client amqp header');
    expect((await decode(packets, '--connection', '1')).said).not.toContain('left out');
    expect(await decode(packets, '--connection', '2')).toMatchObject({ code: 0 });
    expect(await decode(packets, '--connection', '3')).toMatchObject({ code: 2 });
  });
});

describe('what is neither AMQP nor XMPP, where one of them is expected', () => {
  it.each<[string, readonly Line[], number, RegExp]>([
    [
      'a hello of TLS that is answered in clear',
      [
        ['client', clientHello({ name: 'a.example' })],
        ['server', amqpHeader],
      ],
      5672,
      /TLS.*AMQP in clear/,
    ],
    [
      'the same on any port',
      [
        ['client', clientHello({})],
        ['server', amqpHeader],
      ],
      7000,
      /TLS/,
    ],
    ['a hello of TLS without an answer', [['client', clientHello({})]], 5672, /no answer/],
    [
      'HTTP that is answered by AMQP',
      [
        ['client', 'GET / HTTP/1.1\r\n\r\n'],
        ['server', amqpHeader],
      ],
      7000,
      /HTTP/,
    ],
    [
      'HTTP in answer to AMQP',
      [
        ['client', amqpHeader],
        ['server', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
      ],
      7000,
      /HTTP/,
    ],
    [
      'text in answer to XMPP',
      [
        ['client', streamHeader],
        ['server', 'Too many connections\r\n'],
      ],
      7000,
      /text/,
    ],
    ['bytes on the port of AMQP', [['client', 'hello, hello']], 5672, /Port 5672/],
    ['HTTP on the port of XMPP', [['client', 'GET / HTTP/1.1\r\n\r\n']], 5222, /HTTP/],
  ])('%s: is shown with a note, and is no error', async (_what, lines, port, note) => {
    const ran = await decode(connection(lines, port));
    const foreign = unitsOf(ran).filter(({ kind }) => kind === 'foreign');
    expect(foreign).toHaveLength(1);
    expect(foreign[0]).toMatchObject({ protocol: 'unknown', issues: [] });
    expect(foreign[0]?.notes?.[0]?.message).toMatch(note);
    expect(unitsOf(ran)).toHaveLength(lines.length);
    expect(ran.code).toBe(0);
  });
});

describe('a capture that misses the beginning', () => {
  it('has AMQP by several frames, on any port', async () => {
    expect(brief(await decode(connection([['client', begin + begin]], 7000, { opened: false })))).toEqual([
      '0 client amqp frame',
      '0 client amqp frame',
    ]);
    expect(brief(await decode(connection([['client', begin]], 7000, { opened: false })))).toEqual([]);
  });

  it('has XMPP by stanzas', async () => {
    const stanzas: readonly Line[] = [['client', '<message to="b@a.example"><body>hi</body></message>']];
    expect(brief(await decode(connection(stanzas, 7000, { opened: false })))).toEqual(['0 client xmpp stanza']);
  });

  it('knows the ends by what only one of them sends, not by who speaks first', async () => {
    // Two frames of the server, which the packets’ helper calls client.
    const mechanisms = '\0\0\0\x15\x02\x01\0\0\0S@\xc0\x08\x01\xa3\x05PLAIN';
    const outcome = '\0\0\0\x10\x02\x01\0\0\0SD\xc0\x03\x01P\0';
    const packets = connection([['client', mechanisms + outcome]], 45_000, { opened: false });
    expect(brief(await decode(packets)).map((line) => line.slice(2, 8))).toEqual(['server', 'server']);
  });
});

it('several files are counted, those that cannot be read are not, and an empty one hides none', async () => {
  const cwd = await folderOf({ 'empty.pcap': '', 'a.xmpp': '<message/>' });
  const ran = await wireloupe(['decode', '--format', 'none', 'empty.pcap', 'a.xmpp', 'a.xmpp'], { cwd });
  expect(ran.code).toBe(2);
  expect(ran.said).toContain('empty.pcap: The input is empty.');
  expect(ran.out).toMatch(/^2 files, 2 units, 20 bytes, 2 connections/);
});
