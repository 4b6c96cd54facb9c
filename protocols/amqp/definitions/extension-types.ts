import type { RestrictedDefinition } from './model.ts';

const apache = 'https://svn.apache.org/repos/asf/qpid/trunk/qpid/specs/apache-filters.xml';
const filtex = 'https://docs.oasis-open.org/amqp/filtex/v1.0/csd01/filtex-v1.0-csd01.html';
const rabbitFilters = 'https://www.rabbitmq.com/docs/stream-filtering';
const serviceBus = 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-amqp-protocol-guide';

function filter(
  name: string,
  symbol: string,
  code: bigint | undefined,
  source: string,
  document: string,
  href: string,
  description: string,
): RestrictedDefinition {
  return {
    kind: 'restricted',
    name,
    book: 'extension',
    source,
    provides: ['filter'],
    choices: [],
    description,
    descriptor: code === undefined ? { symbol } : { symbol, code },
    section: { document, section: '', href },
  };
}

const apacheFilter = (name: string, id: bigint, source: string, description: string): RestrictedDefinition =>
  filter(
    name,
    `apache.org:${name}:${source}`,
    0x0000468c_00000000n | id,
    source,
    'Apache AMQP filters',
    `${apache}#type-${name}`,
    description,
  );

const microsoft = (name: string, source: string, code: bigint, description: string): RestrictedDefinition =>
  filter(name, `com.microsoft:${name}`, code, source, 'Azure Service Bus in AMQP 1.0', serviceBus, description);

const expression = (name: string, code: bigint, source: string, description: string): RestrictedDefinition =>
  filter(name, `amqp:${name}`, code, source, 'AMQP Filter Expressions', filtex, description);

const rabbit = (name: string, source: string, description: string): RestrictedDefinition =>
  filter(name, `rabbitmq:${name}`, undefined, source, 'RabbitMQ streams', rabbitFilters, description);

/** Described types of published extensions, nearly all of them filters for a source (AMQP 1.0, 3.5.8). */
export const extensionTypes: readonly RestrictedDefinition[] = [
  apacheFilter('legacy-amqp-direct-binding', 0n, 'string', 'Messages whose subject is this key.'),
  apacheFilter(
    'legacy-amqp-topic-binding',
    1n,
    'string',
    'Messages whose subject matches this pattern, as with a topic exchange.',
  ),
  apacheFilter(
    'legacy-amqp-headers-binding',
    2n,
    'map',
    'Messages whose application properties match, as with a headers exchange.',
  ),
  apacheFilter('no-local-filter', 3n, 'list', 'No messages that came over the same connection.'),
  apacheFilter('selector-filter', 4n, 'string', 'Messages for which a JMS selector expression is true.'),
  expression('sql-filter', 0x120n, 'string', 'Messages for which an SQL expression is true.'),
  expression('properties-filter', 0x173n, 'map', 'Messages whose standard properties match.'),
  expression('application-properties-filter', 0x174n, 'map', 'Messages whose application properties match.'),
  rabbit(
    'stream-offset-spec',
    '*',
    'Where in a stream to begin: first, last, next, an offset, a timestamp or an interval.',
  ),
  rabbit('stream-filter', '*', 'Chunks of a stream that may hold these filter values.'),
  rabbit('stream-match-unfiltered', 'boolean', 'Also messages of a stream that have no filter value.'),
  // Microsoft's documents write this code with 15 digits, and so do its clients on the wire.
  microsoft('session-filter', '*', 0x13_7000000cn, 'Messages of one session; null asks for any free session.'),
];
