import type { Specification } from '../model/definition.ts';

export const xep0106: Specification = {
  id: 'XEP-0106',
  title: 'JID Escaping',
  status: 'Stable',
  version: '1.1.1',
  depth: 'full',
  features: { 'jid\\20escaping': 'Escapes characters in localparts.' },
};
