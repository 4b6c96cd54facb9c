import { fromBase64 } from '../../core/index.ts';
import type { Origin, Piece, Reading } from './model.ts';

const packet = /^\s*-\s+packet:\s*\d+/;
const peer = /^\s*(?:-\s+)?peer:\s*([01])\s*$/;
const data = /^(\s*)(?:-\s+)?data:\s*!!binary\s*[|>]?[+-]?\s*(\S*)\s*$/;

/** The YAML of Wireshark's Follow Stream: packets with a peer, and their data in base64. */
export function readWiresharkYaml(text: string): Reading | undefined {
  if (!text.includes('!!binary')) return undefined;
  const pieces: Piece[] = [];
  let from: Origin | undefined;
  let digits: string[] | undefined;
  let indent = 0;
  const finish = (): boolean => {
    if (digits === undefined) return true;
    const bytes = fromBase64(digits.join(''));
    digits = undefined;
    if (bytes !== undefined) pieces.push({ bytes, from });
    return bytes !== undefined;
  };
  for (const line of text.split(/\r?\n/)) {
    const width = line.search(/\S/);
    if (width < 0) continue;
    if (digits !== undefined && width > indent && /^\s*[A-Za-z0-9+/]+={0,2}\s*$/.test(line)) {
      digits.push(line.trim());
      continue;
    }
    if (!finish()) return undefined;
    const found = data.exec(line);
    if (found !== null) {
      indent = (found[1] ?? '').length;
      digits = found[2] === '' ? [] : [found[2] ?? ''];
    } else if (packet.test(line)) from = undefined;
    else {
      const number = peer.exec(line)?.[1];
      if (number !== undefined) from = number === '0' ? 'sent' : 'received';
    }
  }
  if (!finish() || pieces.length === 0) return undefined;
  return { spelling: 'YAML of Wireshark', pieces, share: 1 };
}
