import { noNotes, noteOf, quoted, type Note, type OpenUnit, type Side, type Unit } from './core/index.ts';

/** Headers of a side that wait for those of the other, which are remembered. */
const limit = 100;

interface Header {
  readonly what: string;
  readonly unit: number;
}

/**
 * Compares the protocol headers of both sides, whatever protocols they are of: a server that wants another layer, version or
 * protocol than it is offered says so by its own header (AMQP 1.0, 2.2; AMQP 0-9-1, 4.2.2).
 */
export class Headers {
  /** Those without an answer: a client may send the next one before (AMQP 1.0, 2.4.2), and a server may send the first one. */
  readonly #waiting: Record<Side, Header[]> = { client: [], server: [] };

  /** Takes the next unit of a side, with the number that notes name it by. */
  take({ side, kind, number }: Unit, opened: OpenUnit): readonly Note[] {
    if (kind !== 'header' || number === undefined) return noNotes;
    const header = { what: `${opened.name} ${opened.summary()}`.trim(), unit: number };
    const [own, other] = side === 'client' ? (['client', 'server'] as const) : (['server', 'client'] as const);
    const answered = this.#waiting[other].shift();
    if (answered === undefined) {
      if (this.#waiting[own].length < limit) this.#waiting[own].push(header);
      return noNotes;
    }
    if (side === 'client' || answered.what === header.what) return noNotes;
    const message = `The client offers ${quoted(answered.what)}, and the server answers with ${quoted(header.what)}: that is what it speaks here. It closes the connection after that, so connect again and begin as it wants.`;
    return [noteOf('amqp/other-header', message, [answered.unit, header.unit])];
  }

  /** Bytes are missing: a header may be among them. */
  gap(): void {
    this.#waiting.client = [];
    this.#waiting.server = [];
  }
}
