/** SHA-1 (RFC 3174), which XEP-0115 uses for its verification string; no secret depends on it. Gives 20 bytes. */
export function sha1(message: Uint8Array): Uint8Array {
  const size = ((message.length + 8) >> 6) + 1;
  const words = new Int32Array(size * 16);
  for (let i = 0; i < message.length; i++) words[i >> 2] = (words[i >> 2] ?? 0) | ((message[i] ?? 0) << (24 - (i & 3) * 8));
  words[message.length >> 2] = (words[message.length >> 2] ?? 0) | (0x80 << (24 - (message.length & 3) * 8));
  words[size * 16 - 1] = message.length * 8;
  const hash = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const schedule = new Int32Array(80);
  for (let block = 0; block < words.length; block += 16) digestBlock(words.subarray(block, block + 16), schedule, hash);
  const digest = new Uint8Array(20);
  hash.forEach((word, i) => {
    for (let k = 0; k < 4; k++) digest[i * 4 + k] = (word >>> (24 - k * 8)) & 0xff;
  });
  return digest;
}

function digestBlock(block: Int32Array, schedule: Int32Array, hash: Int32Array): void {
  schedule.set(block);
  for (let t = 16; t < 80; t++) schedule[t] = rotate((schedule[t - 3] ?? 0) ^ (schedule[t - 8] ?? 0) ^ (schedule[t - 14] ?? 0) ^ (schedule[t - 16] ?? 0), 1);
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
  for (let t = 0; t < 80; t++) {
    const [f, k] = round(t, b, c, d);
    const next = (rotate(a, 5) + f + e + k + (schedule[t] ?? 0)) | 0;
    [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
  }
  [a, b, c, d, e].forEach((word, i) => (hash[i] = ((hash[i] ?? 0) + word) | 0));
}

function round(t: number, b: number, c: number, d: number): [f: number, k: number] {
  if (t < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (t < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (t < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648, 4). */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const size = Math.min(bytes.length - i, 3);
    for (let k = 0; k < 4; k++) text += k <= size ? digits.charAt((group >> (18 - k * 6)) & 63) : '=';
  }
  return text;
}
