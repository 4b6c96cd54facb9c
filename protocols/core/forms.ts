/** What people write units in: XML has the unit's own characters, the notation of a frame is made from its bytes. */
export type TextLanguage = 'xml' | 'notation';

/**
 * What a unit becomes in a file that can be sent: a `stanza`, a `message` that an open connection can send, or a `frame` of a script, which
 * has a connection of its own.
 */
export type TemplateForm = 'stanza' | 'message' | 'frame';

/** What units are parts of, and can be followed by. */
export const followed = ['iq', 'link', 'delivery', 'thread', 'jid'] as const;
export type FollowedKind = (typeof followed)[number];
