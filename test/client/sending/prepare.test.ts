import { describe, expect, it } from 'vitest';
import { amqpTemplate, xmppTemplate } from '../../../client/files/templates.ts';
import { sendableAt } from '../../../client/sending/at-cursor.ts';
import { nothingToSend, notSendable } from '../../../client/sending/errors.ts';
import { prepare, type Prepared } from '../../../client/sending/prepare.ts';
import { dynamicSources } from '../../../workspace/dynamic-sources.ts';
import { amqpLanguage } from '../../../protocols/amqp/language/index.ts';
import { xmppLanguage } from '../../../protocols/xmpp/index.ts';

const sources = dynamicSources(true);
const values = new Map([
  ['friend', '<juliet & co>'],
  ['queue', 'readings'],
]);
const ready = (protocol: 'xmpp' | 'amqp', text: string, index = 0): Promise<Prepared> =>
  prepare(protocol, { text, index, values, sources });

const own =
  '<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="celsius" type="double"/></type></section></amqp>';

describe('a stanza that is sent', () => {
  it('is its own text, with values escaped', async () => {
    expect(await ready('xmpp', '<presence/>\n<message to="{{friend}}"/>', 1)).toEqual({
      ok: true,
      payload: { kind: 'xmpp', text: '<message to="&lt;juliet &amp; co&gt;"/>' },
    });
  });

  it('is not sent with an unknown variable, which is found where it stands', async () => {
    const text = '<presence/>\n<message to="{{nobody}}"/>';
    const prepared = await ready('xmpp', text, 1);
    expect(prepared).toMatchObject({
      ok: false,
      problems: [{ start: text.indexOf('{{'), end: text.indexOf('}}') + 2 }],
    });
  });

  it('has the value of the chosen environment where the file gives another', async () => {
    expect(
      await ready(
        'xmpp',
        '<?var friend="from-the-file"?><?var other="own"?><presence to="{{friend}}" id="{{other}}"/>',
      ),
    ).toMatchObject({ payload: { text: '<presence to="&lt;juliet &amp; co&gt;" id="own"/>' } });
  });

  it('gets its variables from the file as well', async () => {
    expect(await ready('xmpp', '<?var room="lounge"?><presence to="{{room}}"/>')).toMatchObject({
      payload: { text: '<presence to="lounge"/>' },
    });
  });
});

describe('AMQP that is sent', () => {
  it('is all frames of the file as exact bytes, one entry a frame', async () => {
    const prepared = await ready('amqp', '- header: amqp\n- heartbeat:\n');
    expect(prepared).toEqual({
      ok: true,
      payload: {
        kind: 'amqp-frames',
        frames: [new Uint8Array([0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0]), new Uint8Array([0, 0, 0, 8, 2, 0, 0, 0])],
      },
    });
  });

  it('is one managed step, whichever stands before it', async () => {
    const text =
      '- send: { to: "{{queue}}", message: { body: { value: a } } }\n- receive: { from: "{{queue}}", count: 2, settle: release }\n';
    expect(await ready('amqp', text, 0)).toMatchObject({ payload: { kind: 'amqp-message', to: 'readings' } });
    expect(await ready('amqp', text, 1)).toEqual({
      ok: true,
      payload: { kind: 'amqp-receive', from: 'readings', count: 2, settle: 'release' },
    });
  });

  it('goes out with mistakes against the protocol, since somebody may mean them', async () => {
    expect(await ready('amqp', '- begin: { incoming-window: 1, outgoing-window: 1 }\n')).toMatchObject({ ok: true });
  });

  it('stays here when it cannot become bytes', async () => {
    expect(await ready('amqp', '- open: { container-id: "{{nobody}}" }\n')).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('nobody') as string }],
    });
  });

  it('has the value of the chosen environment where the file gives another', async () => {
    const text =
      'vars: { queue: from-the-file, other: own }\nframes:\n  - receive: { from: "{{queue}}-{{other}}", count: 1, settle: accept }\n';
    expect(await ready('amqp', text)).toMatchObject({ payload: { from: 'readings-own' } });
  });

  it('is not stopped by a mistake in another step', async () => {
    const text =
      '- send: { to: q, message: { body: { value: a } } }\n- receive: { from: "{{nobody}}", count: 1, settle: accept }\n';
    expect(await ready('amqp', text, 0)).toMatchObject({ ok: true });
    expect(await ready('amqp', text, 1)).toMatchObject({ ok: false });
  });

  it('may use types of the project, which the reply is read with as well', async () => {
    const text =
      '- send: { to: q, message: { body: { value: !reading { celsius: 21.5 } } } }\n- receive: { from: q, count: 1, settle: accept }\n';
    const source = { text, values, sources, amqpDefinitions: [own] };
    const sent = await prepare('amqp', { ...source, index: 0 });
    const message =
      sent.ok && sent.payload.kind === 'amqp-message' ? Buffer.from(sent.payload.message).toString('hex') : '';
    expect(message).toContain('0000a00100000001');
    expect(await prepare('amqp', { ...source, index: 1 })).toMatchObject({
      ok: true,
      payload: { amqpDefinitions: [own] },
    });
    expect(await ready('amqp', text, 0)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('reading') as string }],
    });
  });

  it('is nothing where the file has no such step any more', async () => {
    expect(await ready('amqp', '- header: amqp\n', 7)).toMatchObject({ ok: false });
  });
});

describe('the message about what was not sent', () => {
  it('names the line, leads there, and offers another environment for a variable', () => {
    const error = notSendable(
      [
        { start: 4, end: 8, message: 'The variable “x” has no value' },
        { start: 5, end: 6, message: 'More' },
      ],
      'a\nb\nc',
      'file:///a.xmpp',
    );
    expect(error.message).toBe('Not sent, line 3: The variable “x” has no value. (and 1 more)');
    expect(error.steps).toEqual([
      { title: 'Go to Line 3', command: 'wireloupe.revealPlace', args: ['file:///a.xmpp', 4] },
      { title: 'Choose Environment', command: 'wireloupe.pickEnvironment' },
    ]);
  });

  it('offers a new file where there is nothing', () => {
    expect(nothingToSend().steps.map((each) => each.command)).toEqual([
      'wireloupe.newXmppFile',
      'wireloupe.newAmqpFile',
    ]);
  });
});

describe('what the cursor means', () => {
  const script = { start: 0, end: 100 };
  const message = { start: 40, end: 60 };
  const later = { start: 120, end: 130 };

  it('is the smallest that holds it', () => {
    expect(sendableAt([script, message, later], 50)).toBe(message);
    expect(sendableAt([script, message, later], 10)).toBe(script);
  });

  it('is the next one below a comment, and the last one at the end of the file', () => {
    expect(sendableAt([script, message, later], 110)).toBe(later);
    expect(sendableAt([script, later], 500)).toBe(later);
    expect(sendableAt<typeof script>([], 0)).toBeUndefined();
  });
});

describe('dynamic values', () => {
  it('are new each time, and stay within their bounds', () => {
    expect(sources.id()).not.toBe(sources.id());
    expect(sources.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    const drawn = Array.from({ length: 200 }, () => sources.randomInt(1, 3));
    expect(new Set(drawn)).toEqual(new Set([1, 2, 3]));
    expect(sources.randomInt(-999_999_999_999_999, 999_999_999_999_999)).toBeTypeOf('number');
  });

  it('do not read the environment of an untrusted workspace', () => {
    expect(dynamicSources(false).env('PATH')).toBeUndefined();
    expect(dynamicSources(true).env('PATH')).toBe(process.env.PATH);
  });
});

describe('a new file', () => {
  it('is sound, and can be sent at once', () => {
    const xmpp = xmppLanguage.parse(xmppTemplate, {});
    expect(xmppLanguage.diagnostics(xmpp)).toEqual([]);
    expect(xmppLanguage.sendables(xmpp)).toHaveLength(2);
    const amqp = amqpLanguage.parse(amqpTemplate, {});
    expect(amqpLanguage.diagnostics(amqp)).toEqual([]);
    expect(amqpLanguage.sendables(amqp)).toHaveLength(2);
  });
});
