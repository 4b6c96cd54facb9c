/** What every protocol provides to follow a connection from unit to unit. */
import type { OpenUnit, ProjectContext, UnitContext } from './codec.ts';
import type { Issue } from './issue.ts';
import { clip } from './clip.ts';
import { maskSecrets } from './secrets.ts';
import type { Side, Unit } from './unit.ts';

/** Something worth knowing that is not wrong, about one or more units. */
export interface Note {
  readonly code: string;
  readonly message: string;
  /** The numbers of the units that it is about. */
  readonly units: readonly number[];
}

export function noteOf(code: string, message: string, units: readonly number[]): Note {
  return { code, message, units };
}

/** A text of the peer in quotes, for a sentence: cut where it is long, with masks for secrets that are known by how they are written. */
export function quoted(text: string): string {
  return `“${maskSecrets(clip(text, 200))}”`;
}

/** What only the conversation knows about a unit. Valid until the next unit is fed. */
export interface Followed {
  readonly opened: OpenUnit;
  readonly context: UnitContext;
  /** What the unit breaks in its place, without the severities that a project sets. Its own bytes' findings are the judge's. */
  readonly issues: readonly Issue[];
  /** The numbers of the units that it answers. */
  readonly answers: readonly number[];
  readonly notes: readonly Note[];
  /** A few words about the whole message, where this unit completes a delivery of several frames and they are put together. */
  readonly message?: string | undefined;
  /** AMQP: the delivery-id of the delivery that a transfer is of, its later frames included. */
  readonly delivery?: number | undefined;
}

/** Follows one connection, fed with its units in the order in which they were seen. Never throws; holds a bounded memory. */
export interface Follower {
  feed(unit: Unit): Followed;
  /** Units are late, or missing: then `lost` is the side that sent them. What follows may answer what was not seen. */
  gap(lost: Side | undefined): void;
  /** Grows whenever `state` may have changed. */
  readonly version: number;
}

export interface FollowerOptions {
  /** Which sides are fed. Where only one is, nothing is assumed about the other. */
  readonly sides: 'both' | Side;
  /** The beginning was missed; `headers`: only what comes before AMQP's first frames, so that all from both opens on is known. */
  readonly partial?: boolean | 'headers';
  /** The units are those that a program prints: steps that it does not print, such as going over to TLS, are not known. */
  readonly printed?: boolean;
  /** The connection is inside TLS from its first byte on; left out where that is not known. */
  readonly encrypted?: boolean | undefined;
  /** Deliveries of several frames are put together, at the cost of their memory. */
  readonly messages?: boolean;
  /** What the project says now. */
  readonly project: () => ProjectContext;
}

export const noIssues: readonly Issue[] = [];
export const noNumbers: readonly number[] = [];
export const noNotes: readonly Note[] = [];
