import { describe, expect, it } from 'vitest';
import { isPayload, variableLookup, type Problem, type SendPayload } from '../../protocols/core/index.ts';
import { openForSending } from '../../protocols/sending.ts';
import { dynamicSources } from '../../workspace/dynamic-sources.ts';

const values = new Map([
  ['friend', '<juliet & co>'],
  ['queue', 'readings'],
  ['bell', 'a\u0007'],
]);
const lookup = variableLookup(values, dynamicSources(false));

async function prepared(
  protocol: 'xmpp' | 'amqp',
  text: string,
  index = 0,
  amqpDefinitions: readonly string[] = [],
): Promise<SendPayload | readonly Problem[]> {
  return (await openForSending(protocol, text, { amqpDefinitions })).prepare(index, lookup);
}

const own =
  '<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="celsius" type="double"/></type></section></amqp>';

describe('a stanza that is sent', () => {
  it('is its own text, with values escaped', async () => {
    expect(await prepared('xmpp', '<presence/>\n<message to="{{friend}}"/>', 1)).toEqual({
      kind: 'xmpp',
      text: '<message to="&lt;juliet &amp; co&gt;"/>',
    });
  });

  it('has the value of the chosen environment where the file gives another', async () => {
    expect(
      await prepared(
        'xmpp',
        '<?var friend="from-the-file"?><?var other="own"?><presence to="{{friend}}" id="{{other}}"/>',
      ),
    ).toMatchObject({ text: '<presence to="&lt;juliet &amp; co&gt;" id="own"/>' });
  });

  it('gets its variables from the file as well', async () => {
    expect(await prepared('xmpp', '<?var room="lounge"?><presence to="{{room}}"/>')).toMatchObject({
      text: '<presence to="lounge"/>',
    });
  });
});

describe('AMQP that is sent', () => {
  it('is all frames of the file as exact bytes, one entry a frame', async () => {
    expect(await prepared('amqp', '- header: amqp\n- heartbeat:\n')).toEqual({
      kind: 'amqp-frames',
      frames: [new Uint8Array([0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0]), new Uint8Array([0, 0, 0, 8, 2, 0, 0, 0])],
    });
  });

  it('is one managed step, whichever stands before it', async () => {
    const text =
      '- send: { to: "{{queue}}", message: { body: { value: a } } }\n- receive: { from: "{{queue}}", count: 2, settle: release }\n';
    expect(await prepared('amqp', text, 0)).toMatchObject({ kind: 'amqp-message', to: 'readings' });
    expect(await prepared('amqp', text, 1)).toEqual({
      kind: 'amqp-receive',
      from: 'readings',
      count: 2,
      settle: 'release',
    });
  });

  it('goes out with mistakes against the protocol, since somebody may mean them', async () => {
    const text = '- begin: { incoming-window: 1, outgoing-window: 1 }\n';
    expect(await prepared('amqp', text)).toMatchObject({ kind: 'amqp-frames' });
    expect((await openForSending('amqp', text, {})).problems(lookup)).toMatchObject([
      { code: 'amqp/mandatory-field', severity: 'error', blocking: false },
    ]);
  });

  it('has the value of the chosen environment where the file gives another', async () => {
    const text =
      'vars: { queue: from-the-file, other: own }\nframes:\n  - receive: { from: "{{queue}}-{{other}}", count: 1, settle: accept }\n';
    expect(await prepared('amqp', text)).toMatchObject({ from: 'readings-own' });
  });

  it('is not stopped by a mistake in another step', async () => {
    const text =
      '- send: { to: q, message: { body: { value: a } } }\n- receive: { from: "{{nobody}}", count: 1, settle: accept }\n';
    expect(isPayload(await prepared('amqp', text, 0))).toBe(true);
    expect(isPayload(await prepared('amqp', text, 1))).toBe(false);
  });

  it('may use types of the project, which the reply is read with as well', async () => {
    const text =
      '- send: { to: q, message: { body: { value: !reading { celsius: 21.5 } } } }\n- receive: { from: q, count: 1, settle: accept }\n';
    const sent = await prepared('amqp', text, 0, [own]);
    const message = 'kind' in sent && sent.kind === 'amqp-message' ? Buffer.from(sent.message).toString('hex') : '';
    expect(message).toContain('0000a00100000001');
    expect(await prepared('amqp', text, 1, [own])).toMatchObject({ amqpDefinitions: [own] });
    expect(await prepared('amqp', text, 0)).toMatchObject([
      { code: 'amqp/unknown-tag', message: expect.stringContaining('reading') as string },
    ]);
  });

  it('has one value for a variable that the file draws at random, in all of its steps', async () => {
    const text =
      'vars: { reply: "{{$uuid}}" }\nframes:\n  - send: { to: "{{reply}}", message: { body: { value: a } } }\n  - receive: { from: "{{reply}}", count: 1, settle: accept }\n';
    const document = await openForSending('amqp', text, {});
    const [to, from] = [document.prepare(0, lookup), document.prepare(1, lookup)];
    expect(to).toMatchObject({ to: expect.stringMatching(/^[\da-f-]{36}$/u) as string });
    expect(from).toMatchObject({ from: 'to' in to ? to.to : '' });
    expect(document.sendables(lookup).map(({ label }) => label)).toEqual([
      `message to ${'to' in to ? to.to : ''}`,
      `receive from ${'to' in to ? to.to : ''}`,
    ]);
  });
});

describe('what is not sent', () => {
  it.each([
    ['xmpp', '<a id="{{nobody}}"/>', 'xmpp/variable', 'undefined', '{{nobody}}'],
    ['xmpp', '<a id="{{$env WIRELOUPE}}"/>', 'xmpp/variable', 'unset', '{{$env WIRELOUPE}}'],
    ['xmpp', '<a id="{{1st}}"/>', 'xmpp/variable', 'malformed', '{{1st}}'],
    ['xmpp', '<a id="{{friend}}" name="{{bell}}"/>', 'xmpp/character-forbidden', undefined, '{{bell}}'],
    ['amqp', '- open: { container-id: "{{nobody}}" }', 'amqp/unknown-variable', 'undefined', '{{nobody}}'],
    ['amqp', '- open: { container-id: "{{$env A}}" }', 'amqp/unknown-variable', 'unset', '{{$env A}}'],
    ['amqp', '- open: { container-id: "{{1st}}" }', 'amqp/unknown-variable', 'malformed', '{{1st}}'],
    ['amqp', '- open: { container: a }', 'amqp/unknown-field', undefined, 'container'],
    ['amqp', '- header: amqp\n- [', 'amqp/yaml-syntax', undefined, '['],
  ] as const)('has a code and a place: %s %s', async (protocol, text, code, variable, place) => {
    const found = await prepared(protocol, text);
    expect(found).toMatchObject([{ code, severity: 'error', blocking: true, ...(variable && { variable }) }]);
    const [{ start, end }] = found as readonly [Problem];
    expect(text.slice(start, end)).toBe(place);
  });

  it.each(['xmpp', 'amqp'] as const)('is what the %s file does not hold', async (protocol) => {
    expect(await prepared(protocol, '', 7)).toMatchObject([
      { code: 'nothing-there', message: 'There is nothing number 8 to send in this file' },
    ]);
  });
});
