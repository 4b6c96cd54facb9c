import type { ExtensionDefinition } from '../model.ts';
import { from } from './build.ts';

// Management and HTTP over AMQP are working drafts: the committee’s page leads to their versions.
const committee = 'https://www.oasis-open.org/committees/tc_home.php?wg_abbrev=amqp';
const management = from('AMQP Management', committee);
const cbs = from(
  'AMQP Claims-based Security',
  'https://docs.oasis-open.org/amqp/amqp-cbs/v1.0/csd01/amqp-cbs-v1.0-csd01.html',
);
const http = from('HTTP over AMQP', committee);

/** Names of management by requests and replies, of claims-based security, and of HTTP over AMQP. */
export const managementExtensions: readonly ExtensionDefinition[] = [
  management('address', '$management', 'The node that takes management requests.'),
  management(
    'property',
    'operation',
    'What a request asks for: READ, QUERY, CREATE, UPDATE, DELETE, or an operation of the entity’s type.',
    'string',
  ),
  management('property', 'type', 'The type of the entity that a request is about.', 'string'),
  management('property', 'name', 'The name of the entity that a request is about.', 'string'),
  management('property', 'identity', 'The identity of the entity that a request is about.', 'string'),
  management('property', 'locales', 'Languages that the sender of a request can read.', 'string'),
  management('property', 'statusCode', 'How a request ended, as HTTP counts it: 200 is success.', 'int'),
  management('property', 'statusDescription', 'How a request ended, as a text.', 'string'),
  management('property', 'status-code', 'How a request ended, as HTTP counts it: 200 is success.', 'int'),
  management('property', 'status-description', 'How a request ended, as a text.', 'string'),
  management('operation', 'READ', 'Reads an entity’s attributes.'),
  management('operation', 'QUERY', 'Reads attributes of many entities.'),
  management('operation', 'CREATE', 'Makes an entity.'),
  management('operation', 'UPDATE', 'Changes an entity’s attributes.'),
  management('operation', 'DELETE', 'Deletes an entity.'),
  cbs('address', '$cbs', 'The node that takes tokens.'),
  cbs('operation', 'put-token', 'Hands a token over: its type in type, what it is for in name, itself in the body.'),
  cbs('operation', 'delete-token', 'Takes a token back.'),
  cbs('token', 'amqp:jwt', 'A JSON web token, for type in put-token.'),
  cbs('property', 'expiration', 'When the token is no longer valid.', 'timestamp'),
  cbs('capability', 'AMQP_CBS_V1_0', 'The peer supports claims-based security.'),
  cbs('mechanism', 'AMQPCBS', 'SASL mechanism that leaves the login to tokens.'),
  http('property', 'http:request', 'HTTP version of a request, such as 1.1.', 'string'),
  http('property', 'http:response', 'HTTP version of a response, such as 1.1.', 'string'),
];
