/** How programs and languages print bytes: each gives one spelling of the same bytes. */
const hex2 = (byte: number): string => byte.toString(16).padStart(2, '0');
const list = (bytes: Uint8Array, each: (byte: number) => string, between = ', '): string =>
  Array.from(bytes, each).join(between);
const ascii = (bytes: Uint8Array): string =>
  list(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'), '');
const escaped = (byte: number): string =>
  byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x27 && byte !== 0x5c
    ? String.fromCharCode(byte)
    : `\\x${hex2(byte)}`;
const rows = (bytes: Uint8Array, width: number, row: (part: Uint8Array, offset: number) => string): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += width) text += `${row(bytes.subarray(at, at + width), at)}\n`;
  return text;
};
const offset = (at: number, digits: number, radix = 16): string => at.toString(radix).padStart(digits, '0');
const wide = (part: Uint8Array): string =>
  `${list(part.subarray(0, 8), hex2, ' ')}  ${list(part.subarray(8), hex2, ' ')}`.trimEnd();

/** The groups of two bytes, of which the last may have one only. */
function pairs(part: Uint8Array, each: (first: number, second: number | undefined) => string): string {
  const words: string[] = [];
  for (let i = 0; i < part.length; i += 2) words.push(each(part[i] ?? 0, part[i + 1]));
  return words.join(' ');
}

const big = (part: Uint8Array): string =>
  pairs(part, (first, second) => hex2(first) + (second === undefined ? '' : hex2(second)));
const little = (part: Uint8Array): string => pairs(part, (first, second = 0) => hex2(second) + hex2(first));

/** Wireshark's Follow Stream as a hex dump; the offsets of a direction go on from `base`. */
export function followed(bytes: Uint8Array, indent: string, base = 0): string {
  return rows(bytes, 16, (part, at) => {
    const shown = ascii(part);
    const gap = part.length > 8 ? `${shown.slice(0, 8)} ${shown.slice(8)}` : shown;
    return `${indent}${offset(base + at, 8).toUpperCase()}  ${wide(part).padEnd(50)} ${gap}`;
  });
}

/** `tcpdump -X`, without the line of the packet. */
export function hexDump(bytes: Uint8Array): string {
  return rows(bytes, 16, (part, at) => `\t0x${offset(at, 4)}:  ${big(part).padEnd(39)}  ${ascii(part)}`);
}

export const printers: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  hex: (bytes) => list(bytes, hex2, ''),
  'hex in capitals': (bytes) => list(bytes, hex2, ' ').toUpperCase(),
  'hex with colons': (bytes) => list(bytes, hex2, ':'),
  BitConverter: (bytes) => list(bytes, hex2, '-').toUpperCase(),
  PostgreSQL: (bytes) => `\\x${list(bytes, hex2, '')}`,
  base64: (bytes) => Buffer.from(bytes).toString('base64'),
  'base64 in lines': (bytes) => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\n'),
  base64url: (bytes) => Buffer.from(bytes).toString('base64url'),
  xxd: (bytes) => rows(bytes, 16, (part, at) => `${offset(at, 8)}: ${big(part).padEnd(39)}  ${ascii(part)}`),
  'hexdump -C': (bytes) =>
    `${rows(bytes, 16, (part, at) => `${offset(at, 8)}  ${wide(part).padEnd(48)}  |${ascii(part)}|`)}${offset(bytes.length, 8)}\n`,
  hexdump: (bytes) =>
    `${rows(bytes, 16, (part, at) => `${offset(at, 7)} ${little(part)}`)}${offset(bytes.length, 7)}\n`,
  'od -x': (bytes) =>
    `${rows(bytes, 16, (part, at) => `${offset(at, 7, 8)} ${little(part)}`)}${offset(bytes.length, 7, 8)}\n`,
  'od -t x1': (bytes) =>
    `${rows(bytes, 16, (part, at) => `${offset(at, 7, 8)} ${list(part, hex2, ' ')}`)}${offset(bytes.length, 7, 8)}\n`,
  od: (bytes) =>
    `${rows(bytes, 16, (part, at) => `${offset(at, 7, 8)} ${pairs(part, (first, second = 0) => offset(second * 256 + first, 6, 8))}`)}${offset(bytes.length, 7, 8)}\n`,
  'tcpdump -X': hexDump,
  Wireshark: (bytes) =>
    rows(bytes, 16, (part, at) => `${offset(at, 4)}   ${list(part, hex2, ' ').padEnd(49)}${ascii(part)}`),
  Netty: (bytes) =>
    `+--------+----+\n${rows(bytes, 16, (part, at) => `|${offset(at, 8)}| ${list(part, hex2, ' ').padEnd(48)}|${ascii(part).padEnd(16)}|`)}+--------+----+\n`,
  gdb: (bytes) =>
    rows(
      bytes,
      8,
      (part, at) => `0x7fffffff${offset(at + 0xe000, 4)}:\t${list(part, (byte) => `0x${hex2(byte)}`, '\t')}`,
    ),
  'gdb with names': (bytes) =>
    rows(
      bytes,
      8,
      (part, at) =>
        `0x5555${offset(at + 0x6000, 8)} <buf${at === 0 ? '' : `+${at}`}>:\t${list(part, (byte) => `0x${hex2(byte)}`, '\t')}`,
    ),
  lldb: (bytes) =>
    rows(bytes, 16, (part, at) => `0x10000${offset(at, 4)}: ${list(part, hex2, ' ').padEnd(47)}  ${ascii(part)}`),
  'a dump in a log': (bytes) =>
    rows(
      bytes,
      16,
      (part, at) => `10:11:12.345 DEBUG transport - ${offset(at, 8)}  ${wide(part).padEnd(48)}  |${ascii(part)}|`,
    ),
  'Buffer of Node.js': (bytes) => `<Buffer ${list(bytes, hex2, ' ')}>`,
  'ArrayBuffer of Node.js': (bytes) =>
    `ArrayBuffer { [Uint8Contents]: <${list(bytes, hex2, ' ')}>, byteLength: ${bytes.length} }`,
  'JSON of a Buffer': (bytes) => JSON.stringify(Buffer.from(bytes)),
  'JSON of a Uint8Array': (bytes) => JSON.stringify(bytes),
  Uint8Array: (bytes) => `Uint8Array(${bytes.length}) [\n  ${list(bytes, String)}\n]`,
  'decimal numbers': (bytes) => list(bytes, String, ' '),
  'decimal list': (bytes) => `[${list(bytes, String)}]`,
  Java: (bytes) => `[${list(bytes, (byte) => String(byte > 127 ? byte - 256 : byte))}]`,
  'Java literal': (bytes) => `byte[] data = new byte[]{${list(bytes, (byte) => `(byte) 0x${hex2(byte)}`)}};`,
  Kotlin: (bytes) => `val data = byteArrayOf(${list(bytes, (byte) => `0x${hex2(byte)}.toByte()`)})`,
  'Go, %v': (bytes) => `[${list(bytes, String, ' ')}]`,
  'Go, %#v': (bytes) => `[]byte{${list(bytes, (byte) => `0x${byte.toString(16)}`)}}`,
  'Go, uint8': (bytes) => `data := []uint8{${list(bytes, (byte) => `0x${hex2(byte)}`)}}`,
  Rust: (bytes) => `let data: [u8; ${bytes.length}] = [${list(bytes, (byte) => `0x${hex2(byte)}u8`)}];`,
  'Rust, vec!': (bytes) => `let data = vec![${list(bytes, (byte) => `0x${hex2(byte)}`)}];`,
  'Rust, b""': (bytes) => `let data = b"${list(bytes, escaped, '')}";`,
  Python: (bytes) => `b'${list(bytes, escaped, '')}'`,
  'Python, bytearray': (bytes) => `bytearray(b'${list(bytes, escaped, '')}')`,
  'Python, several lines': (bytes) => `data = (\n${rows(bytes, 10, (part) => `    b"${list(part, escaped, '')}"`)})`,
  'Python, list': (bytes) => `bytes([${list(bytes, String)}])`,
  'C string': (bytes) => `const char data[] = "${list(bytes, (byte) => `\\x${hex2(byte)}`, '')}";`,
  'C string with octal escapes': (bytes) => `"${list(bytes, (byte) => `\\${offset(byte, 3, 8)}`, '')}"`,
  'C array': (bytes) =>
    `unsigned char data[] = {\n  ${list(bytes, (byte) => `0x${hex2(byte)}`)}\n};\nunsigned int data_len = ${bytes.length};`,
  'Wireshark, escaped string': (bytes) =>
    rows(bytes, 16, (part) => `"${list(part, (byte) => `\\x${hex2(byte)}`, '')}" \\`).replace(/ \\\n$/, '\n'),
  'C#': (bytes) => `var data = new byte[] { ${list(bytes, (byte) => `0x${hex2(byte).toUpperCase()}`)} };`,
  Erlang: (bytes) => `<<${list(bytes, String, ',')}>>`,
  'Erlang, 16#': (bytes) => `Data = <<${list(bytes, (byte) => `16#${hex2(byte).toUpperCase()}`, ',')}>>.`,
  'escapes without quotes': (bytes) => list(bytes, (byte) => `\\x${hex2(byte)}`, ''),
};
