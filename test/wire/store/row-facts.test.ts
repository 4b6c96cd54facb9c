import { describe, expect, it } from 'vitest';
import { encodeScript, parseSource } from '../../../protocols/amqp/notation/index.ts';
import { noProject, type Side } from '../../../protocols/core/index.ts';
import type { TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { protocolOf } from '../../../protocols/index.ts';
import { tapped, type Tapped } from '../record/tapped.ts';

const message = `  message:
    properties: { message-id: m-1 }
    body: { value: "a 'quoted' \\x7b{text}}" }
`;
const script: readonly (readonly [Side, string])[] = [
  ['client', '- open: { container-id: c }'],
  ['server', '- open: { container-id: s }'],
  ['client', '- begin: { next-outgoing-id: 0, incoming-window: 9, outgoing-window: 9 }'],
  ['server', '- begin: { remote-channel: 0, next-outgoing-id: 0, incoming-window: 9, outgoing-window: 9 }'],
  [
    'client',
    '- attach: { name: to-orders, handle: 0, role: sender, source: {}, target: { address: or ders }, initial-delivery-count: 0 }',
  ],
  ['client', `- transfer: { handle: 0, delivery-id: 7, delivery-tag: !hex "07", message-format: 0 }\n${message}`],
  [
    'client',
    '- transfer: { handle: 0, delivery-id: 8, delivery-tag: !hex "08", more: true }\n  payload: !hex "00 53 77"',
  ],
  ['server', '- disposition: { role: receiver, first: 7, settled: true, state: !rejected {} }'],
];

function recorded(): Tapped {
  const all = tapped();
  const broker = all.tap('broker', 'amqp');
  for (const [side, text] of script) {
    const [step] = encodeScript({ source: parseSource(text) }, () => undefined).steps;
    if (step?.kind !== 'bytes') throw new Error(text);
    broker.unit(side, 'frame', step.bytes);
  }
  const romeo = all.tap('romeo', 'xmpp');
  romeo.sent(Buffer.from("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth>"));
  romeo.sent(Buffer.from("<iq type='get' id='p1' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>"));
  romeo.received(Buffer.from("<message from='juliet@localhost/x' to='romeo@localhost'><thread>t</thread></message>"));
  return all;
}

async function rowsOf({ view }: Tapped, text = ''): Promise<readonly TrafficRow[]> {
  return (await view.rows({ filter: { text }, from: 0, count: 100 })).rows;
}

describe('what a list knows of a unit', () => {
  it('is its link and addresses, what it can be written as, and what it is a part of', async () => {
    const rows = await rowsOf(recorded());
    expect(rows[0]).toMatchObject({ name: 'open', language: 'notation', template: 'frame' });
    expect(rows[0]?.follows).toBeUndefined();
    expect(rows[4]).toMatchObject({ link: 'to-orders', to: 'or ders', follows: ['link'] });
    expect(rows[5]).toMatchObject({ link: 'to-orders', template: 'message', follows: ['link', 'delivery'] });
    expect(rows[6]).toMatchObject({ template: 'frame' });
    expect(rows[7]).toMatchObject({ template: 'frame', follows: expect.arrayContaining(['delivery']) as unknown });
    expect(rows[8]).toMatchObject({ name: 'auth', language: 'xml' });
    expect(rows[8]?.template).toBeUndefined();
    expect(rows[9]).toMatchObject({ to: 'localhost', template: 'stanza', follows: ['iq', 'jid'] });
    expect(rows[10]).toMatchObject({ from: 'juliet@localhost/x', follows: ['thread', 'jid'] });
  });

  it('lets a filter follow each of the things that it names', async () => {
    const all = recorded();
    for (const { seq, follows = [] } of await rowsOf(all))
      for (const kind of follows)
        expect((await rowsOf(all, `follow:${kind}=#${seq}`)).map((row) => row.seq)).toContain(seq);
  });
});

describe('a unit that is sent again', () => {
  const again = ({ view }: Tapped, seq: number, connection: string): string | undefined => {
    const { row, bytes, context } = view.unit(seq, false)!;
    const { codec, templates } = protocolOf(row.protocol);
    const opened = codec.open({ protocol: row.protocol, kind: row.kind, bytes }, context, noProject);
    return templates.writeAgain(opened, connection);
  };

  it('is a message to the address of its link, over the connection that it came from', () => {
    const text = again(recorded(), 6, 'the "broker"')!;
    const { steps, problems } = encodeScript({ source: parseSource(text) }, () => undefined);
    expect(problems).toEqual([]);
    const expected = encodeScript(
      { source: parseSource(`- send:\n    to: or ders\n${message.replace(/^/gm, '  ').trimEnd()}\n`) },
      () => undefined,
    ).steps[0];
    expect(steps).toMatchObject([
      { kind: 'send', to: 'or ders', message: expected?.kind === 'send' ? expected.message : [] },
    ]);
    expect(text.startsWith('connection: "the \\"broker\\""\nframes:\n  - send:\n')).toBe(true);
    expect(again(recorded(), 6, '')).toMatch(/^- send:/);
  });

  it('is a stanza below a directive that names the connection', () => {
    expect(again(recorded(), 10, 'romeo')).toBe(
      "<?connection romeo?>\n\n<iq type='get' id='p1' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>\n",
    );
    expect(again(recorded(), 10, 'a?>b')).toMatch(/^<iq/);
  });

  it('is none where a connection has no message to send: frames, and parts of a delivery', () => {
    for (const seq of [1, 5, 7, 8, 9]) expect(again(recorded(), seq, 'broker'), `#${seq}`).toBeUndefined();
  });
});
