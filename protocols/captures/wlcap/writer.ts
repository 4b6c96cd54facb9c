import { toBase64, type FramedUnit, type ProtocolName, type Side } from '../../core/index.ts';
import type { ConnectionEnd } from '../input/model.ts';
import { wlcapVersion, type WlcapConnection } from './model.ts';

/** What is known of a connection whose line was written. */
interface Written {
  readonly protocol: ProtocolName;
  /** Where the next unit of each side is expected. */
  client: number;
  server: number;
}

/** Makes the lines of a `.wlcap` file (docs/captures.md), each with its line end. Lines belong in a file in the order in which they are made. */
export class WlcapWriter {
  readonly #connections = new Map<number, Written>();

  /** The first line. @param created when the file was made */
  head(created: Date): string {
    return line({ wireloupe: 'capture', version: wlcapVersion, created: created.toISOString() });
  }

  /** A connection begins. */
  connection(connection: WlcapConnection): string {
    this.#connections.set(connection.connection, { protocol: connection.protocol, client: 0, server: 0 });
    const {
      connection: number,
      name,
      protocol,
      framing = 'stream',
      client,
      server,
      tls,
      partial,
      sides,
      printed,
    } = connection;
    return line({ connection: number, name, protocol, framing, client, server, tls, partial, sides, printed });
  }

  /**
   * A unit of a connection that was begun.
   * @param time milliseconds since 1970; 0 where it is not known
   * @param encrypted whether it crossed inside TLS, where that is known
   */
  unit(connection: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): string {
    const known = this.#connections.get(connection);
    const { kind, protocol, offset, size, bytes, lossy, explanation, fault } = unit;
    const isExpected = known?.[side] === offset;
    if (known !== undefined) known[side] = offset + size;
    // By hand where it is the same for every unit: this is most of what is written.
    const rest = textOf({
      p: protocol === known?.protocol ? undefined : protocol,
      o: isExpected ? undefined : offset,
      lossy: lossy === undefined ? undefined : true,
      cut: lossy === 'cut' ? true : undefined,
      enc: encrypted,
      fault,
      note: explanation,
    });
    return `{"c":${connection},"d":"${side}",${timeMember(time)}"k":"${kind}","b":"${toBase64(bytes)}"${rest === '{}' ? '' : `,${rest.slice(1, -1)}`}}\n`;
  }

  /** Bytes of a side are missing. @param bytes how many, where that is known */
  gap(connection: number, side: Side, time: number, bytes?: number): string {
    const known = this.#connections.get(connection);
    if (known !== undefined) known[side] += bytes ?? 0;
    return line({ c: connection, gap: side, bytes, t: secondsOf(time) });
  }

  /** The units behind this line may answer what comes later in the file. */
  late(connection: number, time: number): string {
    return line({ c: connection, late: true, t: secondsOf(time) });
  }

  /** A side sends nothing more. */
  end(connection: number, end: ConnectionEnd, time: number, reason?: string): string {
    return line({ c: connection, end, reason, t: secondsOf(time) });
  }
}

/** Members that are undefined are left out. */
function textOf(members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(members);
}

function line(members: Readonly<Record<string, unknown>>): string {
  return `${textOf(members)}\n`;
}

/** Seconds since 1970, to the microsecond; undefined where the time is not known. */
function secondsOf(time: number): number | undefined {
  return time === 0 ? undefined : Number((time / 1000).toFixed(6));
}

function timeMember(time: number): string {
  const seconds = secondsOf(time);
  return seconds === undefined ? '' : `"t":${seconds},`;
}
