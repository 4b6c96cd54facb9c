import { describe, expect, test } from 'vitest';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import type { LogValue } from '../../../../../protocols/captures/logs/amqp/frame-of.ts';
import { amqpNetLite } from '../../../../../protocols/captures/logs/amqp/amqpnetlite.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';
import { expectKept, expectNoThrow, type PrintedFrame } from './printed-frames.ts';

const units = (text: string) => entriesOfKind(amqpNetLite, text, 'unit');
const fields = (line: string) => fieldsJson(decodeFrame(units(line)[0]!.bytes)) as Record<string, unknown>;

describe('the log of AMQP.Net Lite', () => {
  test('has headers, frames of SASL and AMQP, and empty frames', () => {
    const log = `[09:49:15.190] SEND AMQP 3 1 0 0
[09:49:15.191] RECV AMQP 3 1 0 0
[09:49:15.192] RECV sasl-mechanisms(sasl-server-mechanisms:[PLAIN,EXTERNAL])
[09:49:15.193] SEND sasl-init(mechanism:PLAIN,initial-response:...,hostname:h)
[09:49:15.194] RECV sasl-outcome(code:Ok)
[09:49:15.195] SEND AMQP 0 1.0.0
[09:49:15.196] SEND (ch=0) open(container-id:c,host-name:h,max-frame-size:262144,channel-max:256,idle-time-out:5000)
[09:49:15.197] RECV (ch=7) end(error:error(condition:amqp:not-found,description:no (such) queue, sorry,fields:[a:1]))
SEND (ch=0) empty
RECV (ch=0) 
Exception occurred: SEND nothing`;
    const seen = units(log).map(({ bytes, direction, kind }) => {
      const frame = decodeFrame(bytes);
      return `${direction} ${frame.performativeName ?? kind}`;
    });
    expect(seen).toEqual([
      'sent header',
      'received header',
      'received sasl-mechanisms',
      'sent sasl-init',
      'received sasl-outcome',
      'sent header',
      'sent open',
      'received end',
      'sent heartbeat',
      'received heartbeat',
    ]);
    expect(units(log)[0]!.bytes).toEqual(Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 3, 1, 0, 0));
    expect(fieldsJson(decodeFrame(units(log)[6]!.bytes))).toMatchObject({ hostname: 'h', 'idle-time-out': 5000 });
    expect(fieldsJson(decodeFrame(units(log)[7]!.bytes))).toMatchObject({
      error: { description: 'no (such) queue, sorry', info: { $map: [['a', 1]] } },
    });
    expect(entriesOfKind(amqpNetLite, log, 'gap').every(({ why }) => why === undefined)).toBe(true);
  });
  test('has the names of the library for fields and states', () => {
    expect(fields('SEND (ch=1) flow(next-in-id:1,in-window:2,next-out-id:3,out-window:4,handle:5,echo:True)')).toEqual({
      'next-incoming-id': 1,
      'incoming-window': 2,
      'next-outgoing-id': 3,
      'outgoing-window': 4,
      handle: 5,
      echo: true,
    });
    expect(
      fields('SEND (ch=1) disposition(role:True,first:1,state:txn-state(txn-id:01FF,outcome:accepted()))'),
    ).toMatchObject({ role: true, state: { 'txn-id': { $binary: '01ff' } } });
  });
  test('has what is not certain as unknown', () => {
    expect(
      fields(
        'SEND (ch=0) attach(name:n,handle:0,role:True,source:source(address:q,filter:[x:y = 1]),properties:[a:b:c])',
      ),
    ).toEqual({ name: 'n', handle: 0, role: true, source: { $type: 'source', address: 'q' } });
  });
  test('has null fields where they are printed', () => {
    expect(fields('SEND (ch=0) detach(handle:1,closed:null,error:null)')).toEqual({ handle: 1 });
  });
  test('has the bytes at the level Buffer', () => {
    const log = 'SEND 414D515000010000\nRECV 0000000F02000000005318C00100AA\nRECV 0000000802000000';
    expect(amqpNetLite.recognises('SEND 414D515000010000', '')).toBe(true);
    expect(entriesOf(amqpNetLite, log)).toMatchObject([
      { what: 'stream', direction: 'sent' },
      { what: 'stream', direction: 'received' },
      { what: 'stream', direction: 'received' },
    ]);
  });
  test('has a gap where a frame has no end', () => {
    expect(entriesOfKind(amqpNetLite, 'SEND (ch=0) open(container-id:c', 'gap')).toMatchObject([
      { direction: 'sent', line: 1, why: 'This frame has no end' },
    ]);
  });
  test('keeps every value that it prints', () => {
    expectKept(amqpNetLite, (frame) => `[09:49:15.190] RECV (ch=${frame.channel}) ${printed(frame)}`, {
      payloads: false,
    });
  });
  test('is any text', () => {
    expectNoThrow(amqpNetLite, [
      'SEND (ch=0) open(',
      'RECV sasl-outcome(',
      'RECV AMQP 0 1',
      'attach(source:source(',
      ' payload 3',
      'SEND 0000',
    ]);
  });
});

const names: Readonly<Record<string, string>> = { 'open.hostname': 'host-name', 'error.info': 'fields' };

function printed({ performative, fields: given, payload }: PrintedFrame): string {
  const text = compositeText(performative, given);
  return payload === undefined ? text : `${text} payload ${payload.length}`;
}

function compositeText(type: string, given: ReadonlyMap<string, LogValue>): string {
  const told = [...given].filter(([, value]) => value !== null);
  return `${type}(${told.map(([name, value]) => `${names[`${type}.${name}`] ?? name}:${fieldText(name, value)}`).join(',')})`;
}

function fieldText(name: string, value: LogValue): string {
  if (name === 'role') return value === 'sender' ? 'False' : 'True';
  if (name === 'durable') return value === 'configuration' ? '1' : '2';
  return valueText(value);
}

function valueText(value: LogValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null || typeof value !== 'object') return String(value);
  if (!('what' in value)) return `[${value.map(valueText).join(',')}]`;
  switch (value.what) {
    case 'map':
      return `[${value.entries.map(([key, each]) => `${valueText(key)}:${valueText(each)}`).join(',')}]`;
    case 'composite':
      return compositeText(value.type, value.fields as ReadonlyMap<string, LogValue>);
    case 'binary':
      return Buffer.from(value.bytes).toString('hex').toUpperCase();
    default:
      return 'text' in value ? value.text : '';
  }
}
