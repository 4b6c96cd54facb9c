import { Conversation } from '../../../protocols/amqp/conversation/index.ts';
import type { Side, UnitContext } from '../../../protocols/core/index.ts';
import { openAmqp } from './opened.ts';
import { compositeValue, encode, encodeFrame, standardRegistry } from '../../../protocols/amqp/index.ts';

/** A token that no other bytes of a test hold a part of; random-looking, so that no rule about its form finds it. */
export const token = Array.from({ length: 25 }, (_, i) => `Zq${(i * 7919 + 104729).toString(36)}Xw`).join('');

type Fields = Parameters<typeof compositeValue>[1];

/** One frame, with a payload. */
export function frameOf(name: string, fields: Fields, payload?: Uint8Array, channel = 0): Uint8Array {
  const definition = standardRegistry.byName(name);
  if (definition?.kind !== 'composite') throw new Error(`${name} is not a composite type`);
  return encodeFrame({
    type: 0,
    channel,
    performative: compositeValue(definition, fields),
    ...(payload === undefined ? {} : { payload }),
  });
}

const uint = (value: number) => ({ type: 'uint', value }) as const;
const string = (value: string) => ({ type: 'string', value }) as const;

export interface Terminus {
  readonly address?: string;
}

export function begin(channel = 0, remote?: number): Uint8Array {
  return frameOf(
    'begin',
    {
      ...(remote === undefined ? {} : { 'remote-channel': { type: 'ushort', value: remote } }),
      'next-outgoing-id': uint(0),
      'incoming-window': uint(1000),
      'outgoing-window': uint(1000),
    },
    undefined,
    channel,
  );
}

/** `source` and `target`: an address, or undefined for a terminus without one. */
export function attach(
  name: string,
  handle: number,
  role: 'sender' | 'receiver',
  source: string | undefined,
  target: string | undefined,
  channel = 0,
): Uint8Array {
  const terminus = (type: 'source' | 'target', address: string | undefined) => {
    const definition = standardRegistry.byName(type);
    if (definition?.kind !== 'composite') throw new Error(type);
    return compositeValue(definition, address === undefined ? {} : { address: string(address) });
  };
  return frameOf(
    'attach',
    {
      name: string(name),
      handle: uint(handle),
      role: { type: 'boolean', value: role === 'receiver' },
      source: terminus('source', source),
      target: terminus('target', target),
      'initial-delivery-count': uint(0),
    },
    undefined,
    channel,
  );
}

export function detach(handle: number, channel = 0): Uint8Array {
  return frameOf('detach', { handle: uint(handle), closed: { type: 'boolean', value: true } }, undefined, channel);
}

const described = (code: bigint, value: Parameters<typeof encode>[0]): Uint8Array =>
  encode({ type: 'described', descriptor: { type: 'ulong', value: code }, value });

/** A put-token request as libraries for service buses write it; `operation` and `to` can be left out. */
export function putToken({
  operation = 'put-token',
  to,
  body = token,
}: { readonly operation?: string | undefined; readonly to?: string; readonly body?: string } = {}): Uint8Array {
  const properties =
    to === undefined
      ? []
      : [
          described(0x73n, {
            type: 'list',
            items: [{ type: 'null', value: null }, { type: 'null', value: null }, string(to)],
          }),
        ];
  const request =
    operation === ''
      ? []
      : [
          described(0x74n, {
            type: 'map',
            items: [
              string('operation'),
              string(operation),
              string('type'),
              string('servicebus.windows.net:sastoken'),
              string('name'),
              string('amqp://host/queue'),
            ],
          }),
        ];
  return Buffer.concat([...properties, ...request, described(0x77n, string(body))]);
}

/** The transfers of a message, cut at these bytes. */
export function transfers(
  handle: number,
  id: number,
  message: Uint8Array,
  cuts: readonly number[],
  channel = 0,
): Uint8Array[] {
  const ends = [...cuts, message.length];
  return ends.map((end, i) =>
    frameOf(
      'transfer',
      {
        handle: uint(handle),
        ...(i === 0
          ? {
              'delivery-id': uint(id),
              'delivery-tag': { type: 'binary', value: Uint8Array.of(id) },
              'message-format': uint(0),
            }
          : {}),
        more: { type: 'boolean', value: i < ends.length - 1 },
      },
      message.subarray(i === 0 ? 0 : ends[i - 1], end),
      channel,
    ),
  );
}

/** All that is shown of a unit: its tree, its line, its bytes as text and in hex. */
export function shownOf(bytes: Uint8Array, context: UnitContext): string {
  const masked = bytes.slice();
  for (const [start, end] of openAmqp(bytes, context).secrets()) masked.fill(0x2a, start, end);
  const views = [bytes, masked].map((each) => {
    const opened = openAmqp(each, context);
    return JSON.stringify([opened.tree({ secrets: false }), opened.name, opened.summary()]);
  });
  return `${views.join('\n')}\n${Buffer.from(masked).toString('latin1')}\n${Buffer.from(masked).toString('hex')}`;
}

/** A part of the token that a text has, as text or in hex; undefined where it has none. Any nine characters in a row hold one of the parts. */
export function leak(text: string, secret = token): string | undefined {
  const lower = text.toLowerCase();
  for (let at = 0; at + 5 <= secret.length; at += 5) {
    const part = secret.slice(at, at + 5);
    if (text.includes(part) || lower.includes(Buffer.from(part).toString('hex'))) return part;
  }
  return undefined;
}

/** What is shown of units of a conversation, fed in this order. */
export function conversationShows(
  units: readonly (readonly [Side, Uint8Array])[],
  conversation = new Conversation({ partial: true }),
): readonly string[] {
  return units.map(([side, bytes]) => {
    const { secrecy, opaque } = conversation.feed(side, bytes);
    return shownOf(bytes, {
      ...(secrecy === undefined ? {} : { secrecy }),
      ...(opaque ? { payload: 'opaque' as const } : {}),
    });
  });
}
