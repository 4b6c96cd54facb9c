import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../../../../protocols/core/index.ts';
import { nodeAmqp10 } from '../../../../../protocols/captures/logs/amqp/node-amqp10.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';

const read = (text: string) =>
  entriesOfKind(nodeAmqp10, text, 'stream').map(({ direction, bytes }) => `${direction} ${toHex(bytes)}`);
const date = 'Mon, 30 Nov 2026 14:51:21 GMT';
const begin = '0000001f02000001005311c012084052015264526470ffffffff4040c10100';

describe('a log of DEBUG=amqp10:*', () => {
  test('up to 2.x has the bytes behind the frame, and what is received as it comes', () => {
    const text = [
      '  amqp10:connection Sending Header 414d515000010000 +3ms',
      '  amqp10:connection Rx: 414d515000010000 +184ms',
      '  amqp10:connection Server AMQP Version: 414d515000010000 vs 414d515000010000 +1ms',
      `  amqp10:framing Sending frame: BeginFrame: {"type":"Buffer","data":[0,0]}: ${begin} +1ms`,
      '  amqp10:framing Heartbeat frame: 0000000802000000 +1ms',
    ].join('\n');
    expect(nodeAmqp10.recognises(text.split('\n')[0]!, '')).toBe(true);
    expect(read(text)).toEqual(['sent 414d515000010000', 'received 414d515000010000', `sent ${begin}`]);
    expect(entriesOf(nodeAmqp10, text)).toHaveLength(3);
  });
  test('of 3.0 to 3.2 has them behind the last line of an object', () => {
    const text = [
      `${date} amqp10:framing sending frame:  {`,
      '  type: 0,',
      '  channel: 1,',
      "  value: [ null, ForcedType { typeName: 'string', value: 'a: 00ff00ff00ff00ff' } ]",
      `} : ${begin}`,
      `${date} amqp10:session processing frame:  { type: 0, channel: 0, value: [ 1 ] }`,
    ].join('\n');
    expect(entriesOf(nodeAmqp10, text)).toMatchObject([
      { what: 'stream', direction: 'sent', line: 1, time: Date.UTC(2026, 10, 30, 14, 51, 21) },
    ]);
    expect(read(text)).toEqual([`sent ${begin}`]);
  });
  test('later has them in brackets, without the header of a frame that is received', () => {
    const body = '005311d0000000120000000460000143700000080070ffffffff';
    const text = [
      `${date} amqp10:framing => {`,
      '  type: 0,',
      '  channel: 1,',
      '}',
      `${date} amqp10:trace raw: [${begin}]`,
      `${date} amqp10:framing <= {`,
      '  type: 0,',
      '  channel: 258,',
      '}',
      `${date} amqp10:trace raw: [${body}]`,
      `${date} amqp10:framing <= (EMPTY FRAME)`,
      `${date} amqp10:trace raw: [0000000802000000]`,
    ].join('\n');
    expect(read(text)).toEqual([`sent ${begin}`, `received 0000002202000102${body}`, 'received 0000000802000000']);
  });
  test('with Rx has each unit once', () => {
    const text = [
      `${date} amqp10:trace Rx: 0000001602010000005344d000000006000000015000`,
      `${date} amqp10:framing <= { type: 1, value: [ 0 ] }`,
      `${date} amqp10:trace raw: [005344d000000006000000015000]`,
    ].join('\n');
    expect(read(text)).toEqual(['received 0000001602010000005344d000000006000000015000']);
    expect(entriesOf(nodeAmqp10, text)).toHaveLength(1);
  });
  test('with the bytes alone tells the channel of what is sent, and the type of SASL', () => {
    const text = [
      `${date} amqp10:trace raw: [${begin}]`,
      `${date} amqp10:trace raw: [005344d000000006000000015000]`,
      `${date} amqp10:trace raw: [00531845]`,
    ].join('\n');
    expect(read(text)).toEqual([`sent ${begin}`, 'received 0000001602010000005344d000000006000000015000']);
    expect(entriesOfKind(nodeAmqp10, text, 'unit')).toMatchObject([{ direction: 'received', lossy: 'values' }]);
  });
  test('without bytes has gaps, since it names no frames', () => {
    const text = `${date} amqp10:framing => { type: 0, channel: 1, value: [] }\n${date} amqp10:framing <= { type: 0 }`;
    expect(entriesOf(nodeAmqp10, text)).toMatchObject([
      { what: 'gap', direction: 'sent', line: 1 },
      { what: 'gap', direction: 'received', line: 2 },
    ]);
  });
  test('of several connections, one after another, has several', () => {
    const text = [
      `${date} amqp10:connection stateChange: DISCONNECTED => START , reason: connect`,
      `${date} amqp10:connection Sending Header 414d515000010000`,
      `${date} amqp10:connection stateChange: DISCONNECTED => START , reason: connect`,
      `${date} amqp10:connection Sending Header 414d515000010000`,
    ].join('\n');
    expect(entriesOf(nodeAmqp10, text).map(({ what }) => what)).toEqual(['stream', 'end', 'stream']);
  });
  test('of any bytes keeps them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 9, maxLength: 64 }), fc.nat({ max: 0xffff }), (body, channel) => {
        const text = `${date} amqp10:trace Rx: ${toHex(body)}\n${date} amqp10:framing sending frame:  { channel: ${channel} } : ${toHex(body)}`;
        expect(read(text)).toEqual([`received ${toHex(body)}`, `sent ${toHex(body)}`]);
      }),
    );
  });
  test('of any text does not throw', () => {
    const part = fc.constantFrom(
      'amqp10:framing ',
      'amqp10:trace ',
      'raw: [',
      ']',
      'Rx: ',
      '=> ',
      '<= ',
      'sending frame: ',
      '00',
      ': ',
      '{',
      '}',
      '\n',
      'channel: 99999',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => void entriesOf(nodeAmqp10, parts.join(''))),
    );
  });
});
