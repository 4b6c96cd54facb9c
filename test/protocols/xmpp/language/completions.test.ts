import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Completion } from '../../../../protocols/core/index.ts';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';
import { fragments } from '../arbitrary.ts';

/** The completions at the `|` of a text. */
function at(marked: string, context = {}): readonly Completion[] {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return xmppLanguage.completions(xmppLanguage.parse(text, context), offset);
}

function labels(marked: string, context = {}): string[] {
  return at(marked, context).map((completion) => completion.label);
}

/** The text after taking the completion of that label. */
function take(marked: string, label: string): string {
  const completion = at(marked).find((each) => each.label === label);
  if (completion === undefined) return `no completion ${label}`;
  const text = marked.replace('|', '');
  return text.slice(0, completion.replace.start) + completion.insert + text.slice(completion.replace.end);
}

describe('completions', () => {
  it('offer whole stanzas and directives in an empty file', () => {
    expect(labels('|')).toEqual(
      expect.arrayContaining(['Ping', 'Chat message', 'iq', 'message', '<?connection NAME?>']),
    );
  });

  it.each(['ping|', '<pi|', '<presence/> pi|', '<presence/>\npi|', '<!-- a --> <|', 'Hello\npi|'])(
    'offer them at %j',
    (marked) => {
      expect(labels(marked)).toContain('Ping');
    },
  );

  it.each(['Hello pi|', 'Hello, |', '<presence/> Hello pi|', 'Hello <pi|', '</pi|'])(
    'offer nothing behind words outside of stanzas: %j',
    (marked) => {
      expect(labels(marked)).toEqual([]);
    },
  );

  it('offer a message’s own elements and payloads for messages', () => {
    const found = labels('<message><|</message>');
    expect(found).toEqual(expect.arrayContaining(['body', 'thread', 'active', 'request']));
    expect(found).not.toContain('show');
    expect(found).not.toContain('ping');
  });

  it('offer what is meant for an element before what may stand anywhere, and no stanzas of other streams', () => {
    const found = at(
      '<iq type="set" id="a"><jingle xmlns="urn:xmpp:jingle:1" action="session-initiate" sid="a"><content creator="initiator" name="0"><|',
    );
    const sorted = [...found]
      .sort((a, b) => ((a.sort ?? '') < (b.sort ?? '') ? -1 : 1))
      .map(({ label, detail }) => `${label} ${detail ?? ''}`);
    expect(sorted.indexOf('transport urn:xmpp:jingle:transports:ice-udp:1')).toBeLessThan(
      sorted.indexOf('command http://jabber.org/protocol/commands'),
    );
    expect(found.filter(({ detail }) => /^jabber:(?:server|component)/.test(detail ?? ''))).toEqual([]);
  });

  it('offer payloads by the type of the iq', () => {
    expect(labels('<iq type="get" id="a">|</iq>')).toContain('ping');
    expect(labels('<iq type="set" id="a">|</iq>')).not.toContain('ping');
  });

  it('offer what is common first, and say of each where it is from', () => {
    const found = at('<iq type="get" id="a"><|</iq>').toSorted((a, b) => ((a.sort ?? '') < (b.sort ?? '') ? -1 : 1));
    expect(found.slice(0, 6).map(({ label, beside }) => `${label} ${beside ?? ''}`)).toEqual([
      'query roster · RFC 6121',
      'query muc#admin · XEP-0045',
      'query muc#owner · XEP-0045',
      'unique XEP-0045',
      'query disco#info · XEP-0030',
      'query disco#items · XEP-0030',
    ]);
    expect(found.findIndex(({ label }) => label === 'ping')).toBeLessThan(
      found.findIndex(({ label }) => label === 'address'),
    );
  });

  it('offer an error to stanzas that may carry one', () => {
    expect(labels('<iq type="get" id="a"><|</iq>')).not.toContain('error');
    expect(labels('<message to="a@b"><|</message>')).not.toContain('error');
    expect(labels('<iq type="error" id="a"><|</iq>')).toContain('error');
    expect(labels('<iq type="{{type}}" id="a"><|</iq>')).toContain('error');
  });

  it('write the namespace and what is required', () => {
    expect(take('<iq type="get" id="a"><pi|</iq>', 'ping')).toBe(
      '<iq type="get" id="a"><ping xmlns="urn:xmpp:ping"/>$0</iq>',
    );
    expect(take('<message>|</message>', 'body')).toBe('<message><body>$0</body></message>');
  });

  it('offer what a parent defines for itself alone', () => {
    expect(labels('<iq type="set" id="a"><query xmlns="jabber:iq:roster"><|</query></iq>')).toContain('item');
    expect(labels('<iq type="get" id="a"><query xmlns="jabber:iq:roster"><|</query></iq>')).not.toContain('item');
  });

  it('offer attributes that are not there yet', () => {
    const found = labels('<message to="a@b" |></message>');
    expect(found).toEqual(expect.arrayContaining(['type', 'from', 'id']));
    expect(found).not.toContain('to');
  });

  it('offer the attributes of the element that is written, not of the one right in front of it', () => {
    expect(labels('<message><delay xmlns="urn:xmpp:delay"/><body |/></message>')).not.toContain('stamp');
    expect(labels('<message><body/><delay xmlns="urn:xmpp:delay" |/></message>')).toContain('stamp');
  });

  it('offer the values of an enumeration, in attributes and in text', () => {
    expect(labels('<message type="|"/>')).toEqual(['chat', 'error', 'groupchat', 'headline', 'normal']);
    expect(labels('<presence><show>|</show></presence>')).toEqual(['away', 'chat', 'dnd', 'xa']);
    expect(take('<message type="ch|at" to="a@b"/>', 'chat')).toBe('<message type="chat" to="a@b"/>');
  });

  it('offer namespaces, those with such an element first', () => {
    const found = at('<iq type="get" id="a"><ping xmlns="|"/></iq>').toSorted((a, b) =>
      (a.sort ?? '') < (b.sort ?? '') ? -1 : 1,
    );
    expect(found[0]?.label).toBe('urn:xmpp:ping');
  });

  it('offer registered values: features, status codes, fields of a form', () => {
    expect(
      labels(
        '<iq type="result" id="a"><query xmlns="http://jabber.org/protocol/disco#info"><feature var="|"/></query></iq>',
      ),
    ).toContain('urn:xmpp:ping');
    expect(
      labels('<presence><x xmlns="http://jabber.org/protocol/muc#user"><status code="|"/></x></presence>'),
    ).toContain('110');
    expect(
      labels(
        '<iq type="set" id="a"><query xmlns="http://jabber.org/protocol/muc#owner"><x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE"><value>http://jabber.org/protocol/muc#roomconfig</value></field><field var="|"/></x></query></iq>',
      ),
    ).toContain('muc#roomconfig_roomname');
    expect(
      labels(
        '<message><x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE"><value>|</value></field></x></message>',
      ),
    ).toContain('http://jabber.org/protocol/muc#roomconfig');
  });

  it('close the innermost open element', () => {
    expect(take('<message><body>hi</|', '/body')).toBe('<message><body>hi</body>');
    expect(take('<message><body>hi</body></|', '/message')).toBe('<message><body>hi</body></message>');
  });

  it('offer variables of the environment and the file', () => {
    const variables = new Map([['room', 'r@x']]);
    expect(labels('<?var own="1"?>\n<message to="{{|"/>', { variables })).toEqual(
      expect.arrayContaining(['room', 'own', '$id', '$uuid']),
    );
    expect(take('<message to="{{ro|}}"/>', '$id')).toBe('<message to="{{$id}}"/>');
  });

  it.each([
    '<message><body>hel|lo</body></message>',
    '<message><body>I will se|</body></message>',
    '<message><body>|</body></message>',
    '<message>\n  <body>\n    I\n    will\n    s|\n  </body>\n</message>',
    '<message><body>{{room}} s|</body></message>',
    '<message><body>I will s|',
    '<message><body>a > b s|</body></message>',
    '<message><subject>s|</subject></message>',
    '<presence><status>a|</status></presence>',
    '<message><x xmlns="urn:example:unknown">m|</x></message>',
    '<message><html xmlns="http://jabber.org/protocol/xhtml-im"><body xmlns="http://www.w3.org/1999/xhtml"><p>s|</p></body></html></message>',
    '<message><body><![CDATA[a < b m|]]></body></message>',
    '<message><body><![CDATA[m|',
    '<message><!-- m| --></message>',
    '<message><!-- a < m| --></message>',
    '<!-- I will send a m| -->',
    '<!-- I will send a m|',
    '<?connection m|',
    '<message>I will m|</message>',
    '<message to="m|"/>',
    '<message id="a|"/>',
    '<message to="juliet@example.org"|/>',
    '<message to=|/>',
    '<iq type="set" id="a"><query xmlns="jabber:iq:roster"><item jid="a@b" name="m|"/></query></iq>',
  ])('offer nothing in text: %s', (marked) => {
    expect(labels(marked)).toEqual([]);
  });

  it('offer values of an open set only as what may be chosen', () => {
    const found = at(
      '<message><x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE"><value>m|</value></field></x></message>',
    );
    expect(found.every(({ open }) => open === true)).toBe(true);
  });

  it('come up at a space only where one is asked', () => {
    const offers = (text: string, asked: boolean) =>
      xmppLanguage.completions(xmppLanguage.parse(text, {}), text.indexOf('|'), asked).length > 0;
    for (const marked of ['<message |/>', '<message> |</message>', '\n|']) {
      expect(offers(marked, false), marked).toBe(false);
      expect(offers(marked, true), marked).toBe(true);
    }
  });

  it.each([
    'presence',
    'subscribe',
    'message',
    'receipt',
    'roster',
    'roster-add',
    'ping',
    'disco-info',
    'disco-items',
    'muc-join',
    'muc-message',
    'muc-leave',
    'pubsub-publish',
    'pubsub-subscribe',
  ])('find a template by the name %s, once', (prefix) => {
    expect(at(`${prefix}|`).filter(({ find }) => find === prefix)).toHaveLength(1);
    expect(at(`<message to="a@b"><body/></message>\n${prefix}|\n`).filter(({ find }) => find === prefix)).toHaveLength(
      1,
    );
  });

  it('never throw, and replace within the text', () => {
    fc.assert(
      fc.property(fragments, fc.nat(), (text, place) => {
        const document = xmppLanguage.parse(text, {});
        const offset = place % (text.length + 1);
        for (const { replace } of xmppLanguage.completions(document, offset).slice(0, 50)) {
          expect(replace.start).toBeGreaterThanOrEqual(0);
          expect(replace.end).toBeGreaterThanOrEqual(replace.start);
          expect(replace.end).toBeLessThanOrEqual(text.length);
        }
        const hover = xmppLanguage.hover(document, offset);
        if (hover !== undefined)
          expect(hover.start <= offset && offset <= hover.end && hover.end <= text.length).toBe(true);
        for (const symbol of xmppLanguage.symbols(document))
          expect(symbol.selection.end).toBeLessThanOrEqual(symbol.end);
        for (const fold of xmppLanguage.folds(document)) expect(fold.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });
});
