import { didYouMean } from '../../../core/index.ts';
import type { SourceNode } from '../source/node.ts';
import type { ReadContext } from './context.ts';
import type { BytesPlan } from './plan.ts';
import { spanOf, textOf } from './scalar.ts';
import { headerWords } from './step-keys.ts';

/** The protocol ids of the three headers (AMQP 1.0, 2.2, 5.2.1, 5.3.2). */
const protocolIds: Readonly<Record<string, number>> = { amqp: 0, tls: 2, sasl: 3 };
const protocolHeader = /^(amqp|sasl|tls|\d{1,3})(?:[ \t]+(\d{1,3})\.(\d{1,3})\.(\d{1,3}))?$/;

/** A protocol header: `amqp`, `sasl`, `tls`, or with another version `amqp 0.9.1`, or another protocol id `5 1.0.0`. */
export function readHeader(node: SourceNode, context: ReadContext): BytesPlan | undefined {
  context.place({ kind: 'words', start: node.start, end: node.end, words: headerWords, about: 'a protocol header' });
  if (node.kind !== 'scalar') {
    context.report({
      rule: 'stepOption',
      ...spanOf(node),
      message: 'A protocol header is amqp, sasl or tls; the header of a message must be in the message',
    });
    return undefined;
  }
  const text = textOf(node, context);
  if (!text.known) return undefined;
  const match = protocolHeader.exec(text.text);
  const parts =
    match === null
      ? []
      : [
          protocolIds[match[1] ?? ''] ?? Number(match[1]),
          ...match.slice(2).map((each) => (each as string | undefined) ?? ''),
        ];
  const [id = 0, major, minor, revision] = parts;
  const version = match?.[2] === undefined ? [1, 0, 0] : [Number(major), Number(minor), Number(revision)];
  const numbers = [Number(id), ...version];
  if (match === null || numbers.some((each) => each > 255)) {
    const hint = didYouMean(text.text, headerWords);
    context.report({
      rule: 'stepOption',
      ...spanOf(node),
      message: `“${text.text}” is not a protocol header: write amqp, sasl or tls, with another version amqp 0.9.1${hint}`,
    });
    return undefined;
  }
  return { kind: 'header', bytes: Uint8Array.from([0x41, 0x4d, 0x51, 0x50, ...numbers]) };
}
