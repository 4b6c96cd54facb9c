import { joinBytes } from '../../core/index.ts';

/** The byte order marks of UTF-16, which PowerShell and other programs of Windows write logs in, and its name. */
const marks = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
] as const;

/** An input in UTF-16 as UTF-8; any other input as it is. What it begins with decides. */
export async function* asUtf8(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first: Uint8Array = new Uint8Array(0);
  let decoder: TextDecoder | undefined;
  let decided = false;
  const encoder = new TextEncoder();
  for await (const chunk of input) {
    if (decided) {
      yield decoder === undefined ? chunk : encoder.encode(decoder.decode(chunk, { stream: true }));
      continue;
    }
    const begun = first.length === 0 ? chunk : joinBytes([first, chunk]);
    first = begun;
    if (begun.length < 2) continue;
    decided = true;
    const encoding = marks.find(([one, two]) => begun[0] === one && begun[1] === two)?.[2];
    if (encoding !== undefined) decoder = new TextDecoder(encoding);
    yield decoder === undefined ? begun : encoder.encode(decoder.decode(begun, { stream: true }));
  }
  if (!decided && first.length > 0) yield first;
  if (decoder !== undefined) yield encoder.encode(decoder.decode());
}
