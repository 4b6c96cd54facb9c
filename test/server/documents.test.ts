import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { emptyProject } from '../../protocols/project/index.ts';
import { documentLanguage } from '../../server/document-language.ts';
import { Documents } from '../../server/documents.ts';
import { toyLanguage, toyLanguages } from './harness.ts';

const folder = { folder: undefined, project: emptyProject, file: undefined, context: {} };
const version = (number: number, text: string, languageId = 'xmpp') =>
  TextDocument.create('file:///a', languageId, number, text);

describe('the parsed documents', () => {
  it('are the same until the version, the context or the language changes', () => {
    const documents = new Documents(toyLanguages);
    const first = documents.parsed(version(1, 'a'), folder);
    expect(documents.parsed(version(1, 'a'), folder)?.parsed).toBe(first?.parsed);
    const serials = [
      first,
      documents.parsed(version(2, 'b'), folder),
      documents.parsed(version(2, 'b'), { ...folder, context: {} }),
      documents.parsed(version(2, 'b', 'amqp'), folder),
    ].map((each) => each?.serial);
    expect(new Set(serials).size).toBe(4);
  });

  it('are forgotten when they are closed, or become none of ours', () => {
    const documents = new Documents(toyLanguages);
    documents.parsed(version(1, 'a'), folder);
    expect(documents.languageOf('file:///a')).toBe('xmpp');
    expect(documents.parsed(version(1, 'a', 'plaintext'), folder)).toBeUndefined();
    expect(documents.languageOf('file:///a')).toBeUndefined();
    documents.parsed(version(1, 'a'), folder);
    documents.close('file:///a');
    expect(documents.languageOf('file:///a')).toBeUndefined();
  });

  it('begin anew after a parse that failed', () => {
    const previous: boolean[] = [];
    const xmpp = documentLanguage({
      ...toyLanguage,
      parse: (text, context, before) => {
        previous.push(before !== undefined);
        if (text === 'bad') throw new Error('broken');
        return toyLanguage.parse(text, context, before);
      },
    });
    const documents = new Documents({ ...toyLanguages, xmpp });
    documents.parsed(version(1, 'a'), folder);
    expect(() => documents.parsed(version(2, 'bad'), folder)).toThrow('broken');
    expect(documents.parsed(version(3, 'c'), folder)?.parsed.diagnostics()).toEqual([]);
    expect(previous).toEqual([false, true, false]);
  });
});
