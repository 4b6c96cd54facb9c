import { describe, expect, test } from 'vitest';
import { leavesOut } from '../../../../protocols/captures/logs/left-out-lines.ts';
import { decodeInput } from './decode-input.ts';

const codes = async (lines: readonly string[]): Promise<readonly string[]> =>
  (await decodeInput(lines.join('\n'))).connections
    .flat()
    .flatMap(({ issues }) => issues.filter(({ severity }) => severity !== 'hint').map(({ code }) => code));

/** A log of bytes: both sides begin, and one detaches a link that was not attached. */
const header = '414d515000010000';
const open = '0000001102000000005310c00401a10163';
const begin = '0000001a02000000005311c00d04404370000008007000000800';
const bytes = [
  `  rhea:raw [connection-1] SENT: 8 ${header} +0ms`,
  `  rhea:raw [connection-1] RECV: 8 ${header} +0ms`,
  `  rhea:raw [connection-1] SENT: 17 ${open} +0ms`,
  `  rhea:raw [connection-1] RECV: 17 ${open} +0ms`,
  `  rhea:raw [connection-1] SENT: 26 ${begin} +0ms`,
  '  rhea:raw [connection-1] SENT: 16 0000001002000000005316c003024341 +0ms',
];
const values = [
  '-> Header (AMQP 0.1.0.0)',
  '<- Header (AMQP 0.1.0.0)',
  '-> [OPEN]* {c}',
  '<- [OPEN]* {s}',
  '-> [BEGIN]* {NULL,0,100,100}',
  '<- [BEGIN]* {0,0,100,100}',
  '-> [ATTACH]* {l,0,true}',
  '<- [ATTACH]* {l,0,false,0,0,NULL,NULL,NULL,NULL,0}',
  '-> [DETACH]* {5,true}',
];

describe('Lines that stand for others', () => {
  test('are known', () => {
    for (const line of [
      '--',
      '...',
      ' … ',
      '[...]',
      '<snip>',
      '---- 8< ----',
      '... 12 lines omitted ...',
      '(5 more lines)',
    ])
      expect(leavesOut(line), line).toBe(true);
    for (const line of [
      '',
      '-',
      '..',
      '->',
      '8 lines of text',
      '0000001102',
      '[INFO] 3 frames sent to a',
      '- snippet of it -',
    ])
      expect(leavesOut(line), line).toBe(false);
  });
  test.each([
    ['bytes', bytes],
    ['values', values],
  ])('are a gap in a log of %s: what comes behind breaks no rule because of what may be there', async (_name, log) => {
    expect(await codes(log)).toEqual(['amqp/handle-unattached']);
    for (const mark of ['...', '--', '[snip]', '(12 more lines)'])
      expect(await codes([...log.slice(0, -1), mark, ...log.slice(-1)]), mark).toEqual([]);
  });
  test('before the beginning of a connection are none of it', async () => {
    expect(await codes(['...', ...bytes])).toEqual(['amqp/handle-unattached']);
  });
});

test('A log of values that has both headers of each side may leave out SASL between them', async () => {
  const sasl = ['-> Header (AMQP 3.1.0.0)', '<- Header (AMQP 3.1.0.0)'];
  expect(await codes([...sasl, ...values.slice(0, -1)])).toEqual([]);
  const lite = ['SEND AMQP 3 1 0 0', 'RECV AMQP 3 1 0 0', 'SEND AMQP 0 1 0 0', 'RECV AMQP 0 1 0 0'];
  expect(await codes([...lite, 'SEND (ch=0) open(container-id:c)'])).toEqual([]);
  // Bytes are all there.
  const raw = bytes.slice(0, 2).map((line) => line.replace(header, '414d515003010000'));
  expect(await codes([...raw, ...bytes.slice(0, 4)])).toContain('amqp/header-first');
});
