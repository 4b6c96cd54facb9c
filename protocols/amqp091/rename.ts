import { joinBytes, type Names } from '../core/index.ts';
import type { Frame091 } from './decode.ts';
import type { Node091 } from './node.ts';

const encoder = new TextEncoder();

/** A frame with other names, its sizes right (4.2.3, 4.2.5). What has no fields is searched as bytes. */
export function renamed091(frame: Frame091, bytes: Uint8Array, names: Names): Uint8Array {
  if (frame.kind === 'header' || frame.kind === 'heartbeat') return bytes;
  const { fields, problems } = frame;
  // The size of a body is said before it.
  if (fields.length === 0 || problems.length > 0) return names.inBytes(bytes);
  const renamed = withMembers(bytes, fields, 0, bytes.length, names);
  if (renamed === undefined) return bytes;
  new DataView(renamed.buffer, renamed.byteOffset).setUint32(3, renamed.length - 8);
  return renamed;
}

/** The bytes of a range with its members; undefined where nothing changes. */
function withMembers(
  bytes: Uint8Array,
  members: readonly Node091[],
  from: number,
  to: number,
  names: Names,
): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let at = from;
  for (const member of members) {
    // Bits share an octet.
    const changed = member.start < at ? undefined : renamedMember(bytes, member, names);
    if (changed === undefined) continue;
    parts.push(bytes.subarray(at, member.start), changed);
    at = member.end;
  }
  return parts.length === 0 ? undefined : joinBytes([...parts, bytes.subarray(at, to)]);
}

function renamedMember(bytes: Uint8Array, member: Node091, names: Names): Uint8Array | undefined {
  const { start, end, value, children, type } = member;
  const [first] = children;
  if (first !== undefined) {
    const content = withMembers(bytes, children, first.start, end, names);
    return content === undefined ? undefined : sized(bytes.subarray(start, first.start - 4), content, 4);
  }
  if (typeof value !== 'string' || type.startsWith('decimal')) return undefined;
  const name = names.of(type === 'shortstr' ? 'word' : 'text', value);
  if (name === value) return undefined;
  const width = type === 'shortstr' ? 1 : 4;
  const content = encoder.encode(name);
  // A short string has no room for more.
  if (width === 1 && content.length > 255) return undefined;
  return sized(bytes.subarray(start, end - encoder.encode(value).length - width), content, width);
}

function sized(before: Uint8Array, content: Uint8Array, width: 1 | 4): Uint8Array {
  const size = new Uint8Array(width);
  if (width === 1) size[0] = content.length;
  else new DataView(size.buffer).setUint32(0, content.length);
  return joinBytes([before, size, content]);
}
