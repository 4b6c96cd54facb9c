import type { ElementDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';
import { categories, interfaceOf, node, optionalNode, tokens, type Attributes } from './iot-parts.ts';

const contact: Attributes = { jid: ['jid', 'Whom it is about.'] };
const verdict: Attributes = { result: ['boolean', 'Whether it is allowed.'] };
const named = (about: string): ElementDefinition => ({ about, attributes: { n: ['string', 'Its name.'] } });
const nd: ElementDefinition = { about: 'A node that it is about.', attributes: node };

function decisions(): NamespaceDefinition {
  const read = {
    attributes: { ...contact, ...categories, all: ['boolean?', 'Whether all kinds of fields are meant.'] },
    children: { nd: ['*', nd], f: ['*', named('A field that is read.')] },
  } as const;
  const control = {
    attributes: contact,
    children: { nd: ['*', nd], p: ['*', named('A parameter that is set.')] },
  } as const;
  return {
    isFriend: {
      about: 'A device asks whether somebody may be its contact.',
      stands: 'iq get',
      attributes: contact,
      reply: { 'iq get': 'isFriendResponse' },
    },
    isFriendResponse: {
      about: 'Whether somebody may be a contact.',
      stands: 'iq result',
      attributes: { ...contact, ...verdict },
    },
    canRead: {
      about: 'A device asks whether somebody may read from it, and what.',
      stands: 'iq get',
      ...read,
      attributes: { ...read.attributes, ...tokens },
      reply: { 'iq get': 'canReadResponse' },
    },
    canReadResponse: {
      about: 'Whether somebody may read, and what.',
      stands: 'iq result',
      ...read,
      attributes: { ...read.attributes, ...verdict },
    },
    canControl: {
      about: 'A device asks whether somebody may control it, and what of it.',
      stands: 'iq get',
      ...control,
      attributes: { ...contact, ...tokens },
      reply: { 'iq get': 'canControlResponse' },
    },
    canControlResponse: {
      about: 'Whether somebody may control, and what.',
      stands: 'iq result',
      ...control,
      attributes: { ...contact, ...verdict },
    },
    clearCache: {
      about: 'Tells a device to forget the decisions that it keeps.',
      stands: 'iq set',
      attributes: optionalNode,
    },
    friend: { about: 'Tells a device to ask somebody for presence.', stands: 'message', attributes: contact },
    unfriend: { about: 'Tells a device to give somebody up as contact.', stands: 'message', attributes: contact },
  };
}

export const nfDecisionSupport: Specification = {
  id: 'Neuro-Foundation DecisionSupport',
  title: 'Decision Support for Devices',
  status: 'Active',
  depth: 'model',
  namespaces: interfaceOf('prov:d:1.0', decisions),
};
