import { unescapeBytes } from '../../escapes.ts';
import type { Lossy, UnitKind } from '../../../core/index.ts';
import { standardRegistry } from '../../../amqp/definitions/index.ts';
import { encodeFrame, encodeHeader } from '../../../amqp/encode/index.ts';
import { frameOf } from './frame-of.ts';
import type { LogFields, LogValue } from './log-value.ts';
import { NotAValue, ProtonValues } from './proton-values.ts';

/** What a line of the trace tells of. */
export type Traced =
  | {
      readonly what: 'unit';
      readonly kind: UnitKind;
      readonly bytes: Uint8Array;
      readonly lossy?: Lossy;
      readonly performative?: string;
    }
  | { readonly what: 'problem'; readonly why: string }
  /** The side ends its stream (`EOS`). */
  | { readonly what: 'end' };

const truncated = /(?: ?\.\.\. ?| )\(truncated\)$/;

/**
 * What follows the arrow of a trace: a protocol's header, a frame with its fields, an empty frame, or the end. Undefined
 * for another text. `hex`: the log's numbers are in hex.
 */
export function tracedFrame(content: string, channel: number, hex: boolean): Traced | undefined {
  if (content === 'AMQP') return { what: 'unit', kind: 'header', bytes: encodeHeader('amqp') };
  if (content === 'SASL') return { what: 'unit', kind: 'header', bytes: encodeHeader('sasl') };
  if (/^EOS\b/.test(content)) return { what: 'end' };
  if (content.startsWith('(EMPTY FRAME)')) return { what: 'unit', kind: 'heartbeat', bytes: encodeFrame({ channel }) };
  return content.startsWith('@') ? described(content, channel, hex) : undefined;
}

function described(content: string, channel: number, hex: boolean): Traced {
  const mark = truncated.exec(content);
  const text = mark === null ? content : content.slice(0, mark.index);
  const reader = new ProtonValues(text, 1, hex);
  const descriptor = reader.descriptor();
  const type = descriptor === undefined ? undefined : standardRegistry.byDescriptor(descriptor);
  if (type === undefined)
    return {
      what: 'problem',
      why: `This frame has no performative of AMQP: “${content.slice(0, 40)}${content.length > 40 ? '…' : ''}”`,
    };
  try {
    const fields = fieldsOf(reader);
    const rest = reader.cut ? undefined : payloadOf(text.slice(reader.at), mark !== null);
    if (typeof rest === 'string') return { what: 'problem', why: rest };
    const { payload, cut = true } = rest ?? {};
    const made = frameOf({ performative: type.name, fields, channel, payload, payloadCut: cut });
    if ('problem' in made) return { what: 'problem', why: made.problem };
    return { what: 'unit', kind: 'frame', ...made, performative: type.name };
  } catch (error) {
    if (!(error instanceof NotAValue)) throw error;
    return { what: 'problem', why: `The fields of this ${type.name} cannot be read from character ${error.at + 1} on` };
  }
}

/** By name; by position where the descriptor is a symbol, or the version does not know the names. */
function fieldsOf(reader: ProtonValues): LogFields {
  const named = reader.fields();
  if (named !== undefined) return named;
  const at = reader.at;
  const list: LogValue = reader.value();
  if (reader.cut) return [];
  if (list === null || typeof list !== 'object' || 'what' in list) throw new NotAValue(at);
  return list;
}

interface Payload {
  readonly payload?: Uint8Array;
  readonly cut: boolean;
}

/** `(157) \x00Sp…`, in quotes to 0.36; what the trace or a later program cuts short is known by its size. */
function payloadOf(rest: string, marked: boolean): Payload | string {
  if (rest === '') return { cut: marked };
  const found = /^ \((\d{1,15})\)(?: |$)/.exec(rest);
  if (found === null) return { cut: true };
  const quoted = rest.slice(found[0].length);
  const text = quoted.startsWith('"')
    ? quoted.slice(1, quoted.endsWith('"') && quoted.length > 1 ? -1 : undefined)
    : quoted;
  const payload = unescapeBytes(text, 'proton');
  const size = Number(found[1]);
  if (payload.length > size) return `The payload has ${payload.length} bytes here, and should have ${size}`;
  return { payload, cut: payload.length < size };
}
