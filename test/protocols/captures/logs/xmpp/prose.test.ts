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
    ['a message of JMS', 'INFO Sent: <message id="1"><header><type>order</type></header><payload/></message>\n'],
    ['a message of a queue', 'INFO MQ - Received message: <message><id>1</id></message>\n'],
    ['a message with an address of a queue', 'SEND: <message to="orders.queue" type="error">late</message>\n'],
    ['a message over several lines', 'SEND: <message>\n  <header>\n    <id>1</id>\n  </header>\n</message>\n'],
    ['a message of WSDL', '-> <message name="foo"><part name="bar" element="tns:x"/></message>\n'],
    ['a flow of messages', '<flow><in><message>a</message></in><out><message>b</message></out></flow>\n'],
    ['an element whose name is a direction', '<x><out><presence/></out></x>\n<in>\n<presence/>\n</in>\n'],
    ['a text in a picture', '<svg xmlns="http://www.w3.org/2000/svg"><text>-&gt; &lt;presence/&gt;</text></svg>\n'],
    ['a string of an application', '<resources><string name="out">-&gt; &lt;presence/&gt;</string></resources>\n'],
    ['a component', 'const input = <presence />;\nreturn <List in={<presence />} out={<presence id="a" />} />;\n'],
    ['a value in Kotlin', `val sent = "${iq}"\nfun received() = "<presence/>"\n`],
    ['a call that logs', `  log.debug("SENT: ${iq.replaceAll('"', "'")}")\n  print("-> <presence/>")\n`],
    ['a line that returns', `    return f"RECV: <message to='{self.jid}'/>"\n`],
    ['a template', 'SEND: <message to="${to}"><body>${body}</body></message>\n'],
    ['a comment in the first line', `// IN: ${iq}\nconnect();\n`],
    ['a list with dashes', '- SEND: `<presence/>` on resume\n- [x] in: <presence/>\n'],
    ['a commit', '    SEND: <presence/> is now logged\n'],
    ['a diagram', "@startuml\nClient -> Server: <iq type='get'/>\nServer -> Client: <iq type='result'/>\n"],
    ['a failed test', 'Expected: <presence from="a@b"/>\nReceived: <presence from="c@d"/>\n'],
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
    ['a message by its address', 'SEND: <message to="a@b"/>'],
    ['a message by its type', "SEND: <message type='chat' id='1'><a/></message>"],
    ['a message by its body', 'SEND: <message><body>{}</body></message>'],
    ['a message by a namespace', "RECV: <message from='c.example'><result xmlns='urn:xmpp:mam:2'/></message>"],
    ['a message that goes on', "SEND: <message to='c.example'>\n  <body>a</body>\n</message>"],
    ['a record in XML', '<message>SENT (0): &lt;presence/&gt;</message>'],
  ])('%s', async (_what, text) => {
    expect((await read([`${text}\n`])).units.map(({ unit }) => unit.kind)).toEqual(['stanza']);
  });
});
