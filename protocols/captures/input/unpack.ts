import { joinBytes } from '../../core/index.ts';
import { Inflater } from '../http/index.ts';
import { InputError } from './model.ts';

/** How gzip begins (RFC 1952, 2.3.1). */
const magic = [0x1f, 0x8b, 0x08] as const;
/** Compressed bytes that are inflated at a time: what comes out of them, at most a thousand times as many, is held in memory. */
const pieceSize = 512;

/** Inflates an input piece by piece. */
class Unpacker {
  /** What is wrong with the compressed data, a sentence: nothing more comes out of it. */
  problem: string | undefined;
  #out: Uint8Array[] = [];
  readonly #inflater = new Inflater('gzip', (bytes) => this.#out.push(bytes));

  *push(bytes: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length && this.problem === undefined; at += pieceSize) {
      if (this.#inflater.ended) this.problem = 'More data follows the end of what gzip compressed; it is not read.';
      else yield* this.#piece(bytes.subarray(at, at + pieceSize));
    }
  }

  end(): string | undefined {
    return this.#inflater.ended ? this.problem : (this.problem ?? 'What gzip compressed is cut short.');
  }

  *#piece(bytes: Uint8Array): Generator<Uint8Array> {
    this.#inflater.begin();
    if (this.#inflater.push(bytes) === 'broken') this.problem = 'What gzip compressed is broken.';
    const out = this.#out;
    this.#out = [];
    yield* out;
  }
}

/**
 * An input that is compressed by gzip as what it holds; any other input as it is.
 * @param problem takes what is wrong with the compressed data behind what was read, a sentence
 * @throws InputError where nothing of it can be read
 */
export async function* unpacked(
  input: AsyncIterable<Uint8Array>,
  problem: (text: string) => void,
): AsyncGenerator<Uint8Array> {
  let first: Uint8Array | undefined = new Uint8Array(0);
  let unpacker: Unpacker | undefined;
  let any = false;
  for await (const chunk of input) {
    let bytes = chunk;
    if (first !== undefined) {
      bytes = first = joinBytes([first, chunk]);
      if (first.length < magic.length) continue;
      first = undefined;
      if (magic.every((byte, index) => bytes[index] === byte)) unpacker = new Unpacker();
    }
    if (unpacker === undefined) {
      yield bytes;
      continue;
    }
    for (const out of unpacker.push(bytes)) {
      any = true;
      yield out;
    }
    if (unpacker.problem !== undefined) break;
  }
  if (first !== undefined && first.length > 0) yield first;
  const wrong = unpacker?.end();
  if (wrong === undefined) return;
  if (!any) throw new InputError(wrong);
  problem(wrong);
}
