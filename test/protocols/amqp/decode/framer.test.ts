import { describe, expect, it } from 'vitest';
import { createAmqpFramer } from '../../../../protocols/amqp/index.ts';
import { hex } from './support.ts';

const header = '414d515000010000';
const close = '0000000c 02000000 00531845';

function cut(text: string): string[] {
  const framer = createAmqpFramer();
  return [...framer.push(hex(text)), ...framer.end()].map(
    (unit) => `${unit.kind} ${unit.protocol} ${unit.offset}+${unit.size}`,
  );
}

describe('the framer', () => {
  it('cuts headers, frames and heartbeats', () => {
    expect(cut(`414d515003010000 ${header} ${close} 0000000802000000 ${close}`)).toEqual([
      'header amqp 0+8',
      'header amqp 8+8',
      'frame amqp 16+12',
      'heartbeat amqp 28+8',
      'frame amqp 36+12',
    ]);
  });

  it('gives out a unit as soon as it is whole', () => {
    const framer = createAmqpFramer();
    expect(framer.push(hex(`${header} 0000000c 020000`))).toHaveLength(1);
    expect(framer.push(hex('00 005318'))).toEqual([]);
    expect(framer.push(hex('45'))).toHaveLength(1);
    expect(framer.end()).toEqual([]);
  });

  it.each([
    ['a size below 8', '00000004 02000000'],
    ['a data offset of 1', '0000000c 01000000 00531845'],
    ['a data offset beyond the frame', '0000000c 09000000 00531845'],
    ['a size of 2 GB', '7fffffff 02000000 00531845'],
    ['letters that are no header', '4142434445464748'],
    ['text of another protocol', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n').toString('hex')],
  ])('goes on after %s at the next performative', (_, bytes) => {
    const size = hex(bytes).length;
    expect(cut(`${header} ${bytes} ${close}`)).toEqual([
      'header amqp 0+8',
      `garbage unknown 8+${size}`,
      `frame amqp ${size + 8}+12`,
    ]);
  });

  it('goes on after garbage at the next header', () => {
    expect(cut(`00000000 ${header} ${close}`)).toEqual(['garbage unknown 0+4', 'header amqp 4+8', 'frame amqp 12+12']);
  });

  it('gives what is left over as garbage', () => {
    expect(cut(`${close} 000000`)).toEqual(['frame amqp 0+12', 'garbage unknown 12+3']);
    expect(cut('414d51')).toEqual(['garbage unknown 0+3']);
    expect(cut('')).toEqual([]);
  });

  it('does not wait for a frame that is larger than the limit, nor for a large one that does not look like a frame', () => {
    const limited = createAmqpFramer({ maxFrameSize: 1000 });
    limited.push(hex('000003e9 02000000 00531845'));
    expect(limited.push(new Uint8Array(70_000)).map((unit) => unit.kind)).toEqual(['garbage']);
    const framer = createAmqpFramer();
    framer.push(hex('02000000 02000000 41414141'));
    expect(framer.push(new Uint8Array(70_000)).map((unit) => unit.kind)).toEqual(['garbage']);
  });

  it('waits for a large frame that looks like one', () => {
    const framer = createAmqpFramer();
    expect(framer.push(hex('00200000 02000000 0053 14 c0 02 01 43'))).toEqual([]);
    const rest = new Uint8Array(0x200000 - 15);
    expect(framer.push(rest).map((unit) => [unit.kind, unit.size])).toEqual([['frame', 0x200000]]);
  });

  it('gives endless garbage out in pieces', () => {
    const framer = createAmqpFramer();
    let given = 0;
    for (let i = 0; i < 100; i++) for (const unit of framer.push(new Uint8Array(10_000))) given += unit.size;
    expect(given).toBeGreaterThan(900_000);
  });

  it('takes bytes one by one in a time that grows with their number', () => {
    const framer = createAmqpFramer();
    let units = 0;
    for (let i = 0; i < 200_000; i++) units += framer.push(Uint8Array.of(0)).length;
    expect(units).toBe(3);
  });
});

describe('AMQP 0-9-1', () => {
  const method = '01 0000 00000004 000a000b ce';

  it('is recognised by its header', () => {
    expect(cut(`414d515000000901 ${method} 08 0000 00000000 ce`)).toEqual([
      'header amqp-0-9-1 0+8',
      'frame amqp-0-9-1 8+12',
      'heartbeat amqp-0-9-1 20+8',
    ]);
  });

  it('is recognised by connection.start, since a server sends no header', () => {
    expect(cut('01 0000 00000004 000a000a ce 01 0000 00000004 000a001e ce')).toEqual([
      'frame amqp-0-9-1 0+12',
      'frame amqp-0-9-1 12+12',
    ]);
  });

  it('does not hide AMQP 1.0 frames of 16 MB', () => {
    expect(cut('01000004 02 00 0000 00 53 18 45')).toEqual(['garbage unknown 0+12']);
  });
});
