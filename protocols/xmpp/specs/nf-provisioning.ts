import type { ElementDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';
import { categories, interfaceOf, node, optionalNode, tokens, type Attributes } from './iot-parts.ts';

/** What a question to an owner, and the rule that answers it, are about. */
const matter: Attributes = {
  jid: ['jid', 'The device.'],
  remoteJid: ['jid', 'Whom it is about.'],
  key: ['string', 'Ties the rule to the question.'],
};
const nd: ElementDefinition = { about: 'The node that it is about.', attributes: node };
const named = (about: string): ElementDefinition => ({ about, attributes: { n: ['string', 'Its name.'] } });
const all = { all: ['boolean?', 'Whether all kinds of fields are meant.'] } as const;
const token = (about: string): ElementDefinition => ({ about, attributes: { token: ['string', 'The token.'] } });
const verdict: Attributes = { result: ['boolean', 'Whether it is allowed.'] };
const fields = { f: ['*', named('A field.')] } as const;
const parameters = { p: ['*', named('A parameter.')] } as const;

/** Whom a rule holds for: one of these. */
const origin = {
  fromJid: ['?', { about: 'For this address.' }],
  fromDomain: ['?', { about: 'For all addresses of this domain.' }],
  fromService: ['?', token('For this service.')],
  fromDevice: ['?', token('For this device.')],
  fromUser: ['?', token('For this user.')],
  all: ['?', { about: 'For everybody.' }],
} as const;

function provisioning(): NamespaceDefinition {
  return {
    isFriend: {
      about: 'Asks the owner whether somebody may be a contact of a device.',
      stands: 'message',
      attributes: matter,
    },
    isFriendRule: {
      about: 'Decides who may be a contact.',
      stands: 'message',
      attributes: { ...matter, ...verdict, range: ['=Caller|Domain|All?', 'Whom the rule holds for.'] },
    },
    canRead: {
      about: 'Asks the owner whether somebody may read from a device.',
      stands: 'message',
      attributes: { ...matter, ...categories, ...all, ...tokens },
      children: { nd: ['?', nd], ...fields },
    },
    canReadRule: {
      about: 'Decides who may read what.',
      stands: 'message',
      attributes: { ...matter, ...verdict },
      children: {
        nd: ['?', nd],
        partial: ['?', { about: 'Only this may be read.', attributes: { ...categories, ...all }, children: fields }],
        ...origin,
      },
    },
    canControl: {
      about: 'Asks the owner whether somebody may control a device.',
      stands: 'message',
      attributes: { ...matter, ...tokens },
      children: { nd: ['?', nd], partial: ['?', { about: 'Only this is asked for.', children: parameters }] },
    },
    canControlRule: {
      about: 'Decides who may control what.',
      stands: 'message',
      attributes: { ...matter, ...verdict },
      children: { nd: ['?', nd], partial: ['?', { about: 'Only this may be set.', children: parameters }], ...origin },
    },
    clearCache: {
      about: 'Makes devices forget the decisions that they keep.',
      stands: ['message', 'iq set'],
      attributes: { jid: ['jid?', 'The device; all of one’s own where there is none.'], ...optionalNode },
    },
    deleteRules: {
      about: 'Deletes the rules of devices.',
      stands: 'iq set',
      attributes: { jid: ['jid?', 'The device; all of one’s own where there is none.'], ...optionalNode },
    },
    getDevices: {
      about: 'Asks for the devices that one owns.',
      stands: 'iq get',
      attributes: {
        offset: ['nonNegativeInteger?', 'From which one on.'],
        maxCount: ['positiveInteger?', 'How many at most.'],
      },
    },
  };
}

export const nfProvisioning: Specification = {
  id: 'Neuro-Foundation Provisioning',
  title: 'Provisioning for Owners',
  status: 'Active',
  depth: 'model',
  namespaces: interfaceOf('prov:o:1.0', provisioning),
};
