/**
 * What the server stores. Sizes are characters, where each element counts {@link ELEMENT_WEIGHT} more
 * ({@link import('./xml/serialize.ts').weight}). All of it together has at most about
 * 45 million, with the two accounts of the playground.
 */

/** What an element counts beside its characters: what it takes of the memory. */
export const ELEMENT_WEIGHT = 256;
/** Contacts of a roster, and their characters together. */
export const MAX_CONTACTS = 1_000;
export const MAX_ROSTER = 1_048_576;
/** Private documents of an account. */
export const MAX_PRIVATE = 1_048_576;
/** Messages kept for an account that is away, and their size together. */
export const MAX_OFFLINE_MESSAGES = 200;
export const MAX_OFFLINE = 2_097_152;
/** A presence: the server keeps it, and sends it to everybody who comes. */
export const MAX_PRESENCE = 16_384;
/** Addresses that one session may send directed presence to, and their characters together. */
export const MAX_DIRECTED = 1_000;
export const MAX_DIRECTED_CHARACTERS = 65_536;
/** Rooms, and those that one account has created. */
export const MAX_ROOMS = 100;
export const MAX_OWN_ROOMS = 40;
/** Occupants of a room. */
export const MAX_OCCUPANTS = 200;
/** Presence of one account in all rooms. */
export const MAX_ALL_PRESENCE = 4_194_304;
/** Affiliations of a room, and the characters of their JIDs. */
export const MAX_AFFILIATIONS = 200;
export const MAX_AFFILIATION_CHARACTERS = 32_768;
/** A message that sets a subject: the room keeps it. */
export const MAX_SUBJECT = 16_384;
/** Messages that a room remembers, their size, and their size in all rooms. */
export const MAX_HISTORY_MESSAGES = 50;
export const MAX_HISTORY = 524_288;
export const MAX_ALL_HISTORY = 8_388_608;
/** Nodes of the publish-subscribe service, and those that one account owns. */
export const MAX_NODES = 100;
export const MAX_OWN_NODES = 40;
/** Items of a node, their size, and their size in all nodes. */
export const MAX_ITEMS = 1_000;
export const MAX_NODE = 524_288;
export const MAX_ALL_ITEMS = 8_388_608;
/** Subscribers of a node, and the characters of their JIDs. */
export const MAX_SUBSCRIBERS = 200;
export const MAX_SUBSCRIBER_CHARACTERS = 32_768;
/** Characters of a name, a title or an id, as of a JID's part. */
export const MAX_NAME = 1_023;

/** Whether another text fits among texts that may have so many characters together. */
export function hasRoomFor(text: string, others: Iterable<string>, most: number): boolean {
  let characters = text.length;
  for (const other of others) characters += other.length;
  return characters <= most;
}

/** Something that stores what it is sent, and can drop the oldest of it. */
export interface Store {
  readonly size: number;
  dropOldest(): void;
}

/** Makes stores drop their oldest, the largest store first, until all together have at most that size. */
export function trim(stores: Iterable<Store>, most: number): void {
  const all = [...stores];
  let sum = all.reduce((total, { size }) => total + size, 0);
  while (sum > most) {
    const largest = all.reduce((a, b) => (a.size >= b.size ? a : b));
    sum -= largest.size;
    largest.dropOldest();
    sum += largest.size;
  }
}
