import type { Datatype } from '../model/datatype-names.ts';
import type {
  AttributeDefinition,
  ElementDefinition,
  NamespaceDefinition,
  Specification,
} from '../model/definition.ts';
import { categories, interfaceOf, moment, node, tokens, type Attributes } from './iot-parts.ts';

/** How good a value is. */
const quality: Attributes = {
  ms: ['boolean?', 'The value is missing.'],
  pr: ['boolean?', 'The value is in progress.'],
  ae: ['boolean?', 'Estimated by a machine.'],
  me: ['boolean?', 'Estimated by a person.'],
  mr: ['boolean?', 'Read by a person.'],
  ar: ['boolean?', 'Read by a machine.'],
  of: ['boolean?', 'The clock was off.'],
  w: ['boolean?', 'There was a warning.'],
  er: ['boolean?', 'There was an error.'],
  so: ['boolean?', 'Signed by the operator.'],
  iv: ['boolean?', 'Invoiced.'],
  eos: ['boolean?', 'The last of a series.'],
  pf: ['boolean?', 'The power failed.'],
  ic: ['boolean?', 'Invoiced and confirmed.'],
};

const request: Attributes = { id: ['string', 'Identifies the request.'] };

function field(
  about: string,
  value: Datatype,
  more: Readonly<Record<string, AttributeDefinition>> = {},
): ElementDefinition {
  return {
    about,
    attributes: {
      n: ['string', 'The name of the field.'],
      v: [value, 'Its value.'],
      ...more,
      ...categories,
      ...quality,
      lns: ['string?', 'The namespace of translations.'],
      loc: ['/[0-9]+([|][^,]*){0,2}(,[0-9]+([|][^,]*){0,2})*/?', 'Which translations make the name.'],
      ctr: ['boolean?', 'Whether a parameter of that name can be set.'],
    },
    children: { x: ['?', { about: 'What else is known of the value.', open: true, anyAttribute: true }] },
  };
}

/** Values at a time, and why there are none. */
function timestamp(): ElementDefinition {
  return {
    about: 'Values at one time.',
    attributes: { v: [moment, 'The time.'] },
    children: {
      b: ['*', field('A boolean value.', 'boolean')],
      d: ['*', field('A date.', 'date')],
      dt: ['*', field('A date and time.', moment)],
      dr: ['*', field('A duration.', 'duration')],
      e: ['*', field('A value of an enumeration.', 'string', { t: ['string', 'The type of the enumeration.'] })],
      i: ['*', field('A 32-bit integer.', 'int')],
      l: ['*', field('A 64-bit integer.', 'long')],
      q: ['*', field('A physical quantity.', 'double', { u: ['string?', 'The unit.'] })],
      s: ['*', field('A text.', 'string')],
      t: ['*', field('A time of day.', 'time')],
      err: ['*', { about: 'What went wrong, for people.', text: 'string?' }],
    },
  };
}

function sensorData(): NamespaceDefinition {
  const nd: ElementDefinition = {
    about: 'Values of one node.',
    stands: 'payload',
    attributes: node,
    children: { ts: ['*', timestamp()] },
  };
  return {
    req: {
      about: 'Asks a device for values of its sensors.',
      stands: 'iq get',
      attributes: {
        ...request,
        ...categories,
        all: ['boolean?', 'Whether all kinds of fields are wanted.'],
        from: [`${moment}?`, 'The first time that is wanted.'],
        to: [`${moment}?`, 'The last time that is wanted.'],
        when: [`${moment}?`, 'When to read.'],
        ...tokens,
      },
      children: {
        nd: ['*', { about: 'A node that is asked for.', attributes: node }],
        f: ['*', { about: 'A field that is asked for.', attributes: { n: ['string', 'The name of the field.'] } }],
      },
      reply: { 'iq get': 'accepted | started | resp' },
    },
    accepted: {
      about: 'The request, or a subscription, is accepted; values follow in messages.',
      stands: 'iq result',
      attributes: { ...request, queued: ['boolean?', 'Whether others come first.'] },
    },
    started: { about: 'The reading has begun.', stands: ['iq result', 'message'], attributes: request },
    resp: {
      about: 'Values, at once or as they are read.',
      stands: ['iq result', 'message'],
      attributes: { ...request, more: ['boolean?', 'Whether more values follow.'] },
      children: { nd: ['*', nd], ts: ['*', timestamp()] },
    },
    cancel: { about: 'Cancels a reading.', stands: 'iq set', attributes: request },
    done: { about: 'The reading has ended.', stands: 'message', attributes: request },
    nd,
  };
}

export const nfSensorData: Specification = {
  id: 'Neuro-Foundation SensorData',
  title: 'Sensor Data',
  status: 'Active',
  depth: 'model',
  namespaces: interfaceOf('sd:1.0', sensorData),
  features: { 'urn:nf:iot:sd:1.0': 'Gives values of sensors.', 'urn:nfi:iot:sd:1.0': 'Gives values of sensors.' },
  templates: [
    {
      label: 'Read sensors (Neuro-Foundation)',
      text: '<iq type="get" id="{{$id}}" to="${1:device@example.org/1}">\n  <req xmlns="urn:nf:iot:sd:1.0" id="${2:1}" m="true"/>\n</iq>',
    },
  ],
};
