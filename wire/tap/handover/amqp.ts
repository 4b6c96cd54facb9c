import { wireError } from '../../failures.ts';
import type { Handover, Opening } from './model.ts';
import type { Side } from '../../../protocols/core/index.ts';

/** The header by which a peer asks for TLS (AMQP 1.0, 5.2.1). */
const tlsHeader = Buffer.from([0x41, 0x4d, 0x51, 0x50, 2, 1, 0, 0]);

/** Both sides in clear: where the client asks for TLS and the server agrees, both go over to it. */
export const passTlsHeader: Handover = async (opening) => {
  await opening.dial();
  if (!(await takeHeader(opening, 'client'))) return;
  if (!(await takeHeader(opening, 'server'))) return;
  await opening.secureServer();
  await opening.secureClient();
};

/** The server is inside of TLS: a program that asks for TLS is answered by the tap. */
export const answerTlsHeader: Handover = async (opening) => {
  const first = await beginning(opening, 'client');
  if (first?.equals(tlsHeader) === true) {
    opening.record('client', first);
    opening.write('client', tlsHeader);
    opening.record('server', tlsHeader);
    await opening.secureClient();
  } else if (first !== undefined) opening.unread('client', first);
  await opening.dial();
};

/** Passes the first bytes of a side on. True where they are the header for TLS. */
async function takeHeader(opening: Opening, side: Side): Promise<boolean> {
  const first = await beginning(opening, side);
  if (first === undefined) return false;
  if (!first.equals(tlsHeader)) {
    opening.unread(side, first);
    return false;
  }
  opening.pass(side, first);
  return true;
}

/** The first bytes of a side, as far as they may be the header for TLS; undefined where it ends at once. */
async function beginning(opening: Opening, side: Side): Promise<Buffer | undefined> {
  let first = Buffer.alloc(0);
  for (;;) {
    const { bytes } = await opening.hear(side);
    if (bytes === undefined) return first.length === 0 ? undefined : first;
    first = Buffer.concat([first, bytes]);
    const size = Math.min(first.length, tlsHeader.length);
    if (!first.subarray(0, size).equals(tlsHeader.subarray(0, size))) return first;
    if (first.length > tlsHeader.length) throw clearBytes(side, 'the header of TLS');
    if (first.length === tlsHeader.length) return first;
  }
}

/** Bytes in clear where the handshake of TLS belongs. */
export function clearBytes(side: Side, behind: string): Error {
  const who = side === 'client' ? 'The program' : 'The server';
  return wireError(
    'protocol',
    `${who} sent bytes in clear behind ${behind}, where TLS begins.`,
    'An attacker may have injected them. The tap has closed the connection, and has passed none of them on inside TLS.',
  );
}
