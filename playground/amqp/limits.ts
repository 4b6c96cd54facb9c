/** Bytes of the largest frame that is taken; the open tells it (2.7.1). */
export const largestFrame = 65_536;
/** Bytes of the largest frame that every peer must take (2.8.19): an open may not state less. */
export const minMaxFrameSize = 512;
/** Highest channel number; the open tells it. */
export const channelMax = 255;
/** Highest handle; the begin tells it (2.7.2). */
export const handleMax = 4_095;
/** Bytes of the largest message; the attach tells it (2.7.3). */
export const maxMessageSize = 16_777_216;
/** Values in a message, and values within values: checking a message is one step of work. */
export const maxValues = 20_000;
export const maxDepth = 64;
/** Characters of a container-id, the name of a link, or an address. */
export const maxName = 1_024;
/** Milliseconds of the shortest idle-time-out that a client may ask for. */
export const minIdleTimeout = 100;
/** Transfers to a session before it says again how many more it takes. */
export const incomingWindow = 4_096;
/** Credit of a link on which messages come in; refilled when half of it is used. */
export const initialCredit = 500;
/** Deliveries to one connection that it has not settled. */
export const maxUnsettled = 16_384;
/** Messages and bytes that one queue holds. */
export const maxQueueMessages = 10_000;
export const maxQueueBytes = 67_108_864;
/** Bytes that all messages take together, unfinished ones and what consumers have not settled included. */
export const maxStoredBytes = 268_435_456;
/** Durable subscriptions of one topic. */
export const maxSubscriptions = 200;
/** Transactions of one connection that are open at the same time. */
export const maxTransactions = 100;
/** Messages that one transaction holds back; their bytes count towards {@link maxStoredBytes}. */
export const maxHeldMessages = 2_000;
/** Links of one connection. */
export const maxLinks = 1_000;
/** Queues and topics. */
export const maxNodes = 1_000;
/** Connections at the same time. */
export const maxConnections = 500;
/** Links of all connections. */
export const maxAllLinks = 10_000;
/** Links of all connections that the broker has detached and their clients have not. */
export const maxUndetached = 10_000;
/** What one container may take of all that: connections, links, nodes, and bytes of messages. The rest is for others. */
export const containerShare = { connections: 100, links: 2_500, nodes: 250, bytes: maxStoredBytes / 2 } as const;
/** Milliseconds from the connection to the open frame. */
export const openTimeout = 60_000;
/** Milliseconds from a frame's first byte to its last. */
export const frameTimeout = 30_000;
/** Milliseconds that the last bytes of a closed connection may take. */
export const flushTimeout = 2_000;
/** Bytes that wait for a client above which nothing of it is read and no message is sent to it. */
export const enoughOutput = 262_144;
/** Bytes that may wait for a client that does not read. */
export const maxBacklog = 4_194_304;
/** Milliseconds that clients have to close their side when the playground stops. */
export const stopTimeout = 500;
