import type { DecodedFrame } from '../decode/index.ts';
import type { Secrecy } from '../../core/index.ts';
import { carriesToken, isTokenAddress } from '../inspect/index.ts';
import type { ConnectionHalf, LinkHalf, LinkSecrecy, SessionHalf } from './model.ts';
import { transferFields, type TransferFields } from './transfer-fields.ts';

/** What a link's addresses tell. */
export function linkSecrecy(
  role: LinkHalf['role'],
  source: string | undefined,
  target: string | undefined,
  coordinator: boolean,
): LinkSecrecy {
  const tokens = [source, target].some((address) => address !== undefined && isTokenAddress(address));
  return { tokens, anonymous: role === 'sender' && target === undefined && !coordinator, partial: 'none', tail: '' };
}

/** What of a side's next unit, on the channel of a session, is secret: bytes in a log-in that are no frame, and transfers; it goes by what was seen before it. */
export function secrecyOf(
  half: ConnectionHalf,
  session: SessionHalf | undefined,
  frame: DecodedFrame,
): Secrecy | undefined {
  if (frame.kind === 'garbage') return half.layer === 'sasl' ? 'all' : undefined;
  if (frame.performativeName !== 'transfer') return undefined;
  const fields = transferFields(frame);
  const link = session?.handles.get(fields.handle ?? 0);
  return link === undefined ? strangerSecrecy(fields, frame) : takeSecrecy(link, fields, frame);
}

/**
 * What of a transfer is secret. Tokens are sent in as many frames as they need, of which only the first has the message's
 * properties; so the link decides, then what the first frame says, and in doubt the delivery is secret: where the link's attach was
 * not seen, or may have been replaced unseen, or where it has no address and the first frame ends before the message's own.
 */
function takeSecrecy(
  link: LinkHalf,
  { more, aborted }: Readonly<TransferFields>,
  frame: DecodedFrame,
): Secrecy | undefined {
  const { secrecy } = link;
  const { partial } = secrecy;
  const tokens = secrecy.tokens || link.peer?.secrecy.tokens === true;
  if (partial === 'none' && !more && !tokens && !link.unsure) return undefined; // its bytes tell all
  if (partial === 'none') secrecy.tail = '';
  const undecided = partial === 'undecided' || (partial === 'none' && !hasBody(frame));
  const asks = undecided && asksForToken(secrecy, frame);
  const found =
    partial === 'open'
      ? undefined
      : partial === 'secret'
        ? 'all'
        : partial === 'undecided'
          ? asks
            ? 'all'
            : undefined
          : tokens
            ? 'message'
            : link.unsure
              ? strangerSecrecy({ more }, frame)
              : asks
                ? 'message'
                : beginning(link, frame);
  secrecy.partial = !more || aborted ? 'none' : found !== undefined ? 'secret' : undecided ? 'undecided' : 'open';
  if (secrecy.partial !== 'undecided') secrecy.tail = '';
  return found;
}

const request = 'put-token';
const latin1 = new TextDecoder('latin1');

/** Whether the payload of a frame, behind those before it, has the operation of a request for a token somewhere (Claims-based Security). */
function asksForToken(secrecy: LinkSecrecy, { payload, bytes }: DecodedFrame): boolean {
  const text = secrecy.tail + latin1.decode(bytes.subarray(payload?.offset ?? bytes.length));
  secrecy.tail = text.slice(1 - request.length);
  return text.includes(request);
}

/** Whether a frame that begins a message has come to the body, behind which there are no properties (3.2). */
function hasBody({ sections, bytes }: DecodedFrame): boolean {
  return sections.some((section) =>
    section.gap
      ? isBody(bytes, section.start) && bytes[section.start + 2] !== 0x74
      : section.type !== 'application-properties' && bodySections.has(section.type),
  );
}

/** The same where nothing is known of the link: a message in a single frame says itself what it is, part of one may be anything. */
function strangerSecrecy({ more }: Pick<TransferFields, 'more'>, frame: DecodedFrame): Secrecy | undefined {
  const { payload, sections } = frame;
  if (payload === undefined || payload.size === 0) return undefined;
  const readable = sections.length > 0 && sections[0]?.gap !== true;
  if (!readable) return 'all';
  return more || sections.some((section) => section.gap) ? 'message' : undefined;
}

/** The first frame of several on a link to some other node, or to none. */
function beginning({ secrecy, peer }: LinkHalf, frame: DecodedFrame): Secrecy | undefined {
  if (carriesToken(frame)) return 'message';
  // The peer may have named the node that it made.
  if (!secrecy.anonymous || peer?.target !== undefined) return undefined;
  const { sections, bytes } = frame;
  // Sections have their order (3.2): behind the properties, or in the body, there is no address to come.
  const told =
    sections.some((section) => section.type === 'properties' && !section.gap) ||
    sections.some((section) => (section.gap ? isBody(bytes, section.start) : bodySections.has(section.type)));
  return told ? undefined : 'message';
}

const bodySections: ReadonlySet<string> = new Set([
  'application-properties',
  'data',
  'amqp-sequence',
  'amqp-value',
  'footer',
]);

/** Whether a section that the frame cuts off is one behind the properties: by its descriptor, 0x74 to 0x78. */
function isBody(bytes: Uint8Array, at: number): boolean {
  const [zero, code, descriptor = 0] = bytes.subarray(at, at + 3);
  return zero === 0 && code === 0x53 && descriptor >= 0x74 && descriptor <= 0x78;
}
