import { loneKindOf } from '../../amqp/decode/index.ts';
import { foreignOf, type FramedUnit } from '../../core/index.ts';
import { Admission } from '../admission.ts';
import { BehindProxy, proxyNote } from '../behind-proxy.ts';
import { ProtocolStream } from '../protocol-stream.ts';
import { firstBytes } from './first-bytes.ts';
import type { Feeder, InputContext } from './model.ts';
import { InputError } from './model.ts';
import { withoutOuterSpace } from './outer-space.ts';
import { WholeGarbage } from './whole-garbage.ts';

const tried =
  'It was tried as a capture, a log, and bytes (raw, or as text: hex, base64, dumps, lists and so on). `wireloupe decode --help` lists the formats that are read.';

/** What is said of an input that nothing recognises. */
export const unrecognized = `The format is not recognized. ${tried}`;

/**
 * The reader of a stream by its first bytes: an XMPP stream, an AMQP stream, frames without the header before them, which are judged by
 * themselves, TLS, or HTTP. Undefined for anything else, `more` where the bytes are too few to tell.
 * @throws InputError where they begin a document of another kind
 * @param final no more bytes come
 * @param pasted the bytes are pasted text: white space around its elements is not part of the traffic
 * @param forced the user names the format: the bytes are decoded, whatever they carry
 */
export function rawFeeder(
  first: Uint8Array,
  context: InputContext,
  { final, pasted, forced = false }: { readonly final: boolean; readonly pasted: boolean; readonly forced?: boolean },
): Feeder | undefined | 'more' {
  switch (firstBytes(first, final)) {
    case 'stream':
      return pasted ? pastedFeeder(context) : streamFeeder(context);
    case 'frames':
      return frameFeeder(context);
    case 'carrier':
      return forced ? streamFeeder(context) : carrierFeeder(first, context);
    case 'document':
      throw new InputError(unrecognized);
    case 'text':
      return undefined;
    case 'more':
      return 'more';
  }
}

/** Whether bytes begin a stream, are frames from the middle of one, or may carry one. */
export function isStream(bytes: Uint8Array): boolean {
  const kind = firstBytes(bytes, true);
  return kind !== 'text' && kind !== 'document';
}

/** Feeds bytes that are here as a whole. @throws InputError where nothing recognises them */
export function contentFeeder(content: Uint8Array, context: InputContext, pasted: boolean): string | undefined {
  const feeder = rawFeeder(content, context, { final: true, pasted });
  if (typeof feeder === 'object') {
    feeder.push(content);
    return feeder.end();
  }
  const kind = loneKindOf(content);
  if (kind === undefined) throw new InputError(unrecognized);
  const { direction, sink } = context;
  sink.begin(0, { sides: direction, partial: true });
  sink.unit(0, direction, 0, { protocol: 'amqp', kind, offset: 0, size: content.length, bytes: content });
  return undefined;
}

/** The bytes of one direction, whatever they are. */
export function streamFeeder(context: InputContext): Feeder {
  return feederOf(context, {});
}

/** The same for what may be pasted text. */
export function pastedFeeder(context: InputContext): Feeder {
  return withoutOuterSpace(context, (inner) => feederOf(inner, { isText: true }));
}

/** TLS or HTTP: something to decode where it carries AMQP or XMPP, and otherwise an input that nothing recognises. */
function carrierFeeder(first: Uint8Array, context: InputContext): Feeder {
  const { streams } = context;
  const admission = new Admission(streams.all ?? false, () => undefined);
  const feeder = feederOf(context, { admission });
  const { name, summary } = foreignOf(first);
  const what = name.startsWith('HTTP') ? `${name}, ${summary}` : 'TLS';
  return {
    push: (chunk) => feeder.push(chunk),
    end: () => {
      const problem = feeder.end();
      if (!admission.isShown)
        throw new InputError(
          `This is neither AMQP nor XMPP, and carries neither, as far as it can be read: ${what}. ${tried}`,
        );
      return problem;
    },
  };
}

function feederOf(
  { direction, sink, streams }: InputContext,
  { admission, isText = false }: { readonly admission?: Admission; readonly isText?: boolean },
): Feeder {
  const connection = { number: 0, clientPort: 0, serverPort: 0 };
  const facts = { tls: {}, alone: direction, ...(admission !== undefined && { admission }) };
  const garbage = new WholeGarbage((...given) => streams.unit(...given));
  const stream = new ProtocolStream(connection, direction, facts, { ...streams, unit: garbage.take });
  const behind = new BehindProxy(stream, () => sink.note(0, direction, proxyNote), { isText });
  sink.begin(0, { sides: direction });
  return {
    push: (chunk) => behind.data(chunk, 0),
    end: () => {
      behind.end(0);
      garbage.end();
      return undefined;
    },
  };
}

function frameFeeder({ direction: side, streams, sink }: InputContext): Feeder {
  const framer = streams.framer('amqp', { side, framing: 'stream' });
  sink.begin(0, { sides: side, partial: true });
  const give = (units: readonly FramedUnit[]): void => units.forEach((unit) => sink.unit(0, side, 0, unit));
  return {
    push: (chunk) => give(framer.push(chunk)),
    end: () => {
      give(framer.end());
      return undefined;
    },
  };
}
