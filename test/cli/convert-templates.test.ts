import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../protocols/xmpp/parser/document.ts';
import { amqpUnits, composite, secrets, sessionFile, string, xmppUnits } from '../protocols/conversion/session.ts';
import { encodeFrame } from '../../protocols/amqp/index.ts';
import { folderOf, wireloupe } from './terminal.ts';

async function converted(text: string, out: string, ...options: readonly string[]) {
  const cwd = await folderOf({ 'a.wlcap': text });
  const { code, said } = await wireloupe(['convert', ...options, 'a.wlcap', out], { cwd });
  expect(code, said).toBe(0);
  return { cwd, said, text: await readFile(path.join(cwd, out), 'utf8') };
}

/** What `check` says about a file. */
async function check(cwd: string, file: string) {
  return (await wireloupe(['check', '--severity', 'error', file], { cwd })).out;
}

describe('convert to a template', () => {
  it('writes what the client of AMQP sends, so that it encodes to the same bytes', async () => {
    const { cwd } = await converted(sessionFile(amqpUnits), 'b.amqp.yaml', '--no-redact');
    const { bytes } = await wireloupe(['encode', 'b.amqp.yaml'], { cwd });
    const sent = amqpUnits.filter(([, side]) => side === 'client').map(([, , , unit]) => unit);
    expect(bytes.equals(Buffer.concat(sent))).toBe(true);
  });

  it('turns container ids, ids and tags into variables, which have the values that were there', async () => {
    const given = await converted(sessionFile(amqpUnits), 'b.amqp.yaml', '--generalize', '--no-redact');
    expect(given.text).toContain("container-id: '{{container-1}}'");
    expect(given.text).toContain('container-1: "sensor-seven"');
    expect(given.text).toContain("delivery-tag: '{{tag-1}}'");
    expect(given.text).not.toContain('broker-one');
    expect(given.text).not.toMatch(/wireloupeVariable|776972656c6f757065/);
    const { bytes } = await wireloupe(['encode', 'b.amqp.yaml'], { cwd: given.cwd });
    const sent = amqpUnits.filter(([, side]) => side === 'client').map(([, , , unit]) => unit);
    expect(bytes.equals(Buffer.concat(sent))).toBe(true);
  });

  it('writes what the server sends on request', async () => {
    const { text } = await converted(sessionFile(amqpUnits), 'b.amqp.yaml', '--direction', 'server');
    expect(text).toContain('container-id: broker-one');
    expect(text).not.toContain('sensor-seven');
  });

  it('writes the stanzas of a client of XMPP, without its log-in and its secrets', async () => {
    const { cwd, text, said } = await converted(sessionFile(xmppUnits), 'b.xmpp');
    expect(parseDocument(text, () => []).nodes.filter((node) => node.root !== undefined)).toHaveLength(3);
    expect(await check(cwd, 'b.xmpp')).toContain('0 errors');
    expect(said).toContain('cannot be sent by a template, such as those of a log-in');
    for (const secret of [secrets.register, secrets.room, secrets.jwt]) expect(text).not.toContain(secret);
  });

  it('turns ids and JIDs of stanzas into variables', async () => {
    const { cwd, text } = await converted(sessionFile(xmppUnits), 'b.xmpp', '--generalize');
    expect(text).toContain(
      '<?var jid-2="romeo@montague.example"?>'.replace('jid-2', /jid-\d+(?==.romeo)/.exec(text)?.[0] ?? ''),
    );
    expect(text).toMatch(/<message to="\{\{jid-\d+\}\}" id="\{\{id-\d+\}\}" type="chat">/);
    expect(text).not.toMatch(/wireloupeVariable|capulet\.example"\?>\n<\?var id-1="s1"/);
    expect(await check(cwd, 'b.xmpp')).toContain('0 errors');
  });

  it('declares what the header of the stream declares, and escapes what would be a variable', async () => {
    const encoder = new TextEncoder();
    const header =
      '<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" xmlns:x="urn:example" to="a.example" version="1.0">';
    const message =
      '<message to="b@a.example"><x:y a="{{one}}"/><body>{{two}} {{{three}}}</body><x:z><![CDATA[<{{four}}>]]></x:z></message>';
    const { cwd, text } = await converted(
      sessionFile([
        [0, 'client', 'stream', encoder.encode(header)],
        [0, 'client', 'stanza', encoder.encode(message)],
      ]),
      'b.xmpp',
    );
    expect(text).toContain('xmlns:x="urn:example"');
    expect(text).not.toContain('{{');
    expect(await check(cwd, 'b.xmpp')).toContain('0 errors');
  });

  it('escapes what would be a variable in AMQP', async () => {
    const bytes = encodeFrame({ performative: composite('open', { 'container-id': string('{{name}}') }) });
    for (const options of [[], ['--generalize']]) {
      const { cwd } = await converted(sessionFile([[1, 'client', 'frame', bytes]]), 'b.amqp.yaml', ...options);
      const again = await wireloupe(['encode', 'b.amqp.yaml'], { cwd });
      expect(again.said).toBe('');
      expect(again.bytes.equals(bytes)).toBe(true);
    }
  });

  it.each([
    [['a.wlcap', 'b.amqp.yaml'], 'choose it with --connection'],
    [['--generalize', 'a.wlcap', 'b.wlcap'], '--generalize is for templates'],
    [['--generalize', '--pseudonymize', 'a.wlcap', 'b.xmpp'], 'choose one'],
    [['--no-redact', '--pseudonymize', 'a.wlcap', 'b.xmpp'], 'leave out --no-redact'],
    [['--direction', 'up', 'a.wlcap', 'b.xmpp'], '--direction takes client, server'],
  ])('refuses %j', async (args, message) => {
    const twice =
      sessionFile(amqpUnits) +
      sessionFile(amqpUnits)
        .replaceAll(/"(c|connection)":1/g, '"$1":5')
        .replace(/^.*\n/, '');
    const cwd = await folderOf({ 'a.wlcap': twice });
    const { code, said } = await wireloupe(['convert', ...args], { cwd });
    expect(code).toBe(2);
    expect(said).toContain(message);
  });
});

describe('convert to a diagram', () => {
  it('draws an arrow for each unit, without secrets', async () => {
    const { text } = await converted(sessionFile(), 'b.mmd', '--all');
    expect(text).toMatch(/^sequenceDiagram\n/);
    expect(text.match(/->>|--x/g)).toHaveLength(36);
    expect(text).toContain('participant C1 as 10.1.2.2:40001');
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  });

  it('is well-formed XML without scripts, whatever is in it', async () => {
    const hostile =
      '<message xmlns="jabber:client" to="a@b.example" id="&lt;script&gt;"><body>]]&gt;&lt;script&gt;</body></message>';
    const { text } = await converted(
      sessionFile([[0, 'client', 'stanza', new TextEncoder().encode(hostile)]]).replace(
        '10.1.2.1',
        '<script>"&'.replace(/"/g, ''),
      ),
      'b.svg',
    );
    expect(text).not.toContain('<script');
    expect(parseDocument(text, () => []).nodes.flatMap(({ findings }) => findings)).toEqual([]);
    expect(text.match(/class="arrow"/g)).toHaveLength(1);
  });

  it('shortens a text that has no room above its arrow, and has all of it in a title', async () => {
    const body = 'a long reading '.repeat(7).trim();
    const message = `<message xmlns="jabber:client"><body>${body}</body></message>`;
    const { text } = await converted(
      sessionFile([[0, 'client', 'stanza', new TextEncoder().encode(message)]]),
      'b.svg',
    );
    const drawn = /<text class="name"[^>]*><title>([^<]*)<\/title>([^<]*)<\/text>/.exec(text);
    expect(drawn?.[2]).toMatch(/^message .{60,72}…$/);
    expect(drawn?.[1]).toMatch(/^message .{80,}/);
  });

  it('keeps what Mermaid would read as its own out of texts', async () => {
    const hostile =
      '<message xmlns="jabber:client" to="a@b.example" id="end;%%{init}"><body>x\nNote over C0: y;#35;</body></message>';
    const { text } = await converted(
      sessionFile([[0, 'client', 'stanza', new TextEncoder().encode(hostile)]]),
      'b.mmd',
    );
    expect(text.trimEnd().split('\n')).toHaveLength(4);
    expect(text.split(': ')[1]).not.toMatch(/[{}%<>]/);
  });

  it('has so many rows at most, and says how many are left out', async () => {
    const lines = sessionFile([[0, 'client', 'stanza', new TextEncoder().encode('<presence xmlns="jabber:client"/>')]])
      .trim()
      .split('\n');
    const many = [...lines, ...Array.from({ length: 6000 }, () => lines.at(-1))].join('\n');
    const { said } = await converted(many, 'b.mmd');
    expect(said).toContain('5000 rows at most: 1001 more are left out');
  });
});
