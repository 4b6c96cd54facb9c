import { markedLog, type Mark } from './marked-log.ts';

/** `XMPP IN [juliet@example.net stream:0x1 thread:0x2 time]` above each element. */
const line = /\bXMPP (IN|OUT)(?: ROOT)? \[(\S*) stream:(\S+) thread:\S+ [^\]]*\]\s*$/;

function markOf(text: string): Mark | undefined {
  const found = line.exec(text);
  if (found === null) return undefined;
  const [, word, , stream] = found;
  // With colours the namespaces are left out, which cannot be told when the colours are gone.
  return { direction: word === 'OUT' ? 'sent' : 'received', connection: stream, text: '', lossy: 'values' };
}

/** Names of elements and attributes are printed with their namespaces: `<{jabber:client}:iq {jabber:client}:type='get'>`. */
export function withoutClarkNames(text: string): string {
  if (!text.includes('{')) return text;
  return text
    .replace(/<\{([^{}<>"']*)\}:([^\s/>]+)/g, (_all, namespace: string, name: string) =>
      namespace === 'http://etherx.jabber.org/streams' ? `<stream:${name}` : `<${name} xmlns='${namespace}'`,
    )
    .replace(/<\/\{([^{}<>"']*)\}:/g, (_all, namespace: string) =>
      namespace === 'http://etherx.jabber.org/streams' ? '</stream:' : '</',
    )
    .replace(/ \{http:\/\/www\.w3\.org\/2000\/xmlns\/\}:[\w:.-]+='[^']*'/g, '')
    .replace(/ \{([^{}<>"'\s]*)\}:([\w.-]+)=/g, (_all, namespace: string, name: string) =>
      namespace === 'http://www.w3.org/XML/1998/namespace' ? ` xml:${name}=` : ` ${name}=`,
    );
}

/** The log of Dino with `--print-xmpp`. */
export const dino = markedLog({
  name: 'dino',
  title: 'Dino with --print-xmpp=all',
  writer: 'client',
  isBelow: true,
  recognises: (text) => line.test(text),
  marker: () => markOf,
  continuation: withoutClarkNames,
});
