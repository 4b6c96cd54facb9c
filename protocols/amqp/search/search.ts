import {
  otherSide,
  type DeliveryIds,
  type NamedThing,
  type OpenUnit,
  type Side,
  type UnitSearch,
} from '../../core/index.ts';
import { AmqpUnit } from '../codec/open-unit.ts';
import type { DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';
import { fieldsAt } from './fields.ts';
import { foundValues, textsOf, visibleValues } from './values.ts';

/** Looks into units of AMQP 1.0. */
export const amqpSearch: UnitSearch = {
  named: (unit, what) => named(amqpUnit(unit), what),
  fields: (unit, path, options) => {
    const opened = amqpUnit(unit);
    if (options?.secrets === true) return foundValues(opened, fieldsAt(opened.frame, path));
    return visibleValues(opened, fieldsAt(opened.shown, path));
  },
  xml: () => undefined,
  asks: (unit) => asks(amqpUnit(unit).frame),
  deliveries: (unit, side) => deliveries(amqpUnit(unit).frame, side),
  outcome: (unit) => outcome(amqpUnit(unit).frame),
};

function amqpUnit(unit: OpenUnit): AmqpUnit {
  if (!(unit instanceof AmqpUnit)) throw new TypeError('The search of AMQP got a unit of another codec.');
  return unit;
}

/** Where the things of that name are: fields of performatives, and of the message's properties (AMQP 1.0, 2.7, 3.2.4). */
const places: Readonly<Record<NamedThing, readonly (readonly string[])[]>> = {
  from: [['source', 'address']],
  to: [
    ['target', 'address'],
    ['properties', 'to'],
  ],
  id: [['delivery-id'], ['delivery-tag'], ['properties', 'message-id'], ['properties', 'correlation-id']],
  ns: [],
  thread: [],
};

function named({ shown }: AmqpUnit, what: NamedThing): readonly string[] {
  const found: string[] = [];
  for (const path of places[what]) {
    // A session's properties, or a link's, are no message's.
    const nodes = path[0] === 'properties' ? inSection(shown, path) : fieldsAt(shown, path);
    for (const node of nodes) if (node.presence === 'present') found.push(...textsOf(node));
  }
  return found;
}

function inSection(frame: DecodedFrame, [section, ...path]: readonly string[]): readonly ValueNode[] {
  const found = frame.sections.find(({ type }) => type === section);
  return found?.children.filter(({ name }) => name === path[0]) ?? [];
}

/** Frames that ask for one of the other side (2.4, 2.5, 2.6, 5.3.2); what answers one is known by its own answer. */
const asking: ReadonlySet<string> = new Set([
  'open',
  'begin',
  'attach',
  'detach',
  'end',
  'close',
  'sasl-init',
  'sasl-response',
]);

function asks(frame: DecodedFrame): boolean {
  const { performativeName: name } = frame;
  if (name === undefined) return false;
  if (name !== 'transfer') return asking.has(name);
  // A delivery asks with its first frame, which names it.
  return (
    typeof frame.fieldValue('delivery-id') === 'number' &&
    frame.fieldValue('settled') !== true &&
    frame.fieldValue('aborted') !== true
  );
}

/** The state of a disposition, or in a transaction its outcome (2.7.6, 3.4, 4.5.8). */
function outcome(frame: DecodedFrame): string | undefined {
  if (frame.performativeName !== 'disposition') return undefined;
  const state = frame.field('state');
  if (state?.presence !== 'present') return undefined;
  if (state.type !== 'transactional-state') return state.type;
  const within = state.children.find(({ name }) => name === 'outcome');
  return within?.presence === 'present' ? within.type : state.type;
}

function deliveries(frame: DecodedFrame, side: Side): DeliveryIds | undefined {
  const number = (field: string): number | undefined => {
    const value = frame.fieldValue(field);
    return typeof value === 'number' ? value : undefined;
  };
  if (frame.performativeName === 'transfer') {
    const id = number('delivery-id');
    return id === undefined ? undefined : { first: id, last: id, sender: side };
  }
  if (frame.performativeName !== 'disposition') return undefined;
  const first = number('first');
  if (first === undefined) return undefined;
  return { first, last: number('last') ?? first, sender: frame.fieldValue('role') === true ? otherSide(side) : side };
}
