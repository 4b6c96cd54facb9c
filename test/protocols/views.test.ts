import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answer, type Requests } from '../../client/traffic-view/answer.ts';
import { UnitModel } from '../../client/panel/model/unit.ts';
import { noProject, type OpenUnit } from '../../protocols/core/index.ts';
import { PlacedIssues, type InspectNode } from '../../protocols/core/inspect/index.ts';
import { protocolOf } from '../../protocols/index.ts';
import { folderOf, wireloupe } from '../cli/terminal.ts';
import { tapped, type Tapped } from '../wire/record/tapped.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

/** What a client sends first, by protocol; each has a secret or something wrong in it. */
const fixtures = [
  [
    'AMQP 1.0',
    'amqp',
    // A SASL header, sasl-init with a password, and an open without its container-id.
    hex(
      '41 4d 51 50 03 01 00 00  00 00 00 1e 02 01 00 00 00 53 41 c0 11 02 a3 05 50 4c 41 49 4e a0 07 00 75 00 5a 71 37 78  00 00 00 0c 02 00 00 00 00 53 10 45',
    ),
  ],
  [
    'XMPP',
    'xmpp',
    bytesOf(
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.org' version='1.0'><auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AHJvbWVvAHNlY3JldA==</auth><iq type='ask' id='1'><ping xmlns='urn:xmpp:ping'/></iq>",
    ),
  ],
  [
    'AMQP 0-9-1',
    'amqp-0-9-1',
    // The header, and connection.start-ok whose arguments end too early.
    Buffer.concat([bytesOf('AMQP\0\0\x09\x01'), hex('01 0000 0000000c 000a 000b 00000000 05 504c41 ce')]),
  ],
  ['unknown bytes', 'unknown', bytesOf('AMQP\0\x01\0\0SSH-2.0-OpenSSH_9.2p1 token=c2VjcmV0c2VjcmV0')],
] as const;

/** What a view shows of a unit. */
interface Shown {
  readonly tree: InspectNode;
  readonly codes: readonly string[];
  readonly summary: string;
  readonly bytes: string;
}

/** All units of a tap, with the store's own rows. */
function record(protocol: (typeof fixtures)[number][1], bytes: Uint8Array): Tapped {
  const all = tapped();
  const tap = all.tap('peer', protocol === 'xmpp' ? 'xmpp' : 'amqp');
  tap.sent(bytes);
  tap.end();
  return all;
}

function asSeen(opened: OpenUnit, tree: InspectNode, issues: readonly { readonly code: string }[]): Shown {
  return {
    tree,
    codes: issues.map(({ code }) => code),
    summary: `${opened.name} ${opened.summary()}`,
    bytes: Buffer.from(opened.unit.bytes).toString('latin1'),
  };
}

async function inPanel({ view }: Tapped, seq: number): Promise<Shown> {
  const wire = {
    unit: ({ seq: wanted, secrets: asked = false }: { seq: number; secrets?: boolean }) =>
      Promise.resolve(view.unit(wanted, asked)),
  };
  const model = new UnitModel(
    {
      unit: async (wanted, secrets) =>
        (await answer({ type: 'unit', seq: wanted, secrets }, wire as unknown as Requests, {
          opened: () => [],
          clear: () => Promise.resolve(),
          types: () => Promise.resolve(noProject),
        })) as never,
    },
    () => undefined,
  );
  await model.select(seq);
  const { unit } = model;
  if (unit === null) throw new Error(model.problem ?? 'no unit');
  return asSeen(unit.opened, unit.root, unit.issues);
}

function inInspector({ view }: Tapped, seq: number): Shown {
  const found = view.unit(seq, false)!;
  const { protocol, kind } = found.row;
  const { codec } = protocolOf(protocol);
  const opened = codec.open({ protocol, kind, bytes: found.bytes }, found.context, noProject);
  const root = opened.tree({ secrets: false });
  const placed = new PlacedIssues(root, found.issues);
  const all: { readonly code: string }[] = [];
  const open = [root];
  for (const node of open) {
    all.push(...placed.at(node.id));
    open.push(...node.children);
  }
  return asSeen(opened, root, all);
}

describe.each(fixtures)('a unit of %s', (_name, protocol, bytes) => {
  it('has the same tree, findings, summary and secrets in panel, Inspector, store and command line', async () => {
    const all = record(protocol, bytes);
    const { rows } = await all.view.rows({ filter: {}, from: 0, count: 100 });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.protocol)).toContain(protocol);
    const cwd = await folderOf({});
    await writeFile(join(cwd, 'client.bin'), bytes);
    const lines = (await wireloupe(['decode', '--format', 'jsonl', 'client.bin'], { cwd })).out.trimEnd().split('\n');
    const printed = lines.map(
      (line) => JSON.parse(line) as { protocol: string; kind: string; issues: { code: string }[] },
    );
    expect(printed.map((unit) => [unit.protocol, unit.kind])).toEqual(rows.map((row) => [row.protocol, row.kind]));
    const text = (await wireloupe(['decode', 'client.bin'], { cwd })).out;
    for (const [index, row] of rows.entries()) {
      const panel = await inPanel(all, row.seq);
      const inspector = inInspector(all, row.seq);
      expect(inspector.tree).toEqual(panel.tree);
      expect(inspector.bytes).toBe(panel.bytes);
      const stored = all.view.unit(row.seq, false)!;
      const codes = stored.issues.map(({ code }) => code).sort();
      expect([...panel.codes].sort()).toEqual(codes);
      expect([...inspector.codes].sort()).toEqual(codes);
      expect(printed[index]!.issues.map(({ code }) => code).sort()).toEqual(codes);
      expect(panel.summary).toBe(`${row.name} ${row.summary}`);
      expect(inspector.summary).toBe(panel.summary);
      expect(text).toContain(`${row.name}${row.summary === '' ? '' : `  ${row.summary}`}`);
    }
    const everything = JSON.stringify([rows, await Promise.all(rows.map(({ seq }) => inPanel(all, seq)))]) + text;
    for (const secret of ['Zq7x', 'AHJvbWVvAHNlY3JldA==', 'c2VjcmV0']) expect(everything).not.toContain(secret);
  });
});

describe('a unit that is looked at', () => {
  it.each(fixtures)(
    'of %s is opened once in the worker, however many views ask, and once in the page',
    async (_name, protocol, bytes) => {
      const all = record(protocol, bytes);
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
