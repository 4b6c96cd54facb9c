import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import { dispatch } from '../../../../../protocols/captures/logs/amqp/dispatch.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';
import { tracedFrame } from './proton-frames.ts';

/** What the router puts around each line of Proton, by the version. */
const around = {
  'Qpid Dispatch 1.0': ['2018-07-20 10:58:40.178756 -0400 SERVER (trace) [7]', ' (/src/server.c:106)'],
  'Qpid Dispatch 1.14': ['2020-11-30 10:58:40.178756 +0000 SERVER (trace) [C7] ', ' (/src/server.c:91)'],
  'Qpid Dispatch 1.18': ['2021-11-30 10:58:40.178756 +0000 PROTOCOL (trace) [C7]: AMQP:FRAME', ''],
  'skupper-router': ['2023-11-30 10:58:40.178756 +0000 PROTOCOL (debug) [C7]:FRAME', ' (src/connection.c:42)'],
  'without a date': ['SERVER (trace) [7]', ''],
} as const;

describe.each(Object.entries(around))('the trace of %s', (_version, [before, behind]) => {
  const print = (arrow: string, channel: number, content: string) =>
    `${before}:${channel} ${arrow} ${content}${behind}`;

  test('is recognised, and names its connections', () => {
    const text = print('<-', 0, '@open(16) [container-id="a"]');
    expect(dispatch.recognises(text, '')).toBe(true);
    expect(entriesOfKind(dispatch, text, 'unit')).toMatchObject([{ direction: 'received', kind: 'frame' }]);
    expect(entriesOfKind(dispatch, text, 'unit')[0]?.connection).toMatch(/^C?7$/);
  });
  test('keeps every value', () => {
    fc.assert(
      fc.property(tracedFrame, fc.constantFrom('->', '<-'), ({ bytes, channel, content }, arrow) => {
        const text = print(arrow, channel, content);
        const [unit] = entriesOfKind(dispatch, text, 'unit');
        expect(entriesOf(dispatch, text)).toHaveLength(1);
        const [again, first] = [decodeFrame(unit!.bytes), decodeFrame(bytes)];
        expect([unit!.direction, again.channel]).toEqual([arrow === '->' ? 'sent' : 'received', first.channel]);
        expect(fieldsJson(again)).toEqual(fieldsJson(first));
      }),
      { numRuns: 40 },
    );
  });
  test('of any text is no fault', () => {
    fc.assert(
      fc.property(tracedFrame, fc.nat(), fc.string(), ({ content }, at, middle) => {
        const text = print('->', 0, content);
        const cut = at % (text.length + 1);
        for (const each of [text.slice(0, cut), text.slice(0, cut) + middle + text.slice(cut), before + middle]) {
          dispatch.recognises(each, '');
          entriesOf(dispatch, each);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the log of a router', () => {
  const line = (connection: string, text: string) =>
    `2021-11-30 10:58:40.178756 -0400 SERVER (trace) [C${connection}] ${text}`;

  test('has the time of each line', () => {
    const [unit] = entriesOfKind(dispatch, line('1', 'AMQP:FRAME:0 -> @close(24) []'), 'unit');
    expect(new Date(unit?.time ?? 0).toISOString()).toBe('2021-11-30T14:58:40.178Z');
  });
  test('tells which end of each connection it is', () => {
    const text = `${line('1', 'Connecting to 127.0.0.1:5672')}
${line('2', 'Accepted from 127.0.0.1:40000')}
2021-11-30 10:58:40.178756 -0400 ROUTER_CORE (info) [C2] Connection Opened: dir=in`;
    expect(entriesOf(dispatch, text)).toEqual([
      { what: 'role', connection: 'C1', side: 'client' },
      { what: 'role', connection: 'C2', side: 'server' },
    ]);
  });
  test('has frames that are cut, of mixed connections', () => {
    const text = `${line('1', 'AMQP:FRAME:0 -> @open(16) [container-id="a", hostname="h')}
${line('2', 'AMQP:FRAME:0 <- @open(16) [container-id="b"]')}
${line('1', 'AMQP:FRAME:0 -> @transfer(20) [handle=0x0] (900) \\x00Sw... (truncated)')}
${line('2', 'AMQP:FRAME:  -> EOS')}`;
    expect(entriesOfKind(dispatch, text, 'unit').map(({ connection, lossy }) => [connection, lossy])).toEqual([
      ['C1', 'cut'],
      ['C2', 'values'],
      ['C1', 'cut'],
    ]);
  });
});
