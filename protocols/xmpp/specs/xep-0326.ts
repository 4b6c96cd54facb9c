import type { Specification } from '../model/definition.ts';
import { concentrators } from './concentrators.ts';

// Retracted; its work goes on outside the XSF.
export const xep0326: Specification = {
  id: 'XEP-0326',
  title: 'Internet of Things - Concentrators',
  status: 'Retracted',
  version: '0.4',
  depth: 'model',
  namespaces: {
    'urn:xmpp:iot:concentrators': concentrators,
  },
  retired: {
    'urn:xmpp:iot:concentrators': 'Retracted; the work goes on in urn:nf:iot:concentrator:1.0 (Neuro-Foundation).',
  },
  features: {
    'urn:xmpp:iot:concentrators': 'Concentrates many things behind one address.',
  },
};
