import { isLoopback, readService } from '../../protocols/project/index.ts';
import type { WireFailure } from '../../wire/protocol.ts';
import { UserError, type NextStep } from '../errors/user-error.ts';

/** What a failure belongs to. */
export interface FailureContext {
  /** The connection's key. */
  readonly key: string;
  readonly service: string;
  /** What failed: the attempt to connect, something that was sent, or the connection while nobody used it. */
  readonly doing: 'connecting' | 'sending' | 'idle';
}

/** Turns a failure of wire into one message with the next steps. */
export function wireFailure(failure: WireFailure, context: FailureContext): UserError {
  return new UserError('wire', `${context.key}: ${failureText(failure)}`, nextSteps(failure, context));
}

/** That wire itself has stopped, with the connections that were open. A message has room for few buttons. */
export function stoppedFailure(message: string, keys: readonly string[]): UserError {
  const steps = keys
    .slice(0, 2)
    .map((key): NextStep => ({ title: `Connect ${key}`, command: 'wireloupe.connect', args: [key] }));
  const lost = keys.length === 0 ? '' : ` Lost: ${keys.join(', ')}.`;
  return new UserError('wire', `${message}${lost}`, [...steps, { title: 'Show Log', command: 'wireloupe.showLog' }]);
}

/** What happened, in which the message quotes the server, and what to do about it. */
export function failureText({ message, hint }: WireFailure): string {
  return hint === undefined ? sentence(message) : `${sentence(message)} ${sentence(hint)}`;
}

function sentence(text: string): string {
  return /[.!?…]["”’)]?$/.test(text) ? text : `${text}.`;
}

function nextSteps(failure: WireFailure, { key, service, doing }: FailureContext): readonly NextStep[] {
  const edit: NextStep = { title: 'Edit Connection', command: 'wireloupe.editConnection', args: [key] };
  const again: NextStep = { title: 'Try Again', command: 'wireloupe.connect', args: [key] };
  const traffic: NextStep = { title: 'Show Traffic', command: 'wireloupe.showTraffic' };
  if (doing === 'idle') return [{ ...again, title: 'Connect Again' }, traffic];
  switch (failure.code) {
    case 'auth':
      return [{ title: 'Edit Password', command: 'wireloupe.editPassword', args: [key] }, edit];
    case 'tls-untrusted':
      return failure.untrustedCa === undefined
        ? [edit]
        : [{ title: 'Trust This CA', command: 'wireloupe.trustCa', args: [key, failure.untrustedCa] }, edit];
    case 'refused':
      return isLocal(service)
        ? [again, { title: 'Start Playground', command: 'wireloupe.startPlayground' }, edit]
        : [again, edit];
    case 'unknown-host':
      return [edit, again];
    case 'timeout':
    case 'closed':
      return doing === 'connecting' ? [again, traffic, edit] : [traffic];
    case 'tls':
      return [edit];
    case 'protocol':
    case 'policy':
      return [traffic, edit];
    case 'not-connected':
      return [{ title: 'Connect', command: 'wireloupe.connect', args: [key] }];
    case 'cancelled':
    case 'unreadable':
    case 'unwritable':
      return [];
    case 'stopped':
      return [again, { title: 'Show Log', command: 'wireloupe.showLog' }];
    case 'internal':
      return [{ title: 'Show Log', command: 'wireloupe.showLog' }];
  }
}

/** Whether a service is on this machine, where the playground could replace a server that is not there. */
export function isLocal(service: string): boolean {
  const address = readService(service, 'xmpp') ?? readService(service, 'amqp');
  return address !== undefined && isLoopback(address.host);
}
