import { domainProblem } from './domain.ts';
import type { Prepared } from './model.ts';
import { prepareLocal, prepareResource } from './precis.ts';

/** One thing wrong with an address. Offsets are UTF-16 units within the address. */
export interface JidProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** An address taken apart; parts are as written, `prepared` as they are compared (RFC 7622, 3). */
export interface Jid {
  readonly local: string | undefined;
  readonly domain: string;
  readonly resource: string | undefined;
  readonly domainStart: number;
  /** Undefined where there are problems. */
  readonly prepared: string | undefined;
  readonly problems: readonly JidProblem[];
}

const encoder = new TextEncoder();
/** How many bytes a part has at most once it is prepared (RFC 7622, 3.2 to 3.4). */
const mostBytes = 1023;
/** Preparing a part never makes four UTF-16 units into one byte: what is longer as it is written is too long in any case, and is not prepared. */
const mostWritten = 4 * mostBytes;
const variable = /\{\{[^{}\r\n]*\}\}/g;
/** What most addresses look like: nothing to prepare, nothing to object to. */
const plain =
  /^(?:[!#$%()*+,\-.0-9;=?[\]^_`a-z{|}~]{1,255}@)?(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*(?:\/[!-~](?:[ -~]{0,254}[!-~])?)?$/;

/**
 * Takes an address apart and checks each part (RFC 7622, 3.1 to 3.4). Variables (`{{room}}`) are taken for text that fits;
 * a whole part that holds one is not checked any further.
 */
export function parseJid(text: string): Jid {
  const slash = text.indexOf('/');
  const bare = slash < 0 ? text : text.slice(0, slash);
  const at = bare.indexOf('@');
  const local = at < 0 ? undefined : bare.slice(0, at);
  const domain = bare.slice(at + 1);
  const resource = slash < 0 ? undefined : text.slice(slash + 1);
  const parts = { local, domain, resource, domainStart: at + 1 };
  if (isPlainJid(text)) return { ...parts, prepared: text, problems: [] };
  const problems: JidProblem[] = [];
  const preparedLocal = local === undefined ? undefined : part(problems, 'localpart', local, 0, at, prepareLocal);
  const preparedDomain = part(problems, 'domainpart', domain, at + 1, at + 1 + domain.length, domainProblem);
  const preparedResource =
    resource === undefined
      ? undefined
      : part(problems, 'resourcepart', resource, slash + 1, text.length, prepareResource);
  if (problems.length > 0) return { ...parts, prepared: undefined, problems };
  const prepared = `${preparedLocal === undefined ? '' : `${preparedLocal}@`}${preparedDomain ?? ''}${preparedResource === undefined ? '' : `/${preparedResource}`}`;
  return { ...parts, prepared, problems };
}

/** Whether an address is one of the ordinary ones that are surely fine: a quick test before `parseJid`. */
export function isPlainJid(text: string): boolean {
  return text.length < 256 && plain.test(text);
}

function part(
  problems: JidProblem[],
  name: string,
  text: string,
  start: number,
  end: number,
  prepare: (text: string) => Prepared,
): string | undefined {
  if (text.includes('{{') && text.replace(variable, '') !== text) return text;
  if (text === '') {
    problems.push({ start: Math.max(start - 1, 0), end: Math.max(end, start), message: emptyMessage(name) });
    return undefined;
  }
  if (text.length > mostWritten) {
    problems.push(tooLong(name, text, start, end));
    return undefined;
  }
  const prepared = prepare(text);
  if ('message' in prepared) {
    problems.push({ start: start + prepared.start, end: start + prepared.end, message: prepared.message });
    return undefined;
  }
  if (sizeOf(prepared.text) > mostBytes) {
    problems.push(tooLong(name, prepared.text, start, end));
    return undefined;
  }
  return prepared.text;
}

function sizeOf(text: string): number {
  return encoder.encode(text).length;
}

function tooLong(name: string, text: string, start: number, end: number): JidProblem {
  return { start, end, message: `The ${name} has ${sizeOf(text)} bytes: at most ${mostBytes} are allowed` };
}

function emptyMessage(name: string): string {
  if (name === 'localpart') return 'The localpart before “@” is empty: write a name, or remove the “@”';
  if (name === 'resourcepart') return 'The resourcepart after “/” is empty: write a resource, or remove the “/”';
  return 'The domainpart is empty: a JID is written localpart@domainpart/resourcepart, and the domain must be there';
}

/** The address without its resource, as written. */
export function bareJid(text: string): string {
  const slash = text.indexOf('/');
  return slash < 0 ? text : text.slice(0, slash);
}

/** An address whose parts are prepared, so that they can be compared as they are (RFC 7622, 3). Parts that are not there are empty. */
export interface PreparedJid {
  readonly local: string;
  readonly domain: string;
  readonly resource: string;
  /** Without its resource. */
  readonly bare: string;
  readonly full: string;
}

/** Takes an address apart and prepares it; undefined where it has problems. */
export function prepareJid(text: string): PreparedJid | undefined {
  const full = parseJid(text).prepared;
  if (full === undefined) return undefined;
  const { local = '', domain, resource = '' } = parseJid(full);
  return { local, domain, resource, bare: bareJid(full), full };
}

/** Whether two addresses are the same once prepared; one that cannot be prepared equals only itself. */
export function sameJid(a: string, b: string): boolean {
  return a === b || (parseJid(a).prepared ?? a) === (parseJid(b).prepared ?? b);
}
