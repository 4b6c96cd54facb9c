import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { decode091 } from '../../../protocols/amqp091/decode.ts';
import { Conversation, type FollowedFrame } from '../../../protocols/amqp/conversation/index.ts';
import { decodeFrame, encode, fieldsJson, toEncodable } from '../../../protocols/amqp/index.ts';
import { unitsOfCapture, type SeenUnit } from './streams.ts';

const folder = path.resolve(import.meta.dirname, '../../../../shared/corpus/amqp/captures');
const present = existsSync(folder);
const names = present
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.pcap'))
      .map((name) => name.slice(0, -5))
      .sort()
  : [];

interface Expected {
  readonly connection: number;
  readonly direction: 'client' | 'server';
  readonly offset: number;
  readonly size: number;
  readonly protocol: string;
  readonly kind: string;
  readonly frameType: string | null;
  readonly channel: number | null;
  readonly performative: string | null;
  readonly code?: number;
  readonly fields?: Record<string, unknown>;
  readonly payload?: { readonly offset: number; readonly size: number };
  readonly sections?: readonly string[];
  readonly errors?: readonly { readonly code: string; readonly offset: number }[];
}

/** Where the standard decides otherwise than the expectation: the rules that are broken, though nothing is expected there. */
const decidedByTheStandard: Readonly<Record<string, readonly string[]>> = {
  // rhea 3.0.5 writes the footer before the body (3.2), and its keys as strings (3.2.10).
  'rhea-sasl-anonymous client 342': ['amqp/annotation-key', 'amqp/section-order'],
  'rhea-sasl-anonymous server 369': ['amqp/annotation-key', 'amqp/section-order'],
};

function read(name: string): { readonly units: readonly SeenUnit[]; readonly expected: readonly Expected[] } {
  const keys = path.join(folder, `${name}.keys`);
  const units = unitsOfCapture(path.join(folder, `${name}.pcap`), existsSync(keys) ? keys : undefined);
  const expected = readFileSync(path.join(folder, `${name}.expected.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Expected);
  return { units, expected };
}

const key = (connection: number, direction: string, offset: number): string => `${connection} ${direction} ${offset}`;

/** What we say of a unit, in the expectation's words. */
function described(unit: SeenUnit['unit'], heard: FollowedFrame | undefined): Record<string, unknown> {
  const { protocol, kind, size } = unit;
  if (protocol === 'amqp-0-9-1') {
    const frame = decode091(unit.bytes);
    return {
      size,
      protocol,
      kind,
      frameType: frame.frameType ?? null,
      channel: frame.channel ?? null,
      performative: frame.frameType === 'method' ? frame.name : null,
    };
  }
  const frame = heard?.frame ?? decodeFrame(unit.bytes);
  return {
    size,
    protocol,
    kind,
    frameType: frame.frameType ?? null,
    channel: frame.channel ?? null,
    performative: frame.performativeName ?? null,
  };
}

describe.skipIf(!present)('captures of real peers (folder shared/corpus)', () => {
  describe.each(names)('%s', (name) => {
    const { units, expected } = read(name);
    const conversations = new Map<number, Conversation>();
    const heard = new Map<SeenUnit, FollowedFrame>();
    for (const unit of units.filter((entry) => entry.unit.protocol === 'amqp')) {
      let conversation = conversations.get(unit.connection);
      if (conversation === undefined) conversations.set(unit.connection, (conversation = new Conversation()));
      heard.set(unit, conversation.feed(unit.side, unit.unit.bytes, unit.time));
    }
    const ours = new Map(units.map((entry) => [key(entry.connection, entry.side, entry.unit.offset), entry]));
    const pairs = expected
      .filter((entry) => entry.kind !== 'garbage')
      .map((entry) => ({ entry, unit: ours.get(key(entry.connection, entry.direction, entry.offset)) }));

    test('gives the units that are expected, in both directions', () => {
      for (const { entry, unit } of pairs) {
        expect(unit, `${entry.direction} ${entry.offset}`).toBeDefined();
        const mine = described(unit!.unit, heard.get(unit!));
        const { size, protocol, kind, frameType, channel } = entry;
        expect(mine).toMatchObject({ size, kind, frameType, channel });
        if (protocol !== 'unknown') expect(mine.protocol).toBe(protocol);
        if (entry.performative !== null) expect(mine.performative).toBe(entry.performative);
      }
    });

    test('gives the fields that are expected', () => {
      for (const { entry, unit } of pairs) {
        if (entry.fields === undefined) continue;
        const frame = heard.get(unit!)!.frame;
        expect(fieldsJson(frame), `${entry.direction} ${entry.offset} ${entry.performative ?? ''}`).toEqual(
          entry.fields,
        );
        expect(Number(frame.code)).toBe(entry.code);
      }
    });

    test('finds payloads and the sections of messages', () => {
      for (const { entry, unit } of pairs) {
        if (entry.payload === undefined) continue;
        const frame = heard.get(unit!)!.frame;
        expect(frame.payload).toEqual(entry.payload);
        if (entry.sections !== undefined && heard.get(unit!)!.delivery?.frames === 1)
          expect(frame.sections.filter((node) => !node.gap).map((node) => node.type)).toEqual(entry.sections);
      }
    });

    test('finds what is wrong, and nothing else', () => {
      for (const { entry, unit } of pairs) {
        const errors = (unit === undefined ? [] : (heard.get(unit)?.frame.issues ?? [])).filter(
          ({ severity }) => severity === 'error',
        );
        if (entry.protocol === 'amqp-0-9-1') continue;
        const place = `${entry.direction} ${entry.offset}`;
        const decided = decidedByTheStandard[`${name} ${place}`];
        if (decided !== undefined) expect(errors.map(({ code }) => code).sort()).toEqual(decided);
        else
          expect(errors.length > 0, `${place} ${errors.map(({ message }) => message).join(' ')}`).toBe(
            (entry.errors?.length ?? 0) > 0,
          );
      }
    });

    test('encodes every frame back to the same bytes', () => {
      for (const [unit, { frame }] of heard) {
        const { performative } = frame;
        if (performative === undefined || frame.issues.some(({ severity }) => severity === 'error')) continue;
        const { bytes } = unit.unit;
        expect(encode(toEncodable(performative, bytes))).toEqual(
          new Uint8Array(bytes.subarray(performative.start, performative.end)),
        );
        for (const section of frame.sections)
          expect(encode(toEncodable(section, bytes))).toEqual(
            new Uint8Array(bytes.subarray(section.start, section.end)),
          );
      }
    });
  });
});
