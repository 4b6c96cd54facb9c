import rhea from 'rhea';

/** What the tests use of rhea's encoder; its declarations make it all `any`. */
interface Types {
  readonly Writer: new () => { write(value: unknown): void; toBuffer(): Buffer };
  wrap_ulong(value: number): unknown;
  wrap_list(values: readonly unknown[]): unknown;
  described(descriptor: unknown, value: unknown): unknown;
  wrap(value: unknown): unknown;
  wrap_symbol(value: string): unknown;
  wrap_uint(value: number): unknown;
  wrap_ushort(value: number): unknown;
  wrap_ubyte(value: number): unknown;
  wrap_symbolic_map(value: object): unknown;
}
const types = rhea.types as unknown as Types;

export const AMQP_HEADER = Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0]);
export const SASL_HEADER = Buffer.from([0x41, 0x4d, 0x51, 0x50, 3, 1, 0, 0]);
export const uint = (value: number): unknown => types.wrap_uint(value);
export const ushort = (value: number): unknown => types.wrap_ushort(value);
export const ulong = (value: number): unknown => types.wrap_ulong(value);
export const ubyte = (value: number): unknown => types.wrap_ubyte(value);
export const fields = (value: object): unknown => types.wrap_symbolic_map(value);
export const symbol = (value: string): unknown => types.wrap_symbol(value);
export const source = (address: string): unknown =>
  types.described(types.wrap_ulong(0x28), types.wrap_list([types.wrap(address)]));
export const target = (address: string): unknown =>
  types.described(types.wrap_ulong(0x29), types.wrap_list([types.wrap(address)]));

/** A frame with a performative of that code, `null` for fields that are left out. */
export function frame(
  code: number,
  fields: readonly unknown[],
  options: { readonly channel?: number; readonly payload?: Buffer; readonly sasl?: boolean } = {},
): Buffer {
  const writer = new types.Writer();
  writer.write(types.described(types.wrap_ulong(code), types.wrap_list(fields.map((field) => types.wrap(field)))));
  return rawFrame(
    Buffer.concat([writer.toBuffer(), options.payload ?? Buffer.alloc(0)]),
    options.channel,
    options.sasl === true ? 1 : 0,
  );
}

/** A frame around any bytes. */
export function rawFrame(body: Buffer, channel = 0, type = 0): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 2, type, channel >> 8, channel & 0xff]);
  head.writeUInt32BE(8 + body.length);
  return Buffer.concat([head, body]);
}

export const open = frame(0x10, ['tester']);
export const begin = frame(0x11, [null, uint(0), uint(100), uint(100)]);
/** A client's receiver on handle 0. */
export const attachReceiver = (address: string): Buffer =>
  frame(0x12, ['in', uint(0), true, null, null, source(address), target('')]);
/** A client's sender on handle 1. */
export const attachSender = (address: string, handle = 1, name = 'out'): Buffer =>
  frame(0x12, [name, uint(handle), false, null, null, source(''), target(address), null, null, uint(0)]);
export const transfer = (id: number, payload: Buffer, handle = 1): Buffer =>
  frame(0x14, [uint(handle), uint(id), Buffer.from([id]), uint(0), false], { payload });

/** A described list, `null` for fields that are left out: a terminus, a state, an outcome. */
export const composite = (code: number, ...fields: readonly unknown[]): unknown =>
  types.described(types.wrap_ulong(code), types.wrap_list(fields.map((field) => types.wrap(field))));
/** The bytes of one value. */
export function encode(value: unknown): Buffer {
  const writer = new types.Writer();
  writer.write(value);
  return Buffer.from(writer.toBuffer());
}
