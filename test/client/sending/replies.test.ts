import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentReply } from '../../../client/sending/indent-reply.ts';
import { lensTitles } from '../../../client/sending/lens-titles.ts';
import {
  formatLatency,
  hasAnswer,
  Replies,
  replyPage,
  replyTitle,
  type Sent,
} from '../../../client/sending/replies.ts';
import { amqpLanguage } from '../../../protocols/amqp/language/index.ts';
import { xmppLanguage } from '../../../protocols/xmpp/index.ts';

const reply = { status: 'result', latency: 12.4, sent: [1], received: [2], summary: 'iq result' };
const sent = (more: Partial<Sent> = {}): Sent => ({
  document: 'file:///a.xmpp',
  source: '<iq/>',
  label: 'iq get',
  connection: 'romeo',
  protocol: 'xmpp',
  time: new Date(0),
  reply,
  ...more,
});

describe('replies', () => {
  it('are found again by what was sent, the latest one each', () => {
    const replies = new Replies();
    replies.add(sent());
    const second = sent({ reply: { ...reply, status: 'error' } });
    replies.add(second);
    expect(replies.of('file:///a.xmpp', '<iq/>')).toBe(second);
    expect(replies.of('file:///b.xmpp', '<iq/>')).toBeUndefined();
    expect(replies.of('file:///a.xmpp', '<iq />')).toBeUndefined();
    expect(replies.last).toBe(second);
  });

  it('are forgotten from the oldest on, so that they cannot grow without end', () => {
    const replies = new Replies();
    for (let i = 0; i <= 200; i++) replies.add(sent({ source: String(i) }));
    expect(replies.of('file:///a.xmpp', '0')).toBeUndefined();
    expect(replies.of('file:///a.xmpp', '1')).toBeDefined();
  });
});

describe('the lens of a reply', () => {
  it('says how it went and how long it took', () => {
    expect(replyTitle(reply)).toBe('$(check) result · 12 ms');
    expect(replyTitle({ ...reply, status: 'rejected', latency: 0.84 })).toBe('$(error) rejected · 0.8 ms');
    expect(replyTitle({ ...reply, status: 'closed', latency: 12_345 })).toBe('$(arrow-right) closed · 12.3 s');
  });

  it('gives no latency where no reply was owed', () => {
    expect(replyTitle({ ...reply, status: 'sent' })).toBe('$(arrow-right) sent');
  });

  it('has something to read beside the editor where anything came back', () => {
    expect(['sent', 'result', 'error', 'closed', 'received'].map((status) => hasAnswer({ status }))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('says what is wrong with a reply that is not what was asked for', () => {
    const partial = {
      ...reply,
      status: 'received',
      latency: 5000,
      problem: { severity: 'warning', text: 'received 1 of 2' },
    } as const;
    expect(replyTitle(partial)).toBe('$(warning) received 1 of 2 · 5000 ms');
    const closed = {
      ...reply,
      status: 'closed',
      latency: 33,
      problem: { severity: 'error', text: 'closed by peer: amqp:not-found' },
    } as const;
    expect(replyTitle(closed)).toBe('$(error) closed by peer: amqp:not-found · 33 ms');
    expect(replyPage(sent({ protocol: 'amqp', reply: closed }))).toContain(
      ': closed by peer: amqp:not-found, after 33 ms',
    );
  });

  it('takes nothing but words from a peer', () => {
    const said = (text: string): string =>
      replyTitle({ ...reply, status: 'error', latency: 1, problem: { severity: 'error', text } });
    expect(said('closed by peer: $(check) fine')).toBe('$(error) closed by peer: $ (check) fine · 1.0 ms');
    expect(said('a\nb\u202ec')).toBe('$(error) a\\nb\\u202ec · 1.0 ms');
    expect(said('x'.repeat(5000)).length).toBeLessThan(100);
  });

  it('rounds to what can be told apart', () => {
    expect([0, 9.94, 9.96, 999.5, 9999.4].map(formatLatency)).toEqual([
      '0.0 ms',
      '9.9 ms',
      '10.0 ms',
      '1000 ms',
      '9999 ms',
    ]);
  });
});

describe('the XML of a reply', () => {
  it('has each element on its line, with its attributes in their order', () => {
    const text = `<iq type='result' id="a"><query xmlns='jabber:iq:roster' ver="1"><item jid="a@b" name='A &gt; B'/><item jid="c@d"><group>x</group></item></query></iq>`;
    expect(indentReply(text).split('\n')).toEqual([
      `<iq type='result' id="a">`,
      `  <query xmlns='jabber:iq:roster' ver="1">`,
      `    <item jid="a@b" name='A &gt; B'/>`,
      '    <item jid="c@d">',
      '      <group>x</group>',
      '    </item>',
      '  </query>',
      '</iq>',
    ]);
  });

  it('keeps text as it came, also between elements, white space alone, and lines of its own', () => {
    const held = [
      '<body>a <b>bold</b> <i>one</i>\n  two</body>',
      '<text> </text>',
      '<empty></empty>',
      '<code><![CDATA[ <a> ]]></code>',
    ];
    const text = `<message>${held.join('')}</message>`;
    expect(indentReply(text)).toBe(`<message>\n${held.map((each) => `  ${each}`).join('\n')}\n</message>`);
  });

  it('says the same as the reply, and is indented once only', () => {
    const text = '<iq id="1"> <a>\n<b/> </a><c> x </c></iq>';
    const indented = indentReply(text);
    expect(indentReply(indented)).toBe(indented);
    expect(replyPage(sent({ reply: { ...reply, text } }))).toContain(`\n${indented}\n`);
    expect(indentReply('')).toBe('');
  });

  it('loses nothing of broken XML', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('<a>', '</a>', '<b x="', '"/>', 'text', ' ', '\n', '<!--', '-->', '&', '>'))
          .map((parts) => parts.join('')),
        (text) => {
          expect(indentReply(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});

describe('the page of a reply', () => {
  it('is a sound document of its language, whatever the server says', () => {
    const hostile = '--> <!-- <b> ]]>\n- evil: --\u2028x';
    const xmpp = replyPage(
      sent({
        reply: { ...reply, summary: hostile, text: '<iq type="result" id="a" from="localhost"/>' },
        label: hostile,
      }),
    );
    expect(xmppLanguage.sendables(xmppLanguage.parse(xmpp, {})).map((each) => each.label)).toEqual(['iq result']);
    const amqp = replyPage(
      sent({ protocol: 'amqp', reply: { ...reply, summary: hostile, text: '- close: {}' }, label: hostile }),
    );
    const document = amqpLanguage.parse(amqp, {});
    expect(amqpLanguage.diagnostics(document).filter((each) => each.severity === 'error')).toEqual([]);
    expect(amqpLanguage.sendables(document)).toHaveLength(1);
  });

  it('names what it answers, from where, and how long it took', () => {
    const page = replyPage(sent());
    expect(page).toContain('Reply to iq get');
    expect(page).toMatch(/romeo, .*: result, after 12 ms/);
  });
});

describe('the lens above what can be sent', () => {
  it('says where it goes', () => {
    expect(lensTitles({ kind: 'stanza', label: 'iq get' }, 'romeo')).toEqual({
      send: '$(play) Send to romeo',
      tooltip: 'Send: iq get to romeo',
    });
    expect(lensTitles({ kind: 'receive', label: 'receive from q' }, 'broker').send).toBe(
      '$(arrow-down) Receive from broker',
    );
  });

  it('says that it will ask where that is not known', () => {
    expect(lensTitles({ kind: 'script', label: '3 frames' }, undefined)).toEqual({
      send: '$(play) Send',
      tooltip: 'Send: 3 frames. You will be asked for the connection.',
    });
  });
});
