import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { recordedUnit } from '../../client/inspector/recorded-unit.ts';
import type { Inspected } from '../../client/inspector/source.ts';
import { UnitModel, type LoadedUnit } from '../../client/panel/model/unit.ts';
import { answer, type Requests } from '../../client/traffic-view/answer.ts';
import { noProject, type Issue, type Note, type ProtocolName } from '../../protocols/core/index.ts';
import { protocolOf } from '../../protocols/index.ts';
import { folderOf, wireloupe } from '../cli/terminal.ts';
import { pcapFile, tcpPacket } from './captures/packets.ts';
import { tapped, type Tapped } from '../wire/record/tapped.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

/** What both sides of a connection send first. */
interface Fixture {
  readonly name: string;
  readonly protocol: ProtocolName;
  readonly client: Uint8Array;
  readonly server?: Uint8Array;
}

/** Each has a secret or something wrong in it. */
const fixtures: readonly Fixture[] = [
  {
    name: 'AMQP 1.0',
    protocol: 'amqp',
    // A SASL header, sasl-init with a password, and an open without its container-id.
    client: hex(
      '41 4d 51 50 03 01 00 00  00 00 00 1e 02 01 00 00 00 53 41 c0 11 02 a3 05 50 4c 41 49 4e a0 07 00 75 00 5a 71 37 78  00 00 00 0c 02 00 00 00 00 53 10 45',
    ),
  },
  // The server answers with another protocol header.
  {
    name: 'AMQP 1.0 that is refused',
    protocol: 'amqp',
    client: bytesOf('AMQP\0\x01\0\0'),
    server: bytesOf('AMQP\x03\x01\0\0'),
  },
  {
    name: 'XMPP',
    protocol: 'xmpp',
    client: bytesOf(
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.org' version='1.0'><auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AHJvbWVvAHNlY3JldA==</auth><iq type='ask' id='1'><ping xmlns='urn:xmpp:ping'/></iq>",
    ),
    server: bytesOf(
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' from='example.org' id='1' version='1.0'><iq type='result' id='2'/>",
    ),
  },
  {
    name: 'AMQP 0-9-1',
    protocol: 'amqp-0-9-1',
    // The header, and connection.start-ok whose arguments end too early.
    client: Buffer.concat([bytesOf('AMQP\0\0\x09\x01'), hex('01 0000 0000000c 000a 000b 00000000 05 504c41 ce')]),
  },
  {
    name: 'unknown bytes',
    protocol: 'unknown',
    client: bytesOf('AMQP\0\x01\0\0SSH-2.0-OpenSSH_9.2p1 token=c2VjcmV0c2VjcmV0'),
  },
];

/** All units of a tap, with the store's own rows. */
function record({ protocol, client, server }: Fixture): Tapped {
  const all = tapped();
  const tap = all.tap('peer', protocol === 'xmpp' ? 'xmpp' : 'amqp');
  tap.sent(client);
  if (server !== undefined) tap.received(server);
  tap.end();
  return all;
}

/** The same bytes as a file that the command line reads: those of one side, or a capture of both. */
function fileOf({ client, server }: Fixture): Uint8Array {
  if (server === undefined) return client;
  return pcapFile([
    tcpPacket({ from: 'client', sequence: 1, payload: client }),
    tcpPacket({ from: 'server', sequence: 1, payload: server }),
  ]);
}

const codesOf = (all: readonly { readonly code: string }[]): readonly string[] => all.map(({ code }) => code).sort();

async function inPanel({ view }: Tapped, seq: number): Promise<LoadedUnit> {
  const wire = {
    unit: ({ seq: wanted, secrets: asked = false }: { seq: number; secrets?: boolean }) =>
      Promise.resolve(view.unit(wanted, asked)),
  };
  const model = new UnitModel(
    {
      unit: async (wanted, secrets) =>
        await answer({ type: 'unit', seq: wanted, secrets }, wire as unknown as Requests, {
          opened: () => [],
          clear: () => Promise.resolve(),
          types: () => Promise.resolve(noProject),
        }),
    },
    () => undefined,
  );
  await model.select(seq);
  const { unit } = model;
  if (unit === null) throw new Error(model.problem ?? 'no unit');
  return unit;
}

/** All findings that the Inspector has at the nodes of its tree. */
function findingsIn({ root, issues }: Inspected): readonly Issue[] {
  const nodes = [root];
  for (const node of nodes) nodes.push(...node.children);
  return nodes.flatMap(({ id }) => issues.at(id));
}

/** What a line of `decode --format jsonl` says of a unit. */
interface Printed {
  readonly protocol: string;
  readonly kind: string;
  readonly issues: readonly { readonly code: string }[];
  readonly notes?: readonly Note[];
}

describe.each(fixtures)('a unit of $name', (fixture) => {
  it('has the same tree, findings, notes, summary and secrets in panel, Inspector, store and command line', async () => {
    const all = record(fixture);
    const { rows } = await all.view.rows({ filter: {}, from: 0, count: 100 });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.protocol)).toContain(fixture.protocol);
    const cwd = await folderOf({});
    await writeFile(join(cwd, 'wire.bin'), fileOf(fixture));
    const lines = (await wireloupe(['decode', '--format', 'jsonl', 'wire.bin'], { cwd })).out.trimEnd().split('\n');
    const printed = lines.map((line) => JSON.parse(line) as Printed);
    expect(printed.map((unit) => [unit.protocol, unit.kind])).toEqual(rows.map((row) => [row.protocol, row.kind]));
    const text = (await wireloupe(['decode', 'wire.bin'], { cwd })).out;
    const seen: unknown[] = [];
    for (const [index, row] of rows.entries()) {
      const panel = await inPanel(all, row.seq);
      const stored = all.view.unit(row.seq, false)!;
      const inspected = await recordedUnit(stored, noProject, false);
      const line = printed[index]!;
      expect(inspected.root).toEqual(panel.root);
      expect([inspected.seq, inspected.masked]).toEqual([row.seq, panel.masked]);
      expect(Buffer.from(panel.opened.unit.bytes)).toEqual(Buffer.from(stored.bytes));
      const codes = codesOf(stored.issues);
      for (const issues of [panel.issues, findingsIn(inspected), line.issues]) expect(codesOf(issues)).toEqual(codes);
      expect(panel.notes).toEqual(stored.notes);
      expect(line.notes ?? []).toEqual(stored.notes);
      for (const { message } of stored.notes) expect(text).toContain(message);
      expect(`${panel.opened.name} ${panel.opened.summary()}`).toBe(`${row.name} ${row.summary}`);
      seen.push([inspected, panel.issues, panel.notes, Buffer.from(panel.bytes).toString('latin1')]);
      expect(text).toContain(`${row.name}${row.summary === '' ? '' : `  ${row.summary}`}`);
    }
    const everything = JSON.stringify([rows, seen]) + text;
    for (const secret of ['Zq7x', 'AHJvbWVvAHNlY3JldA==', 'c2VjcmV0']) expect(everything).not.toContain(secret);
  });
});

it('is worth a note in all views where a server answers with another protocol header', async () => {
  const fixture = fixtures.find(({ name }) => name === 'AMQP 1.0 that is refused')!;
  const { notes } = await inPanel(record(fixture), 2);
  expect(notes).toMatchObject([{ code: 'amqp/other-header', units: [1, 2] }]);
});

describe('a unit that is looked at', () => {
  it.each(fixtures)(
    'of $name is opened once in the worker, however many views ask, and once in the page',
    async (fixture) => {
      const { protocol } = fixture;
      const all = record(fixture);
      const { seq } = (await all.view.rows({ filter: {}, from: 0, count: 100 })).rows.find(
        (row) => row.protocol === protocol,
      )!;
      all.view.dispose();
      const open = vi.spyOn(protocolOf(protocol).codec, 'open');
      onTestFinished(() => open.mockRestore());
      const units = new Set<string>();
      const opened = (): number => {
        for (const [unit] of open.mock.calls) units.add(Buffer.from(unit.bytes).toString('hex'));
        const count = open.mock.calls.length;
        expect(count).toBe(units.size);
        return count;
      };
      // The list, a filter that reads summaries and findings, the details, and the list again.
      await all.view.rows({ filter: {}, from: 0, count: 100 });
      await all.view.rows({ filter: { text: 'state:hint -nowhere' }, from: 0, count: 100 });
      all.view.unit(seq, false);
      await all.view.rows({ filter: {}, from: 0, count: 100 });
      expect(opened()).toBeGreaterThan(0);
      open.mockClear();
      all.view.unit(seq, true);
      expect(open).not.toHaveBeenCalled();
      await inPanel(all, seq);
      expect(open).toHaveBeenCalledTimes(1);
    },
  );
});
