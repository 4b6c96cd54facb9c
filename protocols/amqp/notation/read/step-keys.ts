import type { CompositeDefinition } from '../../definitions/model.ts';
import type { Registry } from '../../definitions/registry.ts';
import { tableOf } from './keys.ts';
import type { KeyTable } from './model.ts';

/** What may stand beside a performative. */
export const optionTable = tableOf('a frame', [
  ['channel', 'ushort', 'The channel of the frame; 0 without it.'],
  ['message', 'message', 'The message of a transfer, by its sections.'],
  ['payload', 'bytes', 'The payload of a transfer as it is, for a part of a message: !hex "…", or text.', '!hex "$1"'],
  ['type', 'amqp, sasl, 0x02', 'The type of the frame, where it is not the performative’s own.'],
  ['doff', 'ubyte', 'The data offset as it is to be written, in words of four bytes.'],
  ['extended-header', 'bytes', 'Bytes between the frame’s header and its body; a multiple of four.', '!hex "$1"'],
  ['size', 'uint', 'The size as it is to be written, where it is to be a wrong one.'],
]);

/** Kinds of steps that are no performative. */
export const otherSteps = tableOf('a step', [
  ['header', 'amqp, sasl, tls', 'A protocol header.', '${1|amqp,sasl,tls|}'],
  ['heartbeat', 'empty frame', 'An empty frame, which keeps the connection from timing out.', '{}'],
  ['frame', 'any value', 'A frame whose body is any value, or several in a list of !raw bytes.'],
  ['raw', 'bytes', 'Bytes that are sent as they are.', '!hex "$1"'],
  [
    'send',
    'managed',
    'Sends a message: session, link, credit and settlement are handled.',
    '{ to: $1, message: { body: { data: "$2" } } }',
  ],
  [
    'receive',
    'managed',
    'Receives messages: session, link, credit and settlement are handled.',
    '{ from: $1, count: 1, settle: accept }',
  ],
  [
    'set',
    'variables',
    'Sets variables from the answer to the step above, by the path of a field.',
    '{ ${1:name}: ${2:source.address} }',
  ],
]);

export const sendTable = tableOf('send', [
  ['to', 'string', 'The address to send to.'],
  ['message', 'message', 'The message, by its sections.'],
  ['settled', 'boolean', 'True to send it settled: no outcome comes back.'],
]);

export const receiveTable = tableOf('receive', [
  ['from', 'string', 'The address to receive from.'],
  ['count', 'uint', 'How many messages to receive; 1 without it.'],
  ['settle', 'accept, reject, release, modify', 'What to answer; accept without it.'],
]);

export const setTable = tableOf('a variable that is set', [
  ['path', 'field', 'The path of a field, such as source.address.'],
  ['of', 'performative', 'The frame that has the field; without it, the answer to the last frame that asks for one.'],
]);

export const settleWords = ['accept', 'reject', 'release', 'modify'] as const;
export const headerWords = ['amqp', 'sasl', 'tls'] as const;

/** What steps are, with the types of one registry. */
export interface StepVocabulary {
  /** The composites that frames carry: the performatives and the SASL frames (AMQP 1.0, 2.7, 5.3.3). */
  readonly performatives: ReadonlyMap<string, CompositeDefinition>;
  /** All that a step may begin with. */
  readonly heads: KeyTable;
}

const vocabularies = new WeakMap<Registry, StepVocabulary>();

/** Made once for a registry. */
export function stepVocabulary(registry: Registry): StepVocabulary {
  const known = vocabularies.get(registry);
  if (known !== undefined) return known;
  const frames = [...registry.providers('frame'), ...registry.providers('sasl-frame')].filter(
    (each) => each.kind === 'composite',
  );
  const keys = frames.map((each) => ({
    name: each.name,
    detail: 'performative',
    description: each.description,
    section: each.section,
    snippet: snippetOf(each),
  }));
  const made: StepVocabulary = {
    performatives: new Map(frames.map((each) => [each.name, each])),
    heads: { of: 'a step', keys: [...keys, ...otherSteps.keys] },
  };
  vocabularies.set(registry, made);
  return made;
}

/** What may stand beside a step's head. */
export const besideTable: KeyTable = { of: 'a step', keys: optionTable.keys };
export const besideOthersTable: KeyTable = {
  of: 'a step',
  keys: optionTable.keys.filter(({ name }) => name !== 'message' && name !== 'payload'),
};
export const besideNothing: KeyTable = { of: 'a step', keys: [] };

/** `{ name: $1, handle: $2 }`: the mandatory fields. */
export function snippetOf(composite: CompositeDefinition): string {
  const fields = composite.fields
    .filter((field) => field.mandatory)
    .map((field, index) => `${field.name}: $${index + 1}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
