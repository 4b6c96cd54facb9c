import { describe, expect, it } from 'vitest';
import { sampleCapture } from '../protocols/filter/sample.ts';
import { folderOf, wireloupe, type Ran } from './terminal.ts';

const capture = sampleCapture();

async function decode(filter: string, ...options: string[]): Promise<Ran> {
  const cwd = await folderOf({ 'a.wlcap': capture });
  return wireloupe(['decode', '--format', 'jsonl', '--filter', filter, ...options, 'a.wlcap'], { cwd });
}

/** The units that a filter selects: `0.10` is the tenth of the broker's connection. */
async function selected(filter: string, ...options: string[]): Promise<readonly string[]> {
  const { out, said } = await decode(filter, ...options);
  expect(said).not.toContain('--filter');
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { connection: number; number: number })
    .map(({ connection, number }) => `${connection}.${number}`);
}

describe('decode --filter', () => {
  it.each<[string, readonly string[]]>([
    ['name:transfer', ['0.10', '0.12', '0.13']],
    ['disposition', ['0.11']],
    ['conn:broker name:open', ['0.3', '0.4']],
    ['conn:1 name:iq', ['1.1', '1.2', '1.5', '1.6', '1.8']],
    ['conn:5222 presence', ['1.7']],
    ['127.0.0.1:40001 -iq -message', ['1.7']],
    ['failed', ['0.11', '1.6']],
    ['failed proto:amqp', ['0.11']],
    ['(disco-1 OR presence)', ['1.1', '1.2', '1.7']],
    ['proto:amqp dir:in -(name:attach OR name:flow)', ['0.2', '0.4', '0.6', '0.11']],
    ['/^dispo/', ['0.11']],
    ['/WHEREFORE|two w/i', ['1.3', '1.4']],
    ['"two words"', ['1.4']],
    ['kind:header', ['0.1', '0.2']],
    ['channel:0 name:begin', ['0.5', '0.6']],
    ['size>1k', ['0.12']],
    ['time>12:01', Array.from({ length: 8 }, (_, i) => `1.${i + 1}`)],
    ['time<2026-11-29T12:00:05.002Z', ['0.1']],
    ['latency>50ms', ['0.10', '0.11', '1.1', '1.2']],
    ['latency>=200', ['0.10', '0.11']],
    ['unanswered', ['0.12']],
    ['field:delivery-id=7', ['0.10']],
    ['field:delivery-id>7', ['0.12']],
    ['field:source.address=shop', ['0.7', '0.8']],
    ['field:application-properties.celsius=21.5', ['0.10']],
    ['field:celsius>20', ['0.10']],
    ['field:com.example.kind=cold', ['0.10']],
    ['field:application-properties.com.example.kind=cold', ['0.10']],
    ['field:properties.subject=first', ['0.10']],
    ['field:role=receiver', ['0.8', '0.11']],
    ['field:state=rejected', ['0.11']],
    ['field:state.error.condition=/precondition/', ['0.11']],
    ['field:delivery-tag=0x07', ['0.10']],
    ['field:amqp-value=hello', ['0.10']],
    ['field:attach.name', ['0.7', '0.8']],
    ['field:more=false name:transfer', ['0.10', '0.13']],
    ['field:more', ['0.12']],
    ['field:settled', ['0.11']],
    ['field:iq.type=get', ['1.1', '1.5']],
    ['field:body="two words"', ['1.4']],
    ['field:message.thread=t-1', ['1.3', '1.4']],
    ['xpath:"//body"', ['1.3', '1.4']],
    ['xpath:"/iq[@type=\'get\']/query"', ['1.5']],
    ['bytes:0x0053 name:flow', ['0.9']],
    ['bytes:Wherefore', ['1.3']],
    ['link:orders', ['0.7', '0.8', '0.9', '0.10', '0.12', '0.13']],
    ['to:orders', ['0.7', '0.8', '0.9', '0.10', '0.12', '0.13']],
    ['from=shop name:attach', ['0.7', '0.8']],
    ['to:romeo', ['1.3']],
    ['from:romeo@example.com', ['1.4']],
    ['id:disco-1', ['1.1', '1.2']],
    ['id:7', ['0.10', '0.11']],
    ['id=m-8', ['0.12']],
    ['ns:urn:xmpp:ping', ['1.1']],
    ['ns=jabber:iq:roster', ['1.5', '1.6']],
    ['state:error', ['1.8']],
    ['rule:xmpp/iq-type', ['1.8']],
    ['follow:iq', ['1.1', '1.2', '1.5', '1.6', '1.8']],
    ['follow:iq=roster-1', ['1.5', '1.6']],
    ['follow:iq=#2 conn:1', ['1.1', '1.2']],
    ['follow:link=to-orders name:flow', ['0.9']],
    ['follow:link=#12', ['0.7', '0.8', '0.9', '0.10', '0.12', '0.13']],
    ['follow:delivery', ['0.10', '0.11', '0.12', '0.13']],
    ['follow:delivery=7', ['0.10', '0.11']],
    ['follow:delivery=8', ['0.12', '0.13']],
    ['follow:delivery=#11', ['0.10', '0.11']],
    ['follow:delivery=#13', ['0.12', '0.13']],
    ['follow:thread=t-1', ['1.3', '1.4']],
    ['follow:jid=romeo@example.com', ['1.3', '1.4']],
    ['follow:jid=#4', ['1.3', '1.4']],
  ])('%s', async (filter, units) => {
    expect(await selected(filter)).toEqual(units);
  });

  it('counts what it leaves out, and nothing is an error that is not shown', async () => {
    const some = await decode('name:transfer');
    expect([some.code, some.said]).toEqual([0, expect.stringMatching(/^3 of 21 units, .*1 connection, 0 errors/mu)]);
    const wrong = await decode('state:error');
    expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('1 of 21 units')]);
    expect((await decode('')).said).toContain('21 of 21 units');
  });

  it('goes with a connection and a direction', async () => {
    expect(await selected('-failed', '--connection', '1', '--direction', 'server')).toEqual(['1.2', '1.4']);
  });

  it.each(['unanswered', 'name:transfer'])('reads standard input for “%s”', async (filter) => {
    const { out } = await wireloupe(['decode', '--format', 'jsonl', '--filter', filter, '-'], {
      input: Buffer.from(capture),
    });
    expect(out.trimEnd().split('\n')).toHaveLength(filter === 'unanswered' ? 1 : 3);
  });

  it.each([
    ['a kind:fraem', 'character 8: “kind:” takes', '  a kind:fraem\n         ^^^^^'],
    ['(a OR b', 'character 1: This parenthesis is not closed', '  (a OR b\n  ^'],
    ['name:', 'character 6: “name:” needs a name', '  name:\n       ^'],
    ['x /(/', 'character 3: The regular expression cannot be read', '  x /(/\n    ^^^'],
    ['/(a)\\1/', 'The regular expression cannot be read', '^^^^^^^'],
    ['a\u0001\u{1f98a} size>x', 'character 10', '  a\\x01🦊 size>x\n              ^'],
  ])('refuses %j and marks the place', async (filter, message, marked) => {
    const { code, said, out } = await decode(filter);
    expect([code, out]).toEqual([2, '']);
    expect(said).toContain(message);
    expect(said).toContain(marked);
  });

  it('says where a key looks misspelt', async () => {
    const { code, said } = await decode('nam:transfer');
    expect([code, said]).toEqual([0, expect.stringContaining('--filter: “nam” is not a key')]);
    expect(said).toContain('Did you mean “name:”?');
  });

  it('finds no secret, by whatever key', async () => {
    const login = '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AHRlc3QAaHVudGVyMg==</auth>';
    const cwd = await folderOf({ 'a.xml': login });
    for (const filter of ['bytes:AHRlc3Q', 'field:auth=/^AHR/', 'xpath:"//auth[starts-with(., \'AHR\')]"', 'AHRlc3Q']) {
      const { said } = await wireloupe(
        ['decode', '--format', 'none', '--format-in', 'raw', '--filter', filter, 'a.xml'],
        { cwd },
      );
      const { out } = await wireloupe(['decode', '--format', 'none', '--filter', filter, 'a.xml'], { cwd });
      expect(said + out).toMatch(/0 of \d+ units?/u);
    }
  });
});
