/** Bytes of the largest frame that is taken; the open tells it (2.7.1). */
export const MAX_FRAME_SIZE = 65_536;
/** Bytes of the largest frame that every peer must take (2.8.19): an open may not state less. */
export const MIN_MAX_FRAME_SIZE = 512;
/** Highest channel number; the open tells it. */
export const CHANNEL_MAX = 255;
/** Highest handle; the begin tells it (2.7.2). */
export const HANDLE_MAX = 4_095;
/** Bytes of the largest message; the attach tells it (2.7.3). */
export const MAX_MESSAGE_SIZE = 16_777_216;
/** Values in a message, and values within values: checking a message is one step of work. */
export const MAX_VALUES = 20_000;
export const MAX_DEPTH = 64;
/** Characters of a container-id, the name of a link, or an address. */
export const MAX_NAME = 1_024;
/** Milliseconds of the shortest idle-time-out that a client may ask for. */
export const MIN_IDLE_TIMEOUT = 100;
/** Transfers to a session before it says again how many more it takes. */
export const INCOMING_WINDOW = 4_096;
/** Credit of a link on which messages come in; refilled when half of it is used. */
export const CREDIT = 500;
/** Deliveries to one connection that it has not settled. */
export const MAX_UNSETTLED = 16_384;
/** Messages and bytes that one queue holds. */
export const MAX_QUEUE_MESSAGES = 10_000;
export const MAX_QUEUE_BYTES = 67_108_864;
/** Bytes that all messages take together, unfinished ones and what consumers have not settled included. */
export const MAX_STORED_BYTES = 268_435_456;
/** Durable subscriptions of one topic. */
export const MAX_SUBSCRIPTIONS = 200;
/** Transactions of one connection that are open at the same time. */
export const MAX_TRANSACTIONS = 100;
/** Messages that one transaction holds back; their bytes count towards {@link MAX_STORED_BYTES}. */
export const MAX_HELD_MESSAGES = 2_000;
/** Links of one connection. */
export const MAX_LINKS = 1_000;
/** Queues and topics. */
export const MAX_NODES = 1_000;
/** Connections at the same time. */
export const MAX_CONNECTIONS = 500;
/** Links of all connections. */
export const MAX_ALL_LINKS = 10_000;
/** Links of all connections that the broker has detached and their clients have not. */
export const MAX_UNDETACHED = 10_000;
/** What one container may take of all that: connections, links, nodes, and bytes of messages. The rest is for others. */
export const CONTAINER = { connections: 100, links: 2_500, nodes: 250, bytes: MAX_STORED_BYTES / 2 } as const;
/** Milliseconds from the connection to the open frame. */
export const OPEN_TIMEOUT = 60_000;
/** Milliseconds from a frame's first byte to its last. */
export const FRAME_TIMEOUT = 30_000;
/** Milliseconds that the last bytes of a closed connection may take. */
export const FLUSH_TIMEOUT = 2_000;
/** Bytes that wait for a client above which nothing of it is read and no message is sent to it. */
export const ENOUGH_OUTPUT = 262_144;
/** Bytes that may wait for a client that does not read. */
export const MAX_BACKLOG = 4_194_304;
/** Milliseconds that clients have to close their side when the playground stops. */
export const STOP_TIMEOUT = 500;
