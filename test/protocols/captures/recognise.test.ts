import { expect, test } from 'vitest';
import { isTelling, looksLikeAmqpFrame, looksLikeTls } from '../../../protocols/captures/recognise.ts';
import { ascii } from './packets.ts';

test('an AMQP frame is empty, or holds a described value', () => {
  expect(looksLikeAmqpFrame(ascii('\0\0\0\x08\x02\0\0\0'))).toBe(true);
  expect(looksLikeAmqpFrame(ascii('\0\0\0\x0c\x02\0\0\0\0S\x18E'))).toBe(true);
  expect(looksLikeAmqpFrame(ascii('\0\0\0\x0c\x02\0\0\0@S\x18E'))).toBe(false);
  expect(looksLikeAmqpFrame(ascii('\0\0\0\x0c\x02\x07\0\0\0S\x18E'))).toBe(false);
  expect(looksLikeAmqpFrame(ascii('\0\0\0\x0c\x01\0\0\0\0S\x18E'))).toBe(false);
  expect(looksLikeAmqpFrame(ascii('\x10\0\0\x0c\x02\0\0\0\0S\x18E'))).toBe(false);
});

test('TLS begins with a hello, not with any bytes that resemble a record', () => {
  expect(looksLikeTls(ascii('\x16\x03\x01\x02\0\x01'))).toBe(true);
  expect(looksLikeTls(ascii('\x16\x03'))).toBe(true);
  expect(looksLikeTls(ascii('\x16\x03\x20\x02\0\x01'))).toBe(false);
  expect(looksLikeTls(ascii('\x16\x03\x03\x02\0\x0b'))).toBe(false);
});

test('a few bytes tell nothing, but for the beginnings of XML and of AMQP', () => {
  expect(isTelling(ascii('<'))).toBe(true);
  expect(isTelling(ascii('AMQ'))).toBe(false);
  expect(isTelling(ascii('AMQP'))).toBe(true);
  expect(isTelling(ascii('HTTP/1.'))).toBe(false);
  expect(isTelling(ascii('HTTP/1.1'))).toBe(true);
});
