import { Echoes } from '../echoes.ts';
import type { Direction } from '../model.ts';
import { markedLog, type Mark } from './marked-log.ts';

/** What Tigase reads from and writes to a connection; parts of it print the same XML. */
const raw =
  /\b(READ|SENT|Read socket data|Reading data|Writing data|Writing raw data to the socket|Sending data|Writing raw data): ?(?:\(\d{1,9}\): ?)?(?=<)|\b(Writing data) \(\d{1,9}\): (?=<)/;
/** Packets, printed again with their addresses. */
const packet =
  /\b(Sending packet|Writing packet|Read packet|Processing socket data|Received packet|Processing packet): .{0,2000}?\bDATA=(?=<)/;
const other =
  /\b(?:[Aa]dded packet|[Aa]dding|Result packet|Processed packet|[Ff]orwarding|[Rr]outing)\b.{0,2000}?\bDATA=</;
/** `c2s@host/127.0.0.1_5222_127.0.0.1_40000`: a service, and both ends of its connection. */
const connection = /\b\w{1,20}@[^\s/]{1,200}\/((?:[\da-fA-F.:]{1,45}_\d{1,5}_?){2})/;
const head = 4000;
/** The connection behind XML that does not end with a tag. */
const behindCut = / \[\w{1,20}@[^\s[\]]{1,300}\]$/;

function directionOf(verb: string): Direction {
  return /^(?:SENT|Sending|Writing)/.test(verb) ? 'sent' : 'received';
}

/** Marks what is read and written; packets count where the log has nothing else, and the same XML from another part does not. */
function marker(): (line: string) => Mark | 'other' | undefined {
  const echoes = new Echoes();
  let isRaw = false;
  return (line) => {
    const start = line.slice(0, head);
    const found = raw.exec(start);
    if (found === null) return parsed(line, start);
    isRaw = true;
    const verb = found[1] ?? found[2] ?? '';
    const text = withoutPlace(line.slice(found.index + found[0].length));
    const name = connection.exec(line.slice(0, head))?.[1] ?? connection.exec(line.slice(-head))?.[1];
    const direction = directionOf(verb);
    // The parts that print it do not all name the connection.
    if (direction === 'sent' && echoes.isEcho('', direction, text, verb)) return 'other';
    return { direction, connection: name, text, exact: true };
  };

  function parsed(line: string, start: string): Mark | 'other' | undefined {
    const found = packet.exec(start);
    if (found === null) return other.test(start) ? 'other' : undefined;
    const direction = directionOf(found[1] ?? '');
    if (isRaw) return 'other';
    const text = line.slice(found.index + found[0].length).replace(/>, SIZE=\d{1,9}, [^<]{0,2000}$/, '>');
    const isEcho = echoes.isEcho('', direction, text, found[1] ?? '');
    return isEcho ? 'other' : { direction, connection: connection.exec(start)?.[1], text, lossy: 'values' };
  }
}

/** The XML without the connection behind it: `<iq/> [c2s@host/…]`. */
function withoutPlace(text: string): string {
  const at = text.lastIndexOf('> [');
  const cut = at < 0 ? behindCut.exec(text.slice(-head)) : null;
  if (cut !== null) return text.slice(0, -cut[0].length);
  return at >= 0 && text.endsWith(']') && !text.includes('<', at) ? text.slice(0, at + 1) : text;
}

/** The log of Tigase at the level FINEST. */
export const tigase = markedLog({
  name: 'tigase',
  title: 'Tigase with net or xmpp at the level FINEST',
  writer: 'server',
  reads: true,
  recognises: (line) => {
    const start = line.slice(0, head);
    const found = raw.exec(start);
    const isOwn = /\bFINE(?:R|ST)?\b|\btigase\b|\b(?:IO|XMPPIO)Service\b|\b(?:c2s|s2s|bosh|ws2s)@|SocketThread/.test(
      start,
    );
    return isOwn && (found !== null || packet.test(start));
  },
  marker,
});
