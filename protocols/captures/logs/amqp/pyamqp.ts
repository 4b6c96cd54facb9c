import type { LogFormat, TakeEntry } from '../model.ts';
import { Cursor } from './cursor.ts';
import { isPerformative, type LogFrame, type LogValue } from './frame-of.ts';
import { isList, takeFrame, takeGap, takeHeader, takeHeartbeat, targetOf, unknownValue } from './log-units.ts';
import { readCall, readPython, type PythonCall } from './python-values.ts';

const unitLine = /(?:^|[^-<=])(->|<-)\s+(Header|EmptyFrame|[A-Za-z]+Frame|SASL\w+)(?=[([])/;
const connectionName = /(?:amqpConnection|Connection)['"]?\s*[:=[]\s*['"]?([\w.$-]+)/i;

const begun = /(->|<-)\s+([A-Z][A-Za-z]*)$/;
const frameNames: readonly string[] = [
  'Header',
  'EmptyFrame',
  ...'Open Begin Attach Flow Transfer Disposition Detach End Close'.split(' ').map((name) => `${name}Frame`),
  ...'Mechanism Init Challenge Response Outcome'.split(' ').map((name) => `SASL${name}`),
];

/** Names of pyamqp that are other than the specification’s. */
const names: ReadonlyMap<string, string> = new Map([
  ['send_settle_mode', 'snd-settle-mode'],
  ['idle_timeout', 'idle-time-out'],
  ['filters', 'filter'],
]);
const binaryFields: ReadonlySet<string> = new Set([
  'delivery_tag',
  'initial_response',
  'challenge',
  'response',
  'additional_data',
]);

/** The log of the AMQP library in pure Python of azure-eventhub and azure-servicebus. */
export const pyamqp: LogFormat = {
  name: 'pyamqp',
  title: 'azure-eventhub and azure-servicebus (pyamqp) with logging_enable=True',
  writer: 'client',
  recognises(text) {
    const name = unitLine.exec(text)?.[2];
    return name !== undefined && (name === 'Header' || name === 'EmptyFrame' || isPerformative(performativeOf(name)));
  },
  reader: (take) => ({ line: (text, number) => readLine(take, text, number), end: () => undefined }),
};

function performativeOf(name: string): string {
  const plain = name.replace(/Frame$/, '');
  return plain === 'SASLMechanism' ? 'sasl-mechanisms' : plain;
}

function readLine(take: TakeEntry, text: string, line: number): void {
  const found = unitLine.exec(text);
  if (found === null) return readBegun(take, text, line);
  const [whole, arrow, name = ''] = found;
  const place = placeOf(text.slice(0, found.index), arrow, line);
  const from = found.index + whole.length - name.length;
  if (name === 'EmptyFrame') return takeHeartbeat(take, place);
  if (name !== 'Header') return takeFrame(take, place, () => frame(text, from));
  const bytes = headerIn(text, from);
  if (bytes === undefined) takeGap(take, place, 'This is no protocol header of eight bytes');
  else takeHeader(take, place, [...bytes.subarray(4)]);
}

/** A line that ends within the name of a frame. */
function readBegun(take: TakeEntry, text: string, line: number): void {
  const found = begun.exec(text.slice(-40));
  if (found === null) return;
  const [, arrow, name = ''] = found;
  if (!frameNames.some((each) => each.startsWith(name))) return;
  takeGap(take, placeOf(text.slice(0, -name.length), arrow, line), 'This frame has no end, and its name is not there');
}

function placeOf(before: string, arrow: string | undefined, line: number) {
  return {
    connection: connectionName.exec(before)?.[1] ?? '',
    direction: arrow === '->' ? 'sent' : 'received',
    line,
  } as const;
}

/** `Header(b'AMQP\x00\x01\x00\x00')`. */
function headerIn(text: string, from: number): Uint8Array | undefined {
  const shown = /^Header\(b'AMQP((?:\\x[0-9a-f]{2}|[^\\']|\\[trn\\']){4})'\)/.exec(text.slice(from, from + 64));
  const call = shown === null ? undefined : readCall(new Cursor(shown[0]));
  const [bytes] = call?.positional ?? [];
  return bytes !== null &&
    typeof bytes === 'object' &&
    'what' in bytes &&
    bytes.what === 'binary' &&
    bytes.bytes.length === 8
    ? bytes.bytes
    : undefined;
}

function frame(text: string, from: number): LogFrame {
  const cursor = new Cursor(text, from);
  const call = readCall(cursor, true) ?? listed(cursor);
  const payload = call.named.get('payload');
  const fields = new Map<string, LogValue>();
  for (const [name, value] of call.named)
    if (name !== 'payload') fields.set(names.get(name) ?? name, fieldOf(name, value));
  return {
    performative: performativeOf(call.name),
    fields: call.named.size > 0 ? fields : call.positional.map(textual),
    ...(call.isCut === true ? { payloadCut: true } : payloadOf(payload)),
  };
}

/** `OpenFrame[b'c', None]`: by positions, in early versions. */
function listed(cursor: Cursor): PythonCall {
  const name = cursor.match(/\w+(?=\[)/y)?.[0] ?? '';
  const value = readPython(cursor);
  return { name, named: new Map(), positional: isList(value) ? value : [] };
}

/** Payloads are printed as `b'***'`. */
function payloadOf(payload: LogValue | undefined): Pick<LogFrame, 'payload' | 'payloadCut'> {
  if (payload === undefined || payload === null) return {};
  if (typeof payload !== 'object' || !('what' in payload) || payload.what !== 'binary') return { payloadCut: true };
  const { bytes } = payload;
  const isMasked = bytes.length === 3 && bytes.every((byte) => byte === 0x2a);
  return isMasked ? { payloadCut: true } : { payload: bytes };
}

function fieldOf(name: string, value: LogValue): LogValue {
  switch (name) {
    case 'state':
    case 'default_outcome':
      return stateOf(textual(value));
    case 'target':
      return targetOf(textual(value));
    case 'unsettled':
      return value === null ? null : unknownValue;
    default:
      return binaryFields.has(name) ? value : textual(value);
  }
}

/** A state that was received: `{'accepted': []}`. */
function stateOf(value: LogValue): LogValue {
  if (value === null || typeof value !== 'object' || isList(value)) return isList(value) ? unknownValue : value;
  if (value.what !== 'map') return value;
  const [key, fields] = value.entries[0] ?? [];
  return typeof key === 'string' && isList(fields) ? { what: 'composite', type: key, fields } : unknownValue;
}

/** Strings and symbols that are received are bytes to pyamqp: as text they take the type of their field. */
function textual(value: LogValue): LogValue {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(textual);
  switch (value.what) {
    case 'binary':
      return textOf(value.bytes) ?? value;
    case 'map':
      return (
        typedOf(value.entries) ?? {
          what: 'map',
          entries: value.entries.map(([key, item]) => [textual(key), textual(item)] as const),
        }
      );
    case 'composite': {
      const { fields } = value;
      return {
        ...value,
        fields: isList(fields as LogValue)
          ? (fields as readonly LogValue[]).map(textual)
          : new Map(
              [...(fields as ReadonlyMap<string, LogValue>)].map(([name, item]) => [
                names.get(name) ?? name,
                name === 'filters' ? filterOf(item) : fieldOf(name, item),
              ]),
            ),
      };
    }
    default:
      return value;
  }
}

/** A filter’s value is described by its name; how it is printed depends on the version. */
function filterOf(value: LogValue): LogValue {
  if (value === null || typeof value !== 'object' || isList(value) || value.what !== 'map') return value;
  return {
    what: 'map',
    entries: value.entries.map(([key, item]) => {
      const name = textual(key);
      const content = isList(item) ? (item.at(-1) ?? null) : item;
      const plain = textual(content);
      return [
        name,
        typeof name === 'string' && typeof plain === 'string'
          ? { what: 'described', descriptor: name, value: plain }
          : unknownValue,
      ] as const;
    }),
  };
}

/** `{'TYPE': 'ULONG', 'VALUE': 3}`: a value with its type. */
function typedOf(entries: readonly (readonly [LogValue, LogValue])[]): LogValue | undefined {
  const named = new Map(entries.map(([key, value]) => [textual(key), value]));
  const type = textual(named.get('TYPE') ?? null);
  const value = named.get('VALUE');
  if (typeof type !== 'string' || value === undefined) return undefined;
  const plain = textual(value);
  const name = type.toLowerCase() === 'bool' ? 'boolean' : type.toLowerCase();
  if ((name === 'symbol' || name === 'string') && typeof plain === 'string') return { what: name, text: plain };
  if (plain !== null && typeof plain === 'object' && 'what' in plain && plain.what === 'number')
    return { what: 'typed', type: name, value: plain.value };
  return name === 'binary' ? value : plain;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // no text: they stay bytes
  }
}
