import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../../protocols/captures/input/formats.ts';
import { wireloupe } from '../cli/terminal.ts';

const text = readFileSync(new URL('../../docs/ways-in.md', import.meta.url), 'utf8');

interface Example {
  readonly name: string;
  readonly input: string;
}

/** The blocks that are inputs: those marked as ```` ```log NAME ````, ```` ```bytes ```` and ```` ```raw ````. */
const examples: readonly Example[] = [...text.matchAll(/^```(log [\w-]+|bytes|raw)\n([^]*?)^```$/gm)].map(
  ([, info = '', input = '']) => ({ name: info.replace(/^log /, ''), input }),
);

interface Shown {
  readonly kind: string;
}

async function decode(input: string, ...options: string[]) {
  const { code, out, said } = await wireloupe(['decode', '--format', 'jsonl', ...options, '-'], {
    input: new TextEncoder().encode(input),
  });
  const units = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Shown);
  return { code, units, said };
}

describe('the page on the ways in', () => {
  it.each(formats.map(({ name }) => name))('names the format %s', (name) => {
    expect(text).toContain(`\`${name}\``);
  });

  // Captures are no text.
  const captures = new Set(['pcap', 'pcapng']);
  it.each(formats.map(({ name }) => name).filter((name) => !captures.has(name)))('has an example of %s', (name) => {
    expect(examples.map((example) => example.name)).toContain(name);
  });

  it.each(examples)(
    'has an example of $name that is decoded, with its name and without it: $input',
    async (example) => {
      const told = await decode(example.input);
      expect(told.units.length, told.said).toBeGreaterThan(0);
      expect(told.units.map(({ kind }) => kind)).not.toContain('garbage');
      expect(told.code).toBe(0);
      expect(await decode(example.input, '--format-in', example.name)).toEqual(told);
    },
  );
});
