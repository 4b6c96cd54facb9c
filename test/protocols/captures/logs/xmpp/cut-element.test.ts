import { describe, expect, test } from 'vitest';
import { isCutBefore } from '../../../../../protocols/captures/logs/xmpp/cut-element.ts';

describe('what comes behind an element that did not end', () => {
  test.each<[open: string, next: string]>([
    ['<iq id="1" to="x', '<presence/>'],
    ['<iq id="1"', '<a h="1"/>'],
    ['<iq', '</stream:stream>'],
    ['<message><body>on', '<iq type="get"/>'],
    ['<message><body>on', "<r xmlns='urn:xmpp:sm:3'/>"],
    ['<message to="x">', '<presence/>'],
    ['<message><body>one</body>', '<message><body>two</body></message>'],
  ])('%s, then %s: is another unit', (open, next) => {
    expect(isCutBefore(open, next)).toBe(true);
  });
  test.each<[open: string, next: string]>([
    ['<iq id="1" to="x', '@y" type="get"/>'],
    ['<message>', '<body>one</body></message>'],
    ['<message><body>on', '<b>e</b></body></message>'],
    ['<message><forwarded><delay/>', '<message/></forwarded></message>'],
    ['<stream:features>', "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"],
    ['<message><body><![CDATA[a<b', '<iq/>]]></body></message>'],
  ])('%s, then %s: goes on', (open, next) => {
    expect(isCutBefore(open, next)).toBe(false);
  });
});
