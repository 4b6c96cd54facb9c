import { expect, it } from 'vitest';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';

/** The rule ids of what a text draws, gravest first come as written; hints are included. */
export function findings(text: string): string[] {
  return xmppLanguage.diagnostics(xmppLanguage.parse(text, {})).map((finding) => finding.code);
}

/** A test: the text draws nothing at all. */
export function accepts(text: string, name = text.replace(/\s+/g, ' ')): void {
  it(`accepts ${name}`, () => {
    expect(xmppLanguage.diagnostics(xmppLanguage.parse(text, {}))).toEqual([]);
  });
}

/** A test: the text draws exactly these findings, in the order of their places. */
export function objects(text: string, ...codes: string[]): void {
  it(`objects with ${codes.join(', ')} to ${text.replace(/\s+/g, ' ')}`, () => {
    expect(findings(text)).toEqual(codes);
  });
}
