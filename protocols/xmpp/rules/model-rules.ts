import type { Rule } from '../../core/index.ts';
import { rfc, xep } from './sections.ts';

const extended = rfc(6120, '8.4');

/** Rules that the definitions of elements carry. A finding's link goes to the specification that defines the element. */
export const modelRules: readonly Rule[] = [
  {
    id: 'xmpp/attribute-required',
    severity: 'error',
    summary: 'Attributes that a specification requires must be present.',
    section: extended,
  },
  {
    id: 'xmpp/attribute-expected',
    severity: 'hint',
    summary: 'Attributes that a specification requires but software often omits should be present.',
    section: extended,
  },
  {
    id: 'xmpp/attribute-unknown',
    severity: 'warning',
    summary: 'An attribute without a prefix must be defined for its element.',
    section: extended,
  },
  {
    id: 'xmpp/attribute-value',
    severity: 'error',
    summary: 'The value of an attribute must match its type.',
    section: extended,
  },
  {
    id: 'xmpp/attribute-not-here',
    severity: 'warning',
    summary: 'An attribute should be used only in the stanzas it is defined for.',
    section: extended,
  },
  {
    id: 'xmpp/child-required',
    severity: 'error',
    summary: 'Child elements that a specification requires must be present.',
    section: extended,
  },
  {
    id: 'xmpp/child-expected',
    severity: 'hint',
    summary: 'Child elements that a specification requires but software often omits should be present.',
    section: extended,
  },
  {
    id: 'xmpp/child-too-many',
    severity: 'error',
    summary: 'A child element must not occur more often than allowed.',
    section: extended,
  },
  {
    id: 'xmpp/child-choice',
    severity: 'error',
    summary: 'The number of alternative child elements must be the one that the specification defines.',
    section: extended,
  },
  {
    id: 'xmpp/element-unknown',
    severity: 'warning',
    summary: 'An element in a known namespace must be defined by the specification of that namespace.',
    section: extended,
  },
  {
    id: 'xmpp/element-not-here',
    severity: 'warning',
    summary: 'Elements should be where their specification defines them.',
    section: extended,
  },
  {
    id: 'xmpp/payload-place',
    severity: 'warning',
    summary: 'A payload should be in the stanza, and the type of stanza, that it is defined for.',
    section: extended,
  },
  {
    id: 'xmpp/text-value',
    severity: 'error',
    summary: 'The text of an element must match its type.',
    section: extended,
  },
  {
    id: 'xmpp/text-not-allowed',
    severity: 'error',
    summary: 'Only elements that are defined to contain text may contain text.',
    section: extended,
  },
  {
    id: 'xmpp/namespace-retired',
    severity: 'information',
    summary: 'Namespaces that are no longer in use should be replaced by their successors.',
    section: xep(1, '10', 'states'),
  },
  {
    id: 'xmpp/namespace-near',
    severity: 'warning',
    summary: 'A namespace should not differ from a known one by only a letter or two.',
    section: extended,
  },
  {
    id: 'xmpp/element-deprecated',
    severity: 'hint',
    summary: 'Deprecated elements should be replaced.',
    section: extended,
  },
  {
    id: 'xmpp/address-form',
    severity: 'warning',
    summary: 'A stanza should be addressed to the kind of JID that its payload is defined for.',
    section: rfc(6120, '8.1.1'),
  },
  {
    id: 'xmpp/language-tag',
    severity: 'error',
    summary: 'The value of xml:lang must be a language tag.',
    section: rfc(6120, '8.1.5'),
  },
];
