import { fromBase64, fromHex } from '../scalars/bytes.ts';
import type { SourceNode } from '../source/node.ts';
import type { ReadContext } from './context.ts';
import { spanOf, textOf } from './scalar.ts';

/** Bytes that are no AMQP value: a payload, a frame of raw bytes. Text is its UTF-8; undefined, and reported, where it cannot be read. */
export function readBytes(node: SourceNode, what: string, context: ReadContext): Uint8Array | undefined {
  const tag = node.tag?.verbatim === true ? undefined : node.tag?.text;
  if (node.tag !== undefined)
    context.place({
      kind: 'tag',
      start: node.tag.start,
      end: node.tag.end,
      text: node.tag.text,
      verbatim: node.tag.verbatim,
    });
  if (node.kind !== 'scalar' || (node.tag !== undefined && tag !== 'hex' && tag !== 'base64' && tag !== 'binary')) {
    context.report({
      rule: 'tagContent',
      ...spanOf(node),
      message: `${what} takes bytes: !hex "00 ff", !base64 "AP8=", or text for its UTF-8`,
    });
    return undefined;
  }
  const text = textOf(node, context);
  if (!text.known) return new Uint8Array(0);
  const bytes =
    tag === 'hex' ? fromHex(text.text) : tag === 'base64' ? fromBase64(text.text) : new TextEncoder().encode(text.text);
  if (typeof bytes !== 'string') return bytes;
  context.report({ rule: 'tagContent', ...spanOf(node), message: bytes });
  return undefined;
}
