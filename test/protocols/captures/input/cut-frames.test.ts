import { describe, expect, test } from 'vitest';
import { decodeInput } from '../logs/decode-input.ts';

const header = '414d515000010000';
/** An open with the container-id `c` and the hostname `host`, the same with a size that is too large, and a begin. */
const wrong = '0000001802000000005310c00a02a10163a104686f7374';
const whole = '0000001702000000005310c00a02a10163a104686f7374';
const begin = '0000001702000000005311c00a0440437000000800520a';

/** The units of each connection: the side, the name, what is lost, findings and notes. */
const decode = async (text: string) => {
  const { connections, problems } = await decodeInput(text);
  const units = connections.map((each) =>
    each.map(({ side, opened, lossy = 'whole', issues, notes }) => ({
      unit: `${side} ${opened.name} ${lossy}`,
      said: [...issues, ...notes].map(({ message }) => message),
    })),
  );
  return { units, problems };
};
const told = (stated: number, here: number): string =>
  `This frame is cut: it states ${stated} bytes, of which ${here} are here. The unit has the fields that are whole; what the others have is not known.`;

const rows = (hex: string): string =>
  (hex.match(/.{1,32}/g) ?? [])
    .map((row, index) => `${(index * 16).toString(16).padStart(8, '0')}: ${row.replace(/(....)(?=.)/g, '$1 ')}`)
    .join('\n');

describe('a frame whose end is missing is a lossy unit with one note', () => {
  test.each([
    ['alone in hex', whole.slice(0, -4), [`client open cut`]],
    ['alone in a dump', rows(whole.slice(0, -4)), [`client open cut`]],
    ['at the end of a session in hex', header + whole + begin.slice(0, -4), ['h', 'o', `client begin cut`]],
    ['at the end of a session in a dump', rows(header + whole + begin.slice(0, -4)), ['h', 'o', `client begin cut`]],
    ['in a list of numbers', JSON.stringify([...Buffer.from(whole.slice(0, -4), 'hex')]), [`client open cut`]],
  ])('%s', async (_what, text, expected) => {
    const { units, problems } = await decode(text);
    expect(problems).toEqual([]);
    expect(units[0]?.length).toBe(expected.length);
    expect(units[0]?.at(-1)).toEqual({ unit: expected.at(-1), said: [told(23, 21)] });
    expect(units[0]?.slice(0, -1).flatMap(({ said }) => said)).toEqual([]);
  });

  test('of each direction', async () => {
    const { units } = await decode(`SENT: ${header}${whole.slice(0, -2)}\nRECV: ${header}${whole.slice(0, -6)}`);
    expect(units[0]?.filter(({ unit }) => unit.includes('open'))).toEqual([
      { unit: 'client open cut', said: [told(23, 22)] },
      { unit: 'server open cut', said: [told(23, 20)] },
    ]);
  });

  test('also where the next frame of its direction is whole', async () => {
    for (const text of [
      `SENT: ${whole.slice(0, -2)}\nSENT: ${begin}`,
      `0x${whole.slice(0, -2)}\n\nanother one:\n0x${begin}`,
    ]) {
      const { units } = await decode(text);
      expect(units[0]).toEqual([
        { unit: 'client open cut', said: [told(23, 22)] },
        { unit: 'client begin whole', said: [] },
      ]);
    }
  });
});

test('a frame of which the next piece has the rest is one', async () => {
  const { units } = await decode(`SENT: ${header}${whole.slice(0, 24)}\nSENT: ${whole.slice(24)}`);
  expect(units[0]?.map(({ unit }) => unit)).toEqual(['client AMQP header whole', 'client open whole']);
});

test('a frame with a wrong size whose fields are whole stays garbage', async () => {
  const { units } = await decode(`${header}${wrong}`);
  expect(units[0]?.map(({ unit }) => unit)).toEqual(['client AMQP header whole', 'client garbage whole']);
});
