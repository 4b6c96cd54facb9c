/** Bytes of the largest frame that is taken; the open tells it (2.7.1). */
export const MAX_FRAME_SIZE = 65_536;
/** Highest channel number; the open tells it. */
export const CHANNEL_MAX = 255;
/** Bytes of the largest message; the attach tells it (2.7.3). */
export const MAX_MESSAGE_SIZE = 16_777_216;
/** Links of one connection. */
export const MAX_LINKS = 1_000;
/** Deliveries in flight to one session. */
export const SESSION_BUFFER = { incoming: 4_096, outgoing: 65_536 } as const;
/** Credit of a link on which messages come in; refilled when half of it is used. */
export const CREDIT = 500;
/** Messages and bytes that one queue holds. */
export const MAX_QUEUE_MESSAGES = 10_000;
export const MAX_QUEUE_BYTES = 67_108_864;
/** Bytes that all queues hold together, what consumers have not settled included. */
export const MAX_STORED_BYTES = 268_435_456;
/** Bytes of messages of one connection that are not complete yet. */
export const MAX_PARTIAL_SIZE = 33_554_432;
/** Durable subscriptions of one topic. */
export const MAX_SUBSCRIPTIONS = 200;
/** Queues and topics. */
export const MAX_NODES = 1_000;
/** Transactions of one connection that are open at the same time. */
export const MAX_TRANSACTIONS = 100;
/** Messages that one transaction holds back; their bytes count towards {@link MAX_STORED_BYTES}. */
export const MAX_HELD_MESSAGES = 10_000;
/** Connections at the same time. */
export const MAX_CONNECTIONS = 500;
/** Milliseconds from the connection to the open frame. */
export const OPEN_TIMEOUT = 60_000;
/** Milliseconds from a frame's first byte to its last. */
export const FRAME_TIMEOUT = 30_000;
/** Milliseconds that the last bytes of a closed connection may take. */
export const FLUSH_TIMEOUT = 2_000;
/** Bytes that may wait for a client that does not read. */
export const MAX_BACKLOG = 33_554_432;
/** Milliseconds that clients have to close their side when the playground stops. */
export const STOP_TIMEOUT = 500;
