import { describe, expect, it } from 'vitest';
import {
  createAmqpFramer,
  decodeFrame,
  decodeMessage,
  decodeValues,
  encodeAll,
  toEncodable,
  toJson,
  type DecodedFrame,
} from '../../../../protocols/amqp/index.ts';
import { expectCovered, expectTiled, hasCorpus, records, structural, type CorpusRecord } from './support.ts';

const bytesOf = (record: CorpusRecord): Uint8Array => new Uint8Array(Buffer.from(record.data, 'base64'));

const valueRecords = [...records('vectors', 'type'), ...records('fuzz', 'fuzz-type')];
const streamRecords = [...records('vectors', 'frame', 'frame-invalid'), ...records('fuzz', 'fuzz-stream')];
const messageRecords = [...records('vectors', 'message'), ...records('fuzz', 'fuzz-message')];

function unitsOf(
  bytes: Uint8Array,
  payload: 'auto' | 'message' = 'auto',
): { readonly offset: number; readonly unit: DecodedFrame }[] {
  const framer = createAmqpFramer();
  return [...framer.push(bytes), ...framer.end()].map(({ offset, bytes: own }) => ({
    offset,
    unit: decodeFrame(own, { payload }),
  }));
}

describe.skipIf(!hasCorpus)('values of the corpus (needs it beside the project)', () => {
  it('are all there', () => {
    expect(valueRecords.length).toBe(188);
  });

  it.each(valueRecords.map((record) => [record.id, record] as const))(
    '%s has the values and the soundness that are expected',
    (_, record) => {
      const bytes = bytesOf(record);
      const { values, issues } = decodeValues(bytes);
      const expected = record.expect.values ?? [];
      expect(
        values
          .slice(0, expected.length)
          .map((node) => ({ offset: node.start, size: node.end - node.start, value: toJson(node) })),
      ).toEqual(expected.map(({ offset, size, value }) => ({ offset, size, value })));
      expect(issues.some((issue) => structural.has(issue.code))).toBe(!record.expect.wellFormed);
      for (const node of values) expectTiled(node);
      expect(values.at(-1)?.end ?? 0).toBe(bytes.length);
      expect(encodeAll(values.map((node) => toEncodable(node, bytes)))).toEqual(bytes);
    },
  );
});

describe.skipIf(!hasCorpus)('streams of the corpus (needs it beside the project)', () => {
  it('are all there', () => {
    expect(streamRecords.length).toBe(888);
  });

  // Where garbage begins is certain; where it ends is a matter of judgment. Performatives are compared where the reference
  // could read them: this decoder also reads those that are cut off.
  it.each(streamRecords.map((record) => [record.id, record] as const))(
    '%s is cut and judged as expected',
    (_, record) => {
      const found = unitsOf(bytesOf(record));
      for (const [index, [offset, size, kind, performative]] of (record.expect.units ?? []).entries()) {
        const { offset: at, unit } = found[index]!;
        expect(at).toBe(offset);
        if (kind === 'garbage') {
          expect(unit.kind).toBe('garbage');
          break;
        }
        expect(unit.bytes.length).toBe(size);
        expect(unit.kind === 'heartbeat' ? 'frame' : unit.kind).toBe(kind === 'heartbeat' ? 'frame' : kind);
        if (performative !== null) expect(unit.performativeName).toBe(performative);
      }
      for (const { unit } of found) expectCovered(unit);
      if (record.expect.wellFormed)
        expect(found.flatMap(({ unit }) => unit.issues).filter((issue) => structural.has(issue.code))).toEqual([]);
    },
  );

  // A payload that does not begin as a message may continue one, for all that a single frame tells: here each is taken for a
  // whole message, as somebody does who knows what came before.
  it.each(streamRecords.filter((record) => !record.expect.wellFormed).map((record) => [record.id, record] as const))(
    '%s draws an error that names the byte',
    (_, record) => {
      const bytes = bytesOf(record);
      const errors = unitsOf(bytes, 'message').flatMap(({ offset, unit }) =>
        unit.issues
          .filter((issue) => issue.severity === 'error')
          .map((issue) => ({ offset: offset + issue.offset, end: offset + issue.offset + issue.length })),
      );
      expect(errors.length).toBeGreaterThan(0);
      for (const { offset, end } of errors) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(bytes.length);
      }
    },
  );

  it('have the findings on fields that are expected', () => {
    const names: Readonly<Record<string, readonly string[]>> = {
      'missing-mandatory': ['amqp/mandatory-field'],
      'too-many-fields': ['amqp/too-many-fields'],
      'wrong-type': ['amqp/wrong-type', 'amqp/archetype', 'amqp/composite-encoding', 'amqp/choice'],
    };
    let compared = 0;
    for (const record of streamRecords) {
      const found = unitsOf(bytesOf(record));
      for (const { unit, code } of record.expect.schema ?? []) {
        const own = found.find(({ offset }) => offset === unit);
        // Some of these units follow garbage, and are not cut where the reference cuts them.
        if (own === undefined) continue;
        expect(
          own.unit.issues.some((issue) => names[code]?.includes(issue.code)),
          `${record.id} ${code}`,
        ).toBe(true);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});

describe.skipIf(!hasCorpus)('messages of the corpus (needs it beside the project)', () => {
  it.each(messageRecords.map((record) => [record.id, record] as const))('%s is judged as expected', (_, record) => {
    const bytes = bytesOf(record);
    const { sections, issues } = decodeMessage(bytes);
    expect(
      sections
        .filter((node) => !node.gap)
        .map((node) => node.name)
        .slice(0, record.expect.sections?.length),
    ).toEqual(record.expect.sections);
    expect(issues.some((issue) => structural.has(issue.code))).toBe(!record.expect.wellFormed);
    for (const node of sections) expectTiled(node);
    expect(sections.at(-1)?.end ?? 0).toBe(bytes.length);
    expect(encodeAll(sections.map((node) => toEncodable(node, bytes)))).toEqual(bytes);
  });
});

describe.skipIf(!hasCorpus)('other fuzz findings (need the corpus beside the project)', () => {
  it('connection addresses are read as garbage, never with a throw', () => {
    for (const record of records('fuzz', 'fuzz-url'))
      for (const { unit } of unitsOf(bytesOf(record))) expectCovered(unit);
  });
});
