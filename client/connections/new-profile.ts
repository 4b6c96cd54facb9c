import { parseJid } from '../../protocols/xmpp/jid/index.ts';
import { readService, serviceProblems, type ConnectionProfile } from '../../protocols/project/index.ts';

/** What the New Connection dialogue asks. */
export interface Answers {
  readonly protocol: 'xmpp' | 'amqp';
  readonly service: string;
  /** The JID, or the user name; empty for anonymous. */
  readonly account: string;
}

/** What is wrong with a service address, or undefined. */
export function serviceProblem(protocol: 'xmpp' | 'amqp', text: string): string | undefined {
  return serviceProblems(text.trim(), protocol)[0]?.message;
}

/** What is wrong with an account, or undefined. */
export function accountProblem(protocol: 'xmpp' | 'amqp', text: string): string | undefined {
  return protocol === 'amqp' ? undefined : parseJid(text).problems[0]?.message;
}

/** What is wrong with a connection's name, or undefined. */
export function nameProblem(text: string, taken: readonly string[]): string | undefined {
  if (text === '') return 'Give it a name';
  if (!/^[^\s<>?"'&{}]+$/.test(text)) return 'A name has no spaces, quotes, braces or any of < > ? &';
  return taken.includes(text) ? `There is a connection “${text}” already` : undefined;
}

/** A name to start from: the account's own, else the host's; with a number where it is taken. */
export function suggestedName({ protocol, service, account }: Answers, taken: readonly string[]): string {
  const base =
    (account.split(/[@/]/, 1)[0] ?? '').replace(/[^\w.-]/g, '') ||
    (readService(service.trim(), protocol)?.host ?? '').replace(/[^\w.-]/g, '') ||
    protocol;
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}-${i}`;
    if (!taken.includes(name)) return name;
  }
}

/** The profile that goes into `wireloupe.json`. */
export function newProfile({ protocol, service, account }: Answers): ConnectionProfile {
  const base = { protocol, service: service.trim() };
  if (account === '') return base;
  return protocol === 'xmpp' ? { ...base, jid: account } : { ...base, username: account };
}
