import { amqpTree, openAmqp } from '../opened.ts';
import { describe, expect, it } from 'vitest';
import { frame, hex } from '../decode/support.ts';

const password = '67 75 65 73 74';
const init = (mechanism: string): Uint8Array => {
  const name = Buffer.from(mechanism).toString('hex');
  return frame(
    `00 53 41 c0 ${(mechanism.length + 10).toString(16).padStart(2, '0')} 02 a3 ${mechanism.length.toString(16).padStart(2, '0')} ${name} a0 05 ${password}`,
    1,
  );
};
const shows = (bytes: Uint8Array): boolean =>
  JSON.stringify([amqpTree(bytes), openAmqp(bytes).summary()]).includes('guest') ||
  JSON.stringify(amqpTree(bytes)).includes(password.replaceAll(' ', ''));

describe('secrets', () => {
  it('are the data of sasl-init, but its name and the mechanism are not', () => {
    const bytes = init('PLAIN');
    expect(openAmqp(bytes).secrets()).toEqual([[bytes.length - 5, bytes.length]]);
    expect(shows(bytes)).toBe(false);
    expect(JSON.stringify(amqpTree(bytes))).toContain('PLAIN');
    expect(openAmqp(bytes).summary()).toBe('PLAIN');
  });

  it('are shown to who asks for them', () => {
    expect(JSON.stringify(amqpTree(init('PLAIN'), true))).toContain('guest');
  });

  it('are not in mechanisms that have none', () => {
    expect(openAmqp(init('ANONYMOUS')).secrets()).toEqual([]);
    expect(openAmqp(init('EXTERNAL')).secrets()).toEqual([]);
  });

  it.each([
    ['challenge', '42', ''],
    ['response', '43', ''],
    ['outcome', '44', '50 00'],
  ])('are the data of sasl-%s', (_, code, before) => {
    const bytes = frame(
      `00 53 ${code} c0 ${(8 + hex(before).length).toString(16).padStart(2, '0')} ${before === '' ? '01' : '02'} ${before} a0 05 ${password}`,
      1,
    );
    expect(openAmqp(bytes).secrets()).toEqual([[bytes.length - 5, bytes.length]]);
    expect(shows(bytes)).toBe(false);
  });

  it('are all of a SASL frame that cannot be read', () => {
    for (const bytes of [
      frame(`00 53 41 c0 ff 02 a3 05 504c41494e a0 05 ${password}`, 1),
      frame(`57 ${password}`, 1),
      frame(`00 57 ${password}`, 1),
      init('PLAIN').subarray(0, -1),
    ]) {
      expect(openAmqp(bytes).secrets()).toEqual([[8, bytes.length]]);
      expect(shows(bytes)).toBe(false);
    }
  });

  it('are the bytes after a SASL performative too', () => {
    const bytes = frame(`00 53 41 c0 08 01 a3 05 504c41494e a0 05 ${password}`, 1);
    expect(openAmqp(bytes).secrets()).toEqual([[bytes.length - 7, bytes.length]]);
    expect(shows(bytes)).toBe(false);
  });

  it('are the token of a put-token request', () => {
    const text = (value: string): string =>
      `a1 ${value.length.toString(16).padStart(2, '0')} ${Buffer.from(value).toString('hex')}`;
    const request = (operation: string): Uint8Array => {
      const pair = `${text('operation')} ${text(operation)}`;
      return frame(
        `00 53 14 c0 06 04 43 43 a0 00 43 00 53 74 c1 ${(hex(pair).length + 1).toString(16).padStart(2, '0')} 02 ${pair} 00 53 77 a1 05 ${password}`,
      );
    };
    const put = request('put-token');
    expect(openAmqp(put).secrets()).toEqual([[put.length - 5, put.length]]);
    expect(shows(put)).toBe(false);
    expect(openAmqp(request('READ')).secrets()).toEqual([]);
    expect(shows(request('READ'))).toBe(true);
  });

  it('are none elsewhere', () => {
    expect(openAmqp(hex('414d515003010000')).secrets()).toEqual([]);
    expect(openAmqp(frame('00 53 40 c0 04 01 a3 01 58', 1)).secrets()).toEqual([]);
    expect(openAmqp(frame('00 53 18 45')).secrets()).toEqual([]);
  });
});
