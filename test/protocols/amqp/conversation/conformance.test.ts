import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Conversation } from '../../../../protocols/amqp/conversation/index.ts';
import { unitsOfBytes, unitsOfCapture } from '../streams.ts';

const folder = path.resolve(import.meta.dirname, '../../../../../shared/corpus/amqp/conformance');
const present = existsSync(folder);

interface Case {
  readonly id: string;
  readonly file: string;
  readonly legal: boolean;
  readonly section?: string;
  readonly expect?: { readonly direction: string; readonly offset: number; readonly size: number };
}

const cases = present
  ? readFileSync(path.join(folder, 'expected.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case)
  : [];

/** Sections where ours is another one than the corpus names, and why. */
const otherSection: Readonly<Record<string, string>> = {};

/** Errors and warnings of a stream, as `direction@offset section code`. */
function findings(file: string): { readonly place: string; readonly section: string; readonly text: string }[] {
  const full = path.join(folder, file);
  const capture = file.endsWith('.pcap');
  const conversation = new Conversation({ sides: capture ? 'both' : 'client' });
  return (capture ? unitsOfCapture(full) : unitsOfBytes(readFileSync(full))).flatMap(({ side, unit }) =>
    conversation
      .feed(side, unit.bytes)
      .issues.filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map((issue) => ({
        place: `${side}@${unit.offset}`,
        section: (issue.section ?? '').replace('AMQP 1.0, ', ''),
        text: `${issue.code} (${issue.section ?? ''}): ${issue.message}`,
      })),
  );
}

describe.skipIf(!present)('the conformance streams (folder shared/corpus)', () => {
  describe('a legal stream draws no error and no warning', () => {
    test.each(cases.filter((entry) => entry.legal).map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
      expect(findings(entry.file).map(({ place, text }) => `${place} ${text}`)).toEqual([]);
    });
  });
  describe('an illegal stream is flagged at its frame, with its section, and nowhere before', () => {
    test.each(cases.filter((entry) => !entry.legal).map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
      const [first, ...others] = findings(entry.file);
      const place = `${entry.expect!.direction}@${entry.expect!.offset}`;
      expect(first?.place, first?.text).toBe(place);
      const sections = [first!, ...others].filter((finding) => finding.place === place).map(({ section }) => section);
      expect(sections, first?.text).toContain(otherSection[id] ?? entry.section);
    });
  });
});
