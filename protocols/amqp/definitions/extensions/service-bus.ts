import type { ExtensionDefinition } from '../model.ts';
import { from } from './build.ts';

const bus = from('Azure Service Bus in AMQP 1.0', 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-amqp-protocol-guide');
const requests = from('Azure Service Bus requests', 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-amqp-request-response');
const hubs = from('Azure Event Hubs in AMQP 1.0', 'https://learn.microsoft.com/en-us/azure/event-hubs/event-hubs-about');

/** Names of Azure Service Bus and Event Hubs. */
export const serviceBusExtensions: readonly ExtensionDefinition[] = [
  bus('annotation', 'x-opt-scheduled-enqueue-time', 'When the message shall appear in the entity.', 'timestamp'),
  bus('annotation', 'x-opt-partition-key', 'Decides the partition in which the message lands.', 'string'),
  bus('annotation', 'x-opt-via-partition-key', 'Decides the partition of the entity through which the message goes.', 'string'),
  bus('annotation', 'x-opt-enqueued-time', 'When the message arrived in the entity.', 'timestamp'),
  bus('annotation', 'x-opt-sequence-number', 'Number that the entity gave the message.', 'long'),
  bus('annotation', 'x-opt-enqueue-sequence-number', 'Number that the message had where it was first enqueued.', 'long'),
  bus('annotation', 'x-opt-offset', 'The event’s place in its partition.', 'string'),
  bus('annotation', 'x-opt-publisher', 'Who published the event.', 'string'),
  bus('annotation', 'x-opt-locked-until', 'When the receiver’s lock on the message ends.', 'timestamp'),
  bus('annotation', 'x-opt-lock-token', 'Names the receiver’s lock on the message.', 'uuid'),
  bus('annotation', 'x-opt-deadletter-source', 'The entity from which the message was dead-lettered.', 'string'),
  bus('annotation', 'x-opt-message-state', 'State of the message: 0 active, 1 deferred, 2 scheduled.', 'int'),
  bus('filter', 'com.microsoft:session-filter', 'The session to receive from; null is any free one.'),
  bus('property', 'com.microsoft:timeout', 'How long the peer may take, in milliseconds.', 'uint'),
  bus('property', 'com.microsoft:tracking-id', 'Names the request in the service’s logs.', 'string'),
  bus('property', 'com.microsoft:locked-until-utc', 'When the session’s lock ends, in ticks since the year 1.', 'long'),
  bus('condition', 'com.microsoft:timeout', 'The service took too long.'),
  bus('condition', 'com.microsoft:server-busy', 'The service is busy; try again later.'),
  bus('condition', 'com.microsoft:argument-error', 'An argument is wrong.'),
  bus('condition', 'com.microsoft:argument-out-of-range', 'An argument is out of range.'),
  bus('condition', 'com.microsoft:entity-disabled', 'The entity is disabled.'),
  bus('condition', 'com.microsoft:message-lock-lost', 'The lock on the message ended before it was settled.'),
  bus('condition', 'com.microsoft:session-lock-lost', 'The lock on the session ended.'),
  bus('condition', 'com.microsoft:session-cannot-be-locked', 'Somebody else has locked the session.'),
  bus('condition', 'com.microsoft:dead-letter', 'Used with rejected: moves the message to the dead-letter queue.'),
  bus('condition', 'com.microsoft:auth-failed', 'The token is not valid.'),
  bus('mechanism', 'MSSBCBS', 'SASL mechanism that leaves the login to tokens sent to $cbs.'),
  bus('format', '2147563264', 'Message-format 0x80013700: several encoded messages, each in a data section.'),
  requests('operation', 'com.microsoft:renew-lock', 'Renews locks on messages.'),
  requests('operation', 'com.microsoft:peek-message', 'Reads messages without locking them.'),
  requests('operation', 'com.microsoft:schedule-message', 'Schedules messages.'),
  requests('operation', 'com.microsoft:cancel-scheduled-message', 'Takes scheduled messages back.'),
  requests('operation', 'com.microsoft:renew-session-lock', 'Renews the lock on a session.'),
  requests('operation', 'com.microsoft:peek-session-message', 'Reads messages of a session without locking them.'),
  requests('operation', 'com.microsoft:set-session-state', 'Stores a session’s state.'),
  requests('operation', 'com.microsoft:get-session-state', 'Reads a session’s state.'),
  requests('operation', 'com.microsoft:get-message-sessions', 'Lists sessions.'),
  requests('operation', 'com.microsoft:add-rule', 'Adds a rule to a subscription.'),
  requests('operation', 'com.microsoft:remove-rule', 'Removes a rule from a subscription.'),
  requests('operation', 'com.microsoft:enumerate-rules', 'Lists a subscription’s rules.'),
  requests('operation', 'com.microsoft:receive-by-sequence-number', 'Receives deferred messages.'),
  requests('operation', 'com.microsoft:update-disposition', 'Settles deferred messages.'),
  hubs('property', 'com.microsoft:epoch', 'The receiver’s epoch: a higher one takes the partition over.', 'long'),
  hubs('capability', 'com.microsoft:enable-receiver-runtime-metric', 'Asks for the partition’s last event with each delivery.'),
];
