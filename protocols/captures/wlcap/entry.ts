import {
  fromBase64,
  protocolNames,
  unitKinds,
  type FramedUnit,
  type ProtocolName,
  type Side,
  type UnitKind,
} from '../../core/index.ts';
import type { ConnectionEnd, TlsDetails } from '../input/model.ts';
import type { WlcapConnection } from './model.ts';

/** A unit as its line says it. Where it begins is known by the units before, or from the line. */
export interface UnitEntry extends Omit<FramedUnit, 'offset' | 'protocol'> {
  readonly what: 'unit';
  readonly connection: number;
  readonly side: Side;
  readonly time: number;
  /** Undefined: that of the connection. */
  readonly protocol: ProtocolName | undefined;
  readonly offset: number | undefined;
  readonly encrypted: boolean | undefined;
}

/** What a line of a `.wlcap` file says. */
export type WlcapEntry =
  | UnitEntry
  | { readonly what: 'connection'; readonly connection: WlcapConnection }
  | { readonly what: 'gap'; readonly connection: number; readonly side: Side; readonly bytes: number | undefined }
  | { readonly what: 'late'; readonly connection: number }
  | {
      readonly what: 'end';
      readonly connection: number;
      readonly end: ConnectionEnd;
      readonly reason: string | undefined;
      readonly time: number;
    }
  /** A line of a kind that this version does not have. */
  | { readonly what: 'other' };

type Members = Readonly<Record<string, unknown>>;

/** What is wrong with a line: the end of a sentence. */
export class LineError extends Error {
  override readonly name = 'LineError';
}

/** The greatest number of a connection. */
const greatestConnection = 2 ** 31 - 1;
/** The greatest time of ECMAScript, in milliseconds. */
const greatestTime = 8.64e15;

/** The object that a line is. @throws LineError */
export function membersOf(text: string): Members {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LineError('it is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new LineError('it is no JSON object');
  return value as Members;
}

/** Reads a line behind the first one. @throws LineError */
export function readEntry(text: string): WlcapEntry {
  const members = membersOf(text);
  if (has(members, 'b')) return unitOf(members);
  if (has(members, 'connection')) return { what: 'connection', connection: connectionOf(members) };
  if (has(members, 'gap'))
    return {
      what: 'gap',
      connection: numberOf(members, 'c'),
      side: wordOf(members, 'gap', sides),
      bytes: has(members, 'bytes') ? wholeOf(members, 'bytes') : undefined,
    };
  if (has(members, 'end'))
    return {
      what: 'end',
      connection: numberOf(members, 'c'),
      end: wordOf(members, 'end', ends),
      reason: textOf(members, 'reason'),
      time: timeOf(members),
    };
  if (members.late === true) return { what: 'late', connection: numberOf(members, 'c') };
  if (has(members, 'k') || has(members, 'd')) throw new LineError('a unit has no bytes (“b”)');
  return { what: 'other' };
}

const sides = ['client', 'server'] as const;
const ends = ['client', 'server', 'cut'] as const;

function has(members: Members, key: string): boolean {
  return Object.hasOwn(members, key) && members[key] !== null;
}

function unitOf(members: Members): UnitEntry {
  const text = members.b;
  const bytes = typeof text === 'string' ? fromBase64(text) : undefined;
  if (bytes === undefined) throw new LineError('“b” is no base64');
  const { protocol, kind, explanation } = meaningOf(members);
  const lossy = members.lossy === true ? (members.cut === true ? 'cut' : 'values') : undefined;
  return {
    what: 'unit',
    connection: numberOf(members, 'c'),
    side: wordOf(members, 'd', sides),
    time: timeOf(members),
    protocol,
    kind,
    bytes,
    size: bytes.length,
    offset: has(members, 'o') ? wholeOf(members, 'o') : undefined,
    encrypted: typeof members.enc === 'boolean' ? members.enc : undefined,
    ...(lossy !== undefined && { lossy }),
    ...(explanation !== undefined && { explanation }),
    ...(textOf(members, 'fault') !== undefined && { fault: textOf(members, 'fault') }),
  };
}

/** A protocol or a kind that is not known here is shown as bytes. */
function meaningOf(members: Members): Pick<FramedUnit, 'kind' | 'explanation'> & Pick<UnitEntry, 'protocol'> {
  const note = textOf(members, 'note');
  const kind = unitKinds.find((each) => each === members.k);
  const protocol = has(members, 'p') ? protocolNames.find((each) => each === members.p) : undefined;
  if (kind !== undefined && (protocol !== undefined || !has(members, 'p')))
    return { protocol, kind, explanation: note };
  if (typeof members.k !== 'string') throw new LineError('the kind of a unit (“k”) is missing');
  const other = kind === undefined ? members.k : `protocol ${shown(members.p)}`;
  return {
    protocol: 'unknown',
    kind: 'foreign' satisfies UnitKind,
    explanation: `This version of Wireloupe does not know units of the kind ${clipped(other)}.`,
  };
}

function connectionOf(members: Members): WlcapConnection {
  const text = (key: 'name' | 'client' | 'server') => {
    const value = textOf(members, key);
    return value === undefined ? {} : { [key]: value };
  };
  const { partial, sides: only, printed, tls } = members;
  return {
    connection: numberOf(members, 'connection'),
    protocol: protocolNames.find((each) => each === members.protocol) ?? 'unknown',
    framing: members.framing === 'message' ? 'message' : 'stream',
    partial: partial === 'headers' ? 'headers' : partial === true,
    sides: sides.find((side) => side === only),
    ...(printed === true && { printed }),
    ...text('name'),
    ...text('client'),
    ...text('server'),
    ...(tls === null ? { tls } : typeof tls === 'object' && { tls: tlsOf(tls as Members) }),
  };
}

function tlsOf(members: Members): TlsDetails {
  const [version, cipher] = [textOf(members, 'version'), textOf(members, 'cipher')];
  const { verified } = members;
  return {
    ...(version !== undefined && { version }),
    ...(cipher !== undefined && { cipher }),
    ...(typeof verified === 'boolean' && { verified }),
  };
}

function numberOf(members: Members, key: string): number {
  const value = wholeOf(members, key);
  if (value > greatestConnection) throw new LineError(`“${key}” is no number of a connection`);
  return value;
}

function wholeOf(members: Members, key: string): number {
  const value = members[key];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new LineError(`“${key}” is ${Object.hasOwn(members, key) ? 'no whole number' : 'missing'}`);
}

function wordOf<T extends string>(members: Members, key: string, known: readonly T[]): T {
  const word = known.find((each) => each === members[key]);
  if (word === undefined) throw new LineError(`“${key}” is none of ${known.join(', ')}`);
  return word;
}

function textOf(members: Members, key: string): string | undefined {
  const value = members[key];
  return typeof value === 'string' ? value : undefined;
}

/** Milliseconds since 1970, to the microsecond; 0 where the line has no time. */
function timeOf(members: Members): number {
  if (!has(members, 't')) return 0;
  const { t } = members;
  const time = typeof t === 'number' ? Math.round(t * 1e6) / 1e3 : NaN;
  if (time >= 0 && time <= greatestTime) return time;
  throw new LineError('“t” is no time');
}

function shown(value: unknown): string {
  return typeof value === 'string' ? clipped(value) : typeof value;
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
