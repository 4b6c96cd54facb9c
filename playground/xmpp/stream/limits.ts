/** Milliseconds from the connection to a bound resource. */
export const negotiationTimeout = 60_000;
/** Milliseconds from the first byte of a stanza to its last. */
export const stanzaTimeout = 30_000;
/** Milliseconds that a closed stream's last bytes may take. */
export const flushTimeout = 2_000;
/** Bytes that wait for a client above which nothing of it is read. */
export const enoughOutput = 262_144;
/** Bytes that may wait for a client that does not read. */
export const maxBacklog = 8_388_608;
/** Resources of one account at the same time. */
export const maxResources = 20;
/** Connections at the same time, on both ports. */
export const maxConnections = 500;
/** Failed log-ins on one stream. */
export const maxLoginAttempts = 5;
/** Milliseconds that clients have to close their side when the playground stops. */
export const stopTimeout = 500;
