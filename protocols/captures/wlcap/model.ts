import type { ProtocolName, Side } from '../../core/index.ts';
import type { ConnectionDetails } from '../input/model.ts';

/** The version of the format that is written, and the only one that is read. */
export const wlcapVersion = 1;

/** A connection as its line in a `.wlcap` file says it (docs/captures.md). */
export interface WlcapConnection extends ConnectionDetails {
  readonly connection: number;
  /** The protocol of its units, but for those that say another one. */
  readonly protocol: ProtocolName;
  /** The beginning is missing; `headers`: only what comes before AMQP’s first frames. */
  readonly partial: boolean | 'headers';
  /** The only side whose units are known; left out where both are. */
  readonly sides?: Side | undefined;
  /** Its units are what a program printed, which may leave out steps such as going over to TLS. */
  readonly printed?: true | undefined;
}
