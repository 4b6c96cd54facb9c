import type { Datatype } from '../model/datatype-names.ts';
import type { ChildDefinition, ElementDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';
import { interfaceOf, optionalNode, type Attributes } from './iot-parts.ts';

const device: Attributes = { jid: ['jid', 'The device.'], ...optionalNode };

function tag(about: string, value: Datatype): ElementDefinition {
  return {
    about,
    attributes: {
      name: ['string', 'The name of the tag.'],
      nameWildcard: ['string?', 'What stands for any text in the name.'],
      value: [value, 'Its value.'],
    },
  };
}

function range(about: string, value: Datatype): ElementDefinition {
  return {
    about,
    attributes: {
      name: ['string', 'The name of the tag.'],
      min: [value, 'The least value.'],
      minIncluded: ['boolean?', 'Whether the least one counts.'],
      max: [value, 'The greatest value.'],
      maxIncluded: ['boolean?', 'Whether the greatest one counts.'],
    },
  };
}

const tags = {
  str: ['*', tag('A text about the device.', 'string')],
  num: ['*', tag('A number about the device.', 'double')],
} as const;

/** Conditions of a search: of texts (`strEq`) and of numbers (`numEq`). */
function conditions(): Readonly<Record<string, ChildDefinition>> {
  const found: Record<string, ChildDefinition> = {};
  for (const [name, about] of [
    ['Eq', 'equals this'],
    ['NEq', 'differs from this'],
    ['Gt', 'is greater than this'],
    ['GtEq', 'is at least this'],
    ['Lt', 'is less than this'],
    ['LtEq', 'is at most this'],
  ] as const) {
    found[`str${name}`] = ['*', tag(`The text ${about}.`, 'string')];
    found[`num${name}`] = ['*', tag(`The number ${about}.`, 'double')];
  }
  for (const [kind, type] of [
    ['str', 'string'],
    ['num', 'double'],
  ] as const) {
    found[`${kind}Range`] = ['*', range('The value lies between these.', type)];
    found[`${kind}NRange`] = ['*', range('The value lies outside of these.', type)];
  }
  found.strRegEx = ['*', tag('The text matches this regular expression.', 'string')];
  found.strMask = [
    '*',
    {
      about: 'The text matches this mask.',
      attributes: {
        name: ['string', 'The name of the tag.'],
        value: ['string', 'The mask.'],
        wildcard: ['string', 'What stands for any text in it.'],
      },
    },
  ];
  return found;
}

function discovery(): NamespaceDefinition {
  return {
    register: {
      about: 'A device registers with what is known of it.',
      stands: 'iq set',
      attributes: { ...optionalNode, selfOwned: ['boolean?', 'Whether it is its own owner.'] },
      children: tags,
    },
    mine: {
      about: 'An owner claims a device by what is known of it.',
      stands: 'iq set',
      attributes: { ...optionalNode, public: ['boolean?', 'Whether others may find it.'] },
      children: tags,
    },
    update: {
      about: 'Changes what is known of a device.',
      stands: 'iq set',
      attributes: { jid: ['jid?', 'The device, where its owner changes it.'], ...optionalNode },
      children: tags,
    },
    claimed: {
      about: 'The device has an owner.',
      stands: ['iq set', 'iq result'],
      attributes: { ...device, public: ['boolean?', 'Whether others may find it.'] },
    },
    remove: { about: 'An owner takes a device out of the registry.', stands: 'iq set', attributes: device },
    removed: { about: 'The device is out of the registry.', stands: 'iq set', attributes: optionalNode },
    unregister: { about: 'A device leaves the registry.', stands: 'iq set', attributes: optionalNode },
    disown: { about: 'An owner gives a device up.', stands: 'iq set', attributes: device },
    disowned: { about: 'The device has no owner any more.', stands: ['iq set', 'iq result'], attributes: optionalNode },
    search: {
      about: 'Searches for devices that others may find.',
      stands: 'iq get',
      attributes: {
        offset: ['nonNegativeInteger?', 'From which one on.'],
        maxCount: ['positiveInteger?', 'How many at most.'],
        distributed: ['boolean?', 'Whether other registries are asked as well.'],
      },
      children: conditions(),
      reply: { 'iq get': 'found' },
    },
    found: {
      about: 'Devices that were found.',
      stands: 'iq result',
      attributes: { more: ['boolean?', 'Whether there are more.'] },
      children: {
        thing: ['*', { about: 'A device.', attributes: { owner: ['jid', 'Its owner.'], ...device }, children: tags }],
      },
    },
  };
}

export const nfDiscovery: Specification = {
  id: 'Neuro-Foundation Discovery',
  title: 'Thing Registry',
  status: 'Active',
  depth: 'model',
  namespaces: interfaceOf('disco:1.0', discovery),
};
