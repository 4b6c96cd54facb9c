/** Milliseconds from the connection to a bound resource. */
export const NEGOTIATION_TIMEOUT = 60_000;
/** Milliseconds from the first byte of a stanza to its last. */
export const STANZA_TIMEOUT = 30_000;
/** Milliseconds that a closed stream's last bytes may take. */
export const FLUSH_TIMEOUT = 2_000;
/** Bytes that wait for a client above which nothing of it is read. */
export const ENOUGH_OUTPUT = 262_144;
/** Bytes that may wait for a client that does not read. */
export const MAX_BACKLOG = 8_388_608;
/** Resources of one account at the same time. */
export const MAX_RESOURCES = 20;
/** Connections at the same time, on both ports. */
export const MAX_CONNECTIONS = 500;
/** Failed log-ins on one stream. */
export const MAX_LOGIN_ATTEMPTS = 5;
/** Milliseconds that clients have to close their side when the playground stops. */
export const STOP_TIMEOUT = 500;
