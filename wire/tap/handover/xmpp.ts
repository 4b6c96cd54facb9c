import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { wireError } from '../../failures.ts';
import { clearBytes } from './amqp.ts';
import type { Handover, Opening } from './model.ts';
import { domainOf, isFeatures, isTls, newReaders, withStartTls, type Readers, type StreamUnit } from './stanzas.ts';

const ask = `<starttls xmlns="${namespaces.tls}"/>`;
const agree = `<proceed xmlns="${namespaces.tls}"/>`;

/** Both sides in clear: where the client asks for TLS and the server agrees, both go over to it (RFC 6120, 5). */
export const passStartTls: Handover = async (opening) => {
  await opening.dial();
  const readers = newReaders();
  let domain: string | undefined;
  let isAsked = false;
  for (;;) {
    const { side, bytes } = await opening.hear();
    if (bytes === undefined) return;
    opening.pass(side, bytes);
    for (const unit of readers[side].push(bytes)) {
      domain ??= side === 'client' ? domainOf(unit) : undefined;
      const isOf = isTls(unit, side === 'client' ? 'starttls' : 'proceed');
      // A program that asks for TLS sends nothing more until the server answers (RFC 6120, 5.4.2.3).
      if (side === 'client' && isAsked && unit.type !== 'space') throw clearBytes('client', '<starttls/>');
      if (side === 'client' && isOf) isAsked = true;
      else if (side === 'client' && goesOnWithout(unit)) return;
      else if (side === 'server' && isOf && isAsked) {
        checkNothingBehind(readers, unit, bytes);
        await opening.secureServer(domain);
        return opening.secureClient(domain);
      }
    }
  }
};

/** The server is inside of TLS: the tap offers STARTTLS besides, and answers it by itself. */
export const answerStartTls: Handover = async (opening) => {
  const readers = newReaders();
  let domain: string | undefined;
  await opening.dial();
  for (;;) {
    const { side, bytes } = await opening.hear();
    const units = bytes === undefined ? [] : readers[side].push(bytes);
    for (const [at, unit] of units.entries()) {
      domain ??= side === 'client' ? domainOf(unit) : undefined;
      if (side === 'client' && isTls(unit, 'starttls')) {
        opening.record('client', unit.bytes);
        if (at < units.length - 1 || readers.client.rest.length > 0) throw clearBytes('client', '<starttls/>');
        opening.write('client', Buffer.from(agree));
        opening.record('server', Buffer.from(agree));
        await opening.secureClient(domain);
        // The stream begins again (RFC 6120, 5.4.3.3): with the server, too.
        await opening.dial(domain);
        return;
      }
      opening.pass(side, side === 'server' && isFeatures(unit) ? withStartTls(unit, ask) : unit.bytes);
      if (side === 'client' && goesOnWithout(unit)) {
        for (const rest of units.slice(at + 1)) opening.pass(side, rest.bytes);
        passRest(opening, readers);
        return;
      }
    }
    if (bytes === undefined || readers[side].rest.length > longestUnit) {
      passRest(opening, readers);
      return;
    }
  }
};

/** What is held back of units that are not whole yet goes on. */
function passRest(opening: Opening, readers: Readers): void {
  for (const side of ['client', 'server'] as const)
    if (readers[side].rest.length > 0) opening.pass(side, readers[side].rest);
}

/** The program is inside of TLS: the tap asks the server for TLS by itself. */
export const askForTls: Handover = async (opening) => {
  const held: Uint8Array[] = [];
  const readers = newReaders();
  let domain: string | undefined;
  while (domain === undefined) {
    const { bytes } = await opening.hear('client');
    if (bytes === undefined) return;
    held.push(new Uint8Array(bytes));
    const units = readers.client.push(bytes);
    domain = units.map(domainOf).find((each) => each !== undefined);
    if (units.some(({ type }) => type === 'other' || type === 'element')) break;
  }
  const header = Buffer.concat(held);
  await opening.dial(domain);
  opening.write('server', header);
  await secureServer(opening, readers, domain);
  opening.unread('client', header);
};

async function secureServer(opening: Opening, readers: Readers, domain: string | undefined): Promise<void> {
  for (;;) {
    const { bytes } = await opening.hear('server');
    if (bytes === undefined)
      throw wireError('closed', 'The server closed the connection before it offered TLS.', 'Its log may say why.');
    for (const unit of readers.server.push(bytes)) {
      if (isFeatures(unit)) {
        if (unit.element?.children.every(({ namespace }) => namespace !== namespaces.tls) !== false) throw notOffered();
        opening.write('server', Buffer.from(ask));
      } else if (isTls(unit, 'proceed')) {
        checkNothingBehind(readers, unit, bytes);
        opening.note(
          'STARTTLS with the server was done by the tap, since the program is inside of TLS from its first byte on',
        );
        return opening.secureServer(domain);
      } else if (unit.type === 'element' || unit.type === 'close') throw notOffered();
    }
  }
}

function notOffered(): Error {
  return wireError(
    'policy',
    'The server offers no TLS, and the program would send its password in clear.',
    'Offer “xmpp:” as the tap’s address instead of “xmpps:” if you want to watch a connection in clear.',
  );
}

/** Whether the client goes on in clear. */
function goesOnWithout({ type }: StreamUnit): boolean {
  return type !== 'open' && type !== 'space';
}

/** Behind `<proceed/>` TLS begins: what comes in clear is not taken for what came inside of it (RFC 6120, 5.4.3.3). */
function checkNothingBehind({ server }: Readers, { bytes: unit }: StreamUnit, chunk: Buffer): void {
  const isLast =
    server.rest.length === 0 &&
    chunk.subarray(-Math.min(unit.length, chunk.length)).equals(unit.subarray(-chunk.length));
  if (!isLast) throw clearBytes('server', '<proceed/>');
}

/** A unit is as large as this before the tap no longer waits for its end, in bytes. */
const longestUnit = 64 * 1024;
