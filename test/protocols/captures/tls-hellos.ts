/** Hellos of TLS (RFC 8446, 4.1), with the extensions that tests need. */
const number = (value: number): number[] => [value >> 8, value & 255];
const counted = (bytes: readonly number[]): number[] => [...number(bytes.length), ...bytes];

function record(type: number, body: readonly number[]): Uint8Array {
  return Uint8Array.from([0x16, 3, 1, ...counted([type, 0, ...counted(body)])]);
}

export function clientHello({
  name,
  versions,
}: {
  readonly name?: string;
  readonly versions?: readonly number[];
}): Uint8Array {
  const extensions: number[] = [];
  if (name !== undefined) {
    const host = [0, ...counted(Array.from(name, (char) => char.charCodeAt(0)))];
    extensions.push(0, 0, ...counted(counted(host)));
  }
  if (versions !== undefined) extensions.push(0, 43, ...counted([versions.length * 2, ...versions.flatMap(number)]));
  const random = new Array<number>(32).fill(7);
  return record(1, [3, 3, ...random, 0, ...counted([0x13, 0x01]), 1, 0, ...counted(extensions)]);
}

/** @param version the one of its extension, where it has one */
export function serverHello(version?: number): Uint8Array {
  const random = new Array<number>(32).fill(8);
  const extensions = version === undefined ? [] : [0, 43, ...counted(number(version))];
  return record(2, [3, 3, ...random, 0, 0x13, 0x01, 0, ...counted(extensions)]);
}
