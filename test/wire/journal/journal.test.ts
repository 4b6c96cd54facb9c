import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Segment } from '../../../wire/journal/segment.ts';
import { filesOf, newFolder, recorded, textsOf } from './recorded.ts';

const stream =
  '<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" to="h" version="1.0">';
const ping = (id: string) => `<iq type="get" id="${id}"><ping xmlns="urn:xmpp:ping"/></iq>`;
const pong = (id: string) => `<iq type="result" id="${id}"/>`;
const message = (body: string) => `<message to="juliet@h"><body>${body}</body></message>`;

describe('the journal of live traffic', () => {
  it('is written as units come, readable by its owner alone', async () => {
    const folder = path.join(newFolder(), 'traffic');
    const { tap, journal } = await recorded(folder);
    tap('romeo', 'xmpp').sent(Buffer.from(stream + ping('a')));
    journal.flush();
    const [file = ''] = filesOf(folder);
    const lines = fs
      .readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines[0]).toMatchObject({ wireloupe: 'capture', version: 1 });
    expect(lines[1]).toMatchObject({
      connection: 0,
      name: 'romeo',
      protocol: 'xmpp',
      server: 'romeo:1',
      partial: false,
    });
    expect(lines[3]).toMatchObject({ c: 0, d: 'client', k: 'stanza', b: Buffer.from(ping('a')).toString('base64') });
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('has no secret', async () => {
    const folder = newFolder();
    const { tap, journal } = await recorded(folder);
    const secret = Buffer.from('\0romeo\0correct horse').toString('base64');
    const romeo = tap('romeo', 'xmpp');
    romeo.sent(
      Buffer.from(`${stream}<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">${secret}</auth>`),
    );
    romeo.sent(
      Buffer.from(
        '<iq type="set" id="r"><query xmlns="jabber:iq:register"><username>u</username><password>battery staple</password></query></iq>',
      ),
    );
    journal.flush();
    const text = filesOf(folder)
      .map((file) => fs.readFileSync(file, 'utf8'))
      .join('');
    const decoded = [...text.matchAll(/"b":"([^"]*)"/g)]
      .map(([, base64 = '']) => Buffer.from(base64, 'base64').toString())
      .join('');
    expect(decoded).toContain('<auth');
    expect(decoded).not.toContain(secret);
    expect(decoded).toContain('<username>u</username>');
    expect(decoded).not.toContain('battery');
  });

  it('brings rows, pairs and names back in the next process', async () => {
    const folder = newFolder();
    const before = await recorded(folder);
    const romeo = before.tap('romeo', 'xmpp');
    const other = before.tap('juliet', 'xmpp');
    romeo.sent(Buffer.from(stream + ping('a')));
    other.sent(Buffer.from(stream + message('é')));
    romeo.received(Buffer.from(stream + pong('a')));
    const rows = async ({ view }: typeof before) => (await view.rows({ filter: {}, from: 0, count: 100 })).rows;
    const [was, texts] = [await rows(before), textsOf(before)];
    before.journal.dispose();
    const after = await recorded(folder);
    // Times are kept to the microsecond.
    const rounded = (list: typeof was) =>
      list.map((row) => ({ ...row, time: row.time.toFixed(2), latency: row.latency?.toFixed(1), connection: 0 }));
    expect(rounded(await rows(after))).toEqual(rounded(was));
    expect(textsOf(after)).toEqual(texts);
    expect(after.store.counts).toMatchObject({ kept: 6, evicted: 0, first: 1 });
    expect(after.view.unit(4, false)?.connectionName).toBe('juliet');
    expect(after.notices).toEqual([]);
    // It goes on with the same file.
    after.tap('romeo', 'xmpp').sent(Buffer.from(stream + ping('b')));
    after.journal.dispose();
    const third = await recorded(folder);
    expect(textsOf(third)).toEqual([...texts, stream, ping('b')]);
    expect(third.store.socketOf(third.store.get(8)!.connection)).toBe(2);
  });

  it('reads the bytes of units from its files that have left memory', async () => {
    const folder = newFolder();
    const one = await recorded(folder, { memory: 1 << 20 });
    const romeo = one.tap('romeo', 'xmpp');
    romeo.sent(Buffer.from(stream));
    const count = 5000;
    const body = (index: number) => message(`${index} `.padEnd(700, 'x'));
    for (let index = 0; index < count; index++) romeo.sent(Buffer.from(body(index)));
    expect(one.store.counts).toMatchObject({ kept: count + 1, evicted: 0 });
    expect(one.store.memory).toBeLessThan(3 << 20);
    expect(textsOf(one)).toEqual([stream, ...Array.from({ length: count }, (_, index) => body(index))]);
    const found = await one.view.indexOf({ seq: 18, filter: { text: 'body:no' } });
    expect(found).toBe(-1);
    const { rows } = await one.view.rows({ filter: {}, from: 10, count: 1 });
    expect(rows[0]?.summary).toContain('9 xxx');
  });

  it('cuts off a line that is torn, says so, and goes on', async () => {
    const folder = newFolder();
    const before = await recorded(folder);
    const romeo = before.tap('romeo', 'xmpp');
    romeo.sent(Buffer.from(stream + message('one') + message('two')));
    before.journal.dispose();
    const [file = ''] = filesOf(folder);
    fs.truncateSync(file, fs.statSync(file).size - 9);
    const after = await recorded(folder);
    expect(textsOf(after)).toEqual([stream, message('one')]);
    expect(after.notices).toEqual([expect.stringContaining('cut off')]);
    after.tap('romeo', 'xmpp').sent(Buffer.from(stream));
    after.journal.dispose();
    const third = await recorded(folder);
    expect(textsOf(third)).toEqual([stream, message('one'), stream]);
    expect(third.notices).toEqual([]);
  });

  it('passes over lines that cannot be read, and counts them', async () => {
    const folder = newFolder();
    const before = await recorded(folder);
    before.tap('romeo', 'xmpp').sent(Buffer.from(stream + message('one')));
    before.journal.dispose();
    fs.appendFileSync(filesOf(folder)[0] ?? '', '{"c":0,"d":"nobody","b":""}\nnonsense\n');
    const after = await recorded(folder);
    expect(textsOf(after)).toEqual([stream, message('one')]);
    expect(after.notices).toEqual([expect.stringContaining('2 lines')]);
  });

  it('deletes the oldest files beyond its size, and counts their units', async () => {
    const folder = newFolder();
    const bytes = 1 << 20;
    const one = await recorded(folder, { limits: { bytes, days: 7 } });
    const romeo = one.tap('romeo', 'xmpp');
    romeo.sent(Buffer.from(stream));
    for (let index = 0; index < 4000; index++) romeo.sent(Buffer.from(message(`${index} `.padEnd(400, 'x'))));
    one.journal.flush();
    const { kept, evicted, first } = one.store.counts;
    expect(kept + evicted).toBe(4001);
    expect(evicted).toBeGreaterThan(1000);
    expect(first).toBe(evicted + 1);
    const size = filesOf(folder).reduce((sum, file) => sum + fs.statSync(file).size, 0);
    expect(size).toBeLessThanOrEqual(bytes);
    one.journal.dispose();
    const after = await recorded(folder, { limits: { bytes, days: 7 } });
    expect(after.store.counts.kept).toBe(kept);
    expect(textsOf(after).at(-1)).toContain('>3999 ');
  });

  it('deletes what is too old', async () => {
    const folder = newFolder();
    const before = await recorded(folder);
    before.tap('romeo', 'xmpp').sent(Buffer.from(stream));
    before.journal.dispose();
    const old = Date.now() / 1000 - 8 * 86_400;
    for (const file of filesOf(folder)) fs.utimesSync(file, old, old);
    const after = await recorded(folder);
    expect(after.store.counts.kept).toBe(0);
    expect(filesOf(folder)).toEqual([]);
  });

  it('does not bring back what was cleared, but does what was taken back', async () => {
    const folder = newFolder();
    const one = await recorded(folder);
    const romeo = one.tap('romeo', 'xmpp');
    romeo.sent(Buffer.from(stream + message('one')));
    one.store.clear();
    romeo.sent(Buffer.from(message('two')));
    expect(textsOf(one)).toEqual([message('two')]);
    expect(one.store.undoClear()).toBe(true);
    expect(textsOf(one)).toEqual([stream, message('one'), message('two')]);
    expect(one.store.undoClear()).toBe(false);
    one.store.clear();
    romeo.sent(Buffer.from(message('three')));
    one.journal.dispose();
    const after = await recorded(folder);
    expect(textsOf(after)).toEqual([message('three')]);
    expect(filesOf(folder)).toHaveLength(1);
  });

  it('is not shared by two processes: the other one begins a session of its own', async () => {
    const folder = newFolder();
    const before = await recorded(folder);
    before.tap('romeo', 'xmpp').sent(Buffer.from(stream));
    before.journal.flush();
    const lock = fs.readdirSync(folder).find((name) => name.endsWith('.lock'))!;
    const held = JSON.parse(fs.readFileSync(path.join(folder, lock), 'utf8')) as { pid: number };
    // The parent of this process lives.
    fs.writeFileSync(path.join(folder, lock), JSON.stringify({ ...held, pid: process.ppid }));
    const other = await recorded(folder);
    expect(other.store.counts.kept).toBe(0);
    other.tap('romeo', 'xmpp').sent(Buffer.from(stream));
    other.journal.flush();
    expect(filesOf(folder)).toHaveLength(2);
  });
});

describe('the index of a journal', () => {
  /** Traffic with pairs, findings, notes, two connections and two files; gives its rows as the list shows them. */
  const write = async (folder: string): Promise<void> => {
    const one = await recorded(folder, { limits: { bytes: 1 << 20, days: 7 } });
    const romeo = one.tap('romeo', 'xmpp');
    const other = one.tap('juliet', 'xmpp');
    romeo.sent(Buffer.from(stream));
    romeo.received(Buffer.from(stream));
    other.sent(Buffer.from(stream));
    for (let index = 0; index < 300; index++) {
      romeo.sent(Buffer.from(ping(`a${index}`) + message('x'.repeat(300)) + '<iq type="get"/>'));
      romeo.received(Buffer.from(pong(`a${index}`) + pong(`nobody asked ${index}`)));
    }
    one.store.remark(5, { issues: [], notes: [{ code: 'n', message: 'm', units: [3, 5, -7] }] });
    one.journal.dispose();
    expect(filesOf(folder).length).toBeGreaterThan(1);
  };
  const known = async (folder: string) => {
    const { view, store, journal } = await recorded(folder, { limits: { bytes: 1 << 20, days: 7 } });
    const { rows } = await view.rows({ filter: {}, from: 0, count: 2000 });
    const units = rows.map(({ seq }) => view.unit(seq, false));
    const counts = store.counts;
    journal.dispose();
    return { rows, units, counts };
  };
  const indexesOf = (folder: string): string[] => filesOf(folder).map((file) => file.replace(/wlcap$/, 'index'));

  it('tells the same as the file that it is of, and is made again from it', async () => {
    const folder = newFolder();
    await write(folder);
    const [indexed, written] = [await known(folder), indexesOf(folder).map((file) => fs.readFileSync(file))];
    expect(indexed.rows.some(({ peer }) => peer !== undefined)).toBe(true);
    expect(indexed.rows.some(({ state }) => state === 'warning')).toBe(true);
    expect(indexed.units[4]?.notes).toEqual([{ code: 'n', message: 'm', units: [3, 5, -1] }]);
    expect(written.every((index) => index.length > 1000)).toBe(true);
    for (const file of indexesOf(folder)) fs.rmSync(file);
    const replayed = await known(folder);
    expect(replayed.rows.slice(0, 100)).toEqual(indexed.rows.slice(0, 100));
    expect(replayed.rows.length).toBe(indexed.rows.length);
    expect(replayed.units[5]).toEqual(indexed.units[5]);
    // Now it is there again.
    expect(indexesOf(folder).every((file) => fs.statSync(file).size > 1000)).toBe(true);
    expect(await known(folder)).toEqual(replayed);
  });

  it.each([
    ['is cut short', (index: Buffer) => index.subarray(0, -7)],
    [
      'is of another version',
      (index: Buffer) => Buffer.from(index.toString('latin1').replace('"version":1', '"version":0'), 'latin1'),
    ],
    ['is no index', () => Buffer.from('nonsense')],
    ['is empty', () => Buffer.alloc(0)],
  ])('is made again where it %s', async (_what, broken) => {
    const folder = newFolder();
    await write(folder);
    const before = await known(folder);
    for (const file of indexesOf(folder)) fs.writeFileSync(file, broken(fs.readFileSync(file)));
    const after = await known(folder);
    expect(after.rows.length).toBe(before.rows.length);
    expect(after.rows.slice(0, 100)).toEqual(before.rows.slice(0, 100));
  });

  it('has the bytes that were not recorded, as the file has', async () => {
    const folder = newFolder();
    const one = await recorded(folder);
    const romeo = one.tap('romeo', 'xmpp');
    romeo.sent(Buffer.from(stream));
    one.store.paused = true;
    romeo.sent(Buffer.from(message('lost')));
    one.store.paused = false;
    romeo.sent(Buffer.from(message('two')));
    one.journal.dispose();
    const marks = async () => {
      const { store, journal } = await recorded(folder);
      const found = [...store.marks.from(1)];
      journal.dispose();
      return found;
    };
    const what = { kind: 'lost', side: 'client', bytes: message('lost').length };
    expect(await marks()).toEqual([{ before: 2, connection: 1, what }]);
    for (const file of indexesOf(folder)) fs.rmSync(file);
    expect(await marks()).toEqual([{ before: 2, connection: 1, what }]);
  });

  it('has no secret', async () => {
    const folder = newFolder();
    const { tap, journal } = await recorded(folder);
    const romeo = tap('romeo', 'xmpp');
    const secret = Buffer.from('\0romeo\0correct horse').toString('base64');
    romeo.sent(
      Buffer.from(`${stream}<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">${secret}</auth>`),
    );
    romeo.sent(
      Buffer.from(
        '<iq type="set" id="r"><query xmlns="jabber:iq:register"><password foo="battery">battery staple</password></query></iq>',
      ),
    );
    journal.dispose();
    const text = indexesOf(folder)
      .map((file) => fs.readFileSync(file, 'latin1'))
      .join('');
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('staple');
  });
});

describe('a journal that cannot be written', () => {
  const goesOnInMemory = async (folder: string, says: string): Promise<void> => {
    const one = await recorded(folder);
    const romeo = one.tap('romeo', 'xmpp');
    romeo.sent(Buffer.from(stream));
    one.journal.flush();
    for (let index = 0; index < 5000; index++) romeo.sent(Buffer.from(message(`${index} `.padEnd(900, 'x'))));
    one.journal.flush();
    expect(one.notices).toHaveLength(1);
    expect(one.notices[0]).toContain(says);
    expect(one.notices[0]).toContain('goes on in memory');
    expect(one.store.counts).toMatchObject({ kept: 5001, evicted: 0 });
    expect(textsOf(one)[5000]).toContain('>4999 ');
    expect(textsOf(one)[1]).toContain('>0 ');
  };

  it('says so once where a file is in the place of its folder', async () => {
    const file = path.join(newFolder(), 'file');
    fs.writeFileSync(file, '');
    await goesOnInMemory(file, 'a file is in the place of the folder');
  });

  it('says so once where a part of the path is a file', async () => {
    const file = path.join(newFolder(), 'file');
    fs.writeFileSync(file, '');
    await goesOnInMemory(path.join(file, 'below'), 'not a folder');
  });

  it.skipIf(!fs.existsSync('/dev/full'))('throws where the disk is full, and has written nothing', () => {
    const segment = new Segment(1, '/dev/full', 0, 'r+');
    expect(() => segment.append(Buffer.from('line\n'))).toThrow('ENOSPC');
    expect(segment.size).toBe(0);
    segment.close();
  });
});
