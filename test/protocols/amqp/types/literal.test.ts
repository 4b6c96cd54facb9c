import { describe, expect, it } from 'vitest';
import { parseLiteral } from '../../../../protocols/amqp/types/index.ts';
import type { PrimitiveName, Scalar } from '../../../../protocols/amqp/index.ts';

describe('a default or choice of the tables', () => {
  it.each<[string, PrimitiveName, Scalar | undefined]>([
    ['true', 'boolean', true],
    ['false', 'boolean', false],
    ['yes', 'boolean', undefined],
    ['4294967295', 'uint', 4294967295],
    ['-1', 'int', -1],
    ['1.5', 'uint', undefined],
    ['x', 'ubyte', undefined],
    ['18446744073709551615', 'ulong', 18446744073709551615n],
    ['', 'ulong', undefined],
    ['1.5', 'double', 1.5],
    ['', 'double', undefined],
    ['session-end', 'symbol', 'session-end'],
    ['', 'string', ''],
    ['😀', 'char', 0x1f600],
    ['ab', 'char', undefined],
    ['', 'char', undefined],
    ['00', 'binary', undefined],
    ['[]', 'list', undefined],
  ])('%j as %s', (text, type, value) => {
    expect(parseLiteral(text, type)).toBe(value);
  });
});
