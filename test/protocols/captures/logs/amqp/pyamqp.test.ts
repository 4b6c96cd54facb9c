import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pyamqp } from '../../../../../protocols/captures/logs/amqp/pyamqp.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';
import { framesOf } from './decoded.ts';

const one = (text: string) => framesOf(pyamqp, text)[0];
const sent = String.raw`2026-11-30 14:51:42,410 azure.eventhub._pyamqp._connection DEBUG -> `;

describe('a log of pyamqp', () => {
  test('has headers, frames and empty frames, with the time', () => {
    const text = [
      String.raw`${sent}Header(b'AMQP\x00\x01\x00\x00')`,
      '2026-11-30 14:51:42,410 azure.eventhub._pyamqp._connection INFO Connection state changed: <ConnectionState.START: 0> -> <ConnectionState.HDR_SENT: 2>',
      `${sent}OpenFrame(container_id='c', hostname='h', max_frame_size=1048576, channel_max=65535, idle_timeout=None, outgoing_locales=None, incoming_locales=None, offered_capabilities=None, desired_capabilities=[b'x'], properties={'product': 'p (1)', b'k': {'TYPE': 'UINT', 'VALUE': 3}})`,
      '<- EmptyFrame()',
    ].join('\n');
    expect(text.split('\n').map((line) => pyamqp.recognises(line, ''))).toEqual([true, false, true, true]);
    expect(entriesOfKind(pyamqp, text, 'unit').map(({ kind, time }) => [kind, time])).toEqual([
      ['header', Date.UTC(2026, 10, 30, 14, 51, 42, 410)],
      ['frame', Date.UTC(2026, 10, 30, 14, 51, 42, 410)],
      ['heartbeat', undefined],
    ]);
    expect(framesOf(pyamqp, text)[1]).toMatchObject({
      direction: 'sent',
      name: 'open',
      lossy: 'values',
      fields: {
        'container-id': 'c',
        'max-frame-size': 1048576,
        'desired-capabilities': ['x'],
        properties: {
          $map: [
            ['product', 'p (1)'],
            ['k', 3],
          ],
        },
      },
    });
  });
  test('has what is received as bytes and lists', () => {
    expect(
      one(
        "<- AttachFrame(name=b'l', handle=0, role=True, send_settle_mode=2, rcv_settle_mode=0, source=[b'q', 0, b'session-end', 0, False, None, None, None, None, None, None], target=[b't', None], unsettled=None, incomplete_unsettled=None, initial_delivery_count=None, max_message_size=18446744073709551615, offered_capabilities=None, desired_capabilities=None, properties=None)",
      ),
    ).toMatchObject({
      direction: 'received',
      fields: {
        name: 'l',
        'snd-settle-mode': 2,
        source: { $type: 'source', address: 'q', 'expiry-policy': 'session-end', dynamic: false },
        target: { $type: 'target', address: 't' },
        'max-message-size': '18446744073709551615',
      },
    });
    expect(
      one("<- DispositionFrame(role=True, first=1, last=1, settled=True, state={'accepted': []}, batchable=None)")
        ?.fields,
    ).toMatchObject({
      state: { $type: 'accepted' },
    });
    expect(
      one(
        "<- DispositionFrame(role=True, first=1, last=1, settled=True, state={'rejected': [[b'amqp:x', b'no', None]]}, batchable=None)",
      )?.fields,
    ).toMatchObject({
      state: { $type: 'rejected', error: { condition: 'amqp:x', description: 'no' } },
    });
    expect(one("<- CloseFrame(error=[b'amqp:connection:forced', b'idle', None])")?.fields).toMatchObject({
      error: { condition: 'amqp:connection:forced', description: 'idle' },
    });
  });
  test('has what is sent as objects', () => {
    expect(
      one(
        `${sent}AttachFrame(name='l', handle=1, role=True, send_settle_mode=<SenderSettleMode.Unsettled: 0>, rcv_settle_mode=1, source=Source(address='q', durable=None, filters={b'apache.org:selector-filter:string': (b'apache.org:selector-filter:string', b"a = 'b'")}), target=Target(address='t'))`,
      )?.fields,
    ).toMatchObject({
      'snd-settle-mode': 0,
      source: {
        $type: 'source',
        address: 'q',
        filter: { $map: [['apache.org:selector-filter:string', { $value: "a = 'b'" }]] },
      },
    });
    expect(
      one(`${sent}DetachFrame(handle=1, closed=True, error=AMQPError(condition=b'amqp:x', description='d', info=None))`)
        ?.fields,
    ).toMatchObject({
      error: { condition: 'amqp:x', description: 'd' },
    });
    expect(
      one(`${sent}DispositionFrame(role=True, first=1, last=1, settled=True, state=Accepted(), batchable=None)`)
        ?.fields,
    ).toMatchObject({
      state: { $type: 'accepted' },
    });
  });
  test('masks payloads', () => {
    expect(
      one(
        String.raw`${sent}TransferFrame(handle=3, delivery_id=0, delivery_tag=b'\x00\xff', message_format=0, settled=False, more=False, payload=b'***')`,
      ),
    ).toMatchObject({ name: 'transfer', lossy: 'cut', fields: { 'delivery-tag': { $binary: '00ff' } } });
  });
  test('keeps connections apart where their names are printed', () => {
    const text = `[amqpConnection:a] -> EndFrame(error=None)\n[amqpConnection:b] -> EndFrame(error=None)\nConnection[c] <- EndFrame(error=None)`;
    expect(framesOf(pyamqp, text).map(({ connection }) => connection)).toEqual(['a', 'b', 'c']);
  });
  test('has gaps where frames cannot be read', () => {
    for (const text of ["-> OpenFrame(container_id='c', =)", '-> OpenFra'])
      expect(entriesOf(pyamqp, text)).toMatchObject([{ what: 'gap', line: 1, direction: 'sent' }]);
    expect(entriesOf(pyamqp, "-> Header(b'AMQ')")).toMatchObject([{ what: 'gap' }]);
  });
  test('keeps every value that is printed', () => {
    const uint = fc.option(fc.nat({ max: 0xffffffff }), { nil: null });
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(
        text,
        fc.option(text, { nil: null }),
        uint,
        fc.uint8Array({ maxLength: 32 }),
        (name, host, size, tag) => {
          const open = one(
            `-> OpenFrame(container_id=${repr(name)}, hostname=${repr(host)}, max_frame_size=${repr(size)})`,
          );
          expect(open?.fields).toEqual({
            'container-id': name,
            ...(host === null ? {} : { hostname: host }),
            ...(size === null ? {} : { 'max-frame-size': size }),
          });
          const transfer = one(
            `-> TransferFrame(handle=1, delivery_tag=b'${[...tag].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}', payload=b'***')`,
          );
          expect(transfer?.fields).toMatchObject({ 'delivery-tag': { $binary: Buffer.from(tag).toString('hex') } });
        },
      ),
    );
  });
  test('of any text does not throw', () => {
    const part = fc.constantFrom(
      '-> ',
      '<- ',
      'OpenFrame(',
      'Header(',
      'SASLInit(',
      'a=',
      "b'",
      '"',
      '[',
      ']',
      '{',
      '}',
      '(',
      ')',
      ', ',
      '\\x',
      '\\',
      'None',
      '<A: 1>',
      '9',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(part, fc.string())),
        (parts) => void entriesOf(pyamqp, `-> OpenFrame(${parts.join('')}`),
      ),
    );
  });
});

/** A value as Python’s `repr` prints it. */
function repr(value: string | number | null): string {
  if (value === null) return 'None';
  if (typeof value === 'number') return String(value);
  const escaped = Array.from(value, (char) =>
    /[\\']/.test(char)
      ? `\\${char}`
      : /[\p{Cc}\xa0]/u.test(char)
        ? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
        : char,
  ).join('');
  return `'${escaped}'`;
}
