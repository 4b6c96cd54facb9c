import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { noProject } from '../../../protocols/core/index.ts';
import type { CaptureInfo } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { createWire, type WireOptions } from '../../../wire/wire.ts';
import { cleanUp, failureOf } from '../fake.ts';
import { folder, wlcapText, writePcap, writeWlcap } from './written.ts';

function wireOf(options: WireOptions = {}): Wire {
  const wire = createWire(options);
  cleanUp(() => wire.dispose());
  return wire;
}

async function open(wire: Wire, file: string): Promise<CaptureInfo> {
  const outcome = await wire.openCapture({ path: file });
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

/** Opens a file, and waits until it is read. */
async function read(wire: Wire, file: string): Promise<CaptureInfo> {
  const { source } = await open(wire, file);
  await expect.poll(async () => (await wire.capture(source))?.state).not.toBe('reading');
  return (await wire.capture(source))!;
}

const ping = (id: string, side: 'client' | 'server' = 'client') =>
  ({ side, xml: `<iq type="${side === 'client' ? 'get' : 'result'}" id="${id}"/>` }) as const;

describe('opening a capture', () => {
  it('gives the rows, units and pairs of a .wlcap file, apart from live traffic', async () => {
    const wire = wireOf();
    const file = writeWlcap('pair.wlcap', [ping('a'), ping('a', 'server')]);
    const info = await read(wire, file);
    expect(info).toMatchObject({ state: 'complete', path: file, connections: 1, notes: [], counts: { kept: 2 } });
    expect(info.read).toBe(info.size);
    const { source } = info;
    const { rows, matching } = await wire.rows({ source, filter: {}, from: 0, count: 10 });
    expect(matching).toBe(2);
    expect(rows.map(({ seq, side, name, peer, time }) => ({ seq, side, name, peer, time }))).toEqual([
      { seq: 1, side: 'client', name: 'iq', peer: 2, time: 1_700_000_000_000 },
      { seq: 2, side: 'server', name: 'iq', peer: 1, time: 1_700_000_000_001 },
    ]);
    const unit = await wire.unit({ source, seq: 2 });
    expect(Buffer.from(unit!.bytes).toString()).toBe('<iq type="result" id="a"/>');
    expect(unit!.connectionName).toBe('romeo 0');
    expect(await wire.captureConnections(source)).toEqual([
      { number: 1, inFile: 0, name: 'romeo 0', protocol: 'xmpp', address: 'h:5222' },
    ]);
    expect(await wire.rows({ filter: {}, from: 0, count: 10 })).toMatchObject({ matching: 0, counts: { kept: 0 } });
  });

  it('filters the rows of a file, and finds their places', async () => {
    const wire = wireOf();
    const stanzas = [ping('a'), { connection: 1, xml: '<message to="juliet@h"><body>hi</body></message>' }, ping('b')];
    const { source } = await read(wire, writeWlcap('filtered.wlcap', stanzas));
    const seqs = async (text: string) =>
      (await wire.rows({ source, filter: { text }, from: 0, count: 10 })).rows.map(({ seq }) => seq);
    expect(await seqs('name:message')).toEqual([2]);
    expect(await seqs('conn:1')).toEqual([2]);
    expect(await seqs('conn:0')).toEqual([1, 3]);
    expect(await wire.indexOf({ source, seq: 3, filter: { text: 'name:iq' } })).toBe(1);
    expect(await wire.rows({ source, filter: { connection: 'romeo 1' }, from: 0, count: 10 })).toMatchObject({
      matching: 1,
    });
  });

  it('tells what a connection of a file has come to', async () => {
    const wire = wireOf();
    const { source } = await read(wire, writePcap('state.pcap', 100));
    const state = await wire.conversation({ source, name: '127.0.0.1:5672' });
    expect(state).toMatchObject({
      protocol: 'amqp',
      state: { sessions: [{ links: [{ name: 'readings' }, { name: 'orders' }] }] },
    });
    expect(await wire.conversation({ source, name: '127.0.0.1:5672', since: state!.version })).toBeNull();
    expect(await wire.conversation({ source, name: 'other' })).toBeNull();
  });

  it('answers with the first rows of a long file, and tells how far it is', async () => {
    const wire = wireOf();
    const file = writePcap('long.pcap', 60_000);
    const told: CaptureInfo[] = [];
    wire.on('captureChanged', (info) => told.push(info));
    const first = await open(wire, file);
    expect(first.state).toBe('reading');
    expect(first.counts.kept).toBeGreaterThan(100);
    const { rows } = await wire.rows({ source: first.source, filter: {}, from: 0, count: 20 });
    expect(rows).toHaveLength(20);
    await expect.poll(() => told.at(-1)?.state).toBe('complete');
    expect(told.at(-1)?.counts.kept).toBeGreaterThanOrEqual(60_000);
    expect(told.at(-1)?.read).toBe(fs.statSync(file).size);
    const reading = told.filter(({ state }) => state === 'reading').map((info) => info.read);
    expect(reading.length).toBeGreaterThan(1);
    expect(reading).toEqual([...reading].sort((a, b) => a - b));
  });

  it('stops reading when asked to, and keeps what was read', async () => {
    const wire = wireOf();
    const { source } = await open(wire, writePcap('stopped.pcap', 60_000));
    await wire.stopCapture(source);
    await expect.poll(async () => (await wire.capture(source))?.state).toBe('stopped');
    const { kept } = (await wire.capture(source))!.counts;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(60_000);
    expect((await wire.rows({ source, filter: {}, from: kept - 1, count: 5 })).rows).toHaveLength(1);
  });

  it('forgets a capture that is closed, and one whose opening is cancelled', async () => {
    const wire = wireOf();
    const { source } = await open(wire, writePcap('closed.pcap', 30_000));
    await wire.closeCapture(source);
    expect(await wire.capture(source)).toBeNull();
    await expect(wire.rows({ source, filter: {}, from: 0, count: 1 })).rejects.toThrow('not open any more');
    const abort = new AbortController();
    const opening = wire.openCapture({ path: writePcap('cancelled.pcap', 30_000) }, abort.signal);
    abort.abort();
    expect(failureOf(await opening).code).toBe('cancelled');
    expect(await wire.capture(source + 1)).toBeNull();
  });

  it('judges a file by the project that it is opened with, and by a later one', async () => {
    const wire = wireOf();
    const file = writeWlcap('judged.wlcap', [{ xml: '<iq type="get"/>' }]);
    const { source } = await read(wire, file);
    const state = async () => (await wire.rows({ source, filter: {}, from: 0, count: 1 })).rows[0]?.state;
    expect(await state()).toBe('error');
    const { issues } = (await wire.unit({ source, seq: 1 }))!;
    const rules = Object.fromEntries(issues.map(({ code }) => [code, 'off'] as const));
    await wire.setProjectContext({ source, connection: '', project: { ...noProject, rules } });
    expect(await state()).toBeUndefined();
  });
});

describe('a file that is not as it should be', () => {
  const refused = async (file: string) => failureOf(await wireOf().openCapture({ path: file }));

  it.each([
    ['that is not there', () => path.join(folder, 'none.pcap'), 'none.pcap is not there'],
    ['that is a folder', () => folder, 'it is a folder'],
    ['that is no regular file', () => '/dev/null', 'it is no regular file'],
    ['that is empty', () => written('empty.pcap', ''), 'The input is empty'],
    ['that nothing recognizes', () => written('text.pcap', 'Dear diary, nothing happened today.'), 'text.pcap: '],
    ['of another version', () => written('v9.wlcap', '{"wireloupe":"capture","version":9}\n'), 'version 9'],
    ['cut within its header', () => written('cut.pcap', Buffer.from('d4c3b2a1', 'hex')), 'cut.pcap: '],
  ])('refuses one %s, and says why', async (_what, file, says) => {
    const failure = await refused(file());
    expect(failure.code).toBe('unreadable');
    expect(failure.message).toContain(says);
  });

  it('shows a file up to its cut, and says so', async () => {
    const text = wlcapText([ping('a'), ping('b')]);
    const info = await read(wireOf(), written('torn.wlcap', text.slice(0, -20)));
    expect(info).toMatchObject({ counts: { kept: 1 }, notes: [{ kind: 'problem' }] });
    expect(info.notes[0]?.text).toContain('cut short');
    const pcap = fs.readFileSync(writePcap('whole.pcap', 100));
    const cut = await read(wireOf(), written('torn.pcap', pcap.subarray(0, -7)));
    expect(cut.counts.kept).toBeGreaterThan(50);
    expect(cut.notes).toHaveLength(1);
  });

  it('says that a file was deleted, cut short, replaced or has grown since it was opened', async () => {
    const wire = wireOf();
    const text = wlcapText([ping('a'), ping('b')]);
    const noteAfter = async (name: string, change: (file: string) => void): Promise<string | undefined> => {
      const file = written(name, text);
      const { source } = await read(wire, file);
      change(file);
      await expect.poll(async () => (await wire.capture(source))?.notes.length).toBe(1);
      const [note] = (await wire.capture(source))!.notes;
      expect(note?.kind).toBe('file');
      expect((await wire.rows({ source, filter: {}, from: 0, count: 10 })).rows).toHaveLength(2);
      return note?.text;
    };
    const [deleted, cut, grown, replaced] = await Promise.all([
      noteAfter('deleted.wlcap', (file) => fs.rmSync(file)),
      noteAfter('shortened.wlcap', (file) => fs.truncateSync(file, 10)),
      noteAfter('grown.wlcap', (file) => fs.appendFileSync(file, '{}\n')),
      noteAfter('replaced.wlcap', (file) => {
        fs.writeFileSync(`${file}.new`, 'another');
        fs.renameSync(`${file}.new`, file);
      }),
    ]);
    expect(deleted).toContain('was deleted');
    expect(cut).toContain('cut short');
    expect(grown).toContain('has grown');
    expect(replaced).toContain('Another file');
  });

  it('reads no more than its memory has room for, and says how much', async () => {
    const info = await read(wireOf({ maxTrafficMb: 2 }), writePcap('large.pcap', 60_000));
    expect(info.state).toBe('broken');
    expect(info.counts.evicted).toBe(0);
    expect(info.notes.at(-1)?.text).toContain('more memory than the limit');
    expect(info.notes.at(-1)?.text).toContain(`first ${info.counts.kept} units`);
  });

  it('shows a file with very many connections', async () => {
    const many = 20_000;
    const stanzas = Array.from({ length: many }, (_, connection) => ({ connection, ...ping('a') }));
    const wire = wireOf();
    const info = await read(wire, writeWlcap('many.wlcap', stanzas));
    expect(info).toMatchObject({ state: 'complete', connections: many, counts: { kept: many } });
    expect(await wire.captureConnections(info.source)).toHaveLength(1000);
    const query = { source: info.source, filter: { text: 'conn:19999' }, from: 0, count: 1 };
    await expect.poll(() => wire.rows(query)).toMatchObject({ rows: [{ seq: many }] });
  });
});

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}
