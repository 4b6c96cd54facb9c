/**
 * Rules that what a program prints cannot break. Each compares a unit with earlier ones, and a log may leave those out, or the ones
 * between: by its level, by a filter, because it shows stanzas alone, or because it is cut. What a unit breaks by itself is found all the same.
 */
export const needEveryUnit: ReadonlySet<string> = new Set([
  'xmpp/reply-unasked', // the request
  'xmpp/reply-from', // the answer to a request with this id, and another request with it
  'xmpp/reply-payload', // the same
  'xmpp/id-reused', // the answer to the request before
  'xmpp/handled-count', // stanzas that were counted
  'xmpp/archive-forged', // the query
  'xmpp/correction-sender', // another message with this id
  'xmpp/caps-announced', // a later presence
  'xmpp/clear-after-proceed', // the header of the client inside TLS
]);
