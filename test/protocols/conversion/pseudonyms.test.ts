import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../../protocols/all.ts';
import { Pseudonyms } from '../../../protocols/conversion/pseudonyms.ts';
import { noContext, noProject, protocolNames, unitKinds } from '../../../protocols/core/index.ts';
import { protocolOf } from '../../../protocols/index.ts';
import { parseJid } from '../../../protocols/xmpp/index.ts';
import { folderOf, wireloupe } from '../../cli/terminal.ts';
import { sessionFile } from './session.ts';

interface Unit {
  readonly name?: string;
  readonly kind: string;
  readonly text?: string;
  readonly issues: readonly { readonly code: string }[];
}

async function decode(cwd: string, file: string) {
  const { out } = await wireloupe(['decode', '--all', '--format', 'jsonl', file], { cwd });
  const lines = out.split('\n').filter((line) => line !== '');
  return { out, units: lines.map((line) => JSON.parse(line) as Unit) };
}

/** All names that the session has. */
const names = [
  ...['juliet', 'romeo', 'capulet', 'montague', 'balcony', 'coven', 'files.example', 'hub.example'],
  ...['sensor-seven', 'broker-one', 'cbs-replies', '10.1.2.', '10.9.8.7'],
];

describe('pseudonyms', () => {
  it.each(['wlcap', 'pcapng'])('leave no name of a session in %s, and draw no findings', async (format) => {
    const cwd = await folderOf({ 'a.wlcap': sessionFile() });
    const { code, said } = await wireloupe(['convert', '--all', '--pseudonymize', 'a.wlcap', `b.${format}`], { cwd });
    expect(code, said).toBe(0);
    const [before, after] = [await decode(cwd, 'a.wlcap'), await decode(cwd, `b.${format}`)];
    const { out } = await wireloupe(['convert', '--format', 'wlcap', '--no-redact', '--all', `b.${format}`, '-'], {
      cwd,
    });
    const bytes = out.replace(/"b":"([^"]*)"/g, (_, b: string) => atob(b));
    for (const text of [after.out, bytes])
      expect(names.filter((name) => text.toLowerCase().includes(name))).toEqual([]);
    for (const name of names.filter((each) => !each.startsWith('10.'))) expect(before.out).toContain(name);
    const codes = ({ units }: typeof before) =>
      units.map(({ kind, issues }) => [kind, issues.map((issue) => issue.code)]);
    expect(codes(after)).toEqual(codes(before));
  });

  it('are the same for the same name, and of its kind', () => {
    const pseudonyms = new Pseudonyms();
    const jid = pseudonyms.of('jid', 'romeo@montague.example/orchard');
    expect(jid).toBe('user-1@host-1.example/resource-1');
    expect(parseJid(jid).problems).toEqual([]);
    expect(pseudonyms.of('jid', 'romeo@montague.example')).toBe('user-1@host-1.example');
    expect(pseudonyms.of('host', 'Montague.example')).toBe('host-1.example');
    expect(pseudonyms.of('jid', 'chat.montague.example')).toBe('host-2.example');
    expect(pseudonyms.of('text', 'ask romeo@montague.example or Romeo at montague.example.')).toBe(
      'ask user-1@host-1.example or user-1 at host-1.example.',
    );
    expect(pseudonyms.of('word', 'romeo')).toBe('romeo');
    expect(pseudonyms.endpoint('172.16.3.4:5672')).toBe('10.0.0.1:5672');
    expect(pseudonyms.endpoint('[2a02::7]:5672')).toBe('[2001:db8::1]:5672');
    expect(pseudonyms.of('text', 'from 172.16.3.4 and 2a02::7 at 12:34:56')).toBe(
      'from 10.0.0.1 and 2001:db8::1 at 12:34:56',
    );
    expect(pseudonyms.of('text', 'see https://files.montague.example/a')).toBe('see https://host-3.example/a');
    expect(pseudonyms.of('address', 'orders')).toBe('address-1');
    expect(pseudonyms.of('address', '/queues/orders')).toBe('/queues/address-1');
    expect(pseudonyms.of('address', '$cbs')).toBe('$cbs');
  });

  it.each([
    'http://jabber.org/protocol/disco#info',
    'http://etherx.jabber.org/streams',
    'urn:xmpp:ping',
    '127.0.0.1',
    'localhost',
    'version 1.2.3',
    '',
  ])('leave %j as it is', (text) => {
    expect(new Pseudonyms().of('text', text)).toBe(text);
  });

  it('keep as many bytes where the structure is not known', () => {
    const pseudonyms = new Pseudonyms();
    const bytes = new TextEncoder().encode('\u0001romeo@montague.example 172.16.3.4\u0002');
    const changed = pseudonyms.inBytes(bytes);
    expect(changed).toHaveLength(bytes.length);
    expect(new TextDecoder().decode(changed)).toBe(`\u0001${'x'.repeat(22)} ${'x'.repeat(10)}\u0002`);
  });

  it('never throw, and leave units of other bytes as they are, whatever the bytes are', () => {
    const pieces = fc.constantFrom(
      '<iq to="a@b.c">',
      '</iq>',
      'a@b.example',
      '10.1.1.1',
      '://',
      '"',
      '<',
      '\xa1\x03abc',
      '\x00\x53\x10\xc0\x05\x01\xa1\x02ab',
    );
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.array(pieces, { maxLength: 8 }).map((all) => Uint8Array.from(all.join(''), (each) => each.charCodeAt(0))),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...protocolNames),
        fc.constantFrom(...unitKinds),
        content,
        (protocol, kind, bytes) => {
          const { codec, redactor } = protocolOf(protocol);
          const opened = codec.open({ protocol, kind, bytes }, noContext, noProject);
          redactor.rename(opened, new Pseudonyms());
          const same = redactor.rename(opened, { of: (_kind, value) => value, inBytes: (all) => all });
          expect(same).toEqual(bytes);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
