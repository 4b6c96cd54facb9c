import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../../protocols/captures/input/index.ts';
import { recognised } from '../recognised.ts';
import { read } from '../../input/read.ts';

const iq = '<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>';

describe('prose and source code are no log', () => {
  it.each([
    ['a comment', `// Sends: ${iq}\nsend(ping);`],
    ['a comment of a block', `/**\n * Sent: ${iq}\n */`],
    ['a comment in Python', `import slixmpp\n# sent: ${iq}\n`],
    ['a comment with an arrow', `connect();\n// -> ${iq}\n`],
    ['a sentence', `I sent ${iq} and got nothing back.\n`],
    ['a sentence of a specification', `When the user has logged in, the client sends ${iq} to the server.\n`],
    ['a chat', `10:02 <alice> sent: ${iq}\n10:03 <bob> thanks\n`],
    ['a paragraph of a page', `<p>Received: ${iq}</p>\n`],
    ['a heading', `## Sending: ${iq}\n`],
    ['a list', `What comes then:\n\n* Received: ${iq}\n`],
    ['a part of a doc string', 'def send(self):\n    """Send an <iq> stanza over the stream."""\n'],
    ['a call', `stream.recv(\n${iq}\n)\n`],
    ['a variable', `received = """\n${iq}\n"""\n`],
    ['an element of another namespace', 'SEND: <message xmlns="urn:example:bus" id="1"><body>x</body></message>\n'],
    [
      'a document with examples',
      `<?xml version='1.0'?>\n<!DOCTYPE xep SYSTEM 'xep.dtd' [\n<!ENTITY % ents SYSTEM 'xep.ent'>\n%ents;\n]>\n<?xml-stylesheet type='text/xsl' href='xep.xsl'?>\n<xep>\n<p>namespace jabber:client</p>\n<example><![CDATA[\nC: ${iq}\n]]></example></xep>\n`,
    ],
    ['a page with examples', `<!DOCTYPE html>\n<html><body>\n<pre>\nSEND: ${iq}\n</pre></body></html>\n`],
  ])('%s', async (_what, text) => {
    await expect(read([text])).rejects.toThrow(InputError);
  });
});

describe('source code of Erlang is no log', () => {
  it.each([
    ['a format', '?DEBUG("Send XML on stream = ~p", [Out])'],
    ['a format with an element', '?DEBUG("Send XML on stream = ~p", [<<"<presence/>">>]),'],
    ['a clause', `    Out -> <<"<iq type='get'/>">>,`],
  ])('%s', (_what, text) => {
    expect(recognised(text)?.name).toBeUndefined();
  });
});

describe('a log is one where its line is clear', () => {
  it.each([
    ['a word', `SEND: ${iq}`],
    ['a time and a level', `2026-11-30 10:00:00,123 DEBUG SEND: ${iq}`],
    ['a logger', `10:00:00.123 [main] DEBUG com.example.Stream - Sending: ${iq}`],
    ['a name of a thread', `[nio-1] Received from server: ${iq}`],
    ['an arrow in front of a binary of Erlang', `client -> <<"${iq.replaceAll('"', "'")}">>`],
    ['a binary of Erlang', `(tcp|<0.5.0>) Send XML on stream = <<"${iq.replaceAll('"', "'")}">>`],
    ['a binary of Erlang on the next line', `(tcp|<0.5.0>) Send XML on stream =\n   <<"${iq.replaceAll('"', "'")}">>`],
    ['the line above', `SENT\n${iq}`],
    ['an arrow', `>> ${iq}`],
    ['an end', `C: ${iq}`],
    ['a literal', `sent: '${iq}'`],
  ])('%s', async (_what, text) => {
    expect((await read([`${text}\n`])).units.map(({ unit }) => unit.kind)).toEqual(['stanza']);
  });
});
