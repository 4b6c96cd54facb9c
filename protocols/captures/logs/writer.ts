import type { Side } from '../../core/index.ts';
import { firstSender, senderOfXml } from '../sender.ts';
import type { Direction, StreamEntry, UnitEntry, XmlEntry } from './model.ts';

/**
 * Which end wrote a log, as the first unit of a connection shows: what only a client or only a server sends, and a header, which the
 * client sends first (AMQP 1.0, 2.2; RFC 6120, 4.2). Undefined where the unit does not tell.
 */
export function writerBy(entry: StreamEntry | UnitEntry | XmlEntry): Side | undefined {
  const sender = entry.what === 'xml' ? senderOfXml(entry.text) : firstSender(entry.bytes);
  return sender === undefined ? undefined : writerFrom(sender, entry.direction);
}

function writerFrom(sender: Side, direction: Direction): Side {
  return (sender === 'client') === (direction === 'sent') ? 'client' : 'server';
}
