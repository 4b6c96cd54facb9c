import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { outputFormats } from '../../protocols/conversion/formats.ts';
import { secrets, sessionFile } from '../protocols/conversion/session.ts';
import { folderOf, wireloupe } from './terminal.ts';

const session = sessionFile();
const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Every form in which a file may have a secret. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  );
  const hex = bytes.toString('hex');
  return [secret, hex, hex.toUpperCase(), hex.replace(/..(?=.)/g, '$& '), ...base64];
}

interface Decoded {
  readonly code: number;
  readonly units: readonly Readonly<Record<string, unknown>>[];
}

/** The units of a file, without its name and with no more than is the same in every format. */
async function decode(cwd: string, file: string): Promise<Decoded> {
  const { code, out } = await wireloupe(['decode', '--all', '--format', 'jsonl', file], { cwd });
  const lines = out.split('\n').filter((line) => line !== '');
  return {
    code,
    units: lines.map((line) => {
      const unit = JSON.parse(line) as Record<string, unknown>;
      delete unit.file;
      return unit;
    }),
  };
}

describe('convert', () => {
  it('gives the same units from .wlcap to pcapng and back', async () => {
    const cwd = await folderOf({ 'a.wlcap': session });
    for (const [from, to] of [
      ['a.wlcap', 'b.pcapng'],
      ['b.pcapng', 'c.wlcap'],
      ['c.wlcap', 'd.pcapng'],
    ] as const) {
      const { code, said } = await wireloupe(['convert', '--all', '--no-redact', from, to], { cwd });
      expect(code, said).toBe(0);
    }
    const first = await decode(cwd, 'a.wlcap');
    expect(first.units).toHaveLength(36);
    for (const file of ['b.pcapng', 'c.wlcap', 'd.pcapng']) expect(await decode(cwd, file), file).toEqual(first);
  });

  it('writes no secret of a session into any format, and all of them with --no-redact', async () => {
    const cwd = await folderOf({ 'a.wlcap': session });
    const forms = Object.values(secrets).flatMap(formsOf);
    for (const { name } of outputFormats.filter(({ name: each }) => each === 'wlcap' || each === 'pcapng')) {
      expect((await wireloupe(['convert', '--all', 'a.wlcap', `red.${name}`], { cwd })).code).toBe(0);
      const { out } = await wireloupe(['decode', '--all', '--format', 'jsonl', `red.${name}`], { cwd });
      const file = await readFile(path.join(cwd, `red.${name}`), 'latin1');
      const raw = name === 'wlcap' ? file.replace(/"b":"([^"]*)"/g, (_, b: string) => `${b} ${atob(b)}`) : file;
      for (const text of [raw, out]) expect(forms.filter((form) => text.includes(form))).toEqual([]);
    }
    await wireloupe(['convert', '--all', '--no-redact', 'a.wlcap', 'all.pcapng'], { cwd });
    const whole = await readFile(path.join(cwd, 'all.pcapng'), 'latin1');
    for (const secret of [secrets.amqp, secrets.rabbit, secrets.register, secrets.cookie])
      expect(whole).toContain(secret);
  });

  it('draws no findings by redacting', async () => {
    const cwd = await folderOf({ 'a.wlcap': session });
    await wireloupe(['convert', '--all', 'a.wlcap', 'red.wlcap'], { cwd });
    const codes = ({ units }: Decoded) =>
      units.map(({ issues }) => (issues as { code: string }[]).map(({ code }) => code));
    expect(codes(await decode(cwd, 'red.wlcap'))).toEqual(codes(await decode(cwd, 'a.wlcap')));
  });

  it('keeps gaps, what comes late, and the parts of a connection whose beginning is missing', async () => {
    const lines = session.split('\n');
    const gaps = lines.flatMap((line, index) =>
      line.includes('"c":1,') && index % 7 === 3
        ? [line, '{"c":1,"gap":"server","bytes":70000,"t":1795953600.5}', '{"c":1,"late":true,"t":1795953600.5}']
        : [
            line
              .replace('"connection":0,"protocol":"xmpp","framing":"stream"', '$&,"x":1')
              .replace('"partial":false', `"partial":${index < 3}`),
          ],
    );
    const cwd = await folderOf({ 'a.wlcap': gaps.join('\n') });
    await wireloupe(['convert', '--all', '--no-redact', 'a.wlcap', 'b.pcapng'], { cwd });
    await wireloupe(['convert', '--all', '--no-redact', 'b.pcapng', 'c.wlcap'], { cwd });
    const first = await decode(cwd, 'a.wlcap');
    expect(await decode(cwd, 'b.pcapng')).toEqual(first);
    expect(await decode(cwd, 'c.wlcap')).toEqual(first);
    // A gap of more than a packet has several.
    const text = await readFile(path.join(cwd, 'c.wlcap'), 'utf8');
    expect(text).toContain('"gap":"server","bytes":65000');
    expect(text).toContain('"gap":"server","bytes":5000');
  });

  it.each(['wlcap', 'pcapng'])('keeps in %s what a log leaves out of units', async (format) => {
    const lossy = session
      .replace(/"enc":true/g, '"lossy":true')
      .replace(/("c":1,.*)"lossy":true/, '$1"lossy":true,"cut":true');
    const cwd = await folderOf({ 'a.wlcap': lossy });
    await wireloupe(['convert', '--no-redact', '--connection', '1', 'a.wlcap', `b.${format}`], { cwd });
    const first = (await decode(cwd, 'a.wlcap')).units.filter(({ connection }) => connection === 1);
    expect(first.every((unit) => unit.lossy === true)).toBe(true);
    const { units } = await decode(cwd, `b.${format}`);
    expect(units.map((unit) => ({ ...unit, connection: 1 }))).toEqual(first);
  });

  it('writes units larger than a packet, IPv6, WebSockets and bodies of BOSH so that they are read again', async () => {
    const line = (value: Readonly<Record<string, unknown>>) => `${JSON.stringify(value)}\n`;
    const stanza = (text: string) => Buffer.from(text).toString('base64');
    const open = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="a.example" version="1.0"/>';
    const body = (rest: string) => stanza(`<body xmlns="http://jabber.org/protocol/httpbind" ${rest}/>`);
    const large = `<message xmlns="jabber:client"><body>${'x'.repeat(200_000)}</body></message>`;
    const text =
      line({ wireloupe: 'capture', version: 1 }) +
      line({ connection: 0, protocol: 'xmpp', framing: 'message', client: '[2001:db8::7]:1', server: '[::1]:443' }) +
      line({ c: 0, d: 'client', t: 1, k: 'stream', b: stanza(open), enc: true }) +
      line({ c: 0, d: 'client', t: 2, k: 'stanza', b: stanza(large), enc: true }) +
      line({ connection: 1, protocol: 'xmpp', server: 'bosh.example:5280' }) +
      line({ c: 1, d: 'client', t: 3, k: 'body', b: body('to="a.example" rid="7" wait="60" hold="1" ver="1.6"') }) +
      line({ c: 1, d: 'server', t: 4, k: 'body', b: body('sid="s1" wait="60"') }) +
      line({ c: 1, d: 'client', t: 5, k: 'body', b: body('sid="s1" rid="8"') }) +
      line({ connection: 2, protocol: 'amqp', framing: 'message' }) +
      line({ c: 2, d: 'client', t: 6, k: 'header', b: 'QU1RUAABAAA=' }) +
      line({ c: 2, d: 'server', t: 7, k: 'header', b: 'QU1RUAABAAA=' });
    const cwd = await folderOf({ 'a.wlcap': text });
    const { code, said } = await wireloupe(['convert', 'a.wlcap', 'b.pcapng'], { cwd });
    expect(code, said).toBe(0);
    const first = await decode(cwd, 'a.wlcap');
    expect(first.units).toHaveLength(7);
    expect(await decode(cwd, 'b.pcapng')).toEqual(first);
  });

  it('chooses one connection, and says that there is none of that number', async () => {
    const cwd = await folderOf({ 'a.wlcap': session });
    await wireloupe(['convert', '--connection', '1', 'a.wlcap', 'b.wlcap'], { cwd });
    const text = await readFile(path.join(cwd, 'b.wlcap'), 'utf8');
    expect(text).toContain('{"connection":1,');
    expect(text).not.toContain('"c":0');
    const { code, said } = await wireloupe(['convert', '--connection', '9', 'a.wlcap', 'c.wlcap'], { cwd });
    expect(code).toBe(2);
    expect(said).toContain('There is no connection 9');
    expect(await readdir(cwd)).toEqual(['a.wlcap', 'b.wlcap']);
  });

  it.each(['wlcap', 'pcapng'])(
    'chooses units by a filter; those that are left out of %s are gaps, and break no rule',
    async (format) => {
      const cwd = await folderOf({ 'a.wlcap': session });
      const { code, said } = await wireloupe(['convert', '--filter', 'name:transfer', 'a.wlcap', `b.${format}`], {
        cwd,
      });
      expect(code, said).toBe(0);
      const { units } = await decode(cwd, `b.${format}`);
      expect(units.map(({ performative }) => performative)).toEqual(['transfer', 'transfer', 'transfer', 'transfer']);
      expect(units.flatMap(({ issues }) => issues)).toEqual([]);
      expect((await wireloupe(['convert', '--filter', '(', 'a.wlcap', 'c.wlcap'], { cwd })).code).toBe(2);
    },
  );

  it('writes a file that only its owner may read, in the place of one that others may', async () => {
    const cwd = await folderOf({ 'a.wlcap': session, 'b.wlcap': 'old' });
    await wireloupe(['convert', 'a.wlcap', 'b.wlcap'], { cwd });
    expect((await stat(path.join(cwd, 'b.wlcap'))).mode & 0o777).toBe(0o600);
    await symlink('target.wlcap', path.join(cwd, 'link.wlcap'));
    await writeFile(path.join(cwd, 'target.wlcap'), 'old');
    await wireloupe(['convert', 'a.wlcap', 'link.wlcap'], { cwd });
    expect(await readFile(path.join(cwd, 'target.wlcap'), 'utf8')).toContain('"wireloupe":"capture"');
  });

  it('takes standard input and standard output, and what gzip compressed', async () => {
    const { code, out } = await wireloupe(['convert', '--format', 'wlcap', '-', '-'], {
      input: gzipSync(Buffer.from(session)),
    });
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toContain('"wireloupe":"capture"');
    expect(gunzipSync(gzipSync(out)).toString()).toBe(out);
  });

  it.each([
    [['a.wlcap'], 'convert takes two files'],
    [['a.wlcap', 'b.txt'], 'b.txt names no format that is written'],
    [['a.wlcap', '-'], 'Which format?'],
    [['--format', 'pcap', 'a.wlcap', 'b'], '--format takes wlcap'],
    [['a.wlcap', './a.wlcap'], 'is the file that is read'],
    [['a.wlcap', 'hard.wlcap'], 'is the file that is read'],
    [['a.wlcap', 'soft.wlcap'], 'is the file that is read'],
    [['a.wlcap', 'folder.wlcap'], 'folder.wlcap cannot be written: it is a folder'],
    [['a.wlcap', 'none/b.wlcap'], 'none/b.wlcap cannot be written: its folder is not there'],
    [['missing.wlcap', 'b.wlcap'], 'missing.wlcap is not there'],
  ])('refuses %j', async (args, message) => {
    const cwd = await folderOf({ 'a.wlcap': session });
    await link(path.join(cwd, 'a.wlcap'), path.join(cwd, 'hard.wlcap'));
    await symlink('a.wlcap', path.join(cwd, 'soft.wlcap'));
    await mkdir(path.join(cwd, 'folder.wlcap'));
    const before = await readdir(cwd);
    const { code, said } = await wireloupe(['convert', ...args], { cwd });
    expect(code).toBe(2);
    expect(said).toContain(message);
    expect(await readdir(cwd)).toEqual(before);
    expect(await readFile(path.join(cwd, 'a.wlcap'), 'utf8')).toBe(session);
  });

  it('converts an input that is cut short up to the cut, with status 1', async () => {
    const cwd = await folderOf({ 'a.wlcap': session.slice(0, -40) });
    const { code, said } = await wireloupe(['convert', 'a.wlcap', 'b.wlcap'], { cwd });
    expect(code).toBe(1);
    expect(said).toContain('was cut short');
    expect((await decode(cwd, 'b.wlcap')).units).toHaveLength(35);
  });

  it('leaves nothing behind where the disk is full', async () => {
    const cwd = await folderOf({ 'a.wlcap': session, 'b.wlcap': 'old' });
    const { code, said } = await wireloupe(['convert', '--format', 'wlcap', 'a.wlcap', '/dev/full'], { cwd });
    expect(code).toBe(2);
    expect(said).toContain('/dev/full cannot be written: no space is left');
    expect(await readdir(cwd)).toEqual(['a.wlcap', 'b.wlcap']);
  });

  it('leaves the old file where the new one becomes larger than files may be', async () => {
    const cwd = await folderOf({ 'a.wlcap': session, 'b.wlcap': 'old' });
    const shell = `ulimit -f 1; exec "${process.execPath}" "${program}" convert a.wlcap b.wlcap`;
    const { status, stderr } = spawnSync('/bin/bash', ['-c', shell], { cwd, encoding: 'utf8' });
    expect(stderr).toContain('b.wlcap cannot be written: it becomes larger than files may be');
    expect(status).toBe(2);
    expect(await readdir(cwd)).toEqual(['a.wlcap', 'b.wlcap']);
    expect(await readFile(path.join(cwd, 'b.wlcap'), 'utf8')).toBe('old');
  });

  it('leaves nothing behind when it is ended', async () => {
    const cwd = await folderOf({});
    const child = spawn(process.execPath, [program, 'convert', '-', 'b.wlcap'], { cwd });
    child.stdin.write(session);
    await expect.poll(async () => (await readdir(cwd)).length).toBe(1);
    // It may listen for signals from then on.
    await expect.poll(async () => (await stat(path.join(cwd, (await readdir(cwd))[0] ?? ''))).size).toBeGreaterThan(0);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(2);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('is listed with the formats that it writes', async () => {
    const { out } = await wireloupe(['convert', '--help']);
    for (const { name, title } of outputFormats) expect(out).toMatch(new RegExp(`^ +${name} +${title}$`, 'm'));
  });

  it('is written so that a program that was started can read standard output', async () => {
    const cwd = await folderOf({ 'a.wlcap': session });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, 'convert', '--format', 'wlcap', 'a.wlcap', '-'],
      {
        cwd,
      },
    );
    expect(stdout).toContain('"wireloupe":"capture"');
  });
});
