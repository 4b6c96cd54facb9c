import { plaintextInterfaces, type Crossing } from '../../captures/plaintext.ts';
import type { WlcapConnection } from '../../captures/wlcap/index.ts';
import { plural, type ProtocolName, type Side, type UnitKind } from '../../core/index.ts';
import type { ConvertedUnit, Output, Write } from '../model.ts';
import { fileHead } from './blocks.ts';
import { endpointOf, Endpoints } from './endpoints.ts';
import { boshMessage, webSocketMessage, webSocketOpening } from './http.ts';
import { TcpWriter } from './tcp-writer.ts';

interface Connection extends WlcapConnection {
  tcp: TcpWriter | undefined;
  /** Something is missing before the first unit. */
  isCut: boolean;
  /** The interface of its latest unit. */
  interfaceNumber: number;
}

/** Kinds of units that are not on a connection, but in a frame of one. */
const lone: ReadonlySet<UnitKind> = new Set<UnitKind>(['section', 'message', 'value']);

/** The ports on which other programs expect a protocol in clear. */
const ports: Readonly<Partial<Record<ProtocolName, number>>> = { amqp: 5672, 'amqp-0-9-1': 5672, xmpp: 5222 };
const httpPort = 80;
const discardPort = 9;

/**
 * Writes a pcapng file: what crossed in clear or inside of TLS as the plain text of TCP connections, on the port of its protocol. Messages of a WebSocket and
 * bodies of BOSH get the HTTP that they need around them.
 */
export class PcapngOutput implements Output {
  readonly #write: Write;
  readonly #endpoints = new Endpoints();
  readonly #connections = new Map<number, Connection>();
  #leftOut = 0;
  #lossy = 0;
  #shortened = 0;

  constructor(write: Write) {
    this.#write = write;
    for (const block of fileHead()) write(block);
  }

  begin(connection: WlcapConnection): void {
    const isCut = connection.partial !== false || connection.sides !== undefined;
    this.#connections.set(connection.connection, { ...connection, tcp: undefined, isCut, interfaceNumber: 0 });
  }

  unit({ connection: number, side, time, unit, encrypted }: ConvertedUnit): void {
    const connection = this.#connections.get(number);
    if (connection === undefined) return;
    if (lone.has(unit.kind)) {
      this.#leftOut++;
      return;
    }
    if (unit.lossy !== undefined) this.#lossy++;
    const crossing: Crossing = unit.lossy ?? (encrypted === undefined ? 'untold' : encrypted ? 'tls' : 'clear');
    connection.interfaceNumber = plaintextInterfaces.findIndex(({ name }) => name === crossing);
    const isMessage = connection.framing === 'message' && unit.kind !== 'foreign';
    const tcp = (connection.tcp ??= this.#open(connection, time, isMessage, unit.kind === 'body'));
    const bytes = isMessage
      ? webSocketMessage(side, unit.protocol, unit.bytes)
      : unit.kind === 'body'
        ? boshMessage(side, unit.bytes)
        : unit.bytes;
    tcp.data(side, bytes, time, connection.interfaceNumber);
  }

  gap(number: number, side: Side, time: number, bytes: number | undefined): void {
    const connection = this.#connections.get(number);
    if (connection?.tcp === undefined) {
      if (connection !== undefined) connection.isCut = true;
      return;
    }
    // Of HTTP around it nothing is missing.
    if (connection.framing === 'message') return connection.tcp.late(time, connection.interfaceNumber);
    const told = connection.tcp.gap(side, bytes ?? 1, time, connection.interfaceNumber);
    if (bytes !== undefined && told < bytes) this.#shortened++;
  }

  late(number: number, time: number): void {
    const connection = this.#connections.get(number);
    if (connection?.tcp === undefined) {
      if (connection !== undefined) connection.isCut = true;
    } else connection.tcp.late(time, connection.interfaceNumber);
  }

  end(number: number, end: Side | 'cut', time: number): void {
    const connection = this.#connections.get(number);
    if (end !== 'cut') connection?.tcp?.end(end, time, connection.interfaceNumber);
  }

  finish(): readonly string[] {
    const told: string[] = [];
    if (this.#leftOut > 0)
      told.push(
        `${plural(this.#leftOut, 'unit')} without a frame (sections, messages, values) cannot cross a connection, and ${this.#leftOut === 1 ? 'is' : 'are'} left out.`,
      );
    if (this.#lossy > 0)
      told.push(
        `${plural(this.#lossy, 'unit')} ${this.#lossy === 1 ? 'is' : 'are'} from a log that tells values rather than bytes. What other programs than Wireloupe show of them need not be what crossed the wire.`,
      );
    if (this.#shortened > 0) told.push(`${plural(this.#shortened, 'gap')} of more than 66 MB are written smaller.`);
    return told;
  }

  /** A connection whose beginning is missing has no opening, so that nobody takes its first bytes for the first ones. */
  #open(connection: Connection, time: number, isMessage: boolean, isBody: boolean): TcpWriter {
    const { client, server, protocol, interfaceNumber, isCut } = connection;
    const port = isMessage || isBody ? httpPort : (ports[protocol] ?? endpointOf(server)?.port ?? discardPort);
    const tcp = new TcpWriter(...this.#endpoints.of(client, server, port), this.#write);
    if (!isCut || isMessage) tcp.open(time, interfaceNumber);
    if (isMessage) {
      const opening = webSocketOpening(protocol);
      for (const side of ['client', 'server'] as const) tcp.data(side, opening[side], time, interfaceNumber);
      if (isCut) tcp.late(time, interfaceNumber);
    }
    return tcp;
  }
}
