import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../protocols/captures/input/index.ts';
import { unitsOf } from './units-of.ts';

const header = [0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0];
const open = [0, 0, 0, 17, 2, 0, 0, 0, 0, 0x53, 0x10, 0xc0, 4, 1, 0xa1, 1, 0x63];
const list = (bytes: readonly number[]): string => bytes.map((byte) => `0x${byte.toString(16)}`).join(', ');
const hex = (bytes: readonly number[]): string => Buffer.from(bytes).toString('hex');

/** A class of Java with arrays among other code. */
const java = (...arrays: readonly string[]): string => `package org.example.wire;

/** Writes what is due. */
final class Writer {
  private final Map<Integer, byte[]> waiting = new HashMap<>();
${arrays.map((each, index) => `  static final byte[] FIELD_${index} = { ${each} };\n`).join('')}
  void flush(Channel channel) throws IOException {
    for (byte[] each : waiting.values()) channel.write(ByteBuffer.wrap(each));
    waiting.clear();
  }
}
`;

describe('other text is no bytes', () => {
  test.each([
    ['Java', java('0, 0, 0, 8, 2, 0, 0, 0')],
    [
      'Go',
      'package wire\n\nvar keepAlive = []byte{0, 0, 0, 8, 2, 0, 0, 0}\n\n// Due tells whether one is due.\nfunc (w *Writer) Due(now time.Time) bool {\n\treturn now.Sub(w.last) > w.timeout/2\n}\n',
    ],
    [
      'Rust',
      'use std::time::Duration;\n\npub struct Writer { timeout: Duration }\n\nconst EMPTY: [u8; 8] = [0x00, 0x00, 0x00, 0x08, 0x02, 0x00, 0x00, 0x00];\n\nimpl Writer {\n    pub fn due(&self) -> bool { self.timeout.as_millis() > 0 }\n}\n',
    ],
    [
      'TypeScript',
      "import { Socket } from 'node:net';\n\nexport function keepAlive(socket: Socket): void {\n  const frame = Uint8Array.of(0, 0, 0, 8, 2, 0, 0, 0);\n  socket.write(frame);\n  setTimeout(() => keepAlive(socket), 1000);\n}\n",
    ],
    [
      'Erlang with binaries of XML',
      'handle_in(Stanza, State) ->\n    ?DEBUG("what is due: ~p", [<<"<presence/>">>]),\n    Reply = <<"<iq type=\'result\'/>">>,\n    send(Reply, State),\n    {noreply, State}.\n',
    ],
    [
      'Erlang with a binary of numbers',
      '%% Keeps the connection.\nkeep_alive(Socket) ->\n    Frame = <<0,0,0,8,2,0,0,0>>,\n    ok = gen_tcp:send(Socket, Frame),\n    erlang:send_after(1000, self(), keep_alive).\n',
    ],
    [
      'a log of git',
      `commit 0000000802000000\nAuthor: A B <a@example.org>\n\n    Before: RECV: <iq/>\n\ncommit ${'0000000802000000'.padEnd(40, 'c3')}\n`,
    ],
    [
      'a secret of Kubernetes',
      'apiVersion: v1\nkind: Secret\ndata:\n  out: PHByZXNlbmNlLz4=\n  cert: QU1RUAABAAAAAAARAgAAAABTEMAEAaEBYw==\n',
    ],
    [
      'a secret of Kubernetes in JSON',
      '{"apiVersion":"v1","kind":"Secret","data":{"cert":"QU1RUAABAAAAAAARAgAAAABTEMAEAaEBYw=="}}',
    ],
    [
      'a package.json',
      '{"name":"x","sha":"414d515000010000414d515000010000","data":"QU1RUAABAAAAAAARAgAAAABTEMAEAaEBYw=="}',
    ],
    ['a comment behind code', 'int x = 1; // Send: <iq type="get" id="1"/>\nint y;\n'],
    ['numbers of a table', '0,0,0,8,2,0,0,0\n1,2,3,4,5,6,7,8\n'],
    ['a configuration', '{"in":"<presence/>","out":"<message to=\'a@b\'/>","data":[1,2,3,4,5,6,7,8]}'],
    [
      'a chat with names of users',
      '10:00 -> <romeo> hi\n10:00 <- <juliet> hello\n10:01 -> <presence> is a nick\n10:02 <- <iq> so is this\n',
    ],
  ])('%s', async (_name, text) => {
    await expect(unitsOf(text)).rejects.toThrow(InputError);
  });
});

describe('a literal alone is bytes, however little they say', () => {
  test.each([
    ['Java', 'static final byte[] HEARTBEAT = new byte[] {0, 0, 0, 8, 2, 0, 0, 0};\n'],
    ['C', 'uint8_t heartbeat[8] = {\n  0x00, 0x00, 0x00, 0x08,\n  0x02, 0x00, 0x00, 0x00\n};\n'],
    ['Rust', 'let hb: [u8; 8] = [0, 0, 0, 8, 2, 0, 0, 0];'],
    ['Go', 'var hb = []byte{0, 0, 0, 8, 2, 0, 0, 0}'],
    ['JavaScript', 'const hb = Buffer.from([0, 0, 0, 8, 2, 0, 0, 0]);'],
    ['Erlang', 'Hb = <<0,0,0,8,2,0,0,0>>.'],
    ['JSON of a Buffer', '{"type":"Buffer","data":[0,0,0,8,2,0,0,0]}'],
    ['hex behind words', 'Heartbeat:\n0000000802000000\n'],
    ['lines of a log', '10:00:00.123 SENT 0000000802000000\n10:00:30.123 SENT 0000000802000000\n'],
  ])('%s', async (_name, text) => {
    const { units } = await unitsOf(text);
    expect(new Set(units)).toEqual(new Set(['c:heartbeat']));
  });
  test('XML in a binary of Erlang, or in bytes of Python', async () => {
    for (const text of ['<<"<presence/>">>', "data = b'<presence/>'"])
      expect((await unitsOf(text)).units, text).toEqual(['c:stanza']);
  });
});

describe('of source code', () => {
  test('the literals are read that are headers and frames, and others left out', async () => {
    const { units, client, said } = await unitsOf(java(list(header), '1, 2, 3, 4, 5, 6, 7, 8', list(open)));
    expect(units).toEqual(['c:header', 'c:frame']);
    expect(client).toBe(hex([...header, ...open]));
    expect(said.join()).toMatch(/1 list or text of bytes is left out/);
  });
  test('each header and open begins a connection', async () => {
    const { units, said } = await unitsOf(java(list(open), list(open)));
    expect([units, said]).toEqual([['c:frame', 'c:frame'], []]);
  });
  test('a stream that is cut into several literals anywhere is one', async () => {
    const all = [...header, ...open];
    for (const at of [5, 12, 20]) {
      const { units, client, said } = await unitsOf(
        `char a[] = { ${list(all.slice(0, at))} };\nchar b[] = { ${list(all.slice(at))} };`,
      );
      expect([units, client, said]).toEqual([['c:header', 'c:frame'], hex(all), []]);
    }
  });
});
