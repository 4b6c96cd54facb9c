import type { NamespaceDefinition, Specification } from '../model/definition.ts';
import { categories, interfaceOf, optionalNode, tokens } from './iot-parts.ts';

const id = ['string', 'Identifies the subscription.'] as const;

function events(): NamespaceDefinition {
  return {
    subscribe: {
      about: 'Asks a device to tell values as they change.',
      stands: 'iq set',
      attributes: {
        id,
        ...categories,
        all: ['boolean?', 'Whether all kinds of fields are wanted.'],
        maxAge: ['duration?', 'How old the oldest historical value may be.'],
        minInt: ['duration?', 'The shortest time between two events.'],
        maxInt: ['duration?', 'The longest time between two events.'],
        ...tokens,
        req: ['boolean?', 'Whether the values are wanted at once as well.'],
      },
      children: {
        nd: ['*', { about: 'A node that is meant.', attributes: optionalNode }],
        f: [
          '*',
          {
            about: 'A field that is wanted, and which changes of it.',
            attributes: {
              n: ['string', 'The name of the field.'],
              v: ['double?', 'The value that changes are measured from.'],
              by: ['double?', 'How far the value changes, up or down.'],
              up: ['double?', 'How far it goes up.'],
              dn: ['double?', 'How far it goes down.'],
            },
          },
        ],
      },
    },
    unsubscribe: { about: 'Ends a subscription.', stands: 'iq set', attributes: { id } },
  };
}

export const nfSensorDataEventSubscription: Specification = {
  id: 'Neuro-Foundation SensorDataEventSubscription',
  title: 'Sensor Data Event Subscription',
  status: 'Active',
  depth: 'model',
  namespaces: interfaceOf('events:1.0', events),
};
