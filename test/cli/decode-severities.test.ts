import { describe, expect, it } from 'vitest';
import type { RuleSettings } from '../../protocols/core/index.ts';
import { folderOf, wireloupe, type Ran } from './terminal.ts';

const xmpp = Buffer.from(
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='example.org'><iq to='a@b' id='1'><query xmlns='jabber:iq:version'/></iq>",
);
/** Header, an open whose container-id is written longer than need be, and a flow without a session. */
const amqp = Buffer.from(
  '414d515000010000 0000001402000000005310c00701b10000000161 0000001402000000005313c0070440 5201 43 5201'.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

const decoded = async (input: Buffer, rules: RuleSettings, format = 'jsonl'): Promise<Ran> =>
  wireloupe(['decode', '--format', format, 'a.bin'], {
    cwd: await folderOf({ 'wireloupe.json': JSON.stringify({ rules }), 'a.bin': input }),
  });

/** What was found, with severities. */
function found({ out }: Ran): readonly string[] {
  const units = out
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as { readonly issues: readonly { readonly code: string; readonly severity: string }[] },
    );
  return units.flatMap(({ issues }) => issues.map(({ code, severity }) => `${code} ${severity}`));
}

describe('decode with severities of the project', () => {
  it('gives them to what is found in XMPP, and ends by them', async () => {
    const plain = await decoded(xmpp, {});
    expect([found(plain), plain.code]).toEqual([['xmpp/iq-type error'], 1]);
    const warned = await decoded(xmpp, { 'xmpp/iq-type': 'warning' });
    expect([found(warned), warned.code]).toEqual([['xmpp/iq-type warning'], 0]);
    const off = await decoded(xmpp, { 'xmpp/iq-type': 'off' });
    expect([found(off), off.code]).toEqual([[], 0]);
  });

  it('gives them to what is found in the bytes and the conversation of AMQP', async () => {
    const plain = await decoded(amqp, {});
    expect([found(plain), plain.code]).toEqual([['amqp/no-session error'], 1]);
    const warned = await decoded(amqp, { 'amqp/no-session': 'information', 'amqp/non-preferred-encoding': 'warning' });
    expect([found(warned), warned.code]).toEqual([
      ['amqp/non-preferred-encoding warning', 'amqp/no-session information'],
      0,
    ]);
    const off = await decoded(amqp, { 'amqp/no-session': 'off' });
    expect([found(off), off.code]).toEqual([[], 0]);
  });

  it('tells of encodings only where the project names their rule', async () => {
    const named = await decoded(amqp, { 'amqp/non-preferred-encoding': 'hint' });
    expect(found(named)).toEqual(['amqp/non-preferred-encoding hint', 'amqp/no-session error']);
    for (const rules of [{}, { 'amqp/non-preferred-encoding': 'off' }, { 'xmpp/iq-type': 'hint' }] as const)
      expect(found(await decoded(amqp, rules))).toEqual(['amqp/no-session error']);
    expect((await decoded(amqp, {}, 'text')).out).not.toContain('shorter');
    expect((await decoded(amqp, { 'amqp/non-preferred-encoding': 'hint' }, 'text')).out).toMatch(
      /^ {2}hint: .*shorter/mu,
    );
  });

  it('counts by them, hints that were made graver too, where nothing is written', async () => {
    const count = async (rules: RuleSettings): Promise<unknown> => {
      const { code, out } = await decoded(amqp, rules, 'none');
      return [code, / (\d+ errors?, \d+ warnings?)$/mu.exec(out)?.[1]];
    };
    expect(await count({})).toEqual([1, '1 error, 0 warnings']);
    expect(await count({ 'amqp/no-session': 'off' })).toEqual([0, '0 errors, 0 warnings']);
    expect(await count({ 'amqp/no-session': 'warning' })).toEqual([0, '0 errors, 1 warning']);
    expect(await count({ 'amqp/no-session': 'off', 'amqp/non-preferred-encoding': 'error' })).toEqual([
      1,
      '1 error, 0 warnings',
    ]);
  });

  it('shows them in the text for people', async () => {
    expect((await decoded(amqp, { 'amqp/no-session': 'warning' }, 'text')).out).toMatch(/^ {2}warning: flow /mu);
    expect((await decoded(amqp, { 'amqp/no-session': 'off' }, 'text')).out).not.toContain('channel 0, where');
  });

  it('gives them to bytes that belong to no protocol', async () => {
    const garbage = Buffer.from('414d515000010000ffffffff00112233', 'hex');
    expect((await decoded(garbage, {})).code).toBe(1);
    expect(found(await decoded(garbage, { 'wire/unknown-protocol': 'hint' }))).toEqual(['wire/unknown-protocol hint']);
  });

  it('are those of each file’s own project', async () => {
    const cwd = await folderOf({
      'wireloupe.json': '{ "rules": { "amqp/no-session": "off" } }',
      'a.bin': amqp,
      'strict/wireloupe.json': '{}',
      'strict/a.bin': amqp,
    });
    expect((await wireloupe(['decode', '--format', 'none', 'a.bin'], { cwd })).code).toBe(0);
    expect((await wireloupe(['decode', '--format', 'none', 'a.bin', 'strict/a.bin'], { cwd })).out).toContain(
      ' 1 error',
    );
  });
});
