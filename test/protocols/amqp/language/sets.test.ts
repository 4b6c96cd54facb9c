import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../../../protocols/amqp/language/index.ts';
import { isPayload, variableLookup, withTaken, type DynamicSources } from '../../../../protocols/core/index.ts';

let drawn = 0;
const sources: DynamicSources = {
  id: () => String(++drawn),
  uuid: () => '2',
  now: () => new Date(0),
  randomInt: (least) => least,
  env: () => undefined,
};
const none = variableLookup(new Map(), sources);
const parse = (text: string) => amqpLanguage.parse(text, { variables: new Map() });
const found = (text: string) => amqpLanguage.diagnostics(parse(text)).map(({ code, message }) => [code, message]);

const begun =
  '- header: amqp\n- open: { container-id: c }\n- begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }\n';
const script = `${begun}- set: { handles: handle-max }\n- attach: { name: a, handle: "{{handles}}", role: sender, source: {}, target: { address: q }, initial-delivery-count: 0 }\n- close: {}\n`;

describe('a step that sets variables', () => {
  it('gives values to the steps below, and what is not known yet breaks no rule', () => {
    expect(found(script)).toEqual([]);
  });

  it('gives none to the steps above', () => {
    expect(found(`- header: amqp\n- open: { container-id: "{{x}}" }\n- set: { x: container-id }\n`)).toEqual([
      ['amqp/unknown-variable', expect.stringContaining('“x” is used before it is set')],
      ['amqp/set-unused', expect.any(String)],
    ]);
  });

  it('divides a script into parts', () => {
    const document = parse(script);
    expect(amqpLanguage.sendables(document)).toMatchObject([{ kind: 'script', label: '5 frames' }]);
    expect(amqpLanguage.problems(document, none)).toEqual([]);
    const first = amqpLanguage.prepare(document, 0, none);
    expect(first).toMatchObject({ part: { index: 0, last: false }, sets: [{ name: 'handles', field: 'handle-max' }] });
    expect(isPayload(first) && first.kind === 'amqp-frames' && first.frames.length).toBe(3);
    expect(amqpLanguage.prepare(document, 0, none, 1)).toMatchObject([
      { code: 'not-set-yet', message: expect.stringContaining('on line 4') as string },
    ]);
    const last = amqpLanguage.prepare(document, 0, withTaken(none, new Map([['handles', '7']])), 1);
    expect(last).toMatchObject({ part: { index: 1, last: true } });
    expect(isPayload(last) && last.kind === 'amqp-frames' && last.frames.length).toBe(2);
    // A value that does not fit is found when it has come.
    expect(amqpLanguage.prepare(document, 0, withTaken(none, new Map([['handles', 'x']])), 1)).not.toMatchObject({
      part: { index: 0 },
    });
  });

  it('leaves what the file draws at random as it was in the parts before', () => {
    const text = `vars: { me: "{{$id}}" }\nframes:\n  - header: amqp\n  - open: { container-id: "{{me}}" }\n  - set: { x: container-id }\n  - close: { error: { condition: "a:{{me}}", description: "{{x}}" } }\n`;
    const document = parse(text);
    const textOf = (values: typeof none, part: number): string => {
      const payload = amqpLanguage.prepare(document, 0, values, part);
      return isPayload(payload) && payload.kind === 'amqp-frames'
        ? Buffer.concat(payload.frames).toString('latin1')
        : '';
    };
    const lookup = variableLookup(new Map(), sources);
    textOf(withTaken(lookup, new Map()), 0);
    const id = String(drawn);
    expect(textOf(withTaken(lookup, new Map([['x', 'y']])), 1)).toContain(`a:${id}`);
  });

  it('belongs to the receive above it', () => {
    const document = parse(
      '- receive: { from: q }\n- set: { id: properties.message-id }\n- send: { to: "{{id}}", message: { body: { value: 1 } } }\n',
    );
    expect(amqpLanguage.prepare(document, 0, none)).toMatchObject({ kind: 'amqp-receive', sets: [{ name: 'id' }] });
    expect(amqpLanguage.prepare(document, 1, none)).toMatchObject([{ code: 'not-set-yet' }]);
    expect(amqpLanguage.prepare(document, 1, withTaken(none, new Map([['id', 'm: 7']])))).toMatchObject({ to: 'm: 7' });
  });

  it('is completed, explained and found from where its variable is used', () => {
    const document = parse(script);
    const at = script.indexOf('{{handles') + 3;
    expect(amqpLanguage.completions(document, script.indexOf('{{handles') + 2).map(({ label }) => label)).toContain(
      'handles',
    );
    expect(amqpLanguage.hover(document, at)?.markdown).toContain('is set from an answer on line 4');
    const place = amqpLanguage.definition?.(document, at);
    expect(place && script.slice(place.start, place.end)).toBe('handles');
    expect(place?.start).toBe(script.indexOf('handles'));
  });

  it('is checked again where it moves, though the steps that use it stay', () => {
    const use = '- close: { error: { condition: "a:b", description: "{{x}}" } }\n';
    const set = '- set: { x: container-id }\n';
    const before = parse(`${begun}${set}${use}`);
    expect(amqpLanguage.diagnostics(before)).toEqual([]);
    const after = amqpLanguage.parse(`${begun}${use}${set}`, { variables: new Map() }, before);
    expect(amqpLanguage.diagnostics(after).map(({ code }) => code)).toContain('amqp/unknown-variable');
  });

  it('never throws, whatever stands in it', () => {
    const part = fc.constantFrom(
      '- set: ',
      '{ x: ',
      'a.b',
      'path: ',
      'of: attach',
      ' }',
      '\n',
      '"{{x}}"',
      begun,
      '- receive: { from: q }\n',
      '[',
      ': ',
    );
    fc.assert(
      fc.property(fc.array(part), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const document = parse(text);
        amqpLanguage.diagnostics(document);
        const offset = at % (text.length + 1);
        amqpLanguage.hover(document, offset);
        amqpLanguage.completions(document, offset);
        amqpLanguage.definition?.(document, offset);
        amqpLanguage.problems(document, none);
        for (const { index } of amqpLanguage.sendables(document)) amqpLanguage.prepare(document, index, none);
      }),
    );
  });
});
