import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unitsOfCapture, type SeenUnit } from '../streams.ts';

/** The corpus beside the project; tests that need it name it when it is missing. */
export const corpus = fileURLToPath(new URL('../../../../../shared/corpus/amqp/', import.meta.url));
export const hasCorpus = existsSync(corpus);

/** The captures, without their ends; none where the corpus is missing. */
export function captureNames(): string[] {
  return hasCorpus
    ? readdirSync(`${corpus}captures`)
        .filter((name) => name.endsWith('.pcap'))
        .map((name) => name.slice(0, -'.pcap'.length))
    : [];
}

export function captureUnits(name: string): readonly SeenUnit[] {
  const keys = `${corpus}captures/${name}.keys`;
  return unitsOfCapture(`${corpus}captures/${name}.pcap`, existsSync(keys) ? keys : undefined);
}

interface CorpusLine {
  readonly id: string;
  readonly kind: string;
  readonly data: string;
}

export function corpusLines(file: string): CorpusLine[] {
  return readFileSync(corpus + file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusLine);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

/** The units of the conformance streams: one in each line of the `.hex` files. */
export function conformanceUnits(): Uint8Array[] {
  const units = new Map<string, Uint8Array>();
  for (const file of readdirSync(`${corpus}conformance`).filter((name) => name.endsWith('.hex'))) {
    for (const line of readFileSync(`${corpus}conformance/${file}`, 'utf8').split('\n')) {
      const hex = line.replace(/#.*/, '').trim();
      if (/^(?:[0-9a-f]{2})+$/.test(hex)) units.set(hex, Uint8Array.from(Buffer.from(hex, 'hex')));
    }
  }
  return [...units.values()];
}
