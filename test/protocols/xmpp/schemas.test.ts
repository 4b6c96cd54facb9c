import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reasonFor, schemaDifferences } from './schema-differences.ts';
import { compareSchemas, schemasFile } from './schemas.ts';

describe.skipIf(!existsSync(schemasFile))(
  'the definitions against the published schemas (folder shared/corpus)',
  () => {
    const comparison = existsSync(schemasFile) ? compareSchemas() : { namespaces: 0, elements: 0, differences: [] };

    it('know every element and attribute, and what is required, but for differences that are explained', () => {
      expect(comparison.namespaces).toBeGreaterThan(50);
      expect(comparison.differences.filter((difference) => reasonFor(difference) === undefined)).toEqual([]);
    });

    it('explain no difference that there is not', () => {
      const used = new Set(comparison.differences.map((difference) => reasonFor(difference)));
      expect(Object.values(schemaDifferences).filter((reason) => !used.has(reason))).toEqual([]);
    });
  },
);
