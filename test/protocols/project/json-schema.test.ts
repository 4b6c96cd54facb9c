import { Ajv } from 'ajv';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectSchema } from '../../../protocols/project/json-schema.ts';
import { samples } from './samples.ts';

const file = new URL('../../../protocols/project/schema/wireloupe.schema.json', import.meta.url);
const text = `${JSON.stringify(projectSchema(), null, 2)}\n`;
if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);

describe('the JSON schema of wireloupe.json', () => {
  const validate = new Ajv({ strict: false }).compile(projectSchema());

  it('is the one that the extension contributes (UPDATE_GOLDEN=1 writes it)', () => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each(samples)('agrees with the parser about $is', ({ text: sample, codes, parserOnly }) => {
    expect(validate(JSON.parse(sample))).toBe(codes.length === 0 || parserOnly === true);
  });
});
