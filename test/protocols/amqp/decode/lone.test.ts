import { describe, expect, it } from 'vitest';
import { amqpCodec } from '../../../../protocols/amqp/codec/index.ts';
import { amqpJudge } from '../../../../protocols/amqp/codec/judge.ts';
import { isLoneKind, loneKindOf } from '../../../../protocols/amqp/decode/index.ts';
import { fromHex, noContext, noProject, type OpenUnit } from '../../../../protocols/core/index.ts';

const bytesOf = (hex: string): Uint8Array => fromHex(hex.replace(/ /g, '')) ?? new Uint8Array(0);
const hexOf = (text: string): string => Buffer.from(text).toString('hex');

function openedOf(hex: string): OpenUnit {
  const bytes = bytesOf(hex);
  const kind = loneKindOf(bytes);
  if (kind === undefined) throw new Error('These bytes are nothing.');
  return amqpCodec.open({ protocol: 'amqp', kind, bytes }, noContext, noProject);
}

const codesOf = (hex: string): readonly string[] =>
  amqpJudge.issues(openedOf(hex), 'information').map(({ code }) => code);

const data = '005375 a005 68656c6c6f';
const durable = '005370 c002 0141';
const open = '005310 c004 01a10163';

describe('bytes of AMQP without a frame', () => {
  it.each([
    ['a section', data, 'section'],
    ['a section with a long descriptor', '00800000000000000075 a005 68656c6c6f', 'section'],
    ['a section with a symbol for descriptor', `00a310${hexOf('amqp:data:binary')} a003 616263`, 'section'],
    ['a message', `${durable} ${data}`, 'message'],
    ['sections without a body', `${durable} 005373 45`, 'message'],
    ['a performative', open, 'value'],
    ['a described value of a type that is not known', '0053ff c003 0152 01', 'value'],
    ['a map', 'c109 02 a1016b a10376616c', 'value'],
    ['a string', `a105${hexOf('hello')}`, 'value'],
    ['nothing', '', undefined],
    ['a number', '5201', undefined],
    ['true', '41', undefined],
    ['an empty list', '45', undefined],
    ['a string and more', `a105${hexOf('hello')}41`, undefined],
    ['a map that is cut', 'c10a 02 a1016b', undefined],
    ['a section that is cut', '005375 a005 6865', undefined],
    ['a section and something else', `${data} 41`, undefined],
    ['a class of Java', 'cafebabe0000003d', undefined],
  ])('are known as what they are: %s', (_name, hex, kind) => {
    expect(loneKindOf(bytesOf(hex))).toBe(kind);
  });

  it('have a name, a summary, a tree and JSON', () => {
    const section = openedOf(data);
    expect([section.name, section.summary()]).toEqual(['data', 'hello']);
    expect(section.json()).toEqual({
      sections: ['data'],
      values: [{ $descriptor: 117, $value: { $binary: hexOf('hello') } }],
    });
    expect(section.tree({ secrets: false }).children.map(({ label }) => label)).toEqual(['data']);
    const message = openedOf(`${durable}${data}`);
    expect([message.name, message.summary()]).toEqual(['message', 'header, data hello']);
    const performative = openedOf(open);
    expect([performative.name, performative.summary()]).toEqual(['open', 'c']);
    expect(performative.json()).toMatchObject({ performative: 'open', code: 16, fields: { 'container-id': 'c' } });
    expect(openedOf('c109 02 a1016b a10376616c').json()).toEqual({ value: { $map: [['k', 'val']] } });
    expect(openedOf(data).text()).toContain('raw');
    expect(isLoneKind('frame')).toBe(false);
  });

  it('break the rules for messages, and no other', () => {
    expect(codesOf(data)).toEqual([]);
    expect(codesOf(`${durable}${data}`)).toEqual([]);
    expect(codesOf(`${durable}00537345`)).toEqual([]);
    expect(codesOf(`${data}${durable}`)).toEqual(['amqp/section-order']);
    expect(codesOf('005374 c107 02 a1016b c00100')).not.toEqual([]);
    expect(codesOf(open)).toEqual([]);
    expect(codesOf('005310 c003 015201')).toEqual(['amqp/wrong-type']);
  });

  it('hide their secrets', () => {
    const secret = hexOf('secret!!');
    const properties = openedOf(`005374 c115 02 a108${hexOf('password')} a108${secret}`);
    const text = JSON.stringify(properties.tree({ secrets: false }));
    expect(text).not.toContain('secret!!');
    expect(JSON.stringify(properties.tree({ secrets: true }))).toContain('secret!!');
    const init = openedOf(`005341 c012 02 a305${hexOf('PLAIN')} a008${secret}`);
    expect(init.name).toBe('sasl-init');
    expect(JSON.stringify(init.tree({ secrets: false }))).not.toContain('secret!!');
  });
});
