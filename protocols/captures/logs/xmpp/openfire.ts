import { markedLog, type Mark } from './marked-log.ts';

/** The XML Debugger plugin: `C2S - RECV (123): <…>`, and since version 1.8 `time - C2S /192.0.2.1:5 - RECV - (filter): <…>`. */
const old = /\b(C2S|S2S|EXT|CM|COMPONENT|CONNMAN\w*|[A-Z][A-Z0-9_ -]{1,20}) - (RECV|SENT) \(([^()]*)\): ?/;
const current = /\b([A-Za-z][\w() -]{0,30}?) +(\S+) +- (RECV|SENT) +- \(([^()]*)\): ?/;
/** What the server itself logs of BOSH (`xmpp.httpbind.log.enabled`). */
const bosh = /\bHTTP (RECV|SENT)\(([^()]*)\): ?/;
const head = 400;

/** Tells which lines have XML. What the plugin prints again after parsing counts where the XML as such is not logged. */
function marker(): (line: string) => Mark | 'other' | undefined {
  let isRaw = false;
  return (line) => {
    const start = line.slice(0, head);
    const found = [current, old, bosh].map((each) => each.exec(start)).find((each) => each !== null);
    if (found == null) return undefined;
    const word = found.find((each) => each === 'RECV' || each === 'SENT');
    const direction = word === 'SENT' ? 'sent' : 'received';
    const interpreted = found[1] === 'INT';
    const connection = found.length === 5 ? found[2] : found.at(-1);
    if (!interpreted) isRaw = true;
    else if (isRaw) return 'other';
    const text = line.slice(found.index + found[0].length);
    // White space that keeps the connection alive.
    if (text.trim() === '') return 'other';
    return interpreted
      ? { direction, connection, text, lossy: 'values' }
      : { direction, connection, text, exact: true };
  };
}

/** The log of Openfire with the XML Debugger plugin, or of its BOSH connections. */
export const openfire = markedLog({
  name: 'openfire',
  title: 'Openfire with the XML Debugger plugin, or with its log of BOSH',
  writer: 'server',
  reads: true,
  recognises(line) {
    // Most lines have no XML, and the patterns take time.
    const start = line.includes('<') ? line.slice(0, head) : '';
    return [current, old, bosh].some((each) => {
      const found = each.exec(start);
      return found !== null && /^\s*</.test(start.slice(found.index + found[0].length));
    });
  },
  marker,
});
