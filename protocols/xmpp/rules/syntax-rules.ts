import type { Rule } from '../../core/index.ts';
import { rfc } from './sections.ts';

const restricted = rfc(6120, '11.1');
const wellFormed = rfc(6120, '11.3');

/** Rules of the writing: what makes a text XML at all, and the XML that XMPP allows. */
export const syntaxRules: readonly Rule[] = [
  { id: 'xmpp/tag-not-closed', severity: 'error', summary: 'Every element must be closed.', section: wellFormed },
  {
    id: 'xmpp/tag-mismatch',
    severity: 'error',
    summary: 'An end tag must close the innermost open element.',
    section: wellFormed,
  },
  {
    id: 'xmpp/tag-malformed',
    severity: 'error',
    summary: 'A tag must be written <name attribute="value">, and must end with “>”.',
    section: wellFormed,
  },
  {
    id: 'xmpp/attribute-malformed',
    severity: 'error',
    summary: 'Attributes must be written name="value", in quotes, with white space before them.',
    section: wellFormed,
  },
  {
    id: 'xmpp/attribute-duplicate',
    severity: 'error',
    summary: 'An attribute must not appear twice in a tag.',
    section: wellFormed,
  },
  {
    id: 'xmpp/character-forbidden',
    severity: 'error',
    summary: 'Only characters that XML 1.0 allows may be used; “<” must be written &lt;.',
    section: wellFormed,
  },
  {
    id: 'xmpp/entity',
    severity: 'error',
    summary: 'Only the entities &amp; &lt; &gt; &quot; and &apos; may be used; “&” must be written &amp;.',
    section: restricted,
  },
  { id: 'xmpp/comment', severity: 'error', summary: 'A stanza must not contain comments.', section: restricted },
  {
    id: 'xmpp/processing-instruction',
    severity: 'error',
    summary: 'A stanza must not contain processing instructions.',
    section: restricted,
  },
  {
    id: 'xmpp/dtd',
    severity: 'error',
    summary: 'Document type and entity declarations must not be used.',
    section: restricted,
  },
  {
    id: 'xmpp/prefix-undeclared',
    severity: 'error',
    summary: 'Every namespace prefix must be declared.',
    section: rfc(6120, '11.2'),
  },
  {
    id: 'xmpp/namespace-declaration',
    severity: 'error',
    summary: 'A namespace declaration must bind a prefix to a namespace, and must not change the reserved ones.',
    section: rfc(6120, '4.8.5'),
  },
  { id: 'xmpp/encoding', severity: 'error', summary: 'The text must be UTF-8.', section: rfc(6120, '11.6') },
  {
    id: 'xmpp/text-outside',
    severity: 'error',
    summary: 'Only white space is allowed between stanzas.',
    section: rfc(6120, '11.7'),
  },
  {
    id: 'xmpp/depth',
    severity: 'error',
    summary: 'Elements must not be nested more than 200 deep.',
    section: rfc(6120, '13.12'),
  },
  {
    id: 'xmpp/too-many-findings',
    severity: 'information',
    summary: 'All findings of an element are listed, unless there are very many.',
    section: rfc(6120, '11.3'),
  },
  {
    id: 'xmpp/directive',
    severity: 'error',
    summary:
      'A directive at the top level of a file must be <?connection NAME?>, <?var name="value"?> or <?set name xpath="…"?>.',
    section: rfc(6120, '11.1'),
  },
  {
    id: 'xmpp/set-unused',
    severity: 'hint',
    summary: 'A variable that a directive sets from an answer should be used below.',
    section: rfc(6120, '11.1'),
  },
  {
    id: 'xmpp/connection-unknown',
    severity: 'warning',
    summary: 'A connection that a file names must be in wireloupe.json.',
    section: rfc(6120, '11.1'),
  },
  {
    id: 'xmpp/suppression',
    severity: 'warning',
    summary: 'A disabling comment must be well written and name rules that exist.',
    section: rfc(6120, '11.1'),
  },
  {
    id: 'xmpp/suppression-unused',
    severity: 'hint',
    summary: 'A disabling comment should name rules that the element after it breaks.',
    section: rfc(6120, '11.1'),
  },
  {
    id: 'xmpp/variable',
    severity: 'warning',
    summary: 'A variable must be written {{name}}, and must be defined in the environment or the file.',
    section: rfc(6120, '11.1'),
  },
];
