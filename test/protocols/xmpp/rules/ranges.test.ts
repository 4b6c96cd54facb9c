import { describe } from 'vitest';
import { accepts, objects } from '../specs/harness.ts';

const marked = (range: string, body = 'Be careful!'): string =>
  `<message to="a@b.c"><body>${body}</body><markup xmlns="urn:xmpp:markup:0"><span ${range}><strong/></span></markup></message>`;
const fallback = (range: string, content = '<body>&gt; Hi\nHello</body>'): string =>
  `<message to="a@b.c">${content}<fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:reply:0">${range}</fallback></message>`;

describe('stretches of a message’s text', () => {
  accepts(marked('start="0" end="11"'));
  accepts(marked('start="0" end="3"', '😀😀😀'), 'counts code points, not UTF-16 units');
  accepts(fallback('<body start="0" end="10"/>'), 'counts a reference as one character');
  accepts(fallback('<body/>'));
  accepts(fallback('<body start="5" end="900"/>', ''), 'says nothing where there is no body');
  accepts(marked('start="0" end="900"', '{{text}}'), 'says nothing where the body holds a variable');
  accepts(
    fallback('<body start="0" end="5"/>', '<body xml:lang="en">Hi</body><body xml:lang="de">Hallo</body>'),
    'measures by the longest body',
  );

  objects(marked('start="0" end="12"'), 'xmpp/text-range');
  objects(marked('start="0" end="4"', '😀😀😀'), 'xmpp/text-range');
  objects(marked('start="5" end="5"'), 'xmpp/text-range');
  objects(marked('start="8" end="3"'), 'xmpp/text-range');
  objects(fallback('<body start="11"/>'), 'xmpp/text-range');
  objects(fallback('<subject end="4"/>', '<subject>Re:</subject><body>Hello</body>'), 'xmpp/text-range');
});
