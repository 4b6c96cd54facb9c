import { describe, expect, it } from 'vitest';
import { amqpTemplate, xmppTemplate } from '../../../client/files/templates.ts';
import { sendableAt } from '../../../client/sending/at-cursor.ts';
import { nothingToSend, notSendable } from '../../../client/sending/errors.ts';
import { openForSending } from '../../../protocols/sending.ts';
import { dynamicSources } from '../../../workspace/dynamic-sources.ts';
import { isPayload, variableLookup } from '../../../protocols/core/index.ts';
import { amqpLanguage } from '../../../protocols/amqp/language/index.ts';
import { xmppLanguage } from '../../../protocols/xmpp/index.ts';

const sources = dynamicSources(true);

/** The commands that are offered when the first stanza or step of a text is not sent. */
async function offered(protocol: 'xmpp' | 'amqp', text: string): Promise<readonly string[]> {
  const lookup = variableLookup(new Map(), dynamicSources(false));
  const prepared = (await openForSending(protocol, text, {})).prepare(0, lookup);
  if (isPayload(prepared)) throw new Error('It can be sent');
  return notSendable(prepared, text, 'file:///a').steps.map(({ command }) => command);
}

describe('the message about what was not sent', () => {
  it('names the line and leads there', () => {
    const problem = { code: 'xmpp/variable', severity: 'error', blocking: true } as const;
    const error = notSendable(
      [
        { ...problem, start: 4, end: 8, message: 'This is not closed' },
        { ...problem, start: 5, end: 6, message: 'More' },
      ],
      'a\nb\nc',
      'file:///a.xmpp',
    );
    expect(error.message).toBe('Not sent, line 3: This is not closed. (and 1 more)');
    expect(error.steps).toEqual([
      { title: 'Go to Line 3', command: 'wireloupe.revealPlace', args: ['file:///a.xmpp', 4] },
    ]);
  });

  it.each([
    ['xmpp', '<presence to="{{friend}}"/>'],
    ['amqp', '- receive: { from: "{{queue}}", count: 1, settle: accept }\n'],
  ] as const)('offers another %s environment where a variable has no value', async (protocol, text) => {
    expect(await offered(protocol, text)).toEqual(['wireloupe.revealPlace', 'wireloupe.pickEnvironment']);
  });

  it.each([
    ['xmpp', '<presence to="{{$env FRIEND}}"/>'],
    ['xmpp', '<presence to="{{friend"/>'],
    ['amqp', '- receive: { from: "{{$env QUEUE}}", count: 1, settle: accept }\n'],
    ['amqp', '- receive: { from: "{{queue", count: 1, settle: accept }\n'],
    ['amqp', 'vars: { 1: a }\nframes:\n  - header: amqp\n'],
  ] as const)('offers no %s environment for an environment variable or a malformed one: %s', async (protocol, text) => {
    expect(await offered(protocol, text)).toEqual(['wireloupe.revealPlace']);
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
