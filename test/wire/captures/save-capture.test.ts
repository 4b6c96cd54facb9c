import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaptureInfo, SaveCaptureParams, SavedCapture, UnitResult } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { createWire } from '../../../wire/wire.ts';
import { secrets, sessionFile } from '../../protocols/conversion/session.ts';
import { cleanUp, failureOf } from '../fake.ts';
import { folder, wlcapText, writePcap, writeWlcap } from './written.ts';

function wireOf(): Wire {
  const wire = createWire();
  cleanUp(() => wire.dispose());
  return wire;
}

async function read(wire: Wire, file: string): Promise<CaptureInfo> {
  const outcome = await wire.openCapture({ path: file, all: true });
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const { source } = outcome.value;
  await expect.poll(async () => (await wire.capture(source))?.state).not.toBe('reading');
  return (await wire.capture(source))!;
}

async function save(wire: Wire, params: SaveCaptureParams): Promise<SavedCapture> {
  const outcome = await wire.saveCapture(params);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

/** All units of a capture, as a view shows them. */
async function units(wire: Wire, { source, counts }: CaptureInfo): Promise<readonly UnitResult[]> {
  const seqs = Array.from({ length: counts.kept }, (_, index) => counts.first + index);
  return (await Promise.all(seqs.map((seq) => wire.unit({ source, seq, secrets: true })))).map((unit) => unit!);
}

/** A unit without what a format has no room for: a pcapng file has the ports that programs expect, by which connections are named. */
function inAnyFormat({ row, ...unit }: UnitResult) {
  return { ...unit, connectionName: '', row: { ...row, socket: 0 } };
}

const out = (name: string): string => path.join(folder, name);
const xml = (id: string) => ({ xml: `<iq type="get" id="${id}"><ping xmlns="urn:xmpp:ping"/></iq>` });

describe('saving a capture', () => {
  it.each(['wlcap', 'pcapng'])('gives the same units when the .%s file is opened again', async (format) => {
    const wire = wireOf();
    const file = out(`session-for-${format}.wlcap`);
    fs.writeFileSync(file, sessionFile());
    const first = await read(wire, file);
    const path = out(`saved.${format}`);
    const saved = await save(wire, { source: first.source, path, format, secrets: 'keep' });
    const second = await read(wire, path);
    const [before, after] = [await units(wire, first), await units(wire, second)];
    expect(after).toHaveLength(saved.units);
    expect(after.map(inAnyFormat)).toEqual(before.map(inAnyFormat));
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves no secret in a file unless it is asked to', async () => {
    const wire = wireOf();
    const file = out('secrets.wlcap');
    fs.writeFileSync(file, sessionFile());
    const { source } = await read(wire, file);
    for (const kind of ['redact', 'pseudonymize'] as const) {
      const path = out(`${kind}.wlcap`);
      await save(wire, { source, path, format: 'wlcap', secrets: kind });
      const bytes = (await units(wire, await read(wire, path))).map((unit) =>
        Buffer.from(unit.bytes).toString('latin1'),
      );
      for (const secret of Object.values(secrets)) expect(bytes.join('\n')).not.toContain(secret);
      expect(bytes.join('\n').includes('juliet')).toBe(kind === 'redact');
    }
  });

  it('writes what a filter selects, or the units that are named, with gaps between them', async () => {
    const wire = wireOf();
    const { source } = await read(wire, writeWlcap('parts.wlcap', [xml('a'), xml('b'), xml('c')]));
    await save(wire, { source, path: out('b.wlcap'), format: 'wlcap', secrets: 'redact', filter: { text: 'xml:*b*' } });
    await save(wire, {
      source,
      path: out('ac.wlcap'),
      format: 'wlcap',
      secrets: 'redact',
      units: [
        [1, 1],
        [3, 3],
      ],
    });
    const text = fs.readFileSync(out('ac.wlcap'), 'utf8');
    expect(text).toContain('"gap":"client","bytes":56');
    const shown = (await units(wire, await read(wire, out('ac.wlcap')))).map(({ bytes }) =>
      Buffer.from(bytes).toString(),
    );
    expect(shown).toEqual([xml('a').xml, xml('c').xml]);
    const wrong = {
      source,
      path: out('no.wlcap'),
      format: 'wlcap',
      secrets: 'redact',
      filter: { text: 'name:a (' },
    } as const;
    expect(failureOf(await wire.saveCapture(wrong)).message).toContain('The filter cannot be read');
  });

  it('writes selected units as texts of their own, and refuses a template of several connections in words', async () => {
    const wire = wireOf();
    const two = [xml('a'), { ...xml('b'), connection: 1 }, { ...xml('c'), side: 'server' as const }];
    const { source } = await read(wire, writeWlcap('two.wlcap', two));
    const units = [[2, 3]] as const;
    for (const format of ['md', 'hex', 'c'])
      await save(wire, { source, path: out(`some.${format}`), format, secrets: 'redact', units });
    expect(fs.readFileSync(out('some.hex'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
    expect(fs.readFileSync(out('some.c'), 'utf8')).toMatch(/unit_2\[\][^]*unit_3\[\]/);
    expect(fs.readFileSync(out('some.md'), 'utf8')).toMatch(/^Sent [^]*\nReceived /);
    expect(await wire.unitGroups({ source, units: [[1, 9]] })).toEqual([
      { connection: 1, name: 'romeo 0', side: 'client', language: 'xml', units: 1 },
      { connection: 2, name: 'romeo 1', side: 'client', language: 'xml', units: 1 },
      { connection: 1, name: 'romeo 0', side: 'server', language: 'xml', units: 1 },
    ]);
    const template = { source, path: out('two.xmpp'), format: 'xmpp', secrets: 'redact' } as const;
    expect(failureOf(await wire.saveCapture(template)).message).toMatch(/more than one of XMPP .*Select units of one/);
    expect(fs.existsSync(out('two.xmpp'))).toBe(false);
  });

  it('keeps the gaps, ends and notes of the file that it was read from', async () => {
    const wire = wireOf();
    const lines = wlcapText([xml('a'), xml('b')])
      .trimEnd()
      .split('\n');
    lines.splice(3, 0, '{"c":0,"gap":"server","bytes":120}', '{"c":0,"late":true}');
    lines.push('{"c":0,"end":"client","reason":"done","t":1700000001}');
    const file = out('marked.wlcap');
    fs.writeFileSync(file, `${lines.join('\n')}\n`);
    const { source } = await read(wire, file);
    await save(wire, { source, path: out('marks.wlcap'), format: 'wlcap', secrets: 'redact' });
    const written = fs
      .readFileSync(out('marks.wlcap'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as object);
    expect(written).toEqual([
      expect.objectContaining({ connection: 0, name: 'romeo 0', partial: true, server: 'h:5222' }),
      expect.objectContaining({ k: 'stanza' }),
      expect.objectContaining({ gap: 'server', bytes: 120 }),
      expect.objectContaining({ late: true }),
      expect.objectContaining({ k: 'stanza' }),
      expect.objectContaining({ end: 'client', reason: 'done', t: 1_700_000_001 }),
    ]);
  });

  it.each(['wlcap', 'pcapng'])(
    'draws no finding in a part of a session that the session has not, as .%s',
    async (format) => {
      const wire = wireOf();
      const { source } = await read(wire, writePcap(`part-${format}.pcap`, 300));
      const path = out(`part.${format}`);
      await save(wire, { source, path, format, secrets: 'redact', filter: { text: 'name:transfer' } });
      const part = await units(wire, await read(wire, path));
      expect(part.length).toBeGreaterThan(50);
      expect(part.flatMap(({ issues }) => issues)).toEqual([]);
    },
  );

  it('waits for the rest of a file that is being read', async () => {
    const wire = wireOf();
    const outcome = await wire.openCapture({ path: writePcap('reading.pcap', 30_000) });
    if (!outcome.ok || outcome.value.state !== 'reading') throw new Error('it is being read');
    const { source } = outcome.value;
    const { units: saved } = await save(wire, { source, path: out('read.wlcap'), format: 'wlcap', secrets: 'redact' });
    const info = (await wire.capture(source))!;
    expect(info.state).toBe('complete');
    expect(saved).toBe(info.counts.kept);
  });

  it('ends when it is cancelled, and leaves nothing', async () => {
    const wire = wireOf();
    const { source } = await read(wire, writePcap('much.pcap', 60_000));
    const abort = new AbortController();
    const path = out('cancelled.wlcap');
    const saving = wire.saveCapture({ source, path, format: 'wlcap', secrets: 'redact' }, abort.signal);
    // Requests are answered while it writes.
    await wire.rows({ source, filter: {}, from: 0, count: 1 });
    abort.abort();
    expect(failureOf(await saving).code).toBe('cancelled');
    expect(
      fs.readdirSync(folder).filter((name) => name.startsWith('.wireloupe') || name === 'cancelled.wlcap'),
    ).toEqual([]);
  });

  it('says why a file cannot be written', async () => {
    const wire = wireOf();
    const { source } = await read(wire, writeWlcap('fine.wlcap', [xml('a')]));
    const refusal = async (params: Partial<SaveCaptureParams>) =>
      failureOf(
        await wire.saveCapture({ source, path: out('x.wlcap'), format: 'wlcap', secrets: 'redact', ...params }),
      );
    expect(await refusal({ path: out('none/x.wlcap') })).toMatchObject({
      code: 'unwritable',
      message: expect.stringContaining('its folder is not there') as string,
    });
    expect(await refusal({ path: folder })).toMatchObject({
      message: expect.stringContaining('it is a folder') as string,
    });
    expect((await refusal({ path: '/dev/full' })).message).toContain('no space is left');
    expect((await refusal({ format: 'docx' })).message).toContain('“docx” is no format');
    expect(
      failureOf(await wire.saveCapture({ source: 99, path: out('x.wlcap'), format: 'wlcap', secrets: 'redact' })).code,
    ).toBe('closed');
  });
});
