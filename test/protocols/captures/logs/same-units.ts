import { expect } from 'vitest';
import { strictParse, type StrictElement } from '../../../../protocols/xmpp/index.ts';
import type { DecodedUnit } from '../../../../protocols/decoding/index.ts';
import type { DecodedInput } from './decode-input.ts';

export interface Comparison {
  /** What the program never logs: what crossed without being in the log. */
  readonly unlogged?: (unit: DecodedUnit) => boolean;
  /** The log leaves out values that tell which unit is answered. */
  readonly fewerAnswers?: boolean;
  /** What the program logs as sent, and does not send. */
  readonly unsent?: (unit: DecodedUnit) => boolean;
}

const sides = ['client', 'server'] as const;
const noted = (found: readonly { readonly code: string }[]): readonly string[] => found.map(({ code }) => code).sort();

/**
 * Expects that a log has what crossed the wire: the same connections, in each direction the same units in the same order, with the values
 * that the log can express, the same answers, and no finding that the capture does not have. Where the log has all of a unit, it has all of
 * the unit’s findings.
 */
export function expectSameUnits(log: DecodedInput, capture: DecodedInput, comparison: Comparison = {}): void {
  const { unlogged, unsent, fewerAnswers = false } = comparison;
  expect([log.problems, capture.problems]).toEqual([[], []]);
  const crossed = capture.connections.map((units) => units.filter((unit) => unlogged?.(unit) !== true));
  const logged = log.connections.map((units) => units.filter((unit) => unsent?.(unit) !== true));
  expect(logged.map(namesOf)).toEqual(crossed.map(namesOf));
  logged.forEach((units, connection) => {
    const others = crossed[connection] ?? [];
    for (const side of sides) {
      const theirs = others.filter((unit) => unit.side === side);
      units
        .filter((unit) => unit.side === side)
        .forEach((unit, index) => expectSame(unit, theirs[index]!, { units, others, fewerAnswers }));
    }
  });
}

/** The names of a connection’s units, by side: how the two sides alternate depends on who wrote it down. */
function namesOf(units: readonly DecodedUnit[]): readonly (readonly string[])[] {
  return sides.map((side) =>
    units.flatMap((unit) =>
      unit.side === side ? [`${unit.kind} ${unit.opened.name} ${unit.opened.channel ?? ''}`.trim()] : [],
    ),
  );
}

interface Surroundings {
  readonly units: readonly DecodedUnit[];
  readonly others: readonly DecodedUnit[];
  readonly fewerAnswers: boolean;
}

function expectSame(logged: DecodedUnit, crossed: DecodedUnit, { units, others, fewerAnswers }: Surroundings): void {
  const place = `${logged.connection} ${logged.side} #${logged.number} ${logged.opened.name}`;
  if (logged.protocol === 'xmpp') expectSameElement(logged, crossed, place);
  else expectSameFrame(logged, crossed, place);
  const answers = answersOf(crossed, others);
  const told = answersOf(logged, units);
  expect([place, told]).toEqual([place, fewerAnswers ? answers.filter((each) => told.includes(each)) : answers]);
  const [found, known] = [noted(logged.findings), noted(crossed.findings)];
  if (logged.lossy === undefined) expect([place, found]).toEqual([place, known]);
  else expect([place, found.filter((code) => !known.includes(code))]).toEqual([place, []]);
  const notes = noted(crossed.notes);
  expect([place, noted(logged.notes).filter((code) => !notes.includes(code))]).toEqual([place, []]);
}

/** The units that a unit answers, each by its side and its place in it. */
function answersOf(unit: DecodedUnit, units: readonly DecodedUnit[]): readonly string[] {
  return unit.answers.map((number) => {
    const asked = units.find((each) => each.number === number);
    const before = units.filter((each) => each.side === asked?.side && each.number < number);
    return asked === undefined ? `?${number}` : `${asked.side} ${before.length}`;
  });
}

function expectSameFrame(logged: DecodedUnit, crossed: DecodedUnit, place: string): void {
  const { payload: mine, sections, ...told } = logged.opened.json();
  const { payload: theirs, sections: all, ...wire } = crossed.opened.json();
  if (logged.lossy === undefined) expect([place, hex(logged.bytes)]).toEqual([place, hex(crossed.bytes)]);
  expect({ place, ...wire }).toMatchObject({ place, ...(logged.lossy === undefined ? told : knownOf(told)) });
  const [have, whole] = [payloadOf(logged, mine), payloadOf(crossed, theirs)];
  if (logged.lossy !== 'cut') expect([place, hex(have), sections]).toEqual([place, hex(whole), all]);
  else expect([place, hex(have)]).toEqual([place, hex(whole.subarray(0, have.length))]);
}

/** Matches any value: what is null in a unit of a log that has values may be unknown. */
const unknown = { asymmetricMatch: () => true };

/** What is known of values: an entry of a map may be left out. */
function knownOf(value: object): object {
  return JSON.parse(JSON.stringify(value), (key, each: unknown) => {
    if (key === '$map') return expect.arrayContaining(each as unknown[]) as unknown;
    return each ?? unknown;
  }) as object;
}

function payloadOf({ bytes }: DecodedUnit, payload: unknown): Uint8Array {
  const { size = 0 } = (payload ?? {}) as { readonly size?: number };
  return bytes.subarray(bytes.length - size);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function expectSameElement(logged: DecodedUnit, crossed: DecodedUnit, place: string): void {
  const theirs = { place, ...elementOf(crossed) };
  const mine = { place, ...elementOf(logged) };
  if (logged.lossy === undefined) expect(mine).toEqual(theirs);
  // What was cut may be anything in the element.
  else if (logged.lossy === 'cut') expect(theirs).toMatchObject({ ...mine, children: unknown });
  else expect(theirs).toMatchObject(mine);
}

/** An element as it is meant: no matter which prefixes and quotes are used. The end of a stream has none. */
function elementOf({ bytes }: DecodedUnit): Record<string, unknown> {
  const { root, kind } = strictParse(bytes);
  return { kind, ...(root !== undefined && meaningOf(root)) };
}

interface Meaning extends Pick<StrictElement, 'local' | 'namespace' | 'attributes'> {
  readonly children: readonly (Meaning | string)[];
}

function meaningOf({ local, namespace, attributes, children }: StrictElement): Meaning {
  return {
    local,
    namespace,
    attributes,
    children: children.map((child) => (typeof child === 'string' ? child : meaningOf(child))),
  };
}
