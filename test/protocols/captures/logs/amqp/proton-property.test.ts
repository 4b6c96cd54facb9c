import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import { proton } from '../../../../../protocols/captures/logs/amqp/proton.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';
import { tracedFrame } from './proton-frames.ts';

const frame = tracedFrame.map(({ channel, bytes, content }) => ({
  bytes,
  text: `[0x55d0]: AMQP:FRAME:${channel} -> ${content}`,
}));

test('A frame that Proton prints is read again with every value', () => {
  fc.assert(
    fc.property(frame, ({ bytes, text }) => {
      const [unit] = entriesOfKind(proton, text, 'unit');
      expect(entriesOf(proton, text)).toHaveLength(1);
      const [again, first] = [decodeFrame(unit!.bytes), decodeFrame(bytes)];
      expect(again.channel).toBe(first.channel);
      expect(fieldsJson(again)).toEqual(fieldsJson(first));
    }),
  );
});

test('Any text, and any part of a line, is read without a fault', () => {
  fc.assert(
    fc.property(frame, fc.nat(), fc.nat(), fc.string(), ({ text }, from, length, middle) => {
      const at = from % (text.length + 1);
      entriesOf(proton, text.slice(0, at));
      entriesOf(proton, text.slice(0, at) + middle + text.slice(at + (length % 10)));
    }),
  );
});
