import { toHex, type NameKind, type Names } from '../core/index.ts';
import { ipv4, ipv6 } from './ip-address.ts';

/** Shorter names are not looked for in texts: they are in too many words. */
const shortest = 3;

/** Hosts of namespaces, which are the same for all, and the machine itself. */
const publicHosts: ReadonlySet<string> = new Set([
  ...['jabber.org', 'etherx.jabber.org', 'xmpp.org', 'www.w3.org', 'jabber.ru', 'igniterealtime.org', 'prosody.im'],
  ...['localhost', '127.0.0.1', '0.0.0.0', '::1', '::'],
]);

/** Parts of AMQP addresses that brokers define. */
const words: ReadonlySet<string> = new Set(['queue', 'queues', 'topic', 'exchange', 'exchanges', 'amq', 'amq.topic']);

const jid = /[\w.!#$%*+=?^`{|}~-]{1,64}@[a-z\d_-]{1,63}(?:\.[a-z\d_-]{1,63}){0,8}(?:\/[\w.-]{1,128})?/gi;
const host = /(?<=:\/\/)(?:[a-z\d_-]{1,63}\.){0,8}[a-z\d_-]{1,63}/gi;
const address4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
const address6 = /(?<![\w:])[\da-f:]{2,39}(?![\w:])/gi;
const token = /[\w.-]{3,253}/g;

/**
 * Replaces names by stand-ins: the same name by the same stand-in, in all units of one conversion, of the same kind. In texts it finds
 * JIDs, addresses of IP, hosts in addresses, and whatever was a name before.
 */
export class Pseudonyms implements Names {
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  /** Names that are found in texts, in lower case. */
  readonly #inTexts = new Map<string, string>();

  of(kind: NameKind, value: string): string {
    if (value === '') return value;
    switch (kind) {
      case 'host':
        return this.#host(value);
      case 'jid':
        return this.#jid(value);
      case 'user':
        return value.includes('@') ? this.#jid(value) : this.#standIn('user', value);
      case 'container':
        return this.#standIn('container', value);
      case 'address':
        return this.#address(value);
      case 'id':
      case 'tag':
      case 'text':
        return this.#text(value);
      case 'word':
        return this.#text(value, false);
    }
  }

  inBytes(bytes: Uint8Array): Uint8Array {
    const text = latin1.decode(bytes);
    const changed = this.#text(text, true, (found, name) => (name === found ? found : 'x'.repeat(found.length)));
    return changed === text ? bytes : Uint8Array.from(changed, (character) => character.charCodeAt(0));
  }

  /** `127.0.0.1:5672`, or another end of a connection. */
  endpoint(text: string): string {
    const [, bracketed, plain, port = ''] = /^(?:\[([^\]]*)\]|([^:]*))(:\d{1,5})?$/.exec(text) ?? [];
    if (bracketed !== undefined) return `[${this.#host(bracketed)}]${port}`;
    return plain === undefined ? this.#text(text) : `${this.#host(plain)}${port}`;
  }

  #host(value: string): string {
    const key = value.toLowerCase();
    if (publicHosts.has(key)) return value;
    const v4 = ipv4(value);
    if (v4 !== undefined)
      return v4[0] === 127
        ? value
        : this.#made('ip4', key, (n) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`);
    if (ipv6(value) !== undefined)
      return this.#made('ip6', toHex(ipv6(value) ?? new Uint8Array(0)), (n) => `2001:db8::${n.toString(16)}`);
    const name = this.#made('host', key, (n) => `host-${n}.example`);
    this.#find(key, name);
    return name;
  }

  /** Local part, domain and resource each have their own, so that equal parts stay equal (RFC 7622, 3.1). */
  #jid(value: string): string {
    const slash = value.indexOf('/');
    const bare = slash < 0 ? value : value.slice(0, slash);
    const at = bare.indexOf('@');
    const resource = slash < 0 ? '' : `/${this.#made('resource', value.slice(slash + 1), (n) => `resource-${n}`)}`;
    const local = at < 0 ? '' : `${this.#standIn('user', bare.slice(0, at))}@`;
    const domain = bare.slice(at + 1);
    return `${local}${domain === '' ? '' : this.#host(domain)}${resource}`;
  }

  /** An address of AMQP: those of the broker’s own nodes stay, and so do the parts that it defines. */
  #address(value: string): string {
    if (value.startsWith('$') || value.includes('://')) return this.#text(value);
    if (!value.includes('/')) return this.#standIn('address', value);
    const parts = value.split('/');
    return parts
      .map((part) => (part === '' || part.startsWith('$') || words.has(part) ? part : this.#standIn('address', part)))
      .join('/');
  }

  #standIn(kind: string, value: string): string {
    const name = this.#made(kind, value, (n) => `${kind}-${n}`);
    this.#find(value, name);
    return name;
  }

  #made(kind: string, value: string, make: (count: number) => string): string {
    // A stand-in that comes again stays.
    const key = `${kind} ${value}`;
    let name = this.#known.get(key);
    if (name === undefined) {
      const count = (this.#counts.get(kind) ?? 0) + 1;
      this.#counts.set(kind, count);
      this.#known.set(key, (name = make(count)));
    }
    return name;
  }

  #find(value: string, name: string): void {
    if (value.length >= shortest) this.#inTexts.set(value.toLowerCase(), name);
  }

  #text(text: string, withWords = true, put = (_found: string, name: string): string => name): string {
    // What was put in is not searched again: each finds it in what is left between.
    let pieces: readonly (readonly [text: string, isDone: boolean])[] = [[text, false]];
    const replace = (pattern: RegExp, nameOf: (found: string) => string): void => {
      pieces = pieces.flatMap(([piece, isDone]) =>
        isDone ? [[piece, isDone] as const] : replaced(piece, pattern, nameOf),
      );
    };
    const replaced = (piece: string, pattern: RegExp, nameOf: (found: string) => string) => {
      const result: (readonly [string, boolean])[] = [];
      let at = 0;
      for (const { 0: found, index } of piece.matchAll(pattern)) {
        const name = nameOf(found);
        if (name === found) continue;
        result.push([piece.slice(at, index), false], [put(found, name), true]);
        at = index + found.length;
      }
      return at === 0 && result.length === 0
        ? [[piece, false] as const]
        : [...result, [piece.slice(at), false] as const];
    };
    if (text.includes('@')) replace(jid, (found) => this.#jid(found));
    if (text.includes('://')) replace(host, (found) => this.#host(found));
    replace(address4, (found) => (ipv4(found) === undefined ? found : this.#host(found)));
    if (text.includes(':')) replace(address6, (found) => (ipv6(found) === undefined ? found : this.#host(found)));
    if (this.#inTexts.size > 0)
      replace(token, (found) => (withWords || found.includes('.') ? this.#knownWord(found) : found));
    return pieces.map(([piece]) => piece).join('');
  }

  /** A word that is a name, or a host below one. */
  #knownWord(word: string): string {
    const key = word.toLowerCase();
    const known = this.#inTexts.get(key) ?? (key.endsWith('.') ? this.#inTexts.get(key.slice(0, -1)) : undefined);
    if (known !== undefined) return key.endsWith('.') ? `${known}.` : known;
    for (let dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      const above = this.#inTexts.get(key.slice(dot + 1));
      if (above?.startsWith('host-') === true) return this.#host(word);
    }
    return word;
  }
}

const latin1 = new TextDecoder('latin1');
