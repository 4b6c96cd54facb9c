import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uamqp } from '../../../../../protocols/captures/logs/amqp/uamqp.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';
import { framesOf } from './decoded.ts';

const one = (text: string) => framesOf(uamqp, text)[0];

describe('a trace of uamqp', () => {
  test('has headers, frames and empty frames', () => {
    const text = [
      '-> Header (AMQP 3.1.0.0)',
      '<- [SASL MECHANISMS]* {{ANONYMOUS,PLAIN}}',
      '-> [SASL INIT]* {PLAIN,<00 75 00 70>,host}',
      '<- [SASL OUTCOME]* {0,NULL}',
      '-> Header (AMQP 0.1.0.0)',
      '-> [OPEN]* {c,host,4294967295,65535,10000,NULL,NULL,NULL,NULL,{[product:p],[n:7],[com.microsoft:timeout:9]}}',
      '<- Empty frame',
    ].join('\r\n');
    expect(text.split('\r\n').map((line) => uamqp.recognises(line, ''))).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(framesOf(uamqp, text)).toMatchObject([
      { kind: 'header' },
      { name: 'sasl-mechanisms', direction: 'received', fields: { 'sasl-server-mechanisms': ['ANONYMOUS', 'PLAIN'] } },
      {
        name: 'sasl-init',
        fields: { mechanism: 'PLAIN', 'initial-response': { $binary: '00750070' }, hostname: 'host' },
      },
      { name: 'sasl-outcome', fields: { code: 0 } },
      { kind: 'header' },
      {
        name: 'open',
        fields: {
          'container-id': 'c',
          'max-frame-size': 4294967295,
          'idle-time-out': 10000,
          properties: {
            $map: [
              ['product', 'p'],
              ['n', 7],
              ['com.microsoft:timeout', 9],
            ],
          },
        },
      },
      { kind: 'heartbeat', direction: 'received' },
    ]);
  });
  test("is in Python's bytes", () => {
    const text = String.raw`2026-11-30 10:00:00,123 INFO uamqp.c_uamqp b'-> [ATTACH]* {l\'s,0,true,0,1,* {q,NULL,NULL,0,NULL,NULL,NULL,{[apache.org:selector-filter:string:* a > 1]}},* {t},NULL,NULL,NULL,0}'`;
    expect(uamqp.recognises(text, '')).toBe(true);
    expect(one(text)).toMatchObject({
      name: 'attach',
      direction: 'sent',
      fields: {
        name: "l's",
        role: true,
        'rcv-settle-mode': 1,
        source: { address: 'q', filter: { $map: [['apache.org:selector-filter:string', { $value: 'a > 1' }]] } },
        target: { $type: 'target', address: 't' },
        'max-message-size': 0,
      },
    });
    expect(entriesOfKind(uamqp, text, 'unit')[0]?.time).toBe(Date.UTC(2026, 10, 30, 10, 0, 0, 123));
  });
  test('has messages in front of their transfer, and states without what they are', () => {
    expect(
      one(
        'Properties:* {0}Application properties:* {[a:b]}Body - amqp value:* x-> [TRANSFER]* {0,0,<01 00 00 00>,0,false,false}',
      ),
    ).toMatchObject({
      name: 'transfer',
      lossy: 'cut',
      fields: { handle: 0, 'delivery-tag': { $binary: '01000000' }, settled: false },
    });
    expect(one('<- [DISPOSITION]* {true,0,NULL,true,* {},NULL}')?.fields).toEqual({
      role: true,
      first: 0,
      settled: true,
    });
    expect(one('<- [DETACH]* {0,true,* {amqp:not-found,no such node,NULL}}')?.fields).toMatchObject({
      error: { condition: 'amqp:not-found', description: 'no such node' },
    });
    expect(one('-> [ATTACH]* {l,0,false,0,0,* {s},* {{amqp:local-transactions}},NULL,NULL,0}')?.fields).toMatchObject({
      target: { $type: 'coordinator' },
    });
  });
  test('may be broken over lines', () => {
    const text = '<- [ATTACH]* {l,0,true,0,0,* {a,NULL},* \n{b,NULL},NULL,NULL,NULL}\n<- [END]* {}';
    expect(framesOf(uamqp, text)).toMatchObject([
      { name: 'attach', line: 1, fields: { target: { address: 'b' } } },
      { name: 'end', line: 3 },
    ]);
  });
  test('of several connections, one after another, has several', () => {
    const text = '-> Header (AMQP 0.1.0.0)\n-> [OPEN]* {a}\n-> Header (AMQP 0.1.0.0)\n-> [OPEN]* {b}';
    expect(entriesOf(uamqp, text).map(({ what }) => what)).toEqual(['unit', 'unit', 'end', 'unit', 'unit']);
  });
  test('that is cut or ambiguous has gaps', () => {
    expect(entriesOf(uamqp, '-> [OPEN]* {c,h')).toMatchObject([{ what: 'gap', line: 1, direction: 'sent' }]);
    expect(entriesOf(uamqp, '<- [Unknown]* {}')).toMatchObject([{ what: 'gap', direction: 'received' }]);
    expect(entriesOf(uamqp, '<- [END]* {* {a,b,NULL},c}')).toMatchObject([{ what: 'gap' }]);
  });
  test('keeps every value that is printed', () => {
    const text = fc.stringMatching(/^[\w$/.:@-]{1,20}$/).filter((value) => !/^(?:NULL|true|false)$/.test(value));
    const uint = fc.option(fc.nat({ max: 0xffffffff }), { nil: null });
    const shown = (value: string | number | null): string => (value === null ? 'NULL' : String(value));
    fc.assert(
      fc.property(
        text,
        fc.option(text, { nil: null }),
        uint,
        fc.boolean(),
        fc.uint8Array({ maxLength: 32 }),
        (name, host, size, settled, tag) => {
          expect(one(`-> [OPEN]* {${shown(name)},${shown(host)},${shown(size)}}`)?.fields).toEqual({
            'container-id': name,
            ...(host === null ? {} : { hostname: host }),
            ...(size === null ? {} : { 'max-frame-size': size }),
          });
          const hex = Buffer.from(tag).toString('hex');
          expect(
            one(`<- [TRANSFER]* {1,NULL,<${(hex.toUpperCase().match(/../g) ?? []).join(' ')}>,NULL,${settled}}`)
              ?.fields,
          ).toEqual({ handle: 1, 'delivery-tag': { $binary: hex }, settled });
        },
      ),
    );
  });
  test('of many values, or values nested too deep, has gaps', () => {
    for (const text of [
      `{${','.repeat(1_000_000)}`,
      `{${'* '.repeat(100_000)}}`,
      `{${'{'.repeat(1000)}${'}'.repeat(1000)}}`,
    ])
      expect(entriesOf(uamqp, `-> [OPEN]* ${text}`)).toMatchObject([{ what: 'gap' }]);
  });
  test('of any text does not throw', () => {
    const part = fc.constantFrom(
      '-> ',
      '<- ',
      '[OPEN]',
      '* {',
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '<00',
      '>',
      "b'",
      "'",
      '* ',
      'NULL',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(part, fc.string())),
        (parts) => void entriesOf(uamqp, `-> [ATTACH]* {${parts.join('')}`),
      ),
    );
  });
});

test('A log-in that uamqp does not get is a connection of its own, which it closes without a header', () => {
  const text = [
    '-> Header (AMQP 0.1.0.0)',
    '-> [OPEN]* {c,host}',
    '-> [CLOSE]* {}',
    "b'SASL handshake failed with code 01'",
    '-> [CLOSE]* {}',
    '-> Header (AMQP 0.1.0.0)',
    '-> [OPEN]* {c,host}',
    '-> [CLOSE]* {}',
  ].join('\n');
  expect(entriesOf(uamqp, text).map(({ what, line }: { what: string; line?: number }) => [what, line])).toEqual([
    ['unit', 1],
    ['unit', 2],
    ['unit', 3],
    ['end', undefined],
    ['unit', 5],
    ['end', undefined],
    ['unit', 6],
    ['unit', 7],
    ['unit', 8],
  ]);
});
