import type { Connection } from 'rhea';
import type { OpenRequest } from '../live.ts';
import type { RheaGate } from './gate.ts';

/** What operations on an open connection work with. */
export interface AmqpLink {
  readonly connection: Connection;
  readonly gate: RheaGate;
  readonly request: OpenRequest;
  /** Rejects when the connection ends; never resolves. */
  readonly ended: Promise<never>;
}
