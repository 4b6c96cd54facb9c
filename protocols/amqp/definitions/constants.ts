import type { ArchetypeDefinition, ConstantDefinition } from './model.ts';
import { section, typeSection } from './section.ts';

function constant(
  name: string,
  value: string,
  number: string,
  anchor: string,
  description: string,
): ConstantDefinition {
  return { name, value, section: section(number, anchor), description };
}

/** The constants of the specification (AMQP 1.0, 2.8.19, 3.2.16, 5.2.2 and 5.3.4). */
export const constants: readonly ConstantDefinition[] = [
  constant('PORT', '5672', '2.8.19', 'section-definitions', 'IANA’s port for AMQP.'),
  constant('SECURE-PORT', '5671', '2.8.19', 'section-definitions', 'IANA’s port for AMQP over TLS.'),
  constant('MAJOR', '1', '2.8.19', 'section-definitions', 'Major version in the protocol header.'),
  constant('MINOR', '0', '2.8.19', 'section-definitions', 'Minor version in the protocol header.'),
  constant('REVISION', '0', '2.8.19', 'section-definitions', 'Revision in the protocol header.'),
  constant(
    'MIN-MAX-FRAME-SIZE',
    '512',
    '2.8.19',
    'section-definitions',
    'The least max-frame-size, in bytes, that a peer may state.',
  ),
  constant('MESSAGE-FORMAT', '0', '3.2.16', 'section-message-format', 'The message-format of part 3’s messages.'),
  constant('TLS-MAJOR', '1', '5.2.2', 'section-tls', 'Major version in the TLS header.'),
  constant('TLS-MINOR', '0', '5.2.2', 'section-tls', 'Minor version in the TLS header.'),
  constant('TLS-REVISION', '0', '5.2.2', 'section-tls', 'Revision in the TLS header.'),
  constant('SASL-MAJOR', '1', '5.3.4', 'section-sasl', 'Major version in the SASL header.'),
  constant('SASL-MINOR', '0', '5.3.4', 'section-sasl', 'Minor version in the SASL header.'),
  constant('SASL-REVISION', '0', '5.3.4', 'section-sasl', 'Revision in the SASL header.'),
];

function archetype(name: string, number: string, type: string, description: string): ArchetypeDefinition {
  return { name, section: typeSection(number, type), description };
}

/** What a type may stand for: the archetypes that fields ask for by `requires`, or that frames and messages are made of. */
export const archetypes: readonly ArchetypeDefinition[] = [
  {
    name: 'frame',
    section: section('2.7', 'section-performatives'),
    description: 'The performatives, which frames of type AMQP carry.',
  },
  archetype('error-condition', '2.8.14', 'error', 'Symbols that say what went wrong.'),
  { name: 'section', section: section('3.2', 'section-message-format'), description: 'The sections of a message.' },
  archetype('message-id', '3.2.4', 'properties', 'What may name a message.'),
  archetype('address', '3.2.4', 'properties', 'What may name a node.'),
  {
    name: 'delivery-state',
    section: section('3.4', 'section-delivery-state'),
    description: 'What is known of a delivery.',
  },
  { name: 'outcome', section: section('3.4', 'section-delivery-state'), description: 'How a delivery ended.' },
  archetype('source', '2.7.3', 'attach', 'What a link’s messages may come from.'),
  archetype('target', '2.7.3', 'attach', 'What a link’s messages may go to.'),
  archetype('distribution-mode', '3.5.3', 'source', 'How messages leave a node.'),
  archetype('lifetime-policy', '3.5.9', 'node-properties', 'When a dynamic node is deleted.'),
  archetype('txn-id', '4.5.3', 'discharge', 'What may name a transaction.'),
  archetype('txn-capability', '4.5.1', 'coordinator', 'What a coordinator can do.'),
  { name: 'sasl-frame', section: section('5.3.3', 'section-sasl'), description: 'What frames of type SASL carry.' },
];
