/**
 * What the server stores. Sizes are characters, where each element counts {@link elementWeight} more
 * ({@link import('./xml/serialize.ts').weight}). All of it together has at most about
 * 45 million, with the two accounts of the playground.
 */

/** What an element counts beside its characters: what it takes of the memory. */
export const elementWeight = 256;
/** Contacts of a roster, and their characters together. */
export const maxContacts = 1_000;
export const maxRoster = 1_048_576;
/** Private documents of an account. */
export const maxPrivate = 1_048_576;
/** Messages kept for an account that is away, and their size together. */
export const maxOfflineMessages = 200;
export const maxOffline = 2_097_152;
/** A presence: the server keeps it, and sends it to everybody who comes. */
export const maxPresence = 16_384;
/** Addresses that one session may send directed presence to, and their characters together. */
export const maxDirected = 1_000;
export const maxDirectedCharacters = 65_536;
/** Rooms, and those that one account has created. */
export const maxRooms = 100;
export const maxOwnRooms = 40;
/** Occupants of a room. */
export const maxOccupants = 200;
/** Presence of one account in all rooms. */
export const maxAllPresence = 4_194_304;
/** Affiliations of a room, and the characters of their JIDs. */
export const maxAffiliations = 200;
export const maxAffiliationCharacters = 32_768;
/** A message that sets a subject: the room keeps it. */
export const maxSubject = 16_384;
/** Messages that a room remembers, their size, and their size in all rooms. */
export const maxHistoryMessages = 50;
export const maxHistory = 524_288;
export const maxAllHistory = 8_388_608;
/** Nodes of the publish-subscribe service, and those that one account owns. */
export const maxNodes = 100;
export const maxOwnNodes = 40;
/** Items of a node, their size, and their size in all nodes. */
export const mostItems = 1_000;
export const maxNode = 524_288;
export const maxAllItems = 8_388_608;
/** Subscribers of a node, and the characters of their JIDs. */
export const maxSubscribers = 200;
export const maxSubscriberCharacters = 32_768;
/** Characters of a name, a title or an id, as of a JID's part. */
export const maxName = 1_023;

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
