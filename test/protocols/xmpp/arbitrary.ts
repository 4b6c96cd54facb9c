import fc from 'fast-check';

const word = fc.constantFrom(
  'iq',
  'message',
  'presence',
  'body',
  'query',
  'x',
  'stream:stream',
  'a:b',
  'forwarded',
  'field',
  'error',
  'jingle',
  'content',
  'description',
  'payload-type',
  'open',
  'identity',
  'feature',
  'data',
  'item',
  'c',
  'hash',
  'stream:error',
);
const namespace = fc.constantFrom(
  'jabber:client',
  'jabber:x:data',
  'http://jabber.org/protocol/disco#info',
  'urn:xmpp:ping',
  'urn:x',
  '',
  'urn:xmpp:jingle:1',
  'http://jabber.org/protocol/httpbind',
  'urn:ietf:params:xml:ns:xmpp-framing',
  'urn:xmpp:bob',
  'urn:xmpp:hashes:2',
  'urn:xmpp:caps',
  'http://jabber.org/protocol/caps',
);
const attribute = fc.oneof(
  fc.constantFrom(
    ' type="get"',
    " id='a'",
    ' to="a@b/c"',
    ' a',
    ' b=c',
    ' c="',
    " d='<'",
    ' xmlns:a="urn:a"',
    ' id="{{x}}"',
    ' x="&bad;"',
    '/',
    '=',
    ' action="session-initiate"',
    ' node="urn:xmpp:caps#sha-256.AAAA"',
    ' cid="sha1+00@bob.xmpp.org"',
    ' rid="1"',
    ' algo="constructor"',
  ),
  namespace.map((name) => ` xmlns="${name}"`),
);

/** Pieces of what a `.xmpp` file is made of, in any order: mostly broken. */
export const fragment = fc.oneof(
  fc
    .tuple(word, fc.array(attribute, { maxLength: 4 }), fc.constantFrom('>', '/>', '', '<'))
    .map(([name, attributes, end]) => `<${name}${attributes.join('')}${end}`),
  word.map((name) => `</${name}>`),
  fc.constantFrom(
    '\n',
    '  ',
    ' text ',
    '&amp;',
    '&',
    '<',
    '>',
    ']]>',
    '<!-- c -->',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?var a="b"?>',
    '<?connection c?>',
    '<?',
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '{{name}}',
    '{{',
    '\u0000',
    '\ud800',
    '😀',
    'é',
    '"',
    "'",
  ),
  fc.string({ maxLength: 5 }),
);

export const fragments = fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(''));

/** Well-formed stanzas and what may stand between them. */
export const stanzaText = fc
  .array(
    fc.constantFrom(
      '<iq type="get" id="a"><ping xmlns="urn:xmpp:ping"/></iq>',
      '<message to="a@b">\n  <body>héllo 😀</body>\n</message>',
      '<presence/>',
      '<!-- comment -->',
      '<?var a="b"?>',
      '<message>\n<body>open</message>',
      '  <iq type="set">',
      'stray',
      '<a xmlns="urn:x"><b/></a>',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('\n'));
