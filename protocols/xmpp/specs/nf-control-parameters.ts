import type { Datatype } from '../model/datatype-names.ts';
import type {
  AttributeDefinition,
  ElementDefinition,
  NamespaceDefinition,
  Specification,
} from '../model/definition.ts';
import { color, interfaceOf, moment, optionalNode, tokens } from './iot-parts.ts';

const name: AttributeDefinition = ['string', 'The name of the parameter.'];

function parameter(
  about: string,
  value: Datatype,
  more: Readonly<Record<string, AttributeDefinition>> = {},
): ElementDefinition {
  return { about, attributes: { n: name, v: [value, 'The value to set.'], ...more } };
}

function control(): NamespaceDefinition {
  const nd: ElementDefinition = { about: 'A node that is meant.', attributes: optionalNode };
  return {
    set: {
      about: 'Sets parameters of a device, one by one or by a form.',
      stands: 'iq set',
      attributes: tokens,
      children: {
        nd: ['*', nd],
        b: ['*', parameter('A boolean value.', 'boolean')],
        cl: ['*', parameter('A color, RGB or RGBA.', color)],
        d: ['*', parameter('A date.', 'date')],
        dt: ['*', parameter('A date and time.', moment)],
        db: ['*', parameter('A floating-point number.', 'double')],
        dr: ['*', parameter('A duration.', 'duration')],
        e: ['*', parameter('A value of an enumeration.', 'string', { t: ['string', 'The type of the enumeration.'] })],
        i: ['*', parameter('A 32-bit integer.', 'int')],
        l: ['*', parameter('A 64-bit integer.', 'long')],
        s: ['*', parameter('A text.', 'string')],
        t: ['*', parameter('A time of day.', 'time')],
        '{jabber:x:data}x': '?',
      },
    },
    resp: {
      about: 'The nodes and parameters that were set, where not all were.',
      stands: 'iq result',
      children: { nd: ['*', nd], p: ['*', { about: 'A parameter that was set.', attributes: { n: name } }] },
    },
    getForm: {
      about: 'Asks for a form with what can be set.',
      stands: 'iq get',
      attributes: tokens,
      children: { nd: ['*', nd] },
      reply: { 'iq get': '{jabber:x:data}x' },
    },
    paramError: {
      about: 'Why a parameter could not be set.',
      stands: 'error',
      attributes: { var: ['string', 'The parameter.'] },
      text: 'string?',
    },
    pGroup: {
      about: 'Groups the fields of a form that are set together.',
      stands: 'payload',
      attributes: { n: ['string', 'The name of the group.'] },
    },
  };
}

export const nfControlParameters: Specification = {
  id: 'Neuro-Foundation ControlParameters',
  title: 'Control Parameters',
  status: 'Active',
  depth: 'model',
  namespaces: interfaceOf('ctr:1.0', control),
  features: { 'urn:nf:iot:ctr:1.0': 'Can be controlled.', 'urn:nfi:iot:ctr:1.0': 'Can be controlled.' },
  templates: [
    {
      label: 'Set a parameter (Neuro-Foundation)',
      text: '<iq type="set" id="{{$id}}" to="${1:device@example.org/1}">\n  <set xmlns="urn:nf:iot:ctr:1.0"><b n="${2:Output}" v="${3:true}"/></set>\n</iq>',
    },
  ],
};
