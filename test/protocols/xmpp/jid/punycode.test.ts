import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePunycode, encodePunycode } from '../../../../protocols/xmpp/jid/punycode.ts';

describe('Punycode', () => {
  it('is what Node makes of a label', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'z', '7', 'é', 'ü', 'д', '例', 'ん', 'ß'), { minLength: 1, maxLength: 12 }),
        (characters) => {
          const label = `${characters.join('')}é`;
          expect(`xn--${encodePunycode(label)}`).toBe(domainToASCII(label));
        },
      ),
    );
  });

  it('comes back, and takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (label) => {
        expect(decodePunycode(encodePunycode(`${label}é`))).toBe(`${label}é`);
        decodePunycode(label);
      }),
    );
  });
});
