// A stanza that arrives byte by byte: run by framer.test.ts in a small heap.
import { createXmppFramer } from '../../../../protocols/xmpp/index.ts';

const framer = createXmppFramer();
const byte = Uint8Array.of(0x61);
framer.push(Buffer.from('<message>'));
for (let i = 0; i < 1 << 20; i++) framer.push(byte);
const [unit] = framer.push(Buffer.from('</message>'));
if (unit?.size !== (1 << 20) + '<message></message>'.length)
  throw new Error(`a stanza of ${String(unit?.size)} bytes came`);
